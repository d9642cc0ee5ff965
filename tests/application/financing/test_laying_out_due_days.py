"""The due days of a loan, counted back from the last and moved to business days."""

from __future__ import annotations

from datetime import date

from application.processes.loan_terms import due_days
from domain.shared.calendar import BusinessCalendar
from domain.shared.instalments import BULLET, Plan, PlanKind

WEEKDAYS = BusinessCalendar(
    name="weekdays",
    version="1",
    holidays=frozenset({date(2026, 4, 6)}),
    known_from=date(2020, 1, 1),
    provisional_from=date(2030, 1, 1),
)
MONTHLY = Plan(kind=PlanKind.EQUAL_PRINCIPAL, number=4)


def test_lines_go_back_month_by_month_and_fall_on_business_days() -> None:
    """The 5th of April 2026 is a Sunday before a holiday, the 5th of July a Sunday."""
    assert due_days(MONTHLY, date(2026, 7, 5), WEEKDAYS) == (
        date(2026, 4, 7),
        date(2026, 5, 5),
        date(2026, 6, 5),
        date(2026, 7, 6),
    )


def test_a_line_stays_in_its_month() -> None:
    """The 31st of May 2026 is a Sunday: the Friday before, not the first of June."""
    days = due_days(MONTHLY, date(2026, 5, 31), WEEKDAYS)

    assert days == (date(2026, 2, 27), date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 29))


def test_a_short_february_does_not_shorten_the_other_months() -> None:
    days = due_days(MONTHLY, date(2026, 4, 29), WEEKDAYS)

    assert days == (date(2026, 1, 29), date(2026, 2, 27), date(2026, 3, 30), date(2026, 4, 29))


def test_a_loan_in_one_sum_is_due_on_the_day_that_was_asked() -> None:
    assert due_days(BULLET, date(2026, 7, 5), WEEKDAYS) == (date(2026, 7, 5),)
