"""Interest as it is posted: day by day forward, or as a correction where a late fact changes it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TypedDict

from domain.financing import events as fact
from domain.financing import refusals as no
from domain.financing.events import FinancingEvent
from domain.financing.evolve import evolve
from domain.financing.loan import Loan
from domain.financing.schedule import Standing, standing
from domain.financing.state import Financing, Requested
from domain.shared.allocation import Breakdown, total
from domain.shared.event import Context
from domain.shared.facility import Facility
from domain.shared.ids import ActorId, FinancingId, PartyId
from domain.shared.refusal import BrokenPromise, Refused

Decision = tuple[FinancingEvent, ...]

ONE_DAY = timedelta(days=1)


class Said(TypedDict):
    """What every event of a financing says."""

    financing: FinancingId
    facility: Facility
    lender: PartyId
    borrower: PartyId
    at: datetime
    effective_on: date
    by: ActorId


def what_all_say(
    financing: Financing | Requested, context: Context, effective_on: date | None = None
) -> Said:
    return {
        "financing": financing.financing,
        "facility": financing.facility,
        "lender": financing.lender,
        "borrower": financing.borrower,
        "at": context.now.at,
        "effective_on": effective_on or context.now.day,
        "by": context.by,
    }


def lent(financing: Financing) -> Loan:
    """The loan, or a refusal while the bank has not paid out."""
    loan = financing.loan
    if loan is None:
        raise Refused(no.NotDisbursed())
    return loan


def check_come(day: date, context: Context) -> None:
    if day > context.now.day:
        raise Refused(no.DateAhead(day, context.now.day))


def accrue_to(financing: Financing, through: date, context: Context) -> Decision:
    """Post what has run up to `through`, and say so once when the due date has passed unpaid."""
    loan, before = lent(financing), financing.accrued_through
    if before is None or through <= before:
        return ()

    at = standing(loan, financing.payments, through)
    accrued = _accrued(financing, at, through, context)
    return (accrued, *_overdue(financing, at, through, context))


def begun(financing: Financing, context: Context) -> Decision:
    """What is charged as the first period begins, on the day the money went out."""
    loan = lent(financing)
    at = standing(loan, (), loan.starts_on)
    return () if at.accrued.is_zero else (_accrued(financing, at, loan.starts_on, context),)


def _accrued(
    financing: Financing, at: Standing, through: date, context: Context
) -> fact.InterestAccrued:
    run = at.accrued - financing.posted
    return fact.InterestAccrued(
        **what_all_say(financing, context, effective_on=through),
        through=through,
        amount=run.interest,
        penalty=run.penalty,
        fee=run.fee,
        off_book=financing.off_book,
    )


def _overdue(financing: Financing, at: Standing, through: date, context: Context) -> Decision:
    """Once for each line, with what was owed on it at the end of its day."""
    days = dict.fromkeys(line.due_on for line in at.overdue(through))
    return tuple(
        fact.FinancingOverdue(
            **what_all_say(financing, context, effective_on=due_on + ONE_DAY),
            due_on=due_on,
            owed=_owed_on_line(financing, due_on),
        )
        for due_on in days
        if due_on not in financing.overdue
    )


def _owed_on_line(financing: Financing, due_on: date) -> Breakdown:
    loan = lent(financing)
    lines = standing(loan, financing.payments, due_on).lines
    return total((line.owed for line in lines if line.due_on == due_on), financing.currency)


def at_posting(financing: Financing) -> Standing:
    """As the facts now say that it stood on the day up to which was posted."""
    loan = lent(financing)
    return standing(loan, financing.payments, financing.accrued_through or loan.starts_on)


def correct(financing: Financing, now: Standing, reference: str, context: Context) -> Decision:
    """What was posted and what the facts now say: the difference, on the open day."""
    through = financing.accrued_through
    if through is None:
        return ()
    difference = now.accrued - financing.posted
    if difference.is_zero:
        return ()
    return (
        fact.InterestCorrected(
            **what_all_say(financing, context),
            through=through,
            difference=difference.interest,
            penalty_difference=difference.penalty,
            fee_difference=difference.fee,
            reference=reference,
            off_book=financing.off_book,
        ),
    )


def after(financing: Financing, events: Sequence[FinancingEvent]) -> Financing:
    """The financing as it is once `events` are facts."""
    state = financing
    for event in events:
        came = evolve(state, event)
        if not isinstance(came, Financing):
            raise BrokenPromise("a financing does not vanish")
        state = came
    return state
