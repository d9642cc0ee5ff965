"""What must be so before anything happens to an order, in the words of its refusals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import TypedDict

from domain.e_order import answer_refusals as wrong
from domain.e_order import refusals as no
from domain.e_order.counting import count
from domain.e_order.order import Goods, Line, Purchase, differing
from domain.e_order.state import Order, OrderState
from domain.shared.event import Context
from domain.shared.ids import ActorId, OrderId, PartyId
from domain.shared.money import Money
from domain.shared.refusal import Refused


class Said(TypedDict):
    """What every event of an order says."""

    order: OrderId
    buyer: PartyId
    supplier: PartyId
    at: datetime
    effective_on: date
    by: ActorId


def what_all_say(
    order: OrderId, buyer: PartyId, supplier: PartyId, context: Context, day: date | None = None
) -> Said:
    """`day` is the business day that it counts for, where that is not today."""
    return {
        "order": order,
        "buyer": buyer,
        "supplier": supplier,
        "at": context.now.at,
        "effective_on": day or context.now.day,
        "by": context.by,
    }


def said_of(order: Order, context: Context, day: date | None = None) -> Said:
    return what_all_say(order.order, order.buyer, order.supplier, context, day)


def on_record(state: OrderState, order: OrderId) -> Order:
    if not isinstance(state, Order):
        raise Refused(no.OrderNotFound(order))
    return state


def standing(order: Order) -> Order:
    """Neither rejected nor cancelled nor closed."""
    if order.rejected:
        raise Refused(no.OrderIsRejected(order.order))
    if order.is_cancelled:
        raise Refused(no.OrderIsCancelled(order.order))
    if order.closed:
        raise Refused(no.OrderIsClosed(order.order))
    return order


def is_for(order: Order, side: PartyId, party: PartyId) -> None:
    """Only `side` may say it; a stranger is told that it is none of its business."""
    if party not in {order.buyer, order.supplier}:
        raise Refused(no.NotAParty(party))
    if party != side:
        raise Refused(no.NotYoursToSay(order.order, party))


def check_happened(day: date, context: Context) -> None:
    if day > context.now.day:
        raise Refused(no.DayInFuture(day, context.now.day))


def check_dated(order: Order, field: str, dated: date, context: Context) -> None:
    check_happened(dated, context)
    check_not_before(order, field, dated)


def check_not_before(order: Order, field: str, dated: date) -> None:
    """A paper about an order is never older than the order."""
    placed_on = order.purchase.placed_on
    if dated < placed_on:
        rule = f"not before the order, {placed_on}"
        raise Refused(no.PaperBeforeOrder(order.order, field, rule, dated, placed_on))


def check_consent(order: Order, *, held: bool, consent: bool) -> None:
    if held and not consent:
        raise Refused(wrong.ConsentMissing(order.order))


def check_known(order: Order, lines: Iterable[str]) -> None:
    known = {line.line for line in order.lines}
    strange = next((line for line in lines if line not in known), None)
    if strange is not None:
        raise Refused(no.LineUnknown(order.order, strange))


def meant(order: Order, named: tuple[str, ...]) -> tuple[str, ...]:
    """Those named, or all; without those that are cancelled already."""
    check_once(named)
    check_known(order, named)
    return order.left(named)


def check_once(lines: Sequence[str]) -> None:
    twice = next((line for at, line in enumerate(lines) if line in lines[:at]), None)
    if twice is not None:
        raise Refused(no.LineNamedTwice(twice))


def check_rejected(order: Order, goods: Goods) -> None:
    """What was sent back had come, by this advice or an earlier one."""
    papers = order.papers
    with_it = replace(papers, receipts=(*papers.receipts, goods))
    for it in count(order.lines, with_it):
        got = it.got or Decimal(0)
        if it.rejected > got:
            raise Refused(no.RejectedBeyondReceived(it.line.line, it.rejected, got))


def check_purchase(order: OrderId, purchase: Purchase, context: Context) -> None:
    """Whatever else is on record: is it an order at all, and does it add up?"""
    if purchase.buyer == purchase.supplier:
        raise Refused(no.OwnCustomer(purchase.buyer))
    if not purchase.lines:
        raise Refused(no.NoLines(order))
    check_lines(purchase, purchase.lines)
    _check_sums(purchase)
    last = purchase.deliver_by
    if last is not None and last < purchase.placed_on:
        raise Refused(no.DeliveryBeforeOrder(purchase.placed_on, last))
    check_happened(purchase.placed_on, context)


def check_lines(purchase: Purchase, lines: Sequence[Line]) -> None:
    check_once([line.line for line in lines])
    for line in lines:
        if not line.quantity.is_finite() or line.quantity <= 0:
            raise Refused(no.QuantityNotPositive(line.line, line.quantity))
        if line.amount.currency is not purchase.currency:
            raise Refused(no.OtherCurrency(purchase.currency, line.amount.currency))
        if line.amount.is_negative:
            raise Refused(no.PartUnsound(f"line {line.line}", line.amount, purchase.gross))


def _check_sums(purchase: Purchase) -> None:
    gross = purchase.gross
    for part in ("net", "tax", "prepaid"):
        amount: Money = getattr(purchase, part)
        if amount.currency is not gross.currency:
            raise Refused(no.OtherCurrency(gross.currency, amount.currency))
        if amount.is_negative or amount > gross:
            raise Refused(no.PartUnsound(part, amount, gross))
    if not purchase.net.is_positive or purchase.net + purchase.tax != gross:
        raise Refused(no.PartUnsound("net", purchase.net, gross))
    if purchase.tax > purchase.net:
        rule = f"not above the net amount, {purchase.net}"
        raise Refused(no.TaxAboveNet("tax", rule, purchase.tax, purchase.net))


def check_agrees(known: Order, given: Purchase) -> None:
    fields = differing(known.purchase, given)
    if not fields:
        return
    raise Refused(
        no.OrderContradiction(
            order=known.order,
            fields=fields,
            net_on_record=known.purchase.net,
            net_given=given.net,
            placed_on_record=known.purchase.placed_on,
            placed_given=given.placed_on,
        )
    )
