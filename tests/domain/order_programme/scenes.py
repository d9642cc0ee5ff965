"""The cast: an anchor that orders, two small suppliers, one lender, round numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from domain.eligibility.order_certificate import OrderCertificate, Security, SecurityRatios
from domain.eligibility.order_standing import CostStated, Rated, ReferencePrice
from domain.eligibility.order_terms import OrderTerms, RatingTerms
from domain.order_programme import commands as ask
from domain.order_programme import draw_refusals as no_draw
from domain.order_programme import events as fact
from domain.order_programme.checks import what_all_say
from domain.order_programme.commands import ProgrammeCommand
from domain.order_programme.decide import ORDER_PROGRAMME
from domain.order_programme.events import ProgrammeEvent
from domain.order_programme.state import ProgrammeState
from domain.order_programme.terms import ProgrammeTerms
from domain.shared.currency import Currency
from domain.shared.daycount import DayCount
from domain.shared.event import Context
from domain.shared.ids import ActorId, FinancingId, OrderId, PartyId, ProgrammeId
from domain.shared.legal_form import LegalForm
from domain.shared.moment import Moment
from domain.shared.money import Money, Rounding
from domain.shared.pricing import Price
from tests.support.scenario import Given

PROGRAMME = ProgrammeId("prog-1")
LENDER, ANCHOR = PartyId("bank"), PartyId("anchor")
SPRING, RIVER = PartyId("spring"), PartyId("river")
FIRST, SECOND = FinancingId("fin-1"), FinancingId("fin-2")
ORDER, OTHER = OrderId("ord-1"), OrderId("ord-2")

TODAY = date(2026, 3, 2)
NOON = Moment(at=datetime(2026, 3, 2, 4, 0, tzinfo=UTC), day=TODAY)
CONTEXT = Context(now=NOON, by=ActorId("bank/anna"))
IN_MAY = date(2026, 5, 15)
DELIVERY = date(2026, 4, 30)
LATEST = date(2026, 5, 30)
SAID = what_all_say(PROGRAMME, LENDER, CONTEXT)
READ = (("bank/order_programme/prog-1", 3), ("anchor/e_order/ord-1", 2))


def yuan(major: str) -> Money:
    return Money.of(major, Currency.CNY)


NONE = yuan("0.00")
UNSECURED = Security(guarantee=NONE, collateral=NONE, margin=NONE)
RATED = Rated(rating="A", source="own model", rated_on=date(2026, 1, 15))
TERMS = ProgrammeTerms(
    version=1,
    orders=OrderTerms(
        limit=yuan("5000.00"),
        ratings=(
            RatingTerms(rating="A"),
            RatingTerms(rating="B", financing_ratio=Decimal("0.50")),
            RatingTerms(rating="D", financing_ratio=Decimal(0)),
        ),
    ),
    price=Price(
        annual_rate=Decimal("0.06"), day_count=DayCount.ACT_360, legal_form=LegalForm.PLEDGE
    ),
    penalty_rate=Decimal("0.09"),
    draw_minimum=yuan("10.00"),
    second_person_from=yuan("1000.00"),
)


def given(*history: ProgrammeEvent) -> Given[ProgrammeCommand, ProgrammeState, ProgrammeEvent]:
    return Given(ORDER_PROGRAMME, history)


def opened(terms: ProgrammeTerms = TERMS) -> fact.ProgrammeOpened:
    return fact.ProgrammeOpened(**SAID, core_enterprise=ANCHOR, terms=terms)


def let_in(supplier: PartyId = SPRING, limit: str = "3000.00") -> fact.SupplierLetIn:
    return fact.SupplierLetIn(**SAID, supplier=supplier, rated=RATED, limit=yuan(limit))


def certificate(
    worth: str = "1000.00",
    order: OrderId = ORDER,
    supplier: PartyId = SPRING,
    ratios: SecurityRatios | None = None,
) -> OrderCertificate:
    """Of an order that counts for `worth`, lent on at 70 %."""
    eligible = yuan(worth)
    advance = eligible.times(Decimal("0.70"), Rounding.IN_FAVOUR_OF_LENDER)
    asked = ratios or SecurityRatios(Decimal(0), Decimal(0), Decimal(0))
    return OrderCertificate(
        order=order,
        buyer=ANCHOR,
        supplier=supplier,
        terms_version=1,
        day=TODAY,
        gross=eligible,
        ineligible=(),
        eligible=eligible,
        rating="A",
        financing_ratio=Decimal("0.70"),
        advance=advance,
        carried=advance,
        ratios=asked,
        security=asked.of(advance),
        deliver_by=DELIVERY,
        due_latest=LATEST,
        inputs_hash="in",
        results_hash="out",
        carrying_hash="carrying",
    )


def beyond(requested: str, available: str, already: str = "0.00") -> no_draw.BeyondOrder:
    """The refusal where an order counts for 1000.00 and is lent on at 70 %."""
    return no_draw.BeyondOrder(
        requested=yuan(requested),
        available=yuan(available),
        ordered=yuan("1000.00"),
        eligible=yuan("1000.00"),
        financing_ratio=Decimal("0.70"),
        lent=yuan(already),
        why=(),
    )


def certified(made: OrderCertificate, outstanding: str = "0.00") -> fact.OrderCertified:
    return fact.OrderCertified(
        **SAID, certificate=made, outstanding=yuan(outstanding), relied_on=READ
    )


def certify(made: OrderCertificate) -> ask.CertifyOrder:
    return ask.CertifyOrder(certificate=made, relied_on=READ)


def finance(
    amount: str, made: OrderCertificate | None = None, financing: FinancingId = FIRST
) -> ask.FinanceOrder:
    of = made or certificate()
    return ask.FinanceOrder(
        financing=financing,
        order=of.order,
        supplier=of.supplier,
        amount=yuan(amount),
        due_on=IN_MAY,
        security=UNSECURED,
        certificate=of,
        relied_on=READ,
    )


def financed(
    amount: str,
    financing: FinancingId = FIRST,
    order: OrderId = ORDER,
    supplier: PartyId = SPRING,
    security: Security = UNSECURED,
) -> fact.OrderFinanced:
    return fact.OrderFinanced(
        **SAID,
        supplier=supplier,
        order=order,
        financing=financing,
        amount=yuan(amount),
        due_on=IN_MAY,
        security=security,
    )


def lent(amount: str = "700.00") -> tuple[ProgrammeEvent, ...]:
    """A programme in which so much is lent on an order that counts for 1,000.00."""
    return opened(), let_in(), certified(certificate()), financed(amount)


def repaid(principal: str) -> fact.OrderDrawRepaid:
    return fact.OrderDrawRepaid(
        **SAID, supplier=SPRING, order=ORDER, financing=FIRST, principal=yuan(principal)
    )


def restored(principal: str) -> fact.OrderDrawRestored:
    return fact.OrderDrawRestored(
        **SAID, supplier=SPRING, order=ORDER, financing=FIRST, principal=yuan(principal)
    )


def over(amount: str) -> fact.OrderOverAdvanced:
    return fact.OrderOverAdvanced(**SAID, supplier=SPRING, order=ORDER, amount=yuan(amount))


def cured() -> fact.OrderOverAdvanceCured:
    return fact.OrderOverAdvanceCured(**SAID, supplier=SPRING, order=ORDER)


def frozen() -> fact.ProgrammeFrozen:
    return fact.ProgrammeFrozen(**SAID, reason="review")


def closed() -> fact.ProgrammeClosed:
    return fact.ProgrammeClosed(**SAID)


def reference(price: str = "9.5", as_of: date = TODAY) -> ReferencePrice:
    return ReferencePrice(
        item="casting", unit="H87", price=Decimal(price), as_of=as_of, source="exchange"
    )


def costing(major: str = "600.00", stated_on: date = TODAY) -> CostStated:
    return CostStated(cost=yuan(major), source="quotation", stated_on=stated_on)


def rated(rating: str, rated_on: date = TODAY) -> Rated:
    return replace(RATED, rating=rating, rated_on=rated_on)
