"""What may be asked of one claim on a buyer."""

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
from domain.shared.ids import CollectionId, OrderId, PartyId, ReceivableId
from domain.shared.law.payment_terms import CONFIRMATION_PERIOD
from domain.shared.money import Money

ANSWER_WITHIN_DAYS = CONFIRMATION_PERIOD.days
"""支付条例 art. 16; a shorter time may be agreed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OnReceivable:
    """Every command names the claim, and the seller whose stream it stands in."""

    seller: PartyId
    receivable: ReceivableId


@dataclass(frozen=True, slots=True, kw_only=True)
class Register(OnReceivable):
    """Put a claim on record, or give further evidence of one that is."""

    invoice: Invoice
    document: Document
    party: PartyId
    on_behalf_of: PartyId | None = None
    """The seller or buyer whose appointed agent asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachEvidence(OnReceivable):
    document: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class AskConfirmation(OnReceivable):
    party: PartyId
    answer_within_days: int = ANSWER_WITHIN_DAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirm(OnReceivable):
    party: PartyId
    channel: Channel
    evidence: str
    amount: Money | None = None
    """In all, of what is open; None confirms the whole undisputed part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject(OnReceivable):
    party: PartyId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute(OnReceivable):
    party: PartyId
    amount: Money
    reason: CreditReason
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolveDispute(OnReceivable):
    party: PartyId
    for_seller: Money
    for_buyer: Money
    basis: Basis
    evidence: str
    consent: bool = False
    """The financier agrees; needed after notice, unless a court or arbitrator awarded it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordNotice(OnReceivable):
    """The notice of assignment reached the buyer (Civil Code 546, 764)."""

    assignee: PartyId
    delivered_on: date
    delivered_to: str
    channel: str
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawNotice(OnReceivable):
    """Only the assignee may take a notice back (Civil Code 546)."""

    party: PartyId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRegistration(OnReceivable):
    """On file at the public registry, whose own time decides priority (Civil Code 768)."""

    lender: PartyId
    registry_number: str
    registered_at: datetime
    expires_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EndRegistration(OnReceivable):
    registry_number: str
    reason: EndOfRegistration


@dataclass(frozen=True, slots=True, kw_only=True)
class Qualify(OnReceivable):
    """Say that a trait which the eligibility rules look at holds, or no longer does."""

    trait: Trait
    holds: bool
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyCredit(OnReceivable):
    number: str
    issued_on: date
    amount: Money
    reason: CreditReason
    consent: bool = False
    """The financier agrees; needed after notice (Civil Code 765)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyCollection(OnReceivable):
    collection: CollectionId
    amount: Money
    value_date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoCollection(OnReceivable):
    """The bank took the money back, or it was matched to the wrong claim."""

    collection: CollectionId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptShortPayment(OnReceivable):
    amount: Money
    reason: CreditReason
    consent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendDueDate(OnReceivable):
    due_on: date
    reason: str
    consent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldBack(OnReceivable):
    """It bears nothing new: perhaps lent on twice. Asked by the house alone."""

    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetCount(OnReceivable):
    """What it was held back for is settled."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkBeyondOrder(OnReceivable):
    """How much of it the order that it names bears. Asked by the house alone."""

    order: OrderId
    borne: Money | None
    """Net of tax, in the claim's currency; None: all that is not credited."""

    tax: Money | None = None
    """What it bears of the tax besides; None: the share of what it bears net."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptBeyondOrder(OnReceivable):
    """The buyer owes what is billed beyond its order nevertheless, as it stands now."""

    party: PartyId
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw(OnReceivable):
    reason: str


ReceivableCommand = (
    Register
    | AttachEvidence
    | AskConfirmation
    | Confirm
    | Reject
    | Dispute
    | ResolveDispute
    | RecordNotice
    | WithdrawNotice
    | RecordRegistration
    | EndRegistration
    | Qualify
    | ApplyCredit
    | ApplyCollection
    | UndoCollection
    | AcceptShortPayment
    | ExtendDueDate
    | HoldBack
    | LetCount
    | MarkBeyondOrder
    | AcceptBeyondOrder
    | Withdraw
)
