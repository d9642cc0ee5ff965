"""A trade document as every encoding of it comes to be read: who owes whom what, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from domain.shared.currency import Currency
from domain.shared.identifiers.identifier import Identifier
from domain.shared.item import UNNAMED, Item
from domain.shared.money import Money


class DocumentKind(Enum):
    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    """Lowers an invoice; a negative invoice that names what it corrects is read as one."""


class Encoding(Enum):
    """How the document was written down."""

    UBL = "ubl"
    CII = "cii"
    FACTURX = "facturx"
    CSV = "csv"
    XLSX = "xlsx"
    KEYED = "keyed"
    """Entered field by field, by a person or by the seller's own system."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document was read."""

    encoding: Encoding
    file: str
    place: str
    """The root element, the attachment, or the sheet and row."""


@dataclass(frozen=True, slots=True)
class PartyReference:
    """A party as a document names it; the application finds out who it is."""

    name: str
    identifiers: tuple[Identifier, ...] = ()
    """Those that keep their scheme's rules, sorted, each once."""

    unverified: tuple[tuple[str, str], ...] = ()
    """(scheme as written, value) of those without a known scheme or with a wrong digit."""

    country: str | None = None


@dataclass(frozen=True, slots=True)
class InvoiceReference:
    """An earlier invoice that a document speaks of."""

    number: str
    issued_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BillLine:
    """What is asked for on one line, and for which line of the order."""

    line: str = ""
    """The order's line; empty where the document names only the item."""

    item: Item = UNNAMED
    quantity: Decimal
    unit: str = ""
    amount: Money
    """Net of tax."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeDocument:
    """An invoice or a credit note; amounts are positive and in one currency.

    `payable` is what is still asked for: gross less what was prepaid, as rounded by
    the document.
    """

    kind: DocumentKind
    type_code: str
    """UNTDID 1001; 380 or 381 where the document gives none."""

    number: str
    issued_on: date
    due_on: date | None
    terms: str
    gross: Money
    payable: Money
    tax: Money
    net: Money
    prepaid: Money
    retention: Money | None
    seller: PartyReference
    buyer: PartyReference
    payee: PartyReference | None
    """Whom to pay, where it is not the seller: mostly a factor."""

    order: str | None
    contract: str | None
    corrects: tuple[InvoiceReference, ...]
    delivered_on: date | None
    payment_reference: str | None
    iban: Identifier | None
    lines: int
    billed: tuple[BillLine, ...] = ()
    """Those with a quantity and an amount, to be held against the order."""

    credit_reason: str | None
    carried: tuple[tuple[str, str], ...] = ()
    """Further columns that the mapping asked to keep, as text."""

    source: Source

    @property
    def currency(self) -> Currency:
        return self.payable.currency
