"""Interest as it is posted: day by day forward, or as a correction where a late fact changes it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TypedDict

from domain.financing import events as fact
from domain.financing import refusals as no
from domain.financing.events import FinancingEvent
from domain.financing.schedule import Loan, standing
from domain.financing.state import Financing, evolve
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


def what_all_say(financing: Financing, context: Context, effective_on: date | None = None) -> Said:
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

    run = standing(loan, financing.payments, through).accrued - financing.posted
    accrued = fact.InterestAccrued(
        **what_all_say(financing, context, effective_on=through),
        through=through,
        amount=run.interest,
        penalty=run.penalty,
    )
    return (accrued, *_overdue(financing, through, context))


def _overdue(financing: Financing, through: date, context: Context) -> Decision:
    due_on = financing.due_on
    if financing.overdue or through <= due_on:
        return ()
    owed = financing.owed(due_on)
    if owed.total.is_zero:
        return ()
    said = what_all_say(financing, context, effective_on=due_on + ONE_DAY)
    return (fact.FinancingOverdue(**said, due_on=due_on, owed=owed),)


def correct(financing: Financing, reference: str, context: Context) -> Decision:
    """What was posted and what the facts now say: the difference, on the open day."""
    through = financing.accrued_through
    if through is None:
        return ()
    now = standing(lent(financing), financing.payments, through).accrued
    difference = now - financing.posted
    if difference.is_zero:
        return ()
    return (
        fact.InterestCorrected(
            **what_all_say(financing, context),
            through=through,
            difference=difference.interest,
            penalty_difference=difference.penalty,
            reference=reference,
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
