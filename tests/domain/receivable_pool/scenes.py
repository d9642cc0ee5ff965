"""The cast: an anchor, two small suppliers, one lender, round numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from domain.eligibility.certificate import BaseCertificate, SellerBase
from domain.eligibility.claim import Claim, Mark
from domain.eligibility.terms import EligibilityTerms
from domain.receivable_pool import commands as ask
from domain.receivable_pool import events as fact
from domain.receivable_pool.checks import what_all_say
from domain.receivable_pool.commands import PoolCommand
from domain.receivable_pool.decide import RECEIVABLE_POOL
from domain.receivable_pool.events import PoolEvent
from domain.receivable_pool.state import PoolState
from domain.receivable_pool.terms import PoolTerms
from domain.shared.currency import Currency
from domain.shared.daycount import DayCount
from domain.shared.event import Context
from domain.shared.ids import ActorId, FinancingId, PartyId, PoolId, ReceivableId
from domain.shared.legal_form import LegalForm
from domain.shared.moment import Moment
from domain.shared.money import Money, Rounding
from domain.shared.pricing import Price
from tests.support.scenario import Given

POOL = PoolId("pool-1")
LENDER = PartyId("bank")
ANCHOR = PartyId("anchor")
SPRING = PartyId("spring")
RIVER = PartyId("river")
FIRST = FinancingId("fin-1")
SECOND = FinancingId("fin-2")

NOON = Moment(at=datetime(2026, 3, 2, 4, 0, tzinfo=UTC), day=date(2026, 3, 2))
CONTEXT = Context(now=NOON, by=ActorId("bank/anna"))
IN_MAY = date(2026, 5, 29)
SAID = what_all_say(POOL, LENDER, CONTEXT)
READ = (("bank/receivable_pool/pool-1", 3),)


def yuan(major: str) -> Money:
    return Money.of(major, Currency.CNY)


TERMS = PoolTerms(
    version=1,
    obligors=(ANCHOR,),
    eligibility=EligibilityTerms(advance_rate=Decimal("0.80"), limit=yuan("5000.00")),
    price=Price(
        annual_rate=Decimal("0.06"),
        day_count=DayCount.ACT_360,
        legal_form=LegalForm.ASSIGNMENT_RECOURSE,
    ),
    penalty_rate=Decimal("0.09"),
    tenor_days_max=180,
    draw_minimum=yuan("10.00"),
)
CROSS = replace(TERMS, cross_support=True)
NONRECOURSE = replace(
    TERMS, price=replace(TERMS.price, legal_form=LegalForm.ASSIGNMENT_NONRECOURSE)
)


def given(*history: PoolEvent) -> Given[PoolCommand, PoolState, PoolEvent]:
    return Given(RECEIVABLE_POOL, history)


def opened(terms: PoolTerms = TERMS) -> fact.PoolOpened:
    return fact.PoolOpened(**SAID, terms=terms)


def joined(seller: PartyId = SPRING) -> fact.SellerJoined:
    return fact.SellerJoined(**SAID, seller=seller)


def claim(name: str = "inv-1", seller: PartyId = SPRING, open_: str = "1000.00") -> Claim:
    amount = yuan(open_).minor
    return Claim(
        receivable=ReceivableId(name),
        seller=seller,
        obligor=ANCHOR,
        currency=Currency.CNY,
        face=amount,
        vat=0,
        open=amount,
        confirmed=amount,
        disputed=0,
        retention=0,
        prepaid=0,
        issued_on=date(2026, 2, 27),
        due_on=IN_MAY,
        original_due_on=IN_MAY,
        marks=Mark.CONFIRMED | Mark.NOTICED | Mark.REGISTERED,
    )


def assigned(*claims: Claim, seller: PartyId = SPRING) -> fact.ClaimsAssigned:
    return fact.ClaimsAssigned(**SAID, seller=seller, claims=claims)


def drawn(
    amount: str,
    financing: FinancingId = FIRST,
    seller: PartyId = SPRING,
    sellers: tuple[PartyId, ...] = (SPRING,),
) -> fact.PoolDrawn:
    return fact.PoolDrawn(
        **SAID,
        seller=seller,
        financing=financing,
        amount=yuan(amount),
        due_on=IN_MAY,
        sellers=sellers,
    )


def draw(
    amount: str, base: BaseCertificate, financing: FinancingId = FIRST, seller: PartyId = SPRING
) -> ask.Draw:
    return ask.Draw(financing, seller, yuan(amount), IN_MAY, IN_MAY, base, READ)


def certificate(**bases: str) -> BaseCertificate:
    """Of a pool whose sellers have these bases, after an advance rate of 80 %."""
    total = Money.total((yuan(base) for base in bases.values()), Currency.CNY)
    gross = total.times(Decimal("1.25"), Rounding.HALF_EVEN)
    return BaseCertificate(
        terms_version=1,
        day=NOON.day,
        claims=len(bases),
        gross=gross,
        ineligible=(),
        eligible=gross,
        advance=total,
        reserves=(),
        base=total,
        limit=TERMS.eligibility.limit,
        outstanding=yuan("0.00"),
        available=total,
        sellers=tuple(_part(PartyId(seller), yuan(base)) for seller, base in bases.items()),
        inputs_hash="0" * 64,
        results_hash="1" * 64,
    )


def _part(seller: PartyId, base: Money) -> SellerBase:
    gross = base.times(Decimal("1.25"), Rounding.HALF_EVEN)
    return SellerBase(seller, 1, gross, gross, base, yuan("0.00"), base)


def certified(base: BaseCertificate, outstanding: str) -> fact.BorrowingBaseCertified:
    return fact.BorrowingBaseCertified(
        **SAID, certificate=base, outstanding=yuan(outstanding), relied_on=READ
    )
