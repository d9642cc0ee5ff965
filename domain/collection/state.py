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
    EntryMatched,
    EntryReversed,
    EntrySetAside,
    MatchUndone,
    Why,
)
from domain.shared.bank_entry import BankEntry, Source
from domain.shared.ids import CollectionId, PartyId, ReceivableId
from domain.shared.money import Money
from domain.shared.refusal import BrokenPromise


@dataclass(frozen=True, slots=True)
class NoEntry:
    """Before the first event."""


@dataclass(frozen=True, slots=True)
class Waiting:
    why: Why
    candidates: tuple[ReceivableId, ...]


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
    def is_reversed(self) -> bool:
        return self.standing.is_zero


CollectionState = NoEntry | Entry


def evolve(state: CollectionState, event: CollectionEvent) -> CollectionState:
    match event:
        case EntryBooked():
            return _booked(event)
        case EntryAdvised():
            return _advised(_existing(state), event)
        case EntryMatched():
            return _allocated(_existing(state), event.allocations, add=True)
        case EntrySetAside():
            return replace(_existing(state), waiting=Waiting(event.why, event.candidates))
        case MatchUndone():
            return _allocated(_existing(state), event.undone, add=False)
        case EntryReversed():
            entry = _allocated(_existing(state), event.undone, add=False)
            return replace(
                entry,
                taken_back=entry.taken_back + event.amount,
                reversals=entry.reversals | {event.reversal},
            )
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


def _allocated(entry: Entry, changes: Iterable[Allocation], *, add: bool) -> Entry:
    now = dict(entry.allocated)
    for change in changes:
        before = now.pop(change.receivable_id, Money.zero(change.amount.currency))
        after = before + (change.amount if add else -change.amount)
        if not after.is_zero:
            now[change.receivable_id] = after
    return replace(entry, allocated=now, waiting=None)


def _existing(state: CollectionState) -> Entry:
    if isinstance(state, NoEntry):
        raise BrokenPromise("a collection's history starts with EntryBooked")
    return state
