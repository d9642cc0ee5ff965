"""The fee on what is not drawn: exact, and in effective order whatever was learnt when.

The limit and what is drawn are steps in time. Between two steps both stand still, and the
fee of the days between is limit less drawn, at the rate of the terms that count there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import accumulate, pairwise

from domain.credit_line.state import ONE_DAY, Line
from domain.shared.daycount import year_fraction
from domain.shared.money import Money


def unused_fee(line: Line, through: date) -> Fraction:
    """In minor units, from the approval up to `through`, that day not counted."""
    if line.approved_on is None:
        return Fraction(0)
    days, drawn = _steps(line, line.approved_on, through), Drawn.of(line)
    each = (_between(line, drawn, start, end) for start, end in pairwise(days))
    return sum(each, start=Fraction(0))


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is utilised at the end of each day on which it changed, by all that is known now."""

    days: tuple[date, ...]
    amounts: tuple[Money, ...]

    @classmethod
    def of(cls, line: Line) -> Drawn:
        amounts = accumulate((it.amount for it in line.moved), initial=Money.zero(line.currency))
        return cls(tuple(it.on for it in line.moved), tuple(amounts))

    def on(self, day: date) -> Money:
        return self.amounts[bisect_right(self.days, day)]


def _between(line: Line, drawn: Drawn, start: date, end: date) -> Fraction:
    terms = line.terms_on(start)
    unused = line.total_on(start) - drawn.on(start)
    if not unused.is_positive or not _kept_ready(line, start):
        return Fraction(0)
    years = year_fraction(start, end, terms.unused_fee_day_count)
    return unused.minor * Fraction(terms.unused_fee_rate) * years


def _kept_ready(line: Line, day: date) -> bool:
    """A fee is for money that could be drawn: not while suspended, nor when run out or closed."""
    paused = any(
        pause.first_day <= day and (pause.ended_on is None or day < pause.ended_on)
        for pause in line.pauses
    )
    closed = line.closed_on is not None and line.closed_on <= day
    return not paused and not closed and day <= line.terms_on(day).valid_until


def _steps(line: Line, start: date, through: date) -> list[date]:
    """Every day on which something changes, with both ends, in order."""
    inside = {day for day in _changes(line) if start < day < through}
    return sorted(inside | {start, through}) if start < through else []


def _changes(line: Line) -> Iterator[date]:
    yield from (each.on for each in line.moved)
    for counts_from, terms in line.agreed:
        yield counts_from
        yield terms.valid_until + ONE_DAY
    for increase in line.increases:
        yield increase.first_day
        yield increase.last_day + ONE_DAY
    for pause in line.pauses:
        yield pause.first_day
        if pause.ended_on is not None:
            yield pause.ended_on
    if line.closed_on is not None:
        yield line.closed_on
