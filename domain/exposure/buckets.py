"""Bands of days: how soon something falls due, and how long it is late."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Bucket:
    """A band of days, both ends included; None is open."""

    first: int | None
    last: int | None

    @property
    def name(self) -> str:
        """`up to 0`, `1-30`, `over 90`: plain enough for a file, and it sorts by `first`."""
        if self.first is None:
            return f"up to {self.last}"
        if self.last is None:
            return f"over {self.first - 1}"
        return f"{self.first}-{self.last}"


@dataclass(frozen=True, slots=True)
class Buckets:
    """Bands by their last days, ascending; what is beyond the last band has one of its own."""

    bounds: tuple[int, ...]

    def of(self, days: int) -> Bucket:
        place = bisect_left(self.bounds, days)
        first = self.bounds[place - 1] + 1 if place else None
        last = self.bounds[place] if place < len(self.bounds) else None
        return Bucket(first, last)

    def all(self) -> tuple[Bucket, ...]:
        ends = (*self.bounds, self.bounds[-1] + 1)
        return tuple(self.of(days) for days in ends)


AGEING = Buckets((0, 30, 60, 90))
"""Days past due: current (not due, or due today), then the bands of ageing reports."""

MATURITY = Buckets((-1, 30, 90, 180, 365))
"""Days until due: the first band is what is past due already."""


def ageing_bucket(due_on: date, day: date, buckets: Buckets = AGEING) -> Bucket:
    return buckets.of((day - due_on).days)


def maturity_bucket(due_on: date, day: date, buckets: Buckets = MATURITY) -> Bucket:
    return buckets.of((due_on - day).days)
