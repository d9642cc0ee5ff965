"""Business days: a versioned calendar, and how a date that is none is moved.

A calendar is a value with a name and a version, because a date once computed
must be explained years later by the calendar of that day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import assert_never

ONE_DAY = timedelta(days=1)

CLOSED_DAYS_MAX = 60
"""No market closes so long; a calendar that does is wrong, and must not loop for ever."""

SATURDAY_AND_SUNDAY = frozenset({5, 6})


class Adjustment(Enum):
    """Where a date goes that is not a business day (2006 ISDA Definitions, 4.12)."""

    UNADJUSTED = "unadjusted"
    FOLLOWING = "following"
    MODIFIED_FOLLOWING = "modified_following"
    """The next business day, unless that is in another month: then the one before."""

    PRECEDING = "preceding"


@dataclass(frozen=True, slots=True)
class BusinessCalendar:
    """The days on which money moves somewhere."""

    name: str
    version: str
    holidays: frozenset[date]
    known_from: date
    provisional_from: date
    """From here on holidays are a forecast: not all of them are published yet."""

    made_up: frozenset[date] = frozenset()
    """Weekend days worked in exchange for a bridge day (调休)."""

    weekend: frozenset[int] = SATURDAY_AND_SUNDAY
    """Monday is 0."""

    def is_business_day(self, day: date) -> bool:
        if day in self.made_up:
            return True
        return day.weekday() not in self.weekend and day not in self.holidays

    def is_provisional(self, day: date) -> bool:
        """Whether the calendar cannot yet, or could never, say for sure."""
        return not self.known_from <= day < self.provisional_from

    def adjust(self, day: date, adjustment: Adjustment) -> date:
        match adjustment:
            case Adjustment.UNADJUSTED:
                return day
            case Adjustment.FOLLOWING:
                return self._nearest(day, ONE_DAY)
            case Adjustment.PRECEDING:
                return self._nearest(day, -ONE_DAY)
            case Adjustment.MODIFIED_FOLLOWING:
                following = self._nearest(day, ONE_DAY)
                same_month = following.month == day.month
                return following if same_month else self._nearest(day, -ONE_DAY)
            case _:
                assert_never(adjustment)

    def add_business_days(self, day: date, days: int) -> date:
        """The business day `days` after `day` (before it where negative).

        With 0, `day` itself or the first business day after it.
        """
        if days == 0:
            return self._nearest(day, ONE_DAY)
        step = ONE_DAY if days > 0 else -ONE_DAY
        for _ in range(abs(days)):
            day = self._nearest(day + step, step)
        return day

    def business_days_between(self, start: date, end: date) -> int:
        """Business days from `start` (counted) to `end` (not counted)."""
        span = (start + timedelta(days=n) for n in range((end - start).days))
        return sum(self.is_business_day(day) for day in span)

    def _nearest(self, day: date, step: timedelta) -> date:
        for _ in range(CLOSED_DAYS_MAX):
            if self.is_business_day(day):
                return day
            day += step
        raise ValueError(f"{self.name} {self.version} is closed for {CLOSED_DAYS_MAX} days")
