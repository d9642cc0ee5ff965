"""Why an order may refuse what is asked of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from domain.e_order.order import Paper
from domain.shared.currency import Currency
from domain.shared.ids import OrderId, PartyId
from domain.shared.money import Money
from domain.shared.refusal import Kind, Refusal


@dataclass(frozen=True, slots=True)
class OrderNotFound(Refusal):
    code: ClassVar[str] = "e_order.not_found"
    kind: ClassVar[Kind] = Kind.ABSENT
    order: OrderId


@dataclass(frozen=True, slots=True)
class NotAParty(Refusal):
    """Only the buyer, the supplier, or the agent of one of them."""

    code: ClassVar[str] = "e_order.not_a_party"
    kind: ClassVar[Kind] = Kind.FORBIDDEN
    party: PartyId


@dataclass(frozen=True, slots=True)
class NotYoursToSay(Refusal):
    """It is for the other side of the order to say."""

    code: ClassVar[str] = "e_order.not_yours_to_say"
    kind: ClassVar[Kind] = Kind.FORBIDDEN
    order: OrderId
    party: PartyId


@dataclass(frozen=True, slots=True)
class OwnCustomer(Refusal):
    code: ClassVar[str] = "e_order.own_customer"
    kind: ClassVar[Kind] = Kind.UNSOUND
    party: PartyId


@dataclass(frozen=True, slots=True)
class NoLines(Refusal):
    code: ClassVar[str] = "e_order.no_lines"
    kind: ClassVar[Kind] = Kind.UNSOUND
    order: OrderId


@dataclass(frozen=True, slots=True)
class LineNamedTwice(Refusal):
    code: ClassVar[str] = "e_order.line_named_twice"
    kind: ClassVar[Kind] = Kind.UNSOUND
    line: str


@dataclass(frozen=True, slots=True)
class LineUnknown(Refusal):
    code: ClassVar[str] = "e_order.line_unknown"
    kind: ClassVar[Kind] = Kind.UNSOUND
    order: OrderId
    line: str


@dataclass(frozen=True, slots=True)
class QuantityNotPositive(Refusal):
    code: ClassVar[str] = "e_order.quantity_not_positive"
    kind: ClassVar[Kind] = Kind.UNSOUND
    line: str
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class RejectedBeyondReceived(Refusal):
    """More was sent back than had come."""

    code: ClassVar[str] = "e_order.rejected_beyond_received"
    kind: ClassVar[Kind] = Kind.UNSOUND
    line: str
    rejected: Decimal
    received: Decimal


@dataclass(frozen=True, slots=True)
class OtherCurrency(Refusal):
    code: ClassVar[str] = "e_order.other_currency"
    kind: ClassVar[Kind] = Kind.UNSOUND
    order: Currency
    asked: Currency


@dataclass(frozen=True, slots=True)
class PartUnsound(Refusal):
    """Net and tax are the gross; no part is negative or more than the whole."""

    code: ClassVar[str] = "e_order.part_unsound"
    kind: ClassVar[Kind] = Kind.UNSOUND
    part: str
    amount: Money
    gross: Money


@dataclass(frozen=True, slots=True)
class TaxAboveNet(Refusal):
    """No tax on a sale is more than the price itself: a figure slipped."""

    code: ClassVar[str] = "e_order.tax_above_net"
    kind: ClassVar[Kind] = Kind.UNSOUND
    field: str
    rule: str
    tax: Money
    net: Money


@dataclass(frozen=True, slots=True)
class PaperBeforeOrder(Refusal):
    """Nobody answers, changes, ships or receives what was not ordered yet."""

    code: ClassVar[str] = "e_order.paper_before_order"
    kind: ClassVar[Kind] = Kind.UNSOUND
    order: OrderId
    field: str
    rule: str
    dated: date
    placed_on: date


@dataclass(frozen=True, slots=True)
class DeliveryBeforeOrder(Refusal):
    code: ClassVar[str] = "e_order.delivery_before_order"
    kind: ClassVar[Kind] = Kind.UNSOUND
    placed_on: date
    deliver_by: date


@dataclass(frozen=True, slots=True)
class DayInFuture(Refusal):
    """What is recorded as a fact cannot lie ahead."""

    code: ClassVar[str] = "e_order.day_in_future"
    kind: ClassVar[Kind] = Kind.UNSOUND
    day: date
    today: date


@dataclass(frozen=True, slots=True)
class OrderContradiction(Refusal):
    """The same order is on record with other contents."""

    code: ClassVar[str] = "e_order.contradiction"
    kind: ClassVar[Kind] = Kind.CONFLICT
    order: OrderId
    fields: tuple[str, ...]
    net_on_record: Money
    net_given: Money
    placed_on_record: date
    placed_given: date


@dataclass(frozen=True, slots=True)
class PaperContradiction(Refusal):
    """The same paper is on record with other contents; it is annulled before it is written anew."""

    code: ClassVar[str] = "e_order.paper_contradiction"
    kind: ClassVar[Kind] = Kind.CONFLICT
    order: OrderId
    paper: Paper
    number: str


@dataclass(frozen=True, slots=True)
class PaperUnknown(Refusal):
    code: ClassVar[str] = "e_order.paper_unknown"
    kind: ClassVar[Kind] = Kind.CONFLICT
    order: OrderId
    paper: Paper
    number: str


@dataclass(frozen=True, slots=True)
class OrderIsRejected(Refusal):
    code: ClassVar[str] = "e_order.rejected"
    kind: ClassVar[Kind] = Kind.CONFLICT
    order: OrderId


@dataclass(frozen=True, slots=True)
class OrderIsCancelled(Refusal):
    code: ClassVar[str] = "e_order.cancelled"
    kind: ClassVar[Kind] = Kind.CONFLICT
    order: OrderId


@dataclass(frozen=True, slots=True)
class OrderIsClosed(Refusal):
    code: ClassVar[str] = "e_order.closed"
    kind: ClassVar[Kind] = Kind.CONFLICT
    order: OrderId


@dataclass(frozen=True, slots=True)
class TooMuchAwaited(Refusal):
    """So many papers name an order that is not here; place it first."""

    code: ClassVar[str] = "e_order.too_much_awaited"
    kind: ClassVar[Kind] = Kind.CONFLICT
    order: OrderId
    most: int
