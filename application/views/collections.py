"""What came in on a party's accounts, what it paid, and what waits for a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import get_args

from application.shared.projection import Placed, Projection, Recorded
from application.views.keys import key, scope_of
from domain.collection.events import Allocation, CollectionEvent
from domain.collection.state import CollectionState, Entry, NoEntry, Note, evolve
from domain.shared.bank_entry import BankEntry
from domain.shared.ids import CollectionId, PartyId, ReceivableId
from domain.shared.money import Money

COLLECTION_EVENTS = get_args(CollectionEvent)


@dataclass(frozen=True, slots=True)
class CollectionRow:
    """One bank entry: `entry` while it is a credit, `note` where it is something else."""

    entry: Entry | None
    note: Note | None


@dataclass(frozen=True, slots=True)
class CollectionSeen:
    """A bank entry as its owner sees it."""

    collection: CollectionId
    owner: PartyId
    status: str
    amount: Money
    value_on: date | None
    remainder: Money
    allocations: tuple[Allocation, ...]
    why: str | None
    """Why it waits for a person."""

    candidates: tuple[ReceivableId, ...]
    facts: BankEntry


def keys(recorded: Recorded) -> tuple[str, ...]:
    event = recorded.event
    if not isinstance(event, COLLECTION_EVENTS):
        return ()
    return (key(event.owner, event.collection_id),)


def fold(row: CollectionRow | None, _: str, recorded: Recorded) -> CollectionRow | None:
    event = recorded.event
    if not isinstance(event, COLLECTION_EVENTS):
        return row
    return _row(evolve(_state(row), event))


def place(row_key: str, row: CollectionRow) -> Placed:
    facts = row.entry.facts if row.entry else row.note.facts if row.note else None
    day = facts.counts_on if facts else None
    return Placed(scope_of(row_key), status(row), day.isoformat() if day else "")


def status(row: CollectionRow) -> str:
    """`waiting`, `matched`, `reversed`, `noted` or `closed`."""
    if row.entry is None:
        return "closed" if row.note and row.note.closed else "noted"
    if row.entry.is_void:
        return "reversed"
    return "matched" if row.entry.remainder.is_zero else "waiting"


def seen(row: CollectionRow) -> CollectionSeen:
    if row.entry is None:
        return _note_seen(row)
    entry, waiting = row.entry, row.entry.waiting
    return CollectionSeen(
        collection=entry.collection_id,
        owner=entry.owner,
        status=status(row),
        amount=entry.facts.amount,
        value_on=entry.value_on,
        remainder=entry.remainder,
        allocations=tuple(Allocation(*pair) for pair in sorted(entry.allocated.items())),
        why=waiting.why.value if waiting else None,
        candidates=waiting.candidates if waiting else (),
        facts=entry.facts,
    )


def seen_now(state: CollectionState) -> CollectionSeen:
    """The same, of a stream that was read; raise `ValueError` where there is no entry."""
    row = _row(state)
    if row is None:
        raise ValueError("an entry that was found is one")
    return seen(row)


def _note_seen(row: CollectionRow) -> CollectionSeen:
    note = row.note
    if note is None:
        raise ValueError("a row is an entry or a note")
    amount = note.facts.amount
    return CollectionSeen(
        collection=note.collection_id,
        owner=note.owner,
        status=status(row),
        amount=amount,
        value_on=note.facts.counts_on,
        remainder=amount,
        allocations=(),
        why="noted",
        candidates=(),
        facts=note.facts,
    )


def _state(row: CollectionRow | None) -> CollectionState:
    if row is None:
        return NoEntry()
    return row.entry or row.note or NoEntry()


def _row(state: CollectionState) -> CollectionRow | None:
    match state:
        case Entry():
            return CollectionRow(state, None)
        case Note():
            return CollectionRow(None, state)
        case NoEntry():
            return None


COLLECTIONS: Projection[CollectionRow] = Projection(
    name="collections", version=1, row=CollectionRow, keys=keys, fold=fold, place=place
)
