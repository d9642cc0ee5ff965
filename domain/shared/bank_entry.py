"""One movement on a bank account, as the bank tells it, whatever the message.

Several rooms speak of it: a collection is a credit, a disbursement is confirmed by a debit.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from domain.shared.money import Money


class MessageKind(Enum):
    """The three ISO 20022 messages in which a bank tells of an entry."""

    REPORT = "camt.052"
    """Within the day."""

    STATEMENT = "camt.053"
    NOTIFICATION = "camt.054"


class Side(Enum):
    CREDIT = "credit"
    DEBIT = "debit"


class Status(Enum):
    """ISO 20022 entry status; only a booked entry is money."""

    BOOKED = "booked"
    PENDING = "pending"
    FUTURE = "future"
    INFORMATION = "information"


class Nature(Enum):
    """What an entry is to the owner of the account."""

    COLLECTION = "collection"
    PAYMENT = "payment"
    COLLECTION_REVERSED = "collection_reversed"
    """Money that came in goes out again: a debit that reverses or returns a credit."""

    PAYMENT_RETURNED = "payment_returned"
    """Money that went out comes back: a credit that reverses or returns a debit."""


@dataclass(frozen=True, slots=True)
class PartyIdentifier:
    """`scheme` as ISO 20022 names it (LEI, BIC, TXID..), `OTHER` where the bank named none."""

    scheme: str
    value: str


@dataclass(frozen=True, slots=True)
class Counterparty:
    name: str | None = None
    account: str | None = None
    identifiers: tuple[PartyIdentifier, ...] = ()


@dataclass(frozen=True, slots=True)
class ReferredDocument:
    """An invoice that the payer names in structured remittance, and how much is for it."""

    number: str
    remitted: Money | None = None


@dataclass(frozen=True, slots=True)
class EntryDetail:
    """One transaction inside an entry; a batch has many."""

    amount: Money | None = None
    side: Side = Side.CREDIT
    end_to_end_id: str | None = None
    instruction_id: str | None = None
    transaction_id: str | None = None
    uetr: str | None = None
    mandate_id: str | None = None
    payment_information_id: str | None = None
    servicer_reference: str | None = None
    payer: Counterparty | None = None
    ultimate_payer: Counterparty | None = None
    payee: Counterparty | None = None
    ultimate_payee: Counterparty | None = None
    remittance: tuple[str, ...] = ()
    """Unstructured lines, then the free text of structured blocks."""

    creditor_references: tuple[str, ...] = ()
    documents: tuple[ReferredDocument, ...] = ()
    return_reason: str | None = None
    """A code (AC04, MD06..) or the bank's own words; `""` for a return without a reason."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Many payments booked as one amount."""

    message_id: str | None = None
    payment_information_id: str | None = None
    count: int | None = None
    total: Money | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a bank said it."""

    kind: MessageKind
    version: int
    message_id: str
    statement_id: str
    page: int = 1


@dataclass(frozen=True, slots=True)
class BankEntry:
    """One movement on one account, as one message tells it; the amount is never negative."""

    account: str
    """IBAN without spaces, or the bank's own number."""

    amount: Money
    side: Side
    status: Status
    source: Source
    ordinal: int
    """Place in its statement, from 1."""

    servicer: str | None = None
    """The bank: its BIC, clearing number or name."""

    servicer_reference: str | None = None
    entry_reference: str | None = None
    booked_on: date | None = None
    value_on: date | None = None
    reversal: bool = False
    batches: tuple[Batch, ...] = ()
    details: tuple[EntryDetail, ...] = ()
    information: str | None = None

    @property
    def nature(self) -> Nature:
        """A credit that reverses a debit is no collection, though money came in."""
        goes_back = self.reversal or any(d.return_reason is not None for d in self.details)
        if self.side is Side.CREDIT:
            return Nature.PAYMENT_RETURNED if goes_back else Nature.COLLECTION
        return Nature.COLLECTION_REVERSED if goes_back else Nature.PAYMENT

    @property
    def counts_on(self) -> date | None:
        """The value date; where the bank gives none, the day it was booked."""
        return self.value_on or self.booked_on
