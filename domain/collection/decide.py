"""The rules of one credit on a bank account, one function per command.

Checks run from the most to the least fundamental: does it exist, is the
request sound, does the present state allow it. The order is part of the
contract: `tests/domain/collection/test_refusal_order.py` pins it.
"""

from __future__ import annotations

from typing import assert_never

from domain.collection import commands as ask
from domain.collection import events as done
from domain.collection import refusals as no
from domain.collection.checks import (
    booked,
    check_allocations,
    check_currency,
    check_named_once,
    check_positive,
    check_returned,
    noted,
    paid_on,
    said_of,
    total_of,
)
from domain.collection.events import Allocation
from domain.collection.state import CollectionState, Entry, NoEntry, Note, Waiting, evolve
from domain.shared.bank_entry import Nature, Status
from domain.shared.decider import Decider
from domain.shared.event import Context
from domain.shared.refusal import Refused

Decision = tuple[done.CollectionEvent, ...]


def decide(state: CollectionState, command: ask.CollectionCommand, context: Context) -> Decision:
    match command:
        case ask.BookEntry():
            return _book(state, command, context)
        case ask.NoteEntry():
            return _note(state, command, context)
        case ask.CloseNote():
            return _close(noted(state, command), command, context)
        case _:
            return _treat(booked(state, command), command, context)


def _treat(entry: Entry, command: ask.OfBooked, context: Context) -> Decision:
    match command:
        case ask.AdviseEntry():
            return _advise(entry, command, context)
        case ask.MatchEntry():
            return _match(entry, command, context)
        case ask.SetAside():
            return _set_aside(entry, command, context)
        case ask.UndoMatch():
            return _undo(entry, command, context)
        case ask.ReverseEntry():
            return _reverse(entry, command, context)
        case ask.DismissEntry():
            return _dismiss(entry, command, context)
        case _:
            assert_never(command)


def _book(state: CollectionState, command: ask.BookEntry, context: Context) -> Decision:
    if not isinstance(state, NoEntry):
        raise Refused(no.EntryAlreadyBooked(command.collection_id))
    entry = command.entry
    if entry.status is not Status.BOOKED:
        raise Refused(no.PendingNeverCounts(entry.status))
    if entry.nature is not Nature.COLLECTION:
        raise Refused(no.EntryIsNoCollection(entry.nature))
    check_positive(entry.amount)
    if entry.counts_on is None:
        raise Refused(no.ValueDateMissing(command.collection_id))

    return (
        done.EntryBooked(
            collection_id=command.collection_id,
            owner=command.owner,
            identity=command.identity,
            entry=entry,
            at=context.now.at,
            effective_on=entry.counts_on,
            by=context.by,
        ),
    )


def _advise(entry: Entry, command: ask.AdviseEntry, context: Context) -> Decision:
    """A message read again says nothing new; details once known are never lost."""
    if command.source in entry.sources:
        return ()

    known = entry.knows_more_than(command.details)
    details = entry.facts.details if known else command.details
    said = said_of(entry, context, on=entry.value_on)
    return (done.EntryAdvised(source=command.source, details=details, **said),)


def _match(entry: Entry, command: ask.MatchEntry, context: Context) -> Decision:
    check_allocations(entry, command.allocations)
    if entry.is_void:
        raise Refused(no.AlreadyReversed(entry.collection_id))
    requested = total_of(entry, command.allocations)
    if requested > entry.remainder:
        raise Refused(no.BeyondRemainder(requested=requested, remaining=entry.remainder))

    return (
        done.EntryMatched(
            allocations=command.allocations,
            rule=command.rule,
            value_on=entry.value_on,
            remainder=entry.remainder - requested,
            **said_of(entry, context, on=entry.value_on),
        ),
    )


def _set_aside(entry: Entry, command: ask.SetAside, context: Context) -> Decision:
    if entry.is_void:
        raise Refused(no.AlreadyReversed(entry.collection_id))
    if entry.remainder.is_zero:
        raise Refused(no.NothingRemains(entry.collection_id))
    if entry.waiting == Waiting(command.why, command.candidates, command.concerns):
        return ()

    return (
        done.EntrySetAside(
            why=command.why,
            candidates=command.candidates,
            concerns=command.concerns,
            remainder=entry.remainder,
            **said_of(entry, context, on=context.now.day),
        ),
    )


