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

COMMON_YEAR, LEAP_YEAR = 365, 366


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

    @property
    def basis(self) -> int:
        """Into how many whole units the convention divides a year."""
        match self:
            case DayCount.ACT_365F:
                return COMMON_YEAR
            case DayCount.ACT_ACT_ISDA:
                return COMMON_YEAR * LEAP_YEAR
            case _:
                return 360


def year_fraction(
    start: date, end: date, count: DayCount, *, ends_at_maturity: bool = False
) -> Fraction:
    """The part of a year from `start` (counted) to `end` (not counted), exact.

    `ends_at_maturity` matters to 30E/360 ISDA alone. Raise `ValueError` where
    `end` lies before `start`.
    """
    units = year_units(start, end, count, ends_at_maturity=ends_at_maturity)
    return Fraction(units, count.basis)


def year_units(start: date, end: date, count: DayCount, *, ends_at_maturity: bool = False) -> int:
    """The same in whole units of which a year has `count.basis`."""
    if end < start:
        raise ValueError(f"a period cannot end on {end}, before it starts on {start}")

    match count:
        case DayCount.ACT_360 | DayCount.ACT_365F:
            return (end - start).days
        case DayCount.ACT_ACT_ISDA:
            return _year_parts(end) - _year_parts(start)
        case DayCount.THIRTY_360 | DayCount.THIRTY_E_360 | DayCount.THIRTY_E_360_ISDA:
            return _thirty(start, end, count, ends_at_maturity=ends_at_maturity)
        case _:
            assert_never(count)


def _year_parts(day: date) -> int:
    """Years since year 0 in units of 1/(365 x 366), each day weighing one part of its own year."""
    weight = COMMON_YEAR if isleap(day.year) else LEAP_YEAR
    return day.year * COMMON_YEAR * LEAP_YEAR + (day.timetuple().tm_yday - 1) * weight


def _thirty(start: date, end: date, count: DayCount, *, ends_at_maturity: bool) -> int:
    first = _thirtieth(start, count, february_is_short=False)
    last = _thirtieth(end, count, february_is_short=ends_at_maturity)
    if count is DayCount.THIRTY_360 and end.day == 31 and first < 30:  # noqa: PLR2004 - the 31st stays unless the period starts on a 30th or 31st
        last = 31
    months = 12 * (end.year - start.year) + end.month - start.month
    return 30 * months + last - first


def _thirtieth(day: date, count: DayCount, *, february_is_short: bool) -> int:
    """The day of the month in a calendar whose months all have thirty days."""
    ends_february = day.month == 2 and day.day == monthrange(day.year, 2)[1]  # noqa: PLR2004 - February
    if count is DayCount.THIRTY_E_360_ISDA and ends_february and not february_is_short:
        return 30
    return min(day.day, 30)
