"""One order as security: the facts of it that the rules look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from domain.shared.ids import OrderId, PartyId
from domain.shared.money import Money


class Discord(StrEnum):
    """How order, goods and money disagree on a line."""

    NOT_ORDERED = "not_ordered"
    OTHER_ITEM = "other_item"
    SHORT_SHIPPED = "short_shipped"
    OVER_SHIPPED = "over_shipped"
    SHORT_RECEIVED = "short_received"
    REJECTED = "rejected"
    OVER_INVOICED = "over_invoiced"
    OTHER_PRICE = "other_price"
    OTHER_UNIT = "other_unit"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderedLine:
    """What was ordered on one line. Money is net of tax."""

    line: str
    item: str
    quantity: Decimal
    unit: str
    """UN/ECE recommendation 20, or the trade's own word."""

    unit_price: Decimal
    """In major units of the order's currency; may have more decimals than money has."""

    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """Something that the three-way match found on a line."""

    line: str
    discord: Discord
    expected: Decimal
    found: Decimal
    amount: Money
    """By how much the order is worth less because of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFacts:
    """An order as it stands. Money is net of tax, in the order's one currency."""

    order: OrderId
    buyer: PartyId
    supplier: PartyId
    ordered: Money
    """After every change that both agreed to, less what was cancelled."""

    prepaid: Money
    """Advances that the buyer paid already."""

    invoiced: Money
    """It became receivables: money lent on them is not lent on the order."""

    lost: Money
    """Cannot be delivered any more: short, rejected."""

    placed_on: date
    deliver_by: date | None
    accepted: bool
    """By the supplier."""

    authentic: bool
    """Placed or confirmed by the buyer through a channel that the platform opened itself."""

    cancelled: bool
    cancellable: bool
    """Whether the buyer may still cancel it without the supplier's consent."""

    lines: tuple[OrderedLine, ...]
    mismatches: tuple[Mismatch, ...] = ()
