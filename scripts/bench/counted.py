"""A log of claims and a view over them, the same for everyone who folds it.

Of every five events one registers a claim and four change an earlier one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from adapters.postgres.codec import Codec
from adapters.postgres.names.registry import Names, room
from application.shared.projection import Follower, Placed, Projection, Recorded
from domain.shared.currency import Currency
from domain.shared.event import Event
from domain.shared.money import Money
from scripts.bench.deal import CLERK, DUE_ON, NOW

CHANGES = 5
"""Events for each claim."""

STEP = 7919
"""A prime, so that changes are spread over all claims."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPut(Event):
    claim: str
    seller: str
    buyer: str
    face: Money
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPaid(Event):
    claim: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Line:
    seller: str
    buyer: str
    face: Money
    paid: Money
    due_on: date


def keys(recorded: Recorded) -> tuple[str, ...]:
    event = recorded.event
    return (event.claim,) if isinstance(event, ClaimPut | ClaimPaid) else ()


def fold(row: Line | None, _key: str, recorded: Recorded) -> Line | None:
    match recorded.event:
        case ClaimPut() as put:
            return Line(put.seller, put.buyer, put.face, Money(0, Currency.CNY), put.due_on)
        case ClaimPaid() as paid if row is not None:
            return replace(row, paid=row.paid + paid.amount)
        case _:
            return row


def place(_key: str, row: Line) -> Placed:
    return Placed(scope=row.seller, facet="open", sort=row.due_on.isoformat())


LINES: Projection[Line] = Projection("lines", 1, Line, keys, fold, place)
FOLLOWER = Follower("lines", (LINES,))
NAMES = Names(room("claim", {"put": ClaimPut, "paid": ClaimPaid}))
CODEC = Codec(NAMES)


def events(count: int) -> Iterator[tuple[str, int, Event]]:
    """Stream, version and event, in the order of the log."""
    told: dict[str, Any] = {"at": NOW.at, "effective_on": NOW.day, "by": CLERK}
    versions: dict[int, int] = {}
    for number in range(count):
        new, change = divmod(number, CHANGES)
        claim = new if change == 0 else number * STEP % (new + 1)
        versions[claim] = versions.get(claim, 0) + 1
        yield stream_of(claim), versions[claim], _event(claim, put=change == 0, told=told)


def stream_of(claim: int) -> str:
    return f"seller-{claim % 20}/claim/{claim:08}"


def _event(claim: int, *, put: bool, told: dict[str, Any]) -> Event:
    name = f"claim-{claim:08}"
    if not put:
        return ClaimPaid(claim=name, amount=Money(1_00, Currency.CNY), **told)
    return ClaimPut(
        claim=name,
        seller=f"seller-{claim % 20}",
        buyer="the anchor",
        face=Money(claim * 100 + 12_345_00, Currency.CNY),
        due_on=DUE_ON,
        **told,
    )
