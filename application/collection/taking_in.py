"""An entry that a bank tells of is taken in once, and never counted twice.

Everything here happens inside one unit of work of the caller, which locks
`names_to_lock` first, and matches the entry afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from application.collection.identity import Identified, Identity, references_of
from application.collection.reversing import NotPlaced, reversed_by
from application.collection.streams import ROOM, stream_of
from application.shared.ports import Reading, UnitOfWork
from domain.collection.commands import AdviseEntry, BookEntry, NoteEntry, SetAside
from domain.collection.events import Besides, Why
from domain.collection.refusals import EntryReversesNothing, PendingNeverCounts
from domain.collection.state import Entry
from domain.shared.bank_entry import BankEntry, Nature, Status
from domain.shared.event import Context
from domain.shared.ids import CollectionId, FinancingId, PartyId
from domain.shared.refusal import Refused


@dataclass(frozen=True, slots=True)
class HadByHand:
    """What was booked of a credit by hand, and not through a claim."""

    loans: tuple[FinancingId, ...] = ()
    besides: tuple[Besides, ...] = ()


ByHand = Callable[[Entry], HadByHand]
"""Who had of a credit by hand."""


TRACED_MAX = 100
"""As many credits are looked at under one reference."""

_BETWEEN = ","


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of an entry."""

    collection_id: CollectionId
    """Of the credit; for a reversal that was placed, of the credit it reverses."""

    fresh: bool
    """Whether it was told for the first time; only a fresh credit is matched."""

    perhaps: CollectionId | None = None
    """The known credit that it may be; then it waits for a person."""


def names_to_lock(owner: PartyId, told: Identified) -> tuple[str, ...]:
    """Its stream, and everything by which another telling of it could be found meanwhile.

    Whoever does not lock them is still safe, since the keys are unique, but tries again oftener.
    """
    identity = told.identity
    return (stream_of(owner, identity.collection_id), entry_key(identity), *_kept(identity))


def take_in_credit(work: UnitOfWork, context: Context, owner: PartyId, told: Identified) -> Taken:
    """Book a credit, or add to one that is known what this message tells of it.

    Raise `Refused` for what is pending or no collection.
    """
    known = work.holders([entry_key(told.identity)]).get(entry_key(told.identity))
    if known is not None:
        return _advise(work, context, owner, CollectionId(known), told)

    new, identity = told.identity.collection_id, told.identity
    perhaps = _perhaps(work, owner, told)
    stream = stream_of(owner, new)
    work.handle(ROOM, stream, BookEntry(new, owner, identity.key, told.entry), context)
    _keep(work, identity, new)
    if perhaps is not None:
        aside = SetAside(new, Why.PERHAPS_KNOWN, (), (perhaps,))
        work.handle(ROOM, stream, aside, context)
    return Taken(new, fresh=True, perhaps=perhaps)


def take_in_reversal(
    work: UnitOfWork, context: Context, owner: PartyId, told: Identified, by_hand: ByHand
) -> Taken:
    """Undo the credit that a debit takes back, or note it for a person.

    Raise `Refused` for what is pending or reverses no credit.
    """
    entry = told.entry
    if entry.status is not Status.BOOKED:
        raise Refused(PendingNeverCounts(entry.status))
    if entry.nature is not Nature.COLLECTION_REVERSED:
        raise Refused(EntryReversesNothing(entry.nature))
    key = entry_key(told.identity)
    known = work.holders([key]).get(key)
    if known is not None:
        return Taken(CollectionId(known), fresh=False)

    credits_ = traced(work, owner, told)
    placed = reversed_by(told, credits_)
    if isinstance(placed, NotPlaced):
        return take_note(work, context, owner, told, placed)
    had = by_hand(next(it for it in credits_ if it.collection_id == placed.collection_id))
    reverse = replace(placed, by_hand=had.loans, besides=had.besides)
    work.handle(ROOM, stream_of(owner, placed.collection_id), reverse, context)
    work.reserve(key, placed.collection_id)
    return Taken(placed.collection_id, fresh=True)


