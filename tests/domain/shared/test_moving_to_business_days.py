"""A date that is no business day is moved as the contract says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.shared.calendar import Adjustment, BusinessCalendar

CALENDAR = BusinessCalendar(
    name="town",
    version="1",
    holidays=frozenset({date(2026, 5, 1), date(2026, 5, 4), date(2026, 5, 5)}),
    made_up=frozenset({date(2026, 5, 9)}),
    known_from=date(2026, 1, 1),
    provisional_from=date(2027, 1, 1),
)

days = st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 12, 31))


@pytest.mark.parametrize(
    ("adjustment", "moved"),
    [
        (Adjustment.UNADJUSTED, date(2026, 5, 31)),
        (Adjustment.FOLLOWING, date(2026, 6, 1)),
        (Adjustment.MODIFIED_FOLLOWING, date(2026, 5, 29)),
        (Adjustment.PRECEDING, date(2026, 5, 29)),
    ],
)
def test_the_last_sunday_of_may(adjustment: Adjustment, moved: date) -> None:
    assert CALENDAR.adjust(date(2026, 5, 31), adjustment) == moved


def test_modified_following_moves_on_within_the_month() -> None:
    assert CALENDAR.adjust(date(2026, 5, 2), Adjustment.MODIFIED_FOLLOWING) == date(2026, 5, 6)


def test_a_made_up_saturday_is_a_working_day() -> None:
    assert CALENDAR.is_business_day(date(2026, 5, 9))
    assert CALENDAR.add_business_days(date(2026, 5, 8), 1) == date(2026, 5, 9)


def test_business_days_step_over_holidays_both_ways() -> None:
    assert CALENDAR.add_business_days(date(2026, 4, 30), 1) == date(2026, 5, 6)
    assert CALENDAR.add_business_days(date(2026, 5, 6), -1) == date(2026, 4, 30)
    assert CALENDAR.add_business_days(date(2026, 5, 1), 0) == date(2026, 5, 6)


def test_a_calendar_that_never_opens_is_an_error_not_a_loop() -> None:
    closed = BusinessCalendar(
        name="closed",
        version="1",
        holidays=frozenset(),
        known_from=date(2026, 1, 1),
        provisional_from=date(2027, 1, 1),
        weekend=frozenset(range(7)),
    )

    with pytest.raises(ValueError, match="closed for 60 days"):
        closed.adjust(date(2026, 3, 2), Adjustment.FOLLOWING)


@given(days, st.sampled_from(Adjustment))
def test_an_adjusted_date_is_open_and_near(day: date, adjustment: Adjustment) -> None:
    moved = CALENDAR.adjust(day, adjustment)

    assert abs(moved - day) <= timedelta(days=7)
    assert adjustment is Adjustment.UNADJUSTED or CALENDAR.is_business_day(moved)
    assert CALENDAR.adjust(moved, adjustment) == moved


@given(days, st.integers(min_value=1, max_value=40))
def test_adding_business_days_agrees_with_counting_them(day: date, ahead: int) -> None:
    there = CALENDAR.add_business_days(day, ahead)

    assert CALENDAR.business_days_between(day + timedelta(days=1), there) == ahead - 1
