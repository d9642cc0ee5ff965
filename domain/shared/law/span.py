"""A span of calendar months and days, as statutes and contracts state their periods."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Span:
    """Months first, then days; the 31st becomes the last day of a shorter month."""

    months: int = 0
    days: int = 0

    def after(self, start: date) -> date:
        years, month = divmod(start.month - 1 + self.months, 12)
        year, month = start.year + years, month + 1
        day = min(start.day, monthrange(year, month)[1])
        return date(year, month, day) + timedelta(days=self.days)
