"""What falls due on its days, summed by bands of days."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from domain.exposure.buckets import Bucket, Buckets
from domain.shared.currency import Currency
from domain.shared.money import Money


@dataclass(frozen=True, slots=True)
class DueOn:
    """A part of a principal that is due on one day; minor units."""

    day: date
    currency: Currency
    drawn: int = 0
    committed: int = 0


@dataclass(frozen=True, slots=True)
class Band:
    """All that falls into one band, in one currency."""

    bucket: Bucket
    drawn: Money
    committed: Money


def banded(
    parts: Iterable[DueOn], bands: Buckets, bucket_of: Callable[[date], Bucket]
) -> tuple[Band, ...]:
    """By currency, then in the order of the bands; those with nothing in them are left out."""
    sums: dict[tuple[Currency, Bucket], tuple[int, int]] = {}
    for part in parts:
        key = (part.currency, bucket_of(part.day))
        drawn, committed = sums.get(key, (0, 0))
        sums[key] = (drawn + part.drawn, committed + part.committed)
    order = {bucket: place for place, bucket in enumerate(bands.all())}
    found = sorted(sums, key=lambda key: (key[0], order[key[1]]))
    return tuple(
        Band(bucket, *(Money(minor, currency) for minor in sums[currency, bucket]))
        for currency, bucket in found
    )
