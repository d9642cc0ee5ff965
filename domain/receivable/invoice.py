"""The words of a claim: what was billed, on what evidence, and why less may be owed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.shared.fingerprint import Contents
from domain.shared.ids import PartyId
from domain.shared.money import Money


class Channel(StrEnum):
    """Ways to a buyer that the platform itself opened; never a contact the seller gave."""

    PORTAL = "portal"
    API = "api"
    CERTIFICATE = "certificate"


class CreditReason(StrEnum):
    """Why less is owed than was invoiced: the kinds of dilution."""

    RETURN = "return"
    PRICE = "price"
    QUANTITY = "quantity"
    QUALITY = "quality"
    DISCOUNT = "discount"
    REBATE = "rebate"
    BILLING_ERROR = "billing_error"
    OFFSET = "offset"


class Basis(StrEnum):
    """What a dispute was settled by."""

    CONCEDED = "conceded"
    AGREED = "agreed"
    AWARDED = "awarded"
    """By a court or an arbitrator."""


class EndOfRegistration(StrEnum):
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class Trait(StrEnum):
    """What the eligibility rules ask of the sale itself."""

    INSURED = "insured"
    GOVERNMENT_ASSIGNED = "government_assigned"
    PROGRESS_BILLING = "progress_billing"
    BILL_AND_HOLD = "bill_and_hold"
    CONSIGNMENT = "consignment"
    GUARANTEED_SALE = "guaranteed_sale"
    FINANCE_CHARGE = "finance_charge"
    CHATTEL_PAPER = "chattel_paper"
    ENCUMBERED_ELSEWHERE = "encumbered_elsewhere"


class Status(StrEnum):
    """Where a claim stands, for people to read; rules look at the figures."""

    REGISTERED = "registered"
    CONFIRMATION_ASKED = "confirmation_asked"
    CONFIRMED = "confirmed"
    PARTLY_CONFIRMED = "partly_confirmed"
    REJECTED = "rejected"
    DISPUTED = "disputed"
    SETTLED = "settled"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """What the seller billed. Every amount is in the currency of `gross`."""

    seller: PartyId
    buyer: PartyId
    number: str
    fingerprint: str
    issued_on: date
    due_on: date
    """The business day it falls due, by the calendar of whoever registers it."""

    stated_due_on: date | None
    """As the document says; None where it does not."""

    gross: Money
    """Tax included, before what was paid in advance."""

    tax: Money
    prepaid: Money
    """Paid in advance and set off on the invoice itself (EN 16931 BT-113): never open."""

    advances: Money
    """Received under the same contract and not yet set off."""

    retention: Money
    """尾款、质保金: part of the gross, held back by the contract until later."""

    order: str = ""
    contract: str = ""
    payment_reference: str = ""
    traits: tuple[Trait, ...] = ()

    @property
    def contents(self) -> Contents:
        """What no two documents of one invoice may disagree on."""
        return Contents(self.gross, self.issued_on, self.stated_due_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Evidence of the claim: which paper, in which encoding, and its SHA-256."""

    kind: str
    encoding: str
    digest: str
    name: str = ""
