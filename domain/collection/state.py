"""What is true of one credit now, and how each event changes it.

`evolve` trusts history: it never checks and never refuses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import assert_never

from domain.collection.events import (
    Allocation,
    CollectionEvent,
    EntryAdvised,
    EntryBooked,
    EntryDismissed,
    EntryMatched,
    EntryNoted,
    EntryReversed,
    EntrySetAside,
    MatchUndone,
    NoteClosed,
    OfBooked,
    Why,
)
from domain.shared.bank_entry import BankEntry, EntryDetail, Source
from domain.shared.ids import CollectionId, PartyId, ReceivableId
from domain.shared.money import Money
from domain.shared.refusal import BrokenPromise


@dataclass(frozen=True, slots=True)
class NoEntry:
    """Before the first event."""


@dataclass(frozen=True, slots=True)
class Waiting:
    why: Why
    candidates: tuple[ReceivableId, ...] = ()
    concerns: tuple[CollectionId, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """What came in, less what went back, is allocated or remains; never more, never less."""

    collection_id: CollectionId
    owner: PartyId
    identity: str
    facts: BankEntry
    value_on: date
    sources: tuple[Source, ...]
    taken_back: Money
    allocated: Mapping[ReceivableId, Money] = field(default_factory=dict[ReceivableId, Money])
    reversals: frozenset[str] = frozenset()
    waiting: Waiting | None = None
    """Why the remainder waits; None where nothing remains or nobody has looked yet."""

    @property
    def standing(self) -> Money:
        return self.facts.amount - self.taken_back

    @property
    def remainder(self) -> Money:
        return self.standing - Money.total(self.allocated.values(), self.standing.currency)

    @property
    def is_void(self) -> bool:
        """Nothing of it stands: reversed whole, or dismissed."""
        return self.standing.is_zero

    def knows_more_than(self, details: tuple[EntryDetail, ...]) -> bool:
        """A notification often lists what a statement only sums up."""
        return _tells(self.facts.details) >= _tells(details)


@dataclass(frozen=True, slots=True)
class Note:
    """An entry that is no collection: a reversal of what is not known, a payment returned."""

    collection_id: CollectionId
    owner: PartyId
    identity: str
    facts: BankEntry
    closed: bool = False


CollectionState = NoEntry | Entry | Note


def evolve(state: CollectionState, event: CollectionEvent) -> CollectionState:
    match event:
        case EntryBooked():
            return _booked(event)
        case EntryNoted():
            return Note(event.collection_id, event.owner, event.identity, event.entry)
        case NoteClosed():
            return replace(_noted(state), closed=True)
        case _:
            return _changed(_existing(state), event)


def _changed(entry: Entry, event: OfBooked) -> Entry:
    match event:
        case EntryAdvised():
            return _advised(entry, event)
        case EntryMatched():
            return _allocated(entry, event.allocations, add=True)
        case EntrySetAside():
            waiting = Waiting(event.why, event.candidates, event.concerns)
            return replace(entry, waiting=waiting)
        case MatchUndone():
            return _allocated(entry, event.undone, add=False)
        case EntryReversed():
            return _reversed(_allocated(entry, event.undone, add=False), event)
        case EntryDismissed():
            return replace(entry, taken_back=entry.facts.amount, waiting=None)
        case _:
            assert_never(event)


def _booked(event: EntryBooked) -> Entry:
    return Entry(
        collection_id=event.collection_id,
        owner=event.owner,
        identity=event.identity,
        facts=event.entry,
        value_on=event.effective_on,
        sources=(event.entry.source,),
        taken_back=Money.zero(event.entry.amount.currency),
    )


def _advised(entry: Entry, event: EntryAdvised) -> Entry:
    facts = replace(entry.facts, details=event.details)
    return replace(entry, facts=facts, sources=(*entry.sources, event.source))


def _reversed(entry: Entry, event: EntryReversed) -> Entry:
    reversals = entry.reversals | {event.reversal}
    return replace(entry, taken_back=entry.taken_back + event.amount, reversals=reversals)


def _allocated(entry: Entry, changes: Iterable[Allocation], *, add: bool) -> Entry:
    now = dict(entry.allocated)
    for change in changes:
        before = now.pop(change.receivable_id, Money.zero(change.amount.currency))
        after = before + (change.amount if add else -change.amount)
        if not after.is_zero:
            now[change.receivable_id] = after
    return replace(entry, allocated=now, waiting=None)


def _tells(details: tuple[EntryDetail, ...]) -> int:
    return sum(detail != EntryDetail() for detail in details)


def _existing(state: CollectionState) -> Entry:
    if not isinstance(state, Entry):
        raise BrokenPromise("a collection's history starts with EntryBooked")
    return state


def _noted(state: CollectionState) -> Note:
    if not isinstance(state, Note):
        raise BrokenPromise("a note's history starts with EntryNoted")
    return state