def traced(reading: Reading, owner: PartyId, told: Identified) -> tuple[Entry, ...]:
    """The credits on this account that bear a reference of `told`, in order of their ids."""
    return _entries(reading, owner, held_by_traces(reading, told.identity.traces))


def held_by_traces(reading: Reading, traces: Iterable[str]) -> tuple[CollectionId, ...]:
    """The credits that bear one of these references: payers use one again, and so do banks."""
    held = reading.holders(_keys("entry-trace", traces))
    every = {name for each in held.values() for name in each.split(_BETWEEN)}
    return tuple(map(CollectionId, sorted(every)))


def _advise(
    work: UnitOfWork, context: Context, owner: PartyId, known: CollectionId, told: Identified
) -> Taken:
    """The references that only this message gives lead to the entry from now on."""
    advised = AdviseEntry(known, told.entry.source, told.entry.details)
    work.handle(ROOM, stream_of(owner, known), advised, context)
    _trace(work, told.identity, known)
    return Taken(known, fresh=False)


def take_note(
    work: UnitOfWork, context: Context, owner: PartyId, told: Identified, placed: NotPlaced
) -> Taken:
    """Keep what is no collection for a person: a reversal not placed, a payment returned."""
    new, key = told.identity.collection_id, told.identity.key
    noted = NoteEntry(new, owner, key, told.entry, placed.why, placed.concerns)
    work.handle(ROOM, stream_of(owner, new), noted, context)
    work.reserve(entry_key(told.identity), new)
    return Taken(new, fresh=True)


def _perhaps(reading: Reading, owner: PartyId, told: Identified) -> CollectionId | None:
    held = reading.holders(_keys("entry-like", told.identity.doubts))
    others = _entries(reading, owner, held.values())
    return next((each.collection_id for each in others if may_be(told.entry, each)), None)


def may_be(entry: BankEntry, other: Entry) -> bool:
    """Whether one like it may be the same, told another way.

    A statement tells of each movement once, so what one statement tells of twice is
    two; and so are two movements whose transactions bear different references.
    """
    if entry.source in other.sources:
        return False
    ours, theirs = references_of(entry), references_of(other.facts)
    return not (ours and theirs and ours.isdisjoint(theirs))


def _keep(work: UnitOfWork, identity: Identity, holder: CollectionId) -> None:
    work.reserve(entry_key(identity), holder)
    likes = _keys("entry-like", identity.likes)
    held = work.holders(likes)
    for key in likes:
        if key not in held:
            work.reserve(key, holder)
    _trace(work, identity, holder)


def _trace(work: UnitOfWork, identity: Identity, holder: CollectionId) -> None:
    """The last ones: a reference that is used over and over tells less of each."""
    keys = _keys("entry-trace", identity.traces)
    held = work.holders(keys)
    for key in keys:
        before = held[key].split(_BETWEEN) if key in held else []
        if holder in before:
            continue
        if before:
            work.free(key)
        work.reserve(key, _BETWEEN.join([*before, holder][-TRACED_MAX:]))


def _kept(identity: Identity) -> tuple[str, ...]:
    return _keys("entry-like", identity.likes) + _keys("entry-trace", identity.traces)


def _keys(scheme: str, digests: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{scheme}/{digest}" for digest in digests)


def entry_key(identity: Identity) -> str:
    """Unique over all accounts; held by the collection or note that the entry became."""
    return f"entry/{identity.key}"


def _entries(reading: Reading, owner: PartyId, held: Iterable[str]) -> tuple[Entry, ...]:
    streams = sorted({stream_of(owner, CollectionId(each)) for each in held})
    loaded = reading.load_many(ROOM, streams)
    states = (loaded[stream].state for stream in streams)
    return tuple(state for state in states if isinstance(state, Entry))
