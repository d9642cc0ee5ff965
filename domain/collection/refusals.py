"""What stands in the way of booking, matching or reversing a bank entry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from domain.shared.bank_entry import Nature, Status
from domain.shared.currency import Currency
from domain.shared.ids import CollectionId, ReceivableId
from domain.shared.money import Money
from domain.shared.refusal import Kind, Refusal


@dataclass(frozen=True, slots=True)
class EntryNotFound(Refusal):
    code: ClassVar[str] = "collection.entry_not_found"
    kind: ClassVar[Kind] = Kind.ABSENT
    collection_id: CollectionId


@dataclass(frozen=True, slots=True)
class EntryAlreadyBooked(Refusal):
    code: ClassVar[str] = "collection.entry_already_booked"
    kind: ClassVar[Kind] = Kind.CONFLICT
    collection_id: CollectionId


@dataclass(frozen=True, slots=True)
class PendingNeverCounts(Refusal):
    """Only what is booked is money; the rest may still not come."""

    code: ClassVar[str] = "collection.pending_never_counts"
    kind: ClassVar[Kind] = Kind.UNSOUND
    status: Status


@dataclass(frozen=True, slots=True)
class EntryIsNoCollection(Refusal):
    code: ClassVar[str] = "collection.entry_is_no_collection"
    kind: ClassVar[Kind] = Kind.UNSOUND
    nature: Nature


@dataclass(frozen=True, slots=True)
class EntryReversesNothing(Refusal):
    """Neither a reversal nor a return of a credit."""

    code: ClassVar[str] = "collection.entry_reverses_nothing"
    kind: ClassVar[Kind] = Kind.UNSOUND
    nature: Nature


@dataclass(frozen=True, slots=True)
class EntryIsACollection(Refusal):
    """Money that came in is booked and matched, not only noted."""

    code: ClassVar[str] = "collection.entry_is_a_collection"
    kind: ClassVar[Kind] = Kind.UNSOUND
    collection_id: CollectionId


@dataclass(frozen=True, slots=True)
class ValueDateMissing(Refusal):
    """Neither value date nor booking date: nobody can say from when it pays."""

    code: ClassVar[str] = "collection.value_date_missing"
    kind: ClassVar[Kind] = Kind.UNSOUND
    collection_id: CollectionId


@dataclass(frozen=True, slots=True)
class AmountNotPositive(Refusal):
    code: ClassVar[str] = "collection.amount_not_positive"
    kind: ClassVar[Kind] = Kind.UNSOUND
    amount: Money


@dataclass(frozen=True, slots=True)
class NothingNamed(Refusal):
    """Neither an allocation nor a receivable to take one back from."""

    code: ClassVar[str] = "collection.nothing_named"
    kind: ClassVar[Kind] = Kind.UNSOUND
    collection_id: CollectionId


@dataclass(frozen=True, slots=True)
class ReceivableNamedTwice(Refusal):
    code: ClassVar[str] = "collection.receivable_named_twice"
    kind: ClassVar[Kind] = Kind.UNSOUND
    receivable_id: ReceivableId


@dataclass(frozen=True, slots=True)
class OtherCurrency(Refusal):
    code: ClassVar[str] = "collection.other_currency"
    kind: ClassVar[Kind] = Kind.UNSOUND
    entry: Currency
    asked: Currency


@dataclass(frozen=True, slots=True)
class ReturnedBeyondReversal(Refusal):
    """More is said to be returned than the bank took back."""

    code: ClassVar[str] = "collection.returned_beyond_reversal"
    kind: ClassVar[Kind] = Kind.UNSOUND
    returned: Money
    reversal: Money


@dataclass(frozen=True, slots=True)
class StillAllocated(Refusal):
    code: ClassVar[str] = "collection.still_allocated"
    kind: ClassVar[Kind] = Kind.CONFLICT
    allocated: Money


@dataclass(frozen=True, slots=True)
class NoteAlreadyClosed(Refusal):
    code: ClassVar[str] = "collection.note_already_closed"
    kind: ClassVar[Kind] = Kind.CONFLICT
    collection_id: CollectionId


@dataclass(frozen=True, slots=True)
class AlreadyReversed(Refusal):
    """By the same entry, or nothing of it stands any more."""

    code: ClassVar[str] = "collection.already_reversed"
    kind: ClassVar[Kind] = Kind.CONFLICT
    collection_id: CollectionId


@dataclass(frozen=True, slots=True)
class BeyondEntry(Refusal):
    """More would go back than ever came and has not gone back already."""

    code: ClassVar[str] = "collection.beyond_entry"
    kind: ClassVar[Kind] = Kind.CONFLICT
    requested: Money
    standing: Money


@dataclass(frozen=True, slots=True)
class NothingRemains(Refusal):
    code: ClassVar[str] = "collection.nothing_remains"
    kind: ClassVar[Kind] = Kind.CONFLICT
    collection_id: CollectionId


@dataclass(frozen=True, slots=True)
class BeyondRemainder(Refusal):
    code: ClassVar[str] = "collection.beyond_remainder"
    kind: ClassVar[Kind] = Kind.CONFLICT
    requested: Money
    remaining: Money


@dataclass(frozen=True, slots=True)
class ReceivableNotPaid(Refusal):
    """This entry paid nothing on it, so nothing can be taken back."""

    code: ClassVar[str] = "collection.receivable_not_paid"
    kind: ClassVar[Kind] = Kind.CONFLICT
    receivable_id: ReceivableId


@dataclass(frozen=True, slots=True)
class BeyondAllocated(Refusal):
    """More is taken back from a receivable than this entry paid on it."""

    code: ClassVar[str] = "collection.beyond_allocated"
    kind: ClassVar[Kind] = Kind.CONFLICT
    receivable_id: ReceivableId
    requested: Money
    allocated: Money
