"""What must be so before anything is done with a bank entry, in the words of its refusals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import TypedDict

from domain.collection import commands as ask
from domain.collection import refusals as no
from domain.collection.events import Allocation
from domain.collection.state import CollectionState, Entry, Note
from domain.shared.event import Context
from domain.shared.ids import ActorId, CollectionId, PartyId, ReceivableId
from domain.shared.money import Money
from domain.shared.refusal import Refused


def booked(state: CollectionState, command: ask.CollectionCommand) -> Entry:
    if not isinstance(state, Entry):
        raise Refused(no.EntryNotFound(command.collection_id))
    return state


def noted(state: CollectionState, command: ask.CollectionCommand) -> Note:
    if not isinstance(state, Note):
        raise Refused(no.EntryNotFound(command.collection_id))
    return state


class Said(TypedDict):
    collection_id: CollectionId
    owner: PartyId
    at: datetime
    effective_on: date
    by: ActorId


def said_of(entry: Entry | Note, context: Context, *, on: date) -> Said:
    """What every event after the first says."""
    return Said(
        collection_id=entry.collection_id,
        owner=entry.owner,
        at=context.now.at,
        effective_on=on,
        by=context.by,
    )


def total_of(entry: Entry, allocations: Sequence[Allocation]) -> Money:
    return Money.total((each.amount for each in allocations), entry.standing.currency)


def check_allocations(entry: Entry, allocations: Sequence[Allocation]) -> None:
    if not allocations:
        raise Refused(no.NothingNamed(entry.collection_id))
    check_named_once([each.receivable_id for each in allocations])
    for each in allocations:
        check_currency(entry, each.amount)
        check_positive(each.amount)


def check_named_once(receivables: Sequence[ReceivableId]) -> None:
    for receivable, times in Counter(receivables).items():
        if times > 1:
            raise Refused(no.ReceivableNamedTwice(receivable))


def check_currency(entry: Entry, amount: Money) -> None:
    if amount.currency is not entry.standing.currency:
        raise Refused(no.OtherCurrency(entry=entry.standing.currency, asked=amount.currency))


def check_positive(amount: Money) -> None:
    if not amount.is_positive:
        raise Refused(no.AmountNotPositive(amount))


def check_returned(entry: Entry, command: ask.ReverseEntry) -> None:
    if not command.returned:
        return
    check_allocations(entry, command.returned)
    returned = total_of(entry, command.returned)
    if returned > command.amount:
        raise Refused(no.ReturnedBeyondReversal(returned=returned, reversal=command.amount))


def paid_on(entry: Entry, receivable: ReceivableId) -> Money:
    if receivable not in entry.allocated:
        raise Refused(no.ReceivableNotPaid(receivable))
    return entry.allocated[receivable]
