"""Interest runs from the bank's value date, is posted by the day, and is rounded as a whole."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from domain.financing import events as fact
from domain.financing import refusals as no
from domain.financing.commands import AccrueInterest
from domain.financing.events import FinancingEvent
from domain.shared.daycount import DayCount
from domain.shared.money import Money
from domain.shared.pricing import DiscountForm, Fee, FeePaid
from tests.domain.financing.scenes import (
    CNY,
    DUE,
    OPENED,
    after,
    financing,
    given,
    kinds,
    on,
    opened,
    owed,
    paid_out,
    repay,
    said,
    terms,
    then,
    yuan,
)


def daily(history: tuple[FinancingEvent, ...], first: int, last: int) -> tuple[FinancingEvent, ...]:
    closes = ((after(n), AccrueInterest(through=after(n))) for n in range(first, last + 1))
    return then(history, *closes)


def posted(history: tuple[FinancingEvent, ...]) -> Money:
    amounts = (event.amount for event in history if isinstance(event, fact.InterestAccrued))
    return Money.total(amounts, CNY)


def test_a_day_of_interest() -> None:
    given(*paid_out()).when(AccrueInterest(through=after(1)), on(after(1))).then(
        fact.InterestAccrued(
            **said(after(1)),
            through=after(1),
            amount=yuan("166.67"),
            penalty=yuan("0"),
            fee=yuan("0"),
        )
    )


def test_daily_roundings_never_add_up() -> None:
    history = daily(paid_out(), 1, 90)

    assert posted(history) == yuan("15000.00")
    assert financing(history).owed(DUE) == owed(principal="1000000.00", interest="15000.00")


@pytest.mark.parametrize(
    ("count", "interest"),
    [
        (DayCount.ACT_365F, "14794.52"),
        (DayCount.ACT_ACT_ISDA, "14794.52"),
        (DayCount.THIRTY_360, "15000.00"),
        (DayCount.THIRTY_E_360_ISDA, "15000.00"),
    ],
)
def test_daily_postings_make_up_the_term_by_any_convention(count: DayCount, interest: str) -> None:
    assert posted(daily(paid_out(terms(count=count)), 1, 90)) == yuan(interest)


def test_a_close_that_is_asked_twice_posts_once() -> None:
    history = daily(paid_out(), 1, 3)

    given(*history).when(AccrueInterest(through=after(3)), on(after(4))).then()
    given(*history).when(AccrueInterest(through=after(2)), on(after(4))).then()


def test_a_missed_close_is_caught_up() -> None:
    history = then(paid_out(), (after(5), AccrueInterest(through=after(5))))

    assert posted(history) == yuan("833.33")


def test_nothing_runs_before_the_money_is_out_or_after_it_is_back() -> None:
    given(*opened()).when(AccrueInterest(through=after(1)), on(after(1))).then()

    repaid = then(paid_out(), (after(2), repay("1000333.33", after(2))))
    given(*repaid).when(AccrueInterest(through=after(9)), on(after(9))).then()


def test_tomorrow_is_not_accrued_today() -> None:
    given(*paid_out()).when(AccrueInterest(through=after(2)), on(after(1))).then_refused(
        no.DateAhead(after(2), after(1))
    )


def test_the_day_after_the_due_date_it_is_overdue_and_says_so_once() -> None:
    history = daily(paid_out(terms(penalty_rate="0.03")), 1, 90)

    events = given(*history).when(AccrueInterest(through=after(91)), on(after(91))).events()

    accrued, overdue = events
    assert isinstance(accrued, fact.InterestAccrued)
    assert accrued.amount == yuan("166.67")
    assert accrued.penalty == yuan("83.33")
    assert isinstance(overdue, fact.FinancingOverdue)
    assert overdue.owed == owed(principal="1000000.00", interest="15000.00")
    assert overdue.effective_on == after(91)
    assert kinds(daily((*history, *events), 92, 93)[-2:]) == ["InterestAccrued"] * 2


def test_a_discount_has_paid_for_the_time_to_the_due_date_and_no_longer() -> None:
    fee = Fee(Decimal("0.01"), FeePaid.FROM_PROCEEDS)
    history = paid_out(terms(form=DiscountForm.STRAIGHT_DISCOUNT, fee=fee, penalty_rate="0.03"))
    loan = financing(history)

    assert loan.net_proceeds == yuan("975000.00")
    assert loan.owed(OPENED) == owed(principal="1000000.00")
    assert loan.owed(DUE) == owed(principal="1000000.00")
    assert loan.owed(after(100)) == owed(
        principal="1000000.00", interest="1666.67", penalty="833.33"
    )


def test_interest_may_be_asked_for_any_day_ahead() -> None:
    loan = financing(paid_out())

    assert loan.owed(date(2027, 1, 15)).interest == yuan("60833.33")
