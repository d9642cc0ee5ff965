"""Papers of an order as every encoding of them comes to be read: who ordered, sent, got what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from domain.shared.item import UNNAMED, Item
from domain.shared.money import Money
from domain.shared.trade_document import PartyReference, Source


class PaperKind(StrEnum):
    ORDER = "order"
    RESPONSE = "order_response"
    CHANGE = "order_change"
    CANCELLATION = "order_cancellation"
    DESPATCH = "despatch_advice"
    RECEIPT = "receipt_advice"


class Reply(StrEnum):
    """What a supplier says to an order, or to a change of it."""

    ACCEPTED = "accepted"
    IN_PART = "in_part"
    """With other quantities, or without some lines."""

    REJECTED = "rejected"
    SEEN = "seen"
    """It arrived; nothing is promised."""


class LineChange(StrEnum):
    ADD = "add"
    CHANGE = "change"
    REMOVE = "remove"
    KEEP = "keep"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """A line of any of them; what its kind does not speak of is None."""

    line: str
    """Its own number."""

    order_line: str = ""
    """The line of the order that it names."""

    item: Item = UNNAMED
    quantity: Decimal | None = None
    unit: str = ""
    unit_price: Decimal | None = None
    amount: Money | None = None
    rejected: Decimal = Decimal(0)
    short: Decimal = Decimal(0)
    change: LineChange = LineChange.CHANGE


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPaper:
    """An order, or a paper about one; money is in one currency and never negative."""

    kind: PaperKind
    number: str
    issued_on: date
    order: str
    """The number of the order; its own where it is one."""

    ordered_on: date | None
    buyer: PartyReference
    supplier: PartyReference
    lines: tuple[PaperLine, ...]
    net: Money | None = None
    tax: Money | None = None
    gross: Money | None = None
    prepaid: Money | None = None
    deliver_from: date | None = None
    deliver_by: date | None = None
    reply: Reply | None = None
    answers: str | None = None
    """The change that a response answers."""

    reason: str = ""
    terms: str = ""
    contract: str = ""
    source: Source
