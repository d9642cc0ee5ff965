"""A small trade: one anchor, two suppliers, two lenders, round numbers, one lender's pool."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from application.processes.answering import change
from application.processes.assigning import Assign, assign
from application.processes.disbursing import ConfirmPaidOut, confirm_paid_out
from application.processes.documents import HandIn
from application.processes.drawing import DrawFromPool, draw
from application.processes.running_pools import LetIn, OpenWith, let_in, open_pool
from application.processes.taking_documents import hand_in
from domain.eligibility.terms import EligibilityTerms
from domain.enterprise.profile import Role
from domain.receivable.commands import Confirm, RecordNotice
from domain.receivable.invoice import Channel
from domain.receivable_pool.terms import PoolTerms
from domain.shared.calendar import BusinessCalendar
from domain.shared.currency import Currency
from domain.shared.daycount import DayCount
from domain.shared.ids import FinancingId, PartyId, PoolId, ReceivableId
from domain.shared.legal_form import LegalForm
from domain.shared.money import Money
from domain.shared.pricing import Price
from domain.shared.trade_document import (
    DocumentKind,
    Encoding,
    PartyReference,
    Source,
    TradeDocument,
)
from tests.support.house import House, identified

ANCHOR = PartyId("anchor")
SPRING = PartyId("spring")
RIVER = PartyId("river")
BANK = PartyId("bank")
RIVAL = PartyId("rival")
POOL = PoolId("pool-1")

ALWAYS_OPEN = BusinessCalendar(
    "always",
    "1",
    frozenset(),
    known_from=date(2000, 1, 1),
    provisional_from=date(2100, 1, 1),
    weekend=frozenset(),
)

NUMBERS = {ANCHOR: "cn:1001", SPRING: "cn:2001", RIVER: "cn:2002", BANK: "cn:3001"}
NUMBERS[RIVAL] = "cn:3002"


def yuan(major: str) -> Money:
    return Money.of(major, Currency.CNY)


TERMS = PoolTerms(
    version=1,
    obligors=(ANCHOR,),
    eligibility=EligibilityTerms(
        advance_rate=Decimal("0.80"), limit=yuan("100000.00"), registration_required=False
    ),
    price=Price(
        annual_rate=Decimal("0.06"),
        day_count=DayCount.ACT_360,
        legal_form=LegalForm.ASSIGNMENT_RECOURSE,
    ),
    penalty_rate=Decimal("0.09"),
    tenor_days_max=180,
    draw_minimum=yuan("10.00"),
)


def admit_all(house: House) -> None:
    house.admit(ANCHOR, Role.CORE_ENTERPRISE, number=NUMBERS[ANCHOR])
    for supplier in (SPRING, RIVER):
        house.admit(supplier, Role.SUPPLIER, number=NUMBERS[supplier], account=f"acc-{supplier}")
    for lender in (BANK, RIVAL):
        house.admit(lender, Role.LENDER, number=NUMBERS[lender], account=f"acc-{lender}")


def open_a_pool(house: House, lender: PartyId = BANK, pool: PoolId = POOL) -> None:
    opened = OpenWith(pool, lender, TERMS)
    house.do(lender, opened, open_pool(opened))
    for seller in (SPRING, RIVER):
        joined = LetIn(pool, lender, seller)
        house.do(lender, joined, let_in(joined))


@dataclass(frozen=True, slots=True)
class Trade:
    """One invoice of the story."""

    number: str
    amount: str
    seller: PartyId = SPRING
    issued_on: date = date(2026, 2, 16)
    due_on: date = date(2026, 5, 15)


def document(trade: Trade, encoding: Encoding = Encoding.UBL) -> TradeDocument:
    nothing = yuan("0.00")
    return TradeDocument(
        kind=DocumentKind.INVOICE,
        type_code="380",
        number=trade.number,
        issued_on=trade.issued_on,
        due_on=trade.due_on,
        terms="",
        gross=yuan(trade.amount),
        payable=yuan(trade.amount),
        tax=nothing,
        net=yuan(trade.amount),
        prepaid=nothing,
        retention=None,
        seller=PartyReference(trade.seller, (identified(NUMBERS[trade.seller]),)),
        buyer=PartyReference(ANCHOR, (identified(NUMBERS[ANCHOR]),)),
        payee=None,
        order=None,
        contract=None,
        corrects=(),
        delivered_on=None,
        payment_reference=None,
        iban=None,
        lines=1,
        credit_reason=None,
        source=Source(encoding, f"{trade.number}.{encoding.value}", "1"),
    )


def register(house: House, trade: Trade, encoding: Encoding = Encoding.UBL) -> ReceivableId:
    digest = f"{encoding.value}-{trade.number}-{trade.seller}".ljust(64, "0")
    handed = HandIn(trade.seller, document(trade, encoding), digest)
    outcome = house.do(trade.seller, handed, hand_in(handed, ALWAYS_OPEN))
    return ReceivableId(outcome["receivable"])


def confirm(house: House, receivable: ReceivableId, amount: str | None = None) -> None:
    command = Confirm(
        seller=PartyId(""),
        receivable=receivable,
        party=ANCHOR,
        channel=Channel.PORTAL,
        evidence="signed",
        amount=None if amount is None else yuan(amount),
    )
    house.do(
        ANCHOR, command, change(receivable, ANCHOR, lambda seller: replace(command, seller=seller))
    )


def notify(house: House, receivable: ReceivableId, lender: PartyId = BANK) -> None:
    command = RecordNotice(
        seller=PartyId(""),
        receivable=receivable,
        assignee=lender,
        delivered_on=house.clock.day,
        delivered_to="accounts payable",
        channel="portal",
        evidence="receipt",
    )
    house.do(
        lender, command, change(receivable, lender, lambda seller: replace(command, seller=seller))
    )


def assign_to(
    house: House, *receivables: ReceivableId, seller: PartyId = SPRING, pool: PoolId = POOL
) -> None:
    asked = Assign(pool, seller, receivables)
    house.do(seller, asked, assign(asked))


def ready(house: House, *trades: Trade) -> list[ReceivableId]:
    """Registered, confirmed, in the pool, and the buyer notified."""
    claims = []
    for trade in trades:
        claim = register(house, trade)
        confirm(house, claim)
        assign_to(house, claim, seller=trade.seller)
        notify(house, claim)
        claims.append(claim)
    return claims


def draw_asked(
    amount: str, financing: str = "fin-1", seller: PartyId = SPRING, due: date = date(2026, 5, 15)
) -> DrawFromPool:
    return DrawFromPool(POOL, FinancingId(financing), seller, yuan(amount), due)


def drawn(house: House, amount: str, financing: str = "fin-1", seller: PartyId = SPRING) -> None:
    asked = draw_asked(amount, financing, seller)
    house.do(seller, asked, draw(asked))
    paid = ConfirmPaidOut(FinancingId(financing), BANK, yuan(amount), house.clock.day, "ref-1")
    house.do(BANK, paid, confirm_paid_out(paid))
