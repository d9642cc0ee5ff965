"""Every credit line as it stands, for its lender and for its borrower."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import get_args

from application.shared.projection import Placed, Projection, Recorded, Together, never_alone
from application.views.keys import is_part, key, scope_of
from domain.credit_line.events import LineEvent, LineProposed, UseEvent
from domain.credit_line.evolve import evolve
from domain.credit_line.state import Line, NoLine
from domain.credit_line.terms import LineTerms
from domain.shared.facility import Product
from domain.shared.ids import FinancingId, LineId, PartyId
from domain.shared.money import Money
from domain.shared.refusal import BrokenPromise
from domain.shared.replacing import replace
from domain.shared.usage import Usage, Use

LINE_EVENTS = get_args(LineEvent)
USE_EVENTS = get_args(UseEvent)


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line without its draws, or one draw's use: each event writes the head and one of them."""

    head: Line | None = None
    use: Use | None = None

    @property
    def line(self) -> Line:
        if self.head is None:
            raise BrokenPromise("a draw is no line")
        return self.head


def keys(recorded: Recorded) -> tuple[str, ...]:
    event = recorded.event
    if not isinstance(event, LINE_EVENTS):
        return ()
    sides = dict.fromkeys((event.lender, event.borrower))
    heads = tuple(key(party, event.line) for party in sides)
    if not isinstance(event, USE_EVENTS):
        return heads
    return (*heads, *(key(head, event.financing) for head in heads))


def together(rows: Together[LineRow], recorded: Recorded) -> Together[LineRow]:
    """Both sides have the same rows: made once."""
    event = recorded.event
    if not isinstance(event, LINE_EVENTS):
        return rows
    known = rows[key(event.lender, event.line)]
    if not isinstance(event, USE_EVENTS):
        head = LineRow(_alone(_evolved(None if known is None else known.line, event)))
        return dict.fromkeys(rows, head)
    row = rows[key(event.lender, event.line, event.financing)]
    before = None if known is None else _with(known.line, event.financing, row)
    after = _evolved(before, event)
    left = after.usage.of(event.financing)
    head, use = LineRow(_alone(after)), None if left is None else LineRow(use=left)
    return {name: use if is_part(name) else head for name in rows}


def _evolved(before: Line | None, event: LineEvent) -> Line:
    if before is None and not isinstance(event, LineProposed):
        raise BrokenPromise("a line's history starts with LineProposed")
    after = evolve(before or NoLine(), event)
    if not isinstance(after, Line):
        raise BrokenPromise("a line does not vanish")
    return after


def _with(head: Line, financing: FinancingId, row: LineRow | None) -> Line:
    """The line with the one use that an event is about: its sums have the others."""
    if row is None or row.use is None:
        return head
    uses = head.usage.uses.plus(financing, row.use)
    return replace(head, usage=replace(head.usage, uses=uses))


def _alone(line: Line) -> Line:
    return replace(line, usage=Usage(sums=line.usage.sums), moved=())


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
    """A draw stands under its line: it is in no party's list."""
    if row.use is not None:
        return Placed(row_key.rpartition("|")[0])
    return Placed(scope_of(row_key), status(row.line), row.line.line)


NOT_OVER = ("open", "conditions", "suspended", "proposed")
"""Statuses of lines that may be drawn on, now or yet."""


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
    name="lines",
    version=2,
    row=LineRow,
    keys=keys,
    fold=never_alone,
    place=place,
    together=together,
)
