"""Line by line: what falls due, what a payment meets first, and what early money changes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from domain.financing import events as fact
from domain.financing.commands import AccrueInterest
from domain.financing.events import FinancingEvent
from domain.financing.lines import Share
from domain.financing.state import Stage
from domain.financing.terms import FinancingTerms
from domain.shared.allocation import Sweep
from domain.shared.daycount import DayCount
from domain.shared.instalments import Plan, PlanKind
from domain.shared.loan_terms import Early, Fees
from tests.domain.financing.scenes import (
    DUE,
    financing,
    kinds,
    owed,
    paid_out,
    repay,
    terms,
    the_allocation,
    then,
    yuan,
)

FIRST, SECOND = date(2026, 2, 15), date(2026, 3, 15)
THREE = Plan(kind=PlanKind.EQUAL_PRINCIPAL, number=3)


def monthly(rate: str = "0.06", **more: object) -> FinancingTerms:
    """5,000 a month on a million; thirty days in every month."""
    return terms(rate, count=DayCount.THIRTY_E_360, plan=THREE, **more)  # type: ignore[arg-type] # terms by name


def lines_of(history: tuple[FinancingEvent, ...], day: date) -> list[tuple[date, str]]:
    at = financing(history).standing(day)
    assert at is not None
    return [(line.due_on, str(line.owed.principal.major)) for line in at.lines]


def test_each_line_is_paid_on_its_day() -> None:
    history = then(
        paid_out(monthly()),
        (FIRST, repay("338333.33", FIRST, "a")),
        (SECOND, repay("336666.66", SECOND, "b")),
        (DUE, repay("335000.01", DUE, "c")),
    )

    assert financing(history).stage is Stage.REPAID
    splits = [e.split for e in history if isinstance(e, fact.RepaymentAllocated)]
    assert splits == [
        owed(principal="333333.33", interest="5000.00"),
        owed(principal="333333.33", interest="3333.33"),
        owed(principal="333333.34", interest="1666.67"),
    ]
    assert "FinancingOverdue" not in kinds(history)


def test_each_line_that_passes_unpaid_is_said_once() -> None:
    history = paid_out(monthly())
    for day in (date(2026, 2, 16), date(2026, 2, 17), date(2026, 3, 16)):
        history = then(history, (day, AccrueInterest(through=day)))

    said = [e for e in history if isinstance(e, fact.FinancingOverdue)]
    assert [event.due_on for event in said] == [FIRST, SECOND]
    assert said[0].owed == owed(principal="333333.33", interest="5000.00")
    assert said[0].effective_on == date(2026, 2, 16)


def test_penalty_runs_on_the_overdue_part_alone() -> None:
    late = date(2026, 3, 15)

    at = financing(paid_out(monthly(penalty_rate="0.09"))).owed(late)

    assert at.penalty == yuan("2500.00")
    """333,333.33 for thirty days at nine per cent."""


def test_within_the_days_of_grace_there_is_no_penalty() -> None:
    loan = financing(paid_out(monthly(penalty_rate="0.09", grace_days=10)))

    assert loan.owed(date(2026, 2, 25)).penalty.is_zero
    assert loan.owed(date(2026, 2, 26)).penalty == yuan("83.33")


def test_overdue_interest_bears_penalty_where_the_terms_say_so() -> None:
    plain = financing(paid_out(monthly(penalty_rate="0.09")))
    compound = financing(paid_out(monthly(penalty_rate="0.09", penalty_on_interest=True)))

    more = compound.owed(SECOND).penalty - plain.owed(SECOND).penalty
    assert more == yuan("37.50")
    """5,000 of interest for thirty days at nine per cent."""


def test_interest_of_every_line_first_or_line_by_line() -> None:
    """As WF-06: one line overdue, the next due, and too little money for both."""
    splits = {}
    for sweep in Sweep:
        history = then(paid_out(monthly(sweep=sweep)), (SECOND, repay("9000.00", SECOND)))
        splits[sweep] = the_allocation(history).across

    assert splits[Sweep.BY_INSTALMENT] == (
        Share(FIRST, owed(principal="4000.00", interest="5000.00")),
    )
    assert splits[Sweep.BY_COMPONENT] == (
        Share(FIRST, owed(interest="5000.00")),
        Share(SECOND, owed(interest="4000.00")),
    )


@pytest.mark.parametrize(
    ("early", "left"),
    [
        (Early.SHORTEN, ["333333.33", "333333.33", "233333.34"]),
        (Early.NEXT, ["233333.33", "333333.33", "333333.34"]),
        (Early.RECOMPUTE, ["300000.00", "300000.00", "300000.00"]),
    ],
)
def test_what_early_money_does_to_the_lines_that_are_left(early: Early, left: list[str]) -> None:
    day = date(2026, 1, 21)
    history = then(paid_out(monthly(early=early)), (day, repay("101000.00", day)))

    assert the_allocation(history).split == owed(principal="100000.00", interest="1000.00")
    assert [part for _, part in lines_of(history, day)] == left


def test_early_money_costs_what_the_terms_say() -> None:
    agreed = monthly("0", fees=Fees(early_rate=Decimal("0.01")))
    day = date(2026, 1, 21)

    some = then(paid_out(agreed), (day, repay("101000.00", day)))
    loan = financing(paid_out(agreed))
    whole = then(paid_out(agreed), (day, repay("1010000.00", day)))

    assert the_allocation(some).split == owed(principal="100000.00", fee="1000.00")
    assert loan.to_settle(day) == yuan("1010000.00")
    assert loan.owed(day) == owed(principal="1000000.00")
    assert financing(whole).stage is Stage.REPAID


def test_on_the_due_date_nothing_is_early() -> None:
    agreed = monthly("0", fees=Fees(early_rate=Decimal("0.01")))

    history = then(paid_out(agreed), (FIRST, repay("333333.33", FIRST)))

    assert the_allocation(history).split == owed(principal="333333.33")


def test_a_fee_is_charged_as_each_period_begins() -> None:
    loan = financing(paid_out(monthly("0", fees=Fees(period_rate=Decimal("0.001")))))

    assert loan.owed(date(2026, 2, 14)).fee == yuan("1000.00")
    assert loan.owed(FIRST).fee == yuan("2000.00")


def test_the_fee_of_the_first_period_is_posted_as_the_money_goes_out() -> None:
    history = paid_out(monthly("0", fees=Fees(period_rate=Decimal("0.001"))))

    posted = history[-1]
    assert isinstance(posted, fact.InterestAccrued)
    assert (posted.fee, posted.amount) == (yuan("1000.00"), yuan("0.00"))


def test_late_news_of_one_line_changes_the_lines_after_it() -> None:
    prompt = then(
        paid_out(monthly(penalty_rate="0.09")),
        (FIRST, repay("338333.33", FIRST, "a")),
        (SECOND, repay("336666.66", SECOND, "b")),
    )
    late = then(
        paid_out(monthly(penalty_rate="0.09")),
        (SECOND, repay("336666.66", SECOND, "b")),
        (date(2026, 3, 20), repay("338333.33", FIRST, "a")),
    )

    assert financing(late).owed(SECOND) == financing(prompt).owed(SECOND)
    assert financing(late).paid == financing(prompt).paid
    changed = next(e for e in late if isinstance(e, fact.RepaymentReallocated))
    assert changed.across == (Share(SECOND, owed(principal="333333.33", interest="3333.33")),)
    corrected = next(e for e in late if isinstance(e, fact.InterestCorrected))
    assert corrected.effective_on == date(2026, 3, 20)
    assert corrected.penalty_difference == yuan("-2500.00")
