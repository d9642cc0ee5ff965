"""How long an electronic receivable certificate (应收账款电子凭证) may run.

银发〔2025〕77号, article 11: in principle six months, never beyond a year; above
six months the bank examines why. The limit is dated data, since it may change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from domain.shared.law.span import Span


class Tenor(Enum):
    """What a tenor asks of the bank."""

    ORDINARY = "ordinary"
    EXAMINED = "examined"
    """Longer than ordinary: reasonableness and settlement custom are examined first."""

    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class TenorLimit:
    """The limit on certificates issued from a day on."""

    in_force_from: date
    ordinary: Span
    longest: Span

    def of(self, issued: date, due: date) -> Tenor:
        if due > self.longest.after(issued):
            return Tenor.FORBIDDEN
        return Tenor.EXAMINED if due > self.ordinary.after(issued) else Tenor.ORDINARY


LIMITS = (TenorLimit(date(2025, 6, 15), ordinary=Span(months=6), longest=Span(months=12)),)


def limit_on(issued: date, limits: Sequence[TenorLimit] = LIMITS) -> TenorLimit | None:
    """The limit in force on the day of issue, or None before the first."""
    in_force = [limit for limit in limits if limit.in_force_from <= issued]
    return max(in_force, key=lambda limit: limit.in_force_from, default=None)
