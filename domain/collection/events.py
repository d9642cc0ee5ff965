"""What happened to one credit on a bank account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum

from domain.shared.bank_entry import BankEntry, EntryDetail, Source
from domain.shared.event import Event
from domain.shared.ids import CollectionId, FinancingId, PartyId, ReceivableId
from domain.shared.money import Money


class Rule(Enum):
    """By what a payment was recognised, strongest first."""

    END_TO_END = "end_to_end"
    """End-to-end id or structured creditor reference."""

    INVOICE_NUMBER = "invoice_number"
    AMOUNT_AND_PAYER = "amount_and_payer"
    BY_PERSON = "by_person"


class Why(Enum):
    """Why a payment, or what is left of it, waits for a person."""

    NOTHING_FITS = "nothing_fits"
    SEVERAL_FIT = "several_fit"
    NAMES_UNKNOWN = "names_unknown"
    """It names an invoice or reference that is not open here."""

    OTHER_CURRENCY = "other_currency"
    MORE_THAN_OWED = "more_than_owed"
    DETAILS_DISAGREE = "details_disagree"
    """Its transactions do not add up to the entry."""

    NOTHING_REVERSED = "nothing_reversed"
    """It takes back what is not known to have come."""

    OUTGOING = "outgoing"
    """Money that went out, or came back; for what is said when the note is closed."""

    PERHAPS_KNOWN = "perhaps_known"
    """Another entry has the same account, reference, amount and side."""

    BOOKED_BY_HAND = "booked_by_hand"
    """Loans had of it, by hand, what the claims that it names would have had."""


@dataclass(frozen=True, slots=True)
class Allocation:
    receivable_id: ReceivableId
    amount: Money


class BookedAs(StrEnum):
    """What people book of a credit by hand, besides repayments."""

    MARGIN = "margin"
    BUY_BACK = "buy_back"


@dataclass(frozen=True, slots=True)
class Besides:
    """A deposit under a guarantee, or claims bought back from a pool, booked by hand."""

    kind: BookedAs
    of: str
    """The guarantee, or the pool."""

    reference: str
    """The bank's, as it was keyed in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryBooked(Event):
    collection_id: CollectionId
    owner: PartyId
    identity: str
    """What makes it the same entry in another message."""

    entry: BankEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryAdvised(Event):
    """Another message told of the same entry; no money moved."""

    collection_id: CollectionId
    owner: PartyId
    source: Source
    details: tuple[EntryDetail, ...]
    """What is known of its transactions from now on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryMatched(Event):
    collection_id: CollectionId
    owner: PartyId
    allocations: tuple[Allocation, ...]
    rule: Rule
    value_on: date
    remainder: Money
    """What is still nobody's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntrySetAside(Event):
    """The remainder waits for a person."""

    collection_id: CollectionId
    owner: PartyId
    why: Why
    candidates: tuple[ReceivableId, ...]
    concerns: tuple[CollectionId, ...]
    """Other credits that it may be the same as."""

    remainder: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchUndone(Event):
    collection_id: CollectionId
    owner: PartyId
    undone: tuple[Allocation, ...]
    why: str
    value_on: date
    remainder: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryReversed(Event):
    """The bank took money back; what it had paid is unpaid again."""

    collection_id: CollectionId
    owner: PartyId
    reversal: str
    """Identity of the entry that took it back."""

    amount: Money
    undone: tuple[Allocation, ...]
    why: str
    value_on: date
    """Of the entry that took it back."""

    remainder: Money
    by_hand: tuple[FinancingId, ...] = ()
    """Loans that were repaid out of it by hand: a person takes these repayments back."""

    besides: tuple[Besides, ...] = ()
    """What else was booked of it by hand, and is to be taken back too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryDismissed(Event):
    """It was a known entry told another way; no money came with it."""

    collection_id: CollectionId
    owner: PartyId
    known_as: CollectionId
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryNoted(Event):
    """An entry that is no collection waits for a person."""

    collection_id: CollectionId
    owner: PartyId
    identity: str
    entry: BankEntry
    why: Why
    concerns: tuple[CollectionId, ...]
    """Collections that it may have to do with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteClosed(Event):
    collection_id: CollectionId
    owner: PartyId
    answer: str


OfBooked = (
    EntryAdvised | EntryMatched | EntrySetAside | MatchUndone | EntryReversed | EntryDismissed
)
CollectionEvent = EntryBooked | EntryNoted | NoteClosed | OfBooked
