"""The rules of one credit on a bank account, one function per command.

Checks run from the most to the least fundamental: does it exist, is the
request sound, does the present state allow it. The order is part of the
contract: `tests/domain/collection/test_refusal_order.py` pins it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import TypedDict, assert_never

from domain.collection import commands as ask
from domain.collection import events as done
from domain.collection import refusals as no
from domain.collection.events import Allocation
from domain.collection.state import CollectionState, Entry, NoEntry, Waiting, evolve
from domain.shared.bank_entry import EntryDetail, Nature, Status
from domain.shared.decider import Decider
from domain.shared.event import Context
from domain.shared.ids import ActorId, CollectionId, PartyId, ReceivableId
from domain.shared.money import Money
from domain.shared.refusal import Refused

Decision = tuple[done.CollectionEvent, ...]


def decide(state: CollectionState, command: ask.CollectionCommand, context: Context) -> Decision:
    if isinstance(command, ask.BookEntry):
        return _book(state, command, context)
    if isinstance(state, NoEntry):
        raise Refused(no.EntryNotFound(command.collection_id))
    match command:
        case ask.AdviseEntry():
            return _advise(state, command, context)
        case ask.MatchEntry():
            return _match(state, command, context)
        case ask.SetAside():
            return _set_aside(state, command, context)
        case ask.UndoMatch():
            return _undo(state, command, context)
        case ask.ReverseEntry():
            return _reverse(state, command, context)
        case _:
            assert_never(command)


def _book(state: CollectionState, command: ask.BookEntry, context: Context) -> Decision:
    if isinstance(state, Entry):
        raise Refused(no.EntryAlreadyBooked(command.collection_id))
    entry = command.entry
    if entry.status is not Status.BOOKED:
        raise Refused(no.PendingNeverCounts(entry.status))
    if entry.nature is not Nature.COLLECTION:
        raise Refused(no.EntryIsNoCollection(entry.nature))
    _check_positive(entry.amount)
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

    known = entry.facts.details
    details = known if _tells(known) >= _tells(command.details) else command.details
    said = _said(entry, context, on=entry.value_on)
    return (done.EntryAdvised(source=command.source, details=details, **said),)


def _match(entry: Entry, command: ask.MatchEntry, context: Context) -> Decision:
    _check_allocations(entry, command.allocations)
    if entry.is_reversed:
        raise Refused(no.AlreadyReversed(entry.collection_id))
    requested = _total(entry, command.allocations)
    if requested > entry.remainder:
        raise Refused(no.BeyondRemainder(requested=requested, remaining=entry.remainder))

    return (
        done.EntryMatched(
            allocations=command.allocations,
            rule=command.rule,
            value_on=entry.value_on,
            remainder=entry.remainder - requested,
            **_said(entry, context, on=entry.value_on),
        ),
    )


def _set_aside(entry: Entry, command: ask.SetAside, context: Context) -> Decision:
    if entry.is_reversed:
        raise Refused(no.AlreadyReversed(entry.collection_id))
    if entry.remainder.is_zero:
        raise Refused(no.NothingRemains(entry.collection_id))
    if entry.waiting == Waiting(command.why, command.candidates):
        return ()

    return (
        done.EntrySetAside(
            why=command.why,
            candidates=command.candidates,
            remainder=entry.remainder,
            **_said(entry, context, on=context.now.day),
        ),
    )


def _undo(entry: Entry, command: ask.UndoMatch, context: Context) -> Decision:
    if not command.receivables:
        raise Refused(no.NothingNamed(entry.collection_id))
    _check_named_once(command.receivables)
    if entry.is_reversed:
        raise Refused(no.AlreadyReversed(entry.collection_id))
    undone = tuple(Allocation(each, _paid_on(entry, each)) for each in command.receivables)

    return (
        done.MatchUndone(
            undone=undone,
            why=command.why,
            value_on=entry.value_on,
            remainder=entry.remainder + _total(entry, undone),
            **_said(entry, context, on=entry.value_on),
        ),
    )


def _reverse(entry: Entry, command: ask.ReverseEntry, context: Context) -> Decision:
    _check_currency(entry, command.amount)
    _check_positive(command.amount)
    _check_returned(entry, command)
    if entry.is_reversed or command.reversal in entry.reversals:
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
            remainder=entry.remainder + _total(entry, undone) - command.amount,
            **_said(entry, context, on=command.value_on),
        ),
    )


def _check_returned(entry: Entry, command: ask.ReverseEntry) -> None:
    if not command.returned:
        return
    _check_allocations(entry, command.returned)
    returned = _total(entry, command.returned)
    if returned > command.amount:
        raise Refused(no.ReturnedBeyondReversal(returned=returned, reversal=command.amount))


def _undone_by(entry: Entry, command: ask.ReverseEntry) -> tuple[Allocation, ...]:
    """The whole undoes everything; a part undoes what it names, and the rest was nobody's."""
    if command.amount == entry.standing:
        return tuple(Allocation(*paid) for paid in sorted(entry.allocated.items()))

    for each in command.returned:
        allocated = _paid_on(entry, each.receivable_id)
        if each.amount > allocated:
            raise Refused(no.BeyondAllocated(each.receivable_id, each.amount, allocated))
    rest = command.amount - _total(entry, command.returned)
    if rest > entry.remainder:
        raise Refused(no.BeyondRemainder(requested=rest, remaining=entry.remainder))
    return command.returned


def _paid_on(entry: Entry, receivable: ReceivableId) -> Money:
    if receivable not in entry.allocated:
        raise Refused(no.ReceivableNotPaid(receivable))
    return entry.allocated[receivable]


def _tells(details: Sequence[EntryDetail]) -> int:
    """How much is known: a notification often lists what a statement only sums up."""
    return sum(detail != EntryDetail() for detail in details)


class _Said(TypedDict):
    collection_id: CollectionId
    owner: PartyId
    at: datetime
    effective_on: date
    by: ActorId


def _said(entry: Entry, context: Context, *, on: date) -> _Said:
    """What every event after the first says."""
    return _Said(
        collection_id=entry.collection_id,
        owner=entry.owner,
        at=context.now.at,
        effective_on=on,
        by=context.by,
    )


def _total(entry: Entry, allocations: Sequence[Allocation]) -> Money:
    return Money.total((each.amount for each in allocations), entry.standing.currency)


def _check_allocations(entry: Entry, allocations: Sequence[Allocation]) -> None:
    if not allocations:
        raise Refused(no.NothingNamed(entry.collection_id))
    _check_named_once([each.receivable_id for each in allocations])
    for each in allocations:
        _check_currency(entry, each.amount)
        _check_positive(each.amount)


def _check_named_once(receivables: Sequence[ReceivableId]) -> None:
    for receivable, times in Counter(receivables).items():
        if times > 1:
            raise Refused(no.ReceivableNamedTwice(receivable))


def _check_currency(entry: Entry, amount: Money) -> None:
    if amount.currency is not entry.standing.currency:
        raise Refused(no.OtherCurrency(entry=entry.standing.currency, asked=amount.currency))


def _check_positive(amount: Money) -> None:
    if not amount.is_positive:
        raise Refused(no.AmountNotPositive(amount))


COLLECTION: Decider[ask.CollectionCommand, CollectionState, done.CollectionEvent] = Decider(
    initial=NoEntry(), decide=decide, evolve=evolve
)
