"""Day counts: what part of a year lies between two dates, by the convention of the contract.

The answer is an exact fraction. A daily rate is never rounded: on 100 million
at 5 % that alone would cost 34 a month.
"""

from __future__ import annotations

from calendar import isleap, monthrange
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import assert_never


class DayCount(Enum):
    """The conventions of the 2006 ISDA Definitions, section 4.16."""

    ACT_360 = "ACT/360"
    ACT_365F = "ACT/365F"
    ACT_ACT_ISDA = "ACT/ACT ISDA"
    THIRTY_360 = "30/360"
    """Bond basis, 4.16 (f)."""

    THIRTY_E_360 = "30E/360"
    """Eurobond basis, 4.16 (g)."""

    THIRTY_E_360_ISDA = "30E/360 ISDA"
    """4.16 (h): the last day of February counts as the 30th, but not at maturity."""


def year_fraction(
    start: date, end: date, count: DayCount, *, ends_at_maturity: bool = False
) -> Fraction:
    """The part of a year from `start` (counted) to `end` (not counted), exact.

    `ends_at_maturity` matters to 30E/360 ISDA alone. Raise `ValueError` where
    `end` lies before `start`.
    """
    if end < start:
        raise ValueError(f"a period cannot end on {end}, before it starts on {start}")

    match count:
        case DayCount.ACT_360:
            return Fraction((end - start).days, 360)
        case DayCount.ACT_365F:
            return Fraction((end - start).days, 365)
        case DayCount.ACT_ACT_ISDA:
            return _year_parts(end) - _year_parts(start)
        case DayCount.THIRTY_360 | DayCount.THIRTY_E_360 | DayCount.THIRTY_E_360_ISDA:
            return _thirty(start, end, count, ends_at_maturity=ends_at_maturity)
        case _:
            assert_never(count)


def _year_parts(day: date) -> Fraction:
    """Years since year 0, each day weighing one part of its own year."""
    year_length = 366 if isleap(day.year) else 365
    return day.year + Fraction(day.timetuple().tm_yday - 1, year_length)


def _thirty(start: date, end: date, count: DayCount, *, ends_at_maturity: bool) -> Fraction:
    first = _thirtieth(start, count, february_is_short=False)
    last = _thirtieth(end, count, february_is_short=ends_at_maturity)
    if count is DayCount.THIRTY_360 and end.day == 31 and first < 30:  # noqa: PLR2004 - the 31st stays unless the period starts on a 30th or 31st
        last = 31
    months = 12 * (end.year - start.year) + end.month - start.month
    return Fraction(30 * months + last - first, 360)


def _thirtieth(day: date, count: DayCount, *, february_is_short: bool) -> int:
    """The day of the month in a calendar whose months all have thirty days."""
    ends_february = day.month == 2 and day.day == monthrange(day.year, 2)[1]  # noqa: PLR2004 - February
    if count is DayCount.THIRTY_E_360_ISDA and ends_february and not february_is_short:
        return 30
    return min(day.day, 30)
