"""The cast: a bank, a small borrower, a line of a thousand under two products, round numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from domain.credit_line import commands as ask
from domain.credit_line import events as fact
from domain.credit_line.checks import what_all_say
from domain.credit_line.commands import LineCommand
from domain.credit_line.decide import CREDIT_LINE
from domain.credit_line.events import LineEvent
from domain.credit_line.state import LineState
from domain.credit_line.terms import Commitment, LineTerms, Part
from domain.shared.currency import Currency
from domain.shared.daycount import DayCount
from domain.shared.event import Context
from domain.shared.facility import Product
from domain.shared.ids import ActorId, FinancingId, LineId, PartyId
from domain.shared.legal_form import LegalForm
from domain.shared.moment import Moment
from domain.shared.money import Money
from domain.shared.pricing import Price
from tests.support.scenario import Given

LINE = LineId("line-1")
BANK = PartyId("bank")
SPRING = PartyId("spring")
RIVER = PartyId("river")
FIRST = FinancingId("fin-1")
SECOND = FinancingId("fin-2")
ANNA = ActorId("bank/anna")
BEN = ActorId("bank/ben")
IN_MAY = date(2026, 5, 29)
TODAY = date(2026, 3, 2)


def on(day: date, by: ActorId = BEN) -> Context:
    return Context(now=Moment(datetime(day.year, day.month, day.day, 4, tzinfo=UTC), day), by=by)


CONTEXT = on(TODAY)


def yuan(major: str) -> Money:
    return Money.of(major, Currency.CNY)


TERMS = LineTerms(
    version=1,
    limit=yuan("1000.00"),
    parts=(
        Part(Product.CREDIT_LINE),
        Part(Product.RECEIVABLE_POOL, yuan("800.00")),
        Part(Product.E_ORDER, yuan("600.00")),
    ),
    commitment=Commitment.COMMITTED,
    price=Price(
        annual_rate=Decimal("0.06"), day_count=DayCount.ACT_360, legal_form=LegalForm.PLEDGE
    ),
    penalty_rate=Decimal("0.09"),
    unused_fee_rate=Decimal("0.01"),
    draw_minimum=yuan("10.00"),
    tenor_days_max=180,
    valid_until=date(2027, 3, 1),
    review_due_on=date(2026, 9, 1),
    block_days=5,
)
CONDITIONAL = replace(
    TERMS, commitment=Commitment.CONDITIONAL, conditions=("the order is confirmed",)
)
ONCE = replace(TERMS, revolving=False)

PROPOSE = ask.ProposeLine(line=LINE, lender=BANK, borrower=SPRING, terms=TERMS)
BY_ANNA = what_all_say(PROPOSE, on(TODAY, ANNA))
SAID = what_all_say(PROPOSE, CONTEXT)


def given(*history: LineEvent) -> Given[LineCommand, LineState, LineEvent]:
    return Given(CREDIT_LINE, history)


def proposed(terms: LineTerms = TERMS) -> fact.LineProposed:
    return fact.LineProposed(**BY_ANNA, terms=terms)


def approved(terms: LineTerms = TERMS) -> fact.LineApproved:
    return fact.LineApproved(**SAID, proposed_by=ANNA, terms=terms)


def standing(
    *more: LineEvent, terms: LineTerms = TERMS
) -> Given[LineCommand, LineState, LineEvent]:
    """Proposed by Anna, approved by Ben."""
    return given(proposed(terms), approved(terms), *more)


def block(
    amount: str,
    product: Product = Product.CREDIT_LINE,
    financing: FinancingId = FIRST,
    *,
    bound: bool = False,
) -> ask.Block:
    return ask.Block(
        financing=financing,
        borrower=SPRING,
        product=product,
        amount=yuan(amount),
        due_on=IN_MAY,
        bound=bound,
    )


def blocked(
    amount: str,
    product: Product = Product.CREDIT_LINE,
    financing: FinancingId = FIRST,
    until: date | None = date(2026, 3, 7),
) -> fact.LineBlocked:
    return fact.LineBlocked(
        **SAID, financing=financing, product=product, amount=yuan(amount), until=until
    )


def utilised(
    amount: str, product: Product = Product.CREDIT_LINE, financing: FinancingId = FIRST
) -> fact.LineUtilised:
    return fact.LineUtilised(**SAID, financing=financing, product=product, amount=yuan(amount))


def released(
    amount: str, product: Product = Product.CREDIT_LINE, day: date = TODAY
) -> fact.LineReleased:
    said = what_all_say(PROPOSE, on(day))
    return fact.LineReleased(**said, financing=FIRST, product=product, amount=yuan(amount))
