"""What may be asked about one credit on a bank account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.collection.events import Allocation, Besides, Rule, Why
from domain.shared.bank_entry import BankEntry, EntryDetail, Source
from domain.shared.ids import CollectionId, FinancingId, PartyId, ReceivableId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True)
class BookEntry:
    collection_id: CollectionId
    owner: PartyId
    """Whose account it is."""

    identity: str
    entry: BankEntry


@dataclass(frozen=True, slots=True)
class AdviseEntry:
    """Another message tells of an entry that is booked already."""

    collection_id: CollectionId
    source: Source
    details: tuple[EntryDetail, ...]


@dataclass(frozen=True, slots=True)
class MatchEntry:
    collection_id: CollectionId
    allocations: tuple[Allocation, ...]
    rule: Rule


@dataclass(frozen=True, slots=True)
class SetAside:
    collection_id: CollectionId
    why: Why
    candidates: tuple[ReceivableId, ...] = ()
    concerns: tuple[CollectionId, ...] = ()
    """Other credits that it may be the same as."""


@dataclass(frozen=True, slots=True)
class UndoMatch:
    """Take back all that was allocated to these receivables."""

    collection_id: CollectionId
    receivables: tuple[ReceivableId, ...]
    why: str


@dataclass(frozen=True, slots=True)
class ReverseEntry:
    """The bank took back all of the entry, or one transaction of a batch.

    `returned` says whose money a part was; for the whole it is not asked.
    """

    collection_id: CollectionId
    reversal: str
    amount: Money
    value_on: date
    why: str = ""
    returned: tuple[Allocation, ...] = ()
    by_hand: tuple[FinancingId, ...] = ()
    """Loans that were repaid out of it by hand."""

    besides: tuple[Besides, ...] = ()
    """What else was booked of it by hand."""


@dataclass(frozen=True, slots=True)
class DismissEntry:
    """It is a known entry told another way; no money came with it."""

    collection_id: CollectionId
    known_as: CollectionId


@dataclass(frozen=True, slots=True)
class NoteEntry:
    """An entry that is no collection and that nobody expected: a person looks at it."""

    collection_id: CollectionId
    owner: PartyId
    identity: str
    entry: BankEntry
    why: Why
    concerns: tuple[CollectionId, ...] = ()


@dataclass(frozen=True, slots=True)
class CloseNote:
    collection_id: CollectionId
    answer: str


OfBooked = AdviseEntry | MatchEntry | SetAside | UndoMatch | ReverseEntry | DismissEntry
CollectionCommand = BookEntry | NoteEntry | CloseNote | OfBooked
