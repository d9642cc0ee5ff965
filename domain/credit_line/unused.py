"""The fee on what is not drawn: exact, and in effective order whatever was learnt when.

The limit and what is drawn are steps in time. Between two steps both stand still, and the
fee of the days between is limit less drawn, at the rate of the terms that count there.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import pairwise

from domain.credit_line.state import ONE_DAY, Line
from domain.shared.daycount import year_fraction
from domain.shared.money import Money


def unused_fee(line: Line, through: date) -> Fraction:
    """In minor units, from the approval up to `through`, that day not counted."""
    if line.approved_on is None:
        return Fraction(0)
    days = _steps(line, line.approved_on, through)
    return sum((_between(line, start, end) for start, end in pairwise(days)), start=Fraction(0))


def drawn_on(line: Line, day: date) -> Money:
    """What is utilised at the end of `day`, by all that is known now."""
    return Money.total((each.amount for each in line.moved if each.on <= day), line.currency)


def _between(line: Line, start: date, end: date) -> Fraction:
    terms = line.terms_on(start)
    unused = line.total_on(start) - drawn_on(line, start)
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
