"""A document as it was written, before anything in it is believed.

Readers of each encoding fill a draft with text and places; `examine` judges it. So one
set of rules serves every encoding, and a refusal can name the place.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum

from domain.shared.item import UNNAMED, Item
from domain.shared.trade_document import PartyReference, Source

AMOUNT = re.compile(r"[+-]?(?:\d{1,13}(?:\.\d{0,12})?|\.\d{1,12})", re.ASCII)
"""xs:decimal within bounds: no exponent, no NaN, no full-width digits."""

DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2})?", re.ASCII)
"""xs:date; a zone is left out, since a claim falls due on a day."""

JOINERS = "\u200c\u200d"
"""Invisible, yet letters of Persian and Indic words depend on them."""


class Profile(Enum):
    """Which rule book the document claims to keep."""

    EN16931 = "EN 16931"
    PEPPOL = "Peppol BIS Billing"
    """EN 16931 and some rules more."""

    CENBII = "CEN BII"
    FREE = "none"


@dataclass(frozen=True, slots=True)
class Written:
    """One field: its text (None where absent) and its place."""

    text: str | None
    place: str
    currency: str | None = None
    """The currency written beside an amount, where there is one."""

    @property
    def amount(self) -> Decimal | None:
        if self.text is None or AMOUNT.fullmatch(self.text) is None:
            return None
        return Decimal(self.text)

    @property
    def day(self) -> date | None:
        written = DAY.fullmatch(self.text) if self.text is not None else None
        try:
            return date.fromisoformat(written[1]) if written else None
        except ValueError:
            return None


ABSENT = Written(None, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftParty:
    """A party with the parts of its address that rules ask for."""

    reference: PartyReference
    place: str
    vat_numbers: tuple[str, ...] = ()
    registered: bool = False
    """Whether any identifier, legal registration or tax number is given."""

    city: str | None = None
    postal_zone: str | None = None
    address_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    place: str
    amount: Written
    quantity: Written
    unit: str | None
    item: str | None
    price: Written
    base_quantity: Written = ABSENT
    allowances: tuple[Written, ...] = ()
    charges: tuple[Written, ...] = ()
    order_line: str | None = None
    """The line of the order that it names."""

    goods: Item = UNNAMED


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftTax:
    """One line of the tax breakdown."""

    place: str
    taxable: Written
    amount: Written
    rate: Written
    scheme: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftReference:
    number: Written
    issued_on: Written


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftTotals:
    """The document's own sums, all in its currency."""

    lines: Written = ABSENT
    allowances: Written = ABSENT
    charges: Written = ABSENT
    net: Written = ABSENT
    tax: Written = ABSENT
    gross: Written = ABSENT
    prepaid: Written = ABSENT
    rounding: Written = ABSENT
    payable: Written = ABSENT
    retention: Written = ABSENT
    passed_on: Written = ABSENT
    """Claims of others that are collected with this one (XRechnung BG-DEX-09)."""

    @property
    def written(self) -> tuple[Written, ...]:
        sums = (self.lines, self.allowances, self.charges, self.net, self.tax, self.gross)
        return (*sums, self.prepaid, self.rounding, self.payable, self.retention, self.passed_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Everything a reader found."""

    source: Source
    profile: Profile
    is_test: bool = False
    is_credit_note: bool = False
    """By its root element; a type code may say so too."""

    type_code: Written
    number: Written
    issued_on: Written
    due_on: Written = ABSENT
    terms: str = ""
    currency: Written
    totals: DraftTotals
    tax_parts: tuple[DraftTax, ...] = ()
    allowances: tuple[Written, ...] = ()
    charges: tuple[Written, ...] = ()
    lines: tuple[DraftLine, ...] = ()
    line_count: int = 0
    seller: DraftParty
    buyer: DraftParty
    payee: DraftParty | None = None
    tax_representative: DraftParty | None = None
    order: str | None = None
    contract: str | None = None
    corrects: tuple[DraftReference, ...] = ()
    delivered_on: Written = ABSENT
    payment_reference: str | None = None
    iban: str | None = None
    credit_reason: str | None = None
    carried: tuple[tuple[str, str], ...] = field(default=())


def clean(text: str) -> str:
    """One line of plain text: composed, spaces folded, nothing invisible, nothing that turns it."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    composed = unicodedata.normalize("NFC", text)
    folded = " ".join(composed.split())
    return "".join(letter for letter in folded if not _is_hidden(letter))


def _is_hidden(letter: str) -> bool:
    return unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co"} and letter not in JOINERS
