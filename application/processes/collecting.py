"""A bank tells of money, and it finds the claims it pays.

One entry is one command, so a message read twice changes nothing. What is not
recognised waits for a person, and what the bank takes back is undone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from application.collection import streams as collections_
from application.collection.identity import Identified
from application.collection.matching import Proposal, match
from application.collection.open_receivables import Book
from application.collection.taking_in import (
    Taken,
    names_to_lock,
    take_in_credit,
    take_in_reversal,
    traced,
)
from application.processes.answering import claim_on_record, seller_of
from application.processes.applying import apply, is_payable_to, lock, unapply
from application.processes.paying_out import UnderWay, take_outgoing
from application.processes.refusals import CollectionUnknown, ReceivableUnknown
from application.processes.transfers import (
    check_left_for_claims,
    had_by_hand,
    names_by_hand,
    names_with,
    told_at_last,
)
from application.receivable import streams as receivables
from application.shared.carry_out import UseCase
from application.shared.owners import own, owner_of
from application.shared.ports import Conflict, Reading, UnitOfWork
from domain.collection.commands import CollectionCommand, MatchEntry, SetAside, UndoMatch
from domain.collection.events import Allocation, Rule, Why
from domain.collection.state import Entry, NoEntry, Note
from domain.receivable.state import Receivable
from domain.shared.bank_entry import Nature
from domain.shared.event import Context
from domain.shared.ids import CollectionId, PartyId, ReceivableId
from domain.shared.money import Money
from domain.shared.refusal import Refused


@dataclass(frozen=True, slots=True)
class TakeInEntry:
    """What one bank entry says; `owner` is the party whose account it moved."""

    owner: PartyId
    told: Identified


@dataclass(frozen=True, slots=True)
class EntryTaken:
    """What became of a bank entry."""

    collection: CollectionId
    fresh: bool
    """Whether it was told for the first time."""

    allocated: tuple[Allocation, ...]
    remainder: Money
    """What waits for a person."""


@dataclass(frozen=True, slots=True)
class MatchByPerson:
    collection: CollectionId
    allocations: tuple[Allocation, ...]


@dataclass(frozen=True, slots=True)
class UndoMatchByPerson:
    collection: CollectionId
    receivables: tuple[ReceivableId, ...]
    why: str


def take_in(asked: TakeInEntry, book: Book, under_way: Sequence[UnderWay] = ()) -> UseCase:
    """Raise `Refused` for what is pending. `under_way` are the owner's draws not yet paid out."""

    def use_case(work: UnitOfWork, context: Context) -> EntryTaken:
        match asked.told.entry.nature:
            case Nature.COLLECTION:
                return _take(work, context, asked, book)
            case Nature.COLLECTION_REVERSED:
                return _take_back(work, context, asked)
            case Nature.PAYMENT | Nature.PAYMENT_RETURNED:
                told = (asked.owner, asked.told)
                return _as_it_is(work, asked.owner, take_outgoing(work, context, told, under_way))

    return use_case


def _take(work: UnitOfWork, context: Context, asked: TakeInEntry, book: Book) -> EntryTaken:
    proposal = match(asked.told.entry, book)
    paid = _by_claim(pay for found in proposal.matches for pay in found.allocations)
    booked = names_by_hand(work, asked.owner, asked.told.entry)
    lock(work, (*names_to_lock(asked.owner, asked.told), *booked), _claims(paid))
    if names_by_hand(work, asked.owner, asked.told.entry) != booked:
        raise Conflict
    taken = take_in_credit(work, context, asked.owner, asked.told)
    stream = collections_.stream_of(asked.owner, taken.collection_id)
    if taken.fresh:
        own(work, collections_.ROOM.name, taken.collection_id, asked.owner)
    told_at_last(work, entry_of(work, stream, taken.collection_id), asked.told.entry)
    if taken.fresh and taken.perhaps is None:
        why = _why_not(work, entry_of(work, stream, taken.collection_id), paid)
        paid = paid if why is None else ()
        for command in _matched(proposal, taken.collection_id, why):
            work.handle(collections_.ROOM, stream, command, context)
        apply(work, context, entry_of(work, stream, taken.collection_id), paid)
    return _as_it_is(work, asked.owner, taken)


def _by_claim(allocations: Iterable[Allocation]) -> Sequence[Allocation]:
    """One payment on each claim, by however many rules it was found."""
    sums: dict[ReceivableId, Money] = {}
    for each in allocations:
        before = sums.get(each.receivable_id, Money.zero(each.amount.currency))
        sums[each.receivable_id] = before + each.amount
    return tuple(Allocation(*pair) for pair in sums.items())


def _matched(
    proposal: Proposal, collection: CollectionId, why: Why | None
) -> Sequence[CollectionCommand]:
    """As proposed, or set aside for a person where there is a reason why not."""
    if why is None:
        return proposal.commands(collection)
    meant = sorted({each.receivable_id for found in proposal.matches for each in found.allocations})
    return (SetAside(collection, why, tuple(meant)),)


def _why_not(work: UnitOfWork, entry: Entry, paid: Sequence[Allocation]) -> Why | None:
    """The claims may bear less than a view showed a moment ago; the money may be another's."""
    if not all(_is_owed(work, entry.owner, each) for each in paid):
        return Why.MORE_THAN_OWED
    try:
        _check_not_booked(work, entry, paid)
    except Refused:
        return Why.BOOKED_BY_HAND
    return None


