"""The cast: one bank, one supplier, two buyers, a loan of 1,000,000 for ninety days."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from domain.financing import commands as ask
from domain.financing import events as fact
from domain.financing.commands import FinancingCommand
from domain.financing.decide import FINANCING
from domain.financing.events import FinancingEvent
from domain.financing.posting import Said
from domain.financing.state import Financing, FinancingState
from domain.financing.terms import FinancingTerms, Source
from domain.shared.allocation import PENALTY_FIRST, Breakdown, Order
from domain.shared.attribution import Parts
from domain.shared.currency import Currency
from domain.shared.daycount import DayCount
from domain.shared.event import Context
from domain.shared.facility import UNSUPPORTED, Facility, Product, Supports
from domain.shared.ids import ActorId, FinancingId, PartyId
from domain.shared.instalments import PlanKind, months_after
from domain.shared.legal_form import LegalForm
from domain.shared.moment import Moment
from domain.shared.money import Money
from domain.shared.pricing import NO_FEE, DiscountForm, Fee, Price
from tests.support.scenario import Given

CNY = Currency.CNY
FIN = FinancingId("fin-1")
POOL = Facility(Product.RECEIVABLE_POOL, "pool-1")
BANK = PartyId("bank")
SPRING = PartyId("spring")
ANCHOR = PartyId("anchor")
MILL = PartyId("mill")
ANNA = ActorId("bank/anna")
ACCOUNT = "GB82WEST12345698765432"

OPENED = date(2026, 1, 15)
DUE = date(2026, 4, 15)


def yuan(major: str) -> Money:
    return Money.of(major, CNY)


def on(day: date) -> Context:
    return Context(now=Moment(at=datetime.combine(day, time(4), tzinfo=UTC), day=day), by=ANNA)


def after(days: int) -> date:
    """So many days after the money went out."""
    return OPENED + timedelta(days=days)


def said(decided: date, effective_on: date | None = None) -> Said:
    return {
        "financing": FIN,
        "facility": POOL,
        "lender": BANK,
        "borrower": SPRING,
        "at": on(decided).now.at,
        "effective_on": effective_on or decided,
        "by": ANNA,
    }


def terms(  # noqa: PLR0913 - a scene names only what it is about
    rate: str = "0.06",
    *,
    penalty_rate: str = "0",
    form: DiscountForm = DiscountForm.INTEREST_AT_END,
    fee: Fee = NO_FEE,
    legal_form: LegalForm = LegalForm.ASSIGNMENT_RECOURSE,
    order: Order = PENALTY_FIRST,
    count: DayCount = DayCount.ACT_360,
    ceiling: str | None = None,
    **more: Any,  # noqa: ANN401 - whatever else the scene is about
) -> FinancingTerms:
    return FinancingTerms(
        price=Price(
            annual_rate=Decimal(rate),
            day_count=count,
            legal_form=legal_form,
            discount_form=form,
            fee=fee,
        ),
        penalty_rate=Decimal(penalty_rate),
        allocation=order,
        rate_ceiling=None if ceiling is None else Decimal(ceiling),
        **more,
    )


HALF_AND_HALF: Parts = ((ANCHOR, yuan("500000.00")), (MILL, yuan("500000.00")))


def dates_of(agreed: FinancingTerms, due_on: date = DUE) -> tuple[date, ...]:
    """Month by month up to the due date."""
    plan = agreed.plan
    return plan.dates(months_after(due_on, -plan.every_months * (plan.number - 1)))


def parts_of(agreed: FinancingTerms, principal: str) -> tuple[Money, ...]:
    """A tenth with every line but the last, where the parts are given."""
    if agreed.plan.kind is not PlanKind.GIVEN:
        return ()
    whole = yuan(principal)
    tenth = Money(whole.minor // 10, CNY)
    first = (tenth,) * (agreed.plan.number - 1)
    return (*first, whole - Money.total(first, CNY))


def open_financing(
    agreed: FinancingTerms | None = None,
    principal: str = "1000000.00",
    by_obligor: Parts = HALF_AND_HALF,
    due_on: date = DUE,
    supports: Supports = UNSUPPORTED,
) -> ask.OpenFinancing:
    agreed = agreed or terms()
    return ask.OpenFinancing(
        financing=FIN,
        facility=POOL,
        lender=BANK,
        borrower=SPRING,
        principal=yuan(principal),
        terms=agreed,
        due_on=due_on,
        by_obligor=by_obligor,
        supports=supports,
        dates=dates_of(agreed, due_on),
        parts=parts_of(agreed, principal),
    )


def given(*history: FinancingEvent) -> Given[FinancingCommand, FinancingState, FinancingEvent]:
    return Given(FINANCING, history)


def carried_out(*asked: tuple[date, FinancingCommand]) -> tuple[FinancingEvent, ...]:
    """What happened when each was asked in turn, on its day."""
    history: tuple[FinancingEvent, ...] = ()
    for day, command in asked:
        history += FINANCING.decide(FINANCING.replay(history), command, on(day))
    return history


def opened(agreed: FinancingTerms | None = None) -> tuple[FinancingEvent, ...]:
    return carried_out((OPENED, open_financing(agreed)))


def paid_out(
    agreed: FinancingTerms | None = None, supports: Supports = UNSUPPORTED
) -> tuple[FinancingEvent, ...]:
    """Opened, instructed and confirmed by the bank on the same day."""
    history = opened(agreed)
    loan = FINANCING.replay(history)
    assert isinstance(loan, Financing)
    return carried_out(
        (OPENED, open_financing(agreed, supports=supports)),
        (OPENED, ask.InstructDisbursement(bank_account=ACCOUNT)),
        (OPENED, confirm(loan.net_proceeds, OPENED)),
    )


def confirm(amount: Money, value_date: date) -> ask.ConfirmDisbursement:
    return ask.ConfirmDisbursement(amount=amount, value_date=value_date, bank_reference="B-1")


def repay(
    amount: str,
    value_date: date,
    reference: str = "col-1",
    source: Source = Source.COLLECTION,
    payer: PartyId | None = None,
) -> ask.AllocateRepayment:
    return ask.AllocateRepayment(
        reference=reference, value_date=value_date, amount=yuan(amount), source=source, payer=payer
    )


def then(
    history: tuple[FinancingEvent, ...], *asked: tuple[date, FinancingCommand]
) -> tuple[FinancingEvent, ...]:
    """`history`, and what each command added to it."""
    for day, command in asked:
        history += FINANCING.decide(FINANCING.replay(history), command, on(day))
    return history


def financing(history: tuple[FinancingEvent, ...]) -> Financing:
    state = FINANCING.replay(history)
    assert isinstance(state, Financing)
    return state


def owed(
    principal: str = "0", interest: str = "0", fee: str = "0", penalty: str = "0"
) -> Breakdown:
    return Breakdown(
        penalty=yuan(penalty), fee=yuan(fee), interest=yuan(interest), principal=yuan(principal)
    )


def kinds(events: tuple[FinancingEvent, ...]) -> list[str]:
    return [type(event).__name__ for event in events]


def the_allocation(events: tuple[FinancingEvent, ...]) -> fact.RepaymentAllocated:
    (found,) = (event for event in events if isinstance(event, fact.RepaymentAllocated))
    return found
