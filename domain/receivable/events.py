"""What happened to one claim on a buyer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain.receivable.invoice import (
    Basis,
    Channel,
    CreditReason,
    Document,
    EndOfRegistration,
    Invoice,
    Trait,
)
from domain.shared.event import Event
from domain.shared.ids import CollectionId, OrderId, PartyId, ReceivableId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class OnClaim(Event):
    """Every event names the claim, its parties, and what is open after it."""

    receivable: ReceivableId
    seller: PartyId
    buyer: PartyId
    open: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivableRegistered(OnClaim):
    invoice: Invoice
    document: Document
    registered_by: PartyId
    on_behalf_of: PartyId


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceAdded(OnClaim):
    document: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmationAsked(OnClaim):
    asked_by: PartyId
    answer_due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivableConfirmed(OnClaim):
    confirmed: Money
    channel: Channel
    evidence: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivableRejected(OnClaim):
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivableDisputed(OnClaim):
    amount: Money
    disputed: Money
    """In all, with what was disputed before."""

    reason: CreditReason
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeResolved(OnClaim):
    """What went to the buyer is no longer owed, and counts as dilution of `originated_on`."""

    for_seller: Money
    for_buyer: Money
    disputed: Money
    """What is still in dispute."""

    basis: Basis
    evidence: str
    settled_by: PartyId
    originated_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDelivered(OnClaim):
    """From this day amendments need consent, and set-off is cut off (Civil Code 549, 765)."""

    assignee: PartyId
    delivered_on: date
    delivered_to: str
    channel: str
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeWithdrawn(OnClaim):
    assignee: PartyId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationCompleted(OnClaim):
    lender: PartyId
    registry_number: str
    registered_at: datetime
    expires_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationEnded(OnClaim):
    lender: PartyId
    registry_number: str
    reason: EndOfRegistration


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivableQualified(OnClaim):
    trait: Trait
    holds: bool
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditNoteApplied(OnClaim):
    number: str
    issued_on: date
    amount: Money
    advances: Money
    """Still to be set off: an offset uses them first."""

    reason: CreditReason
    consent: bool
    originated_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionApplied(OnClaim):
    collection: CollectionId
    amount: Money
    value_date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionUndone(OnClaim):
    collection: CollectionId
    amount: Money
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortPaymentAccepted(OnClaim):
    amount: Money
    reason: CreditReason
    consent: bool
    originated_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDateExtended(OnClaim):
    earlier: date
    due_on: date
    reason: str
    consent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivableHeldBack(OnClaim):
    """Perhaps lent on twice: it bears nothing new until that is settled."""

    evidence: str
    """The paper that says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivableCounts(OnClaim):
    """It is held back no longer."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BilledBeyondOrder(OnClaim):
    """The order that it names does not bear all of it, or bears more of it now than before."""

    order: OrderId
    borne: Money
    """So much of it the order bears, tax included."""

    waiting: Money
    """What of the claim does not count now: no order bears it, and the buyer did not say yet
    that it owes it nevertheless."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BeyondOrderAccepted(OnClaim):
    """The buyer owes it nevertheless: a debt beside the order."""

    accepted: Money
    """In all, beyond what the order bears, tax included."""

    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivableSettled(OnClaim):
    """Nothing is owed any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivableWithdrawn(OnClaim):
    """Taken off the record before anyone relied on it; may be registered anew."""

    reason: str


ReceivableEvent = (
    ReceivableRegistered
    | EvidenceAdded
    | ConfirmationAsked
    | ReceivableConfirmed
    | ReceivableRejected
    | ReceivableDisputed
    | DisputeResolved
    | NoticeDelivered
    | NoticeWithdrawn
    | RegistrationCompleted
    | RegistrationEnded
    | ReceivableQualified
    | CreditNoteApplied
    | CollectionApplied
    | CollectionUndone
    | ShortPaymentAccepted
    | DueDateExtended
    | ReceivableHeldBack
    | ReceivableCounts
    | BilledBeyondOrder
    | BeyondOrderAccepted
    | ReceivableSettled
    | ReceivableWithdrawn
)
