"""A lender's exposure by any one dimension, currency by currency."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from domain.exposure.buckets import ageing_bucket, maturity_bucket
from domain.exposure.rows import ExposureRow
from domain.shared.currency import Currency
from domain.shared.ids import PartyId
from domain.shared.money import Money


class Dimension(Enum):
    OBLIGOR = "obligor"
    SELLER = "seller"
    POOL = "pool"
    PRODUCT = "product"
    FACILITY = "facility"
    GUARANTOR = "guarantor"
    """Of what is drawn, what each guarantor answers for."""

    CURRENCY = "currency"
    MATURITY = "maturity"
    AGEING = "ageing"


@dataclass(frozen=True, slots=True)
class ExposureTotal:
    """One line: currencies are never added together."""

    lender: PartyId
    dimension: Dimension
    key: str
    drawn: Money
    committed: Money
    financings: int
    """How many financings have a part in it."""


def totals(
    rows: Iterable[ExposureRow], dimension: Dimension, day: date
) -> tuple[ExposureTotal, ...]:
    """Sums by lender, key and currency, sorted by lender, then largest drawn first.

    Buckets are those of `day`: what changes by the calendar alone is never stored.
    """
    groups: dict[tuple[PartyId, str, Currency], list[ExposureRow]] = {}
    for row in rows:
        name = key_of(row, dimension, day)
        if name is not None:
            groups.setdefault((row.lender, name, row.currency), []).append(row)
    lines = (_total(dimension, *key, of) for key, of in groups.items())
    return tuple(sorted(lines, key=_order))


def key_of(row: ExposureRow, dimension: Dimension, day: date) -> str | None:
    """None where the row has no such side: no pool, no guarantor."""
    match dimension:
        case Dimension.MATURITY:
            return maturity_bucket(row.due_on, day).name
        case Dimension.AGEING:
            return ageing_bucket(row.due_on, day).name
        case _:
            return LASTING[dimension](row)


LASTING: Mapping[Dimension, Callable[[ExposureRow], str | None]] = {
    Dimension.OBLIGOR: lambda row: row.obligor,
    Dimension.SELLER: lambda row: row.borrower,
    Dimension.POOL: lambda row: row.facility.pool,
    Dimension.PRODUCT: lambda row: row.facility.product.value,
    Dimension.FACILITY: lambda row: str(row.facility),
    Dimension.GUARANTOR: lambda row: row.guarantor,
    Dimension.CURRENCY: lambda row: row.currency.value,
}
"""What does not change by the calendar alone."""


def _total(
    dimension: Dimension, lender: PartyId, key: str, currency: Currency, rows: list[ExposureRow]
) -> ExposureTotal:
    return ExposureTotal(
        lender=lender,
        dimension=dimension,
        key=key,
        drawn=Money(sum(_drawn(row, dimension) for row in rows), currency),
        committed=Money(sum(row.committed for row in rows), currency),
        financings=len({row.financing for row in rows}),
    )


def _drawn(row: ExposureRow, dimension: Dimension) -> int:
    return min(row.guaranteed, row.drawn) if dimension is Dimension.GUARANTOR else row.drawn


def _order(total: ExposureTotal) -> tuple[str, str, int, str]:
    return total.lender, total.drawn.currency.value, -total.drawn.minor, total.key
