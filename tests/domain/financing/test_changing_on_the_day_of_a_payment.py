"""What is paid on the day on which the lines change meets the lines that there were before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from domain.financing import commands as ask
from domain.financing.events import FinancingEvent
from domain.financing.schedule import used_up
from domain.financing.terms import Cause
from domain.shared.daycount import DayCount
from domain.shared.instalments import Plan, PlanKind
from domain.shared.loan_terms import Early, Fees
from tests.domain.financing.scenes import financing, owed, paid_out, repay, terms, then, yuan
from tests.domain.financing.test_going_wrong import BEN, ZHOU, by, new_lines

DAY = date(2026, 2, 20)
LENT = paid_out(
    terms(
        count=DayCount.THIRTY_E_360,
        plan=Plan(kind=PlanKind.EQUAL_PRINCIPAL, number=3),
        early=Early.NEXT,
        fees=Fees(early_rate=Decimal("0.01")),
    )
)
"""1,000,000 in three lines; a hundredth of what is repaid before its time is a fee."""

ARREARS = then(LENT, (DAY, repay("338333.33", DAY)))
"""The line of 15 February with its interest, five days late."""

DEFAULT = ask.DeclareDefault(cause=Cause.BREACH, detail="")
EARLY = then(LENT, (DAY, repay("439166.66", DAY)), (DAY, DEFAULT))
"""Besides, the interest since, and 99,009.90 of principal with its fee."""

HALVES = new_lines("333333.33", "333333.34", dates=(date(2026, 3, 20), date(2026, 7, 15)))
CALLED_IN = then(EARLY, (DAY, ask.Accelerate(reason="a breach")))


def changed(history: tuple[FinancingEvent, ...]) -> tuple[FinancingEvent, ...]:
    """By two people of the bank and the borrower, all on the day of the payment."""
    proposed = then(history, (DAY, HALVES))
    offered = by(BEN, proposed, ask.AgreeToProposal(), DAY)
    return by(ZHOU, offered, ask.AcceptRestructuring(), DAY)


CHANGED = changed(ARREARS)


def lines_on(history: tuple[FinancingEvent, ...], day: date = DAY) -> list[str]:
    at = financing(history).standing(day)
    assert at is not None
    return [str(it.owed.principal.major) for it in at.lines if it.owed.principal.is_positive]


def test_arrears_paid_before_other_lines_are_agreed_leave_them_as_they_were_agreed() -> None:
    assert lines_on(CHANGED) == ["333333.33", "333333.34"]
    assert financing(CHANGED).owed(DAY) == financing(ARREARS).owed(DAY)
    assert financing(CHANGED).owed(DAY) == owed(principal="666666.67", interest="833.33")


def test_the_fee_on_what_came_early_stays_when_the_rest_is_called_in() -> None:
    loan = financing(CALLED_IN)

    assert loan.owed(DAY).principal == loan.principal_left
    assert loan.paid.fee == financing(EARLY).paid.fee
    assert loan.paid.fee.is_positive


@pytest.mark.parametrize("history", [CHANGED, CALLED_IN])
def test_what_is_on_record_of_the_payment_is_how_it_is_used_up(
    history: tuple[FinancingEvent, ...],
) -> None:
    loan = financing(history)
    assert loan.loan is not None

    (now,) = used_up(loan.loan, loan.payments)

    assert (now.split, now.across) == (loan.repayments[0].split, loan.repayments[0].across)


def test_what_comes_later_on_that_day_meets_the_new_lines() -> None:
    history = then(CHANGED, (DAY, repay("10833.33", DAY, "col-2")))

    loan = financing(history)
    assert loan.repayments[1].split == owed(principal="9900.99", interest="833.33", fee="99.01")
    assert lines_on(history) == ["323432.34", "333333.34"]


def test_taken_back_and_booked_again_it_comes_later() -> None:
    back = then(CHANGED, (DAY, ask.ReverseRepayment(reference="col-1")))
    again = then(back, (DAY, repay("338333.33", DAY)))
    other = then(back, (DAY, replace(repay("338333.33", DAY), reference="col-2")))

    assert financing(again).owed(DAY) == financing(other).owed(DAY)
    assert financing(again).principal_left == financing(again).owed(DAY).principal
    assert financing(back).principal_left == yuan("1000000.00")
