"""Why one trade does not pass from money lent on its order to money lent on its claims."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from domain.shared.ids import AssetId, FinancingId, OrderId, ReceivableId
from domain.shared.money import Money
from domain.shared.refusal import Kind, Refusal


@dataclass(frozen=True, slots=True)
class NothingNamed(Refusal):
    """It is not said which money is to be settled."""

    code: ClassVar[str] = "process.nothing_named"
    kind: ClassVar[Kind] = Kind.UNSOUND


@dataclass(frozen=True, slots=True)
class NotLentOnOrder(Refusal):
    """Only money lent on an order is taken out by what the order became."""

    code: ClassVar[str] = "process.not_lent_on_order"
    kind: ClassVar[Kind] = Kind.CONFLICT
    financing: FinancingId


@dataclass(frozen=True, slots=True)
class OwedToAnother(Refusal):
    """It is owed to another lender than the rest, or than the pool's: that is a pay-off."""

    code: ClassVar[str] = "process.owed_to_another"
    kind: ClassVar[Kind] = Kind.CONFLICT
    financing: FinancingId


@dataclass(frozen=True, slots=True)
class OwedToThePool(Refusal):
    """The pool's own lender is not paid off through a bank: that is a take-out."""

    code: ClassVar[str] = "process.owed_to_the_pool"
    kind: ClassVar[Kind] = Kind.CONFLICT
    financing: FinancingId


@dataclass(frozen=True, slots=True)
class NothingToSettle(Refusal):
    """The bank has not paid it out yet, or nothing is owed on it any more."""

    code: ClassVar[str] = "process.nothing_to_settle"
    kind: ClassVar[Kind] = Kind.CONFLICT
    financing: FinancingId


@dataclass(frozen=True, slots=True)
class OutOfAnotherTrade(Refusal):
    """The claim came out of none of the orders that the money was lent on."""

    code: ClassVar[str] = "process.out_of_another_trade"
    kind: ClassVar[Kind] = Kind.CONFLICT
    receivable: ReceivableId


@dataclass(frozen=True, slots=True)
class OrderWithoutClaim(Refusal):
    """None of the claims came out of this order."""

    code: ClassVar[str] = "process.order_without_claim"
    kind: ClassVar[Kind] = Kind.CONFLICT
    order: OrderId


@dataclass(frozen=True, slots=True)
class OrderStillLentOn(Refusal):
    """Other money is lent on the order: it is taken out with the rest, or repaid first."""

    code: ClassVar[str] = "process.order_still_lent_on"
    kind: ClassVar[Kind] = Kind.CONFLICT
    order: OrderId
    amount: Money


@dataclass(frozen=True, slots=True)
class TradeBearsLess(Refusal):
    """The pool bears less than what settles the money lent before."""

    code: ClassVar[str] = "process.trade_bears_less"
    kind: ClassVar[Kind] = Kind.CONFLICT
    settles: Money
    asked: Money
    available: Money
    missing: Money


@dataclass(frozen=True, slots=True)
class PaidTooLate(Refusal):
    """What is reserved would run out before the bank's word can be expected."""

    code: ClassVar[str] = "process.paid_too_late"
    kind: ClassVar[Kind] = Kind.UNSOUND
    pay_by: date
    earliest: date
    latest: date


@dataclass(frozen=True, slots=True)
class PayOffLapsed(Refusal):
    """The time for it is over: a person looks at what the bank did."""

    code: ClassVar[str] = "process.pay_off_lapsed"
    kind: ClassVar[Kind] = Kind.CONFLICT
    financing: FinancingId
    until: datetime


@dataclass(frozen=True, slots=True)
class StillHeld(Refusal):
    """What came out of the order, or went into it, secures other money."""

    code: ClassVar[str] = "process.trade_still_held"
    kind: ClassVar[Kind] = Kind.CONFLICT
    asset: AssetId