def _is_owed(work: UnitOfWork, owner: PartyId, paid: Allocation) -> bool:
    stream = receivables.stream_of(seller_of(work, paid.receivable_id), paid.receivable_id)
    claim = work.load(receivables.ROOM, stream).state
    return (
        isinstance(claim, Receivable)
        and paid.amount.currency is claim.open.currency
        and paid.amount <= claim.open
        and is_payable_to(work, owner, claim)
    )


def _take_back(work: UnitOfWork, context: Context, asked: TakeInEntry) -> EntryTaken:
    known = {entry.collection_id: entry for entry in traced(work, asked.owner, asked.told)}
    undoing = [(name, claim) for name, entry in known.items() for claim in entry.allocated]
    own_streams = [collections_.stream_of(asked.owner, name) for name in known]
    names = (*names_to_lock(asked.owner, asked.told), *own_streams)
    lock(work, names, sorted({claim for _, claim in undoing}), undoing)
    before = {entry.collection_id: entry for entry in traced(work, asked.owner, asked.told)}
    if before != known:
        raise Conflict
    had = partial(had_by_hand, work)
    taken = take_in_reversal(work, context, asked.owner, asked.told, had)
    stream = collections_.stream_of(asked.owner, taken.collection_id)
    if taken.fresh and taken.collection_id not in before:
        own(work, collections_.ROOM.name, taken.collection_id, asked.owner)
    elif taken.fresh:
        after = entry_of(work, stream, taken.collection_id)
        unapply(work, context, before[taken.collection_id], after)
    return _as_it_is(work, asked.owner, taken)


def match_by_person(asked: MatchByPerson, viewer: PartyId) -> UseCase:
    """A person says what the money was for."""

    def use_case(work: UnitOfWork, context: Context) -> EntryTaken:
        owner = owner_for(work, asked.collection, viewer)
        stream = collections_.stream_of(owner, asked.collection)
        names = names_with(work, entry_of(work, stream, asked.collection))
        lock(work, (stream, *names), _claims(asked.allocations))
        if names_with(work, entry_of(work, stream, asked.collection)) != names:
            raise Conflict
        for receivable in _claims(asked.allocations):
            check_owed_to(work, owner, receivable)
        _check_not_booked(work, entry_of(work, stream, asked.collection), asked.allocations)
        command = MatchEntry(asked.collection, asked.allocations, Rule.BY_PERSON)
        work.handle(collections_.ROOM, stream, command, context)
        apply(work, context, entry_of(work, stream, asked.collection), asked.allocations)
        return as_it_stands(work, owner, asked.collection)

    return use_case


def _check_not_booked(work: UnitOfWork, entry: Entry, paid: Sequence[Allocation]) -> None:
    own = [it.amount for it in paid if it.amount.currency is entry.standing.currency]
    check_left_for_claims(work, entry, Money.total(own, entry.standing.currency))


def undo_match(asked: UndoMatchByPerson, viewer: PartyId) -> UseCase:
    """It was matched to the wrong claims: their money is nobody's again."""

    def use_case(work: UnitOfWork, context: Context) -> EntryTaken:
        owner = owner_for(work, asked.collection, viewer)
        stream = collections_.stream_of(owner, asked.collection)
        undoing = [(asked.collection, receivable) for receivable in asked.receivables]
        lock(work, (stream,), sorted(set(asked.receivables)), undoing)
        before = entry_of(work, stream, asked.collection)
        command = UndoMatch(asked.collection, asked.receivables, asked.why)
        work.handle(collections_.ROOM, stream, command, context)
        unapply(work, context, before, entry_of(work, stream, asked.collection))
        return as_it_stands(work, owner, asked.collection)

    return use_case


def check_owed_to(reading: Reading, owner: PartyId, receivable: ReceivableId) -> None:
    """Raise `Refused`: to anyone else it does not exist, so nobody pays off another's claim."""
    if not is_payable_to(reading, owner, claim_on_record(reading, receivable)):
        raise Refused(ReceivableUnknown(receivable))


def _claims(allocations: Iterable[Allocation]) -> list[ReceivableId]:
    return sorted({paid.receivable_id for paid in allocations})


def owner_for(reading: Reading, collection: CollectionId, viewer: PartyId) -> PartyId:
    """Raise `Refused`: another's entry does not exist for the viewer."""
    owner = owner_of(reading, collections_.ROOM.name, collection)
    if owner is None or owner != viewer:
        raise Refused(CollectionUnknown(collection))
    return owner


def entry_of(reading: Reading, stream: str, collection: CollectionId) -> Entry:
    state = reading.load(collections_.ROOM, stream).state
    if not isinstance(state, Entry):
        raise Refused(CollectionUnknown(collection))
    return state


def as_it_stands(work: UnitOfWork, owner: PartyId, collection: CollectionId) -> EntryTaken:
    return _as_it_is(work, owner, Taken(collection, fresh=False))


def _as_it_is(work: UnitOfWork, owner: PartyId, taken: Taken) -> EntryTaken:
    stream = collections_.stream_of(owner, taken.collection_id)
    state = work.load(collections_.ROOM, stream).state
    if isinstance(state, NoEntry):
        raise Refused(CollectionUnknown(taken.collection_id))
    if isinstance(state, Note):
        waits = Money.zero(state.facts.amount.currency) if state.closed else state.facts.amount
        return EntryTaken(taken.collection_id, taken.fresh, (), waits)
    allocated = tuple(Allocation(*pair) for pair in sorted(state.allocated.items()))
    return EntryTaken(taken.collection_id, taken.fresh, allocated, state.remainder)
