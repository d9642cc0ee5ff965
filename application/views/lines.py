"""Every credit line as it stands, for its lender and for its borrower."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import get_args

from application.shared.projection import Placed, Projection, Recorded
from application.views.keys import key, scope_of
from domain.credit_line.events import LineEvent, LineProposed
from domain.credit_line.evolve import evolve
from domain.credit_line.state import Line, NoLine
from domain.credit_line.terms import LineTerms
from domain.shared.facility import Product
from domain.shared.ids import LineId, PartyId
from domain.shared.money import Money
from domain.shared.refusal import BrokenPromise

LINE_EVENTS = get_args(LineEvent)


@dataclass(frozen=True, slots=True)
class LineRow:
    line: Line


def keys(recorded: Recorded) -> tuple[str, ...]:
    event = recorded.event
    if not isinstance(event, LINE_EVENTS):
        return ()
    return tuple(key(party, event.line) for party in dict.fromkeys((event.lender, event.borrower)))


def fold(row: LineRow | None, _: str, recorded: Recorded) -> LineRow | None:
    event = recorded.event
    if not isinstance(event, LINE_EVENTS):
        return row
    if row is None and not isinstance(event, LineProposed):
        raise BrokenPromise("a line's history starts with LineProposed")
    after = evolve(row.line if row else NoLine(), event)
    if not isinstance(after, Line):
        raise BrokenPromise("a line does not vanish")
    return LineRow(after)


@dataclass(frozen=True, slots=True)
class PartSeen:
    """What one product may use of a line, uses, and can still draw."""

    product: Product
    limit: Money | None
    in_use: Money
    available: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSeen:
    """A line as it stands on the day it is read."""

    line: LineId
    lender: PartyId
    borrower: PartyId
    status: str
    """`proposed`, `open`, `conditions`, `suspended`, `rejected` or `closed`."""

    expired: bool
    limit: Money
    """Today, with what it is increased by."""

    in_use: Money
    utilised: Money
    parts: tuple[PartSeen, ...]
    terms: LineTerms
    approved_on: date | None
    next_review_on: date
    proposal: int | None
    """The change that waits for a second person."""

    unused_fee_posted: Money


def seen(line: Line, day: date) -> LineSeen:
    terms = line.terms_on(day)
    return LineSeen(
        line=line.line,
        lender=line.lender,
        borrower=line.borrower,
        status=status(line),
        expired=day > terms.valid_until,
        limit=line.total_on(day),
        in_use=line.in_use(day),
        utilised=line.usage.utilised(line.currency),
        parts=tuple(
            PartSeen(
                part.product,
                part.limit,
                line.in_use(day, part.product),
                line.available(day, part.product),
            )
            for part in terms.parts
        ),
        terms=terms,
        approved_on=line.approved_on,
        next_review_on=line.next_review_on,
        proposal=line.pending.proposal if line.pending else None,
        unused_fee_posted=line.fee_posted,
    )


def row_seen(row: LineRow, day: date) -> LineSeen:
    return seen(row.line, day)


def place(row_key: str, row: LineRow) -> Placed:
    return Placed(scope_of(row_key), status(row.line), row.line.line)


def status(line: Line) -> str:
    """What an event brought about; what the calendar does is told when read."""
    if line.rejected is not None:
        return "rejected"
    if line.approved_on is None:
        return "proposed"
    if line.closed_on is not None:
        return "closed"
    if line.suspended is not None:
        return "suspended"
    return "conditions" if line.waits_for_conditions(line.approved_on) else "open"


LINES: Projection[LineRow] = Projection(
    name="lines", version=1, row=LineRow, keys=keys, fold=fold, place=place
)
