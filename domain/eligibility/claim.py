"""One claim as security: the facts of it that the rules look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntFlag

from domain.shared.currency import Currency
from domain.shared.ids import PartyId, ReceivableId


class Mark(IntFlag):
    """What is so about the claim itself; what is so about its parties is asked when judged."""

    NOTHING = 0
    CONFIRMED = 1
    """The obligor answered the confirmation (`confirmed` says for how much)."""

    NOTICED = 2
    """The notice of assignment reached the obligor (Civil Code 546)."""

    REGISTERED = 4
    """On file at the public registry for this lender."""

    INSURED = 8
    """Covered by a letter of credit or credit insurance acceptable to the lender."""

    GOVERNMENT_ASSIGNED = 16
    """A claim on a public body, assigned as its statute asks."""

    TERMS_EXTENDED = 32
    """Due date moved, or terms changed, after the first invoice."""

    PROGRESS_BILLING = 64
    BILL_AND_HOLD = 128
    CONSIGNMENT = 256
    GUARANTEED_SALE = 512
    FINANCE_CHARGE = 1024
    CHATTEL_PAPER = 2048
    ENCUMBERED_ELSEWHERE = 4096
    """Somebody outside the house holds a claim on it (a registry hit)."""

    LENT_ON_TWICE = 8192
    """A paper says that it came out of what money was lent on as well, and nobody settled it."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A receivable assigned to a pool. Amounts are minor units of `currency`."""

    receivable: ReceivableId
    seller: PartyId
    obligor: PartyId
    currency: Currency
    face: int
    """As invoiced, tax included."""

    vat: int
    open: int
    """Face less credit notes and collections: what is still owed."""

    confirmed: int
    """Of what is open, the part the obligor confirmed; 0 where it has not answered."""

    disputed: int
    """Of what is open, the part in dispute; the unconfirmed part is in it first."""

    retention: int
    """尾款、质保金: held back by the contract until later."""

    prepaid: int
    """Advances received under the same contract, not yet set off."""

    issued_on: date
    due_on: date
    original_due_on: date
    marks: Mark = Mark.NOTHING
    beyond_order: int = 0
    """Of what is open, what the order that it names does not bear, and the buyer did not accept."""
