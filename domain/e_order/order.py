"""What an order says, and what the papers about it say of goods and money."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from domain.shared.currency import Currency
from domain.shared.exact import to_money
from domain.shared.ids import PartyId, ReceivableId
from domain.shared.item import UNNAMED, Item
from domain.shared.money import Money, Rounding
from domain.shared.trade_document import BillLine


class Paper(StrEnum):
    """Papers of goods and money; each is recorded once."""

    DESPATCH = "despatch"
    RECEIPT = "receipt"
    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"


class Status(StrEnum):
    """Where an order stands, for people to read; rules look at the figures."""

    HANDED_IN = "handed_in"
    """By the supplier; the buyer did not say yet that it is its own."""

    PLACED = "placed"
    ACCEPTED = "accepted"
    PARTLY_ACCEPTED = "partly_accepted"
    CHANGE_PROPOSED = "change_proposed"
    SHIPPED = "shipped"
    RECEIVED = "received"
    INVOICED = "invoiced"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    CLOSED = "closed"


LIVE = tuple(it for it in Status if it not in {Status.REJECTED, Status.CANCELLED, Status.CLOSED})
"""Of orders that something may still become of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of an order. Money is net of tax."""

    line: str
    item: Item
    quantity: Decimal
    unit: str
    unit_price: Decimal
    """As stated, in major units; what a unit is worth is `amount` by `quantity`."""

    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """What the buyer ordered. Every amount is in the currency of `net`."""

    buyer: PartyId
    supplier: PartyId
    number: str
    fingerprint: str
    placed_on: date
    net: Money
    tax: Money
    gross: Money
    prepaid: Money
    deliver_from: date | None
    deliver_by: date | None
    cancellable: bool = True
    """Whether the buyer may take it back once accepted; unstated, it is taken to be so."""

    terms: str = ""
    contract: str = ""
    lines: tuple[Line, ...]

    @property
    def currency(self) -> Currency:
        return self.net.currency


def worth(line: Line, quantity: Decimal) -> Money:
    """What so much of a line is worth; never a cent more than its share."""
    if not line.quantity or not quantity:
        return Money.zero(line.amount.currency)
    if quantity == line.quantity:
        return line.amount
    exact = Fraction(line.amount.minor) * Fraction(quantity) / Fraction(line.quantity)
    return to_money(exact, line.amount.currency, Rounding.IN_FAVOUR_OF_LENDER)


def differing(known: Purchase, given: Purchase) -> tuple[str, ...]:
    """The fields in which two papers of one order disagree, as they are sent.

    Line numbers and units are written differently by each encoding and are not compared;
    a delivery day that only one of them states is no contradiction.
    """
    days = {known.deliver_by, given.deliver_by}
    differs = {
        "placedOn": known.placed_on != given.placed_on,
        "net": known.net != given.net,
        "prepaid": known.prepaid != given.prepaid,
        "deliverBy": None not in days and len(days) > 1,
        "lines": _counted(known) != _counted(given),
    }
    return tuple(field for field, differ in differs.items() if differ)


def _counted(purchase: Purchase) -> Counter[tuple[Decimal, Money]]:
    return Counter((line.quantity.normalize(), line.amount) for line in purchase.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Which paper said so: in which encoding, with which SHA-256."""

    encoding: str
    digest: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What the buyer wants changed; lines not named stay as they are."""

    number: str
    proposed_on: date
    lines: tuple[Line, ...] = ()
    """New ones, and those that take the place of a line of the same number."""

    removed: tuple[str, ...] = ()
    deliver_by: date | None = None
    """None leaves the day as it is."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class Consent:
    """What a lender that holds the order agreed to."""

    holder: PartyId
    number: str | None
    """Of a change; None: these lines may be cancelled."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConsentWanted:
    """What a lender that holds the order was asked to agree to, and has not answered."""

    holder: PartyId
    number: str | None
    """Of a change; None: that these lines may be cancelled."""

    lines: tuple[str, ...]
    answer_by: date | None
    """Silence is no consent (Civil Code 140): after that day it is only late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsLine:
    """Goods that were sent or that arrived, as the paper names them."""

    line: str = ""
    """The order's line; empty where the paper names only the item."""

    item: Item = UNNAMED
    quantity: Decimal
    unit: str = ""
    rejected: Decimal = Decimal(0)
    """Of those that arrived."""

    short: Decimal = Decimal(0)
    """What the buyer says did not come and will not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """A despatch advice or a receipt advice."""

    number: str
    issued_on: date
    lines: tuple[GoodsLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """An invoice of the order, which is a receivable elsewhere, or a credit note on one."""

    kind: Paper
    number: str
    issued_on: date
    receivable: ReceivableId
    net: Money
    lines: tuple[BillLine, ...] = ()
    """Empty where the invoice was entered as one sum."""

    tax: Money | None = None
    """On top of `net`; None in bills that were recorded before it was kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """Those of goods and money that there are of one order."""

    despatches: tuple[Goods, ...] = ()
    receipts: tuple[Goods, ...] = ()
    bills: tuple[Bill, ...] = ()

    def ever(self, paper: Paper) -> tuple[Bill, ...]:
        return tuple(bill for bill in self.bills if bill.kind is paper)