def _undo(entry: Entry, command: ask.UndoMatch, context: Context) -> Decision:
    if not command.receivables:
        raise Refused(no.NothingNamed(entry.collection_id))
    check_named_once(command.receivables)
    if entry.is_void:
        raise Refused(no.AlreadyReversed(entry.collection_id))
    undone = tuple(Allocation(each, paid_on(entry, each)) for each in command.receivables)

    return (
        done.MatchUndone(
            undone=undone,
            why=command.why,
            value_on=entry.value_on,
            remainder=entry.remainder + total_of(entry, undone),
            **said_of(entry, context, on=entry.value_on),
        ),
    )


def _reverse(entry: Entry, command: ask.ReverseEntry, context: Context) -> Decision:
    check_currency(entry, command.amount)
    check_positive(command.amount)
    check_returned(entry, command)
    if entry.is_void or command.reversal in entry.reversals:
        raise Refused(no.AlreadyReversed(entry.collection_id))
    if command.amount > entry.standing:
        raise Refused(no.BeyondEntry(requested=command.amount, standing=entry.standing))
    undone = _undone_by(entry, command)

    return (
        done.EntryReversed(
            reversal=command.reversal,
            amount=command.amount,
            undone=undone,
            why=command.why,
            value_on=command.value_on,
            remainder=entry.remainder + total_of(entry, undone) - command.amount,
            by_hand=command.by_hand,
            besides=command.besides,
            **said_of(entry, context, on=command.value_on),
        ),
    )


def _undone_by(entry: Entry, command: ask.ReverseEntry) -> tuple[Allocation, ...]:
    """The whole undoes everything; a part undoes what it names, and the rest was nobody's."""
    if command.amount == entry.standing:
        return tuple(Allocation(*paid) for paid in sorted(entry.allocated.items()))

    for each in command.returned:
        allocated = paid_on(entry, each.receivable_id)
        if each.amount > allocated:
            raise Refused(no.BeyondAllocated(each.receivable_id, each.amount, allocated))
    rest = command.amount - total_of(entry, command.returned)
    if rest > entry.remainder:
        raise Refused(no.BeyondRemainder(requested=rest, remaining=entry.remainder))
    return command.returned


def _dismiss(entry: Entry, command: ask.DismissEntry, context: Context) -> Decision:
    if entry.is_void:
        raise Refused(no.AlreadyReversed(entry.collection_id))
    if entry.remainder != entry.facts.amount:
        raise Refused(no.StillAllocated(entry.facts.amount - entry.remainder))

    said = said_of(entry, context, on=entry.value_on)
    return (done.EntryDismissed(known_as=command.known_as, amount=entry.facts.amount, **said),)


def _note(state: CollectionState, command: ask.NoteEntry, context: Context) -> Decision:
    if not isinstance(state, NoEntry):
        raise Refused(no.EntryAlreadyBooked(command.collection_id))
    entry = command.entry
    if entry.status is not Status.BOOKED:
        raise Refused(no.PendingNeverCounts(entry.status))
    if entry.nature is Nature.COLLECTION:
        raise Refused(no.EntryIsACollection(command.collection_id))

    return (
        done.EntryNoted(
            collection_id=command.collection_id,
            owner=command.owner,
            identity=command.identity,
            entry=entry,
            why=command.why,
            concerns=command.concerns,
            at=context.now.at,
            effective_on=entry.counts_on or context.now.day,
            by=context.by,
        ),
    )


def _close(note: Note, command: ask.CloseNote, context: Context) -> Decision:
    if note.closed:
        raise Refused(no.NoteAlreadyClosed(note.collection_id))
    return (done.NoteClosed(answer=command.answer, **said_of(note, context, on=context.now.day)),)


COLLECTION: Decider[ask.CollectionCommand, CollectionState, done.CollectionEvent] = Decider(
    initial=NoEntry(), decide=decide, evolve=evolve
)
