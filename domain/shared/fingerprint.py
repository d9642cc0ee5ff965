"""One invoice is one asset, however it is written down, sent or keyed in again.

The identity of an invoice is who sold, who bought, its number and its year. It is
taken from those facts and never from a file, so every encoding of one invoice meets
in the same fingerprint. Two invoices that one seller could have issued side by side
must never meet, so little is folded; `normalised_number` says what.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from domain.shared.ids import OrderId, PartyId, ReceivableId
from domain.shared.money import Money

_DASHES = re.compile("[\u2010-\u2015\u2043\u2212\u30fb\u00b7]")
_SEPARATORS = re.compile(r"[-/\\._:,#]+")
_NEXT_TO_A_LETTER = re.compile(r"(?<![0-9])-|-(?![0-9])")
_ID_BYTES = 15
"""120 bits: 24 letters of base32 without padding."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What must agree wherever the same invoice is met again."""

    amount: Money
    issued_on: date
    due_on: date | None
    """None where the document does not say."""


def normalised_number(number: str) -> str:
    """The number as it is compared.

    Folded: Unicode compatibility forms (full-width digits), case, every space and
    invisible character, separators (`- / \\ . _ : , #` and dash variants) at either end
    or beside a letter, and leading zeros of a number that is nothing but digits, since
    a spreadsheet drops them. A separator between two digits stays, as one dash: 1-23
    and 12-3 are two invoices. Letters that look like digits are not folded.
    """
    plain = unicodedata.normalize("NFKC", number).casefold().upper()
    visible = "".join(letter for letter in plain if not _is_blank(letter))
    dashed = _SEPARATORS.sub("-", _DASHES.sub("-", visible))
    folded = unicodedata.normalize("NFKC", _NEXT_TO_A_LETTER.sub("", dashed))
    if folded.isascii() and folded.isdigit():
        return folded.lstrip("0") or "0"
    return folded or unicodedata.normalize("NFKC", visible)


def fingerprint(
    seller: PartyId, buyer: PartyId, number: str, issued_on: date, *, kind: str = "invoice"
) -> str:
    """The identity of one document: 64 hexadecimal digits.

    `kind` keeps a credit note apart from the invoice that bears the same number.
    """
    return _digest(kind, seller, buyer, normalised_number(number), issued_on.year)


def receivable_id(fingerprint: str) -> ReceivableId:
    """The id that every registration of the same invoice comes to."""
    short = hashlib.sha256(fingerprint.encode()).digest()[:_ID_BYTES]
    return ReceivableId("rcv_" + base64.b32encode(short).decode().lower())


def order_id(fingerprint: str) -> OrderId:
    """The id that every way of placing the same order comes to."""
    short = hashlib.sha256(fingerprint.encode()).digest()[:_ID_BYTES]
    return OrderId("ord_" + base64.b32encode(short).decode().lower())


def likeness(
    seller: PartyId, buyer: PartyId, amount: Money, order: str | None, issued_on: date
) -> str:
    """What two numbers for one trade share: parties, amount and order.

    Where no order is named the day of issue stands in for it, or every month's
    rent would look like the last. A likeness asks for a person, it does not refuse.
    """
    named = normalised_number(order) if order else ""
    trade = ["order", named] if named else ["issued", issued_on.isoformat()]
    return _digest("likeness", seller, buyer, amount.minor, amount.currency, *trade)


def contents_digest(contents: Contents) -> str:
    """A digest of the contents as one document states them."""
    due = contents.due_on.isoformat() if contents.due_on else None
    amount = contents.amount
    return _digest("contents", amount.minor, amount.currency, contents.issued_on.isoformat(), due)


def contradictions(known: Contents, claimed: Contents) -> tuple[str, ...]:
    """The fields in which two documents of one identity disagree.

    A due date that only one of them states is no contradiction.
    """
    differs = {
        "amount": known.amount != claimed.amount,
        "issued_on": known.issued_on != claimed.issued_on,
        "due_on": None not in {known.due_on, claimed.due_on} and known.due_on != claimed.due_on,
    }
    return tuple(field for field, differ in differs.items() if differ)


def _is_blank(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "ZC"


def _digest(*facts: str | int | None) -> str:
    written = json.dumps(facts, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()
