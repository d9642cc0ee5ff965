"""An order as the lender's rules look at it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from domain.e_order.matching import EXACT, Timing, Tolerances, match
from domain.e_order.order import Line, Paper
from domain.e_order.state import Order
from domain.eligibility.order_facts import Discord, Mismatch, OrderedLine, OrderFacts
from domain.shared.money import Money

LOST = frozenset({Discord.SHORT_SHIPPED, Discord.SHORT_RECEIVED, Discord.REJECTED})
"""`lost` is the sum of these: whoever deducts it does not deduct them again."""


def facts_of(order: Order, on: date, allowed: Tolerances = EXACT) -> OrderFacts:
    """The order as it stands on a day; `mismatches` are told within what is `allowed`."""
    purchase, agreed = order.purchase, order.agreed
    mismatches = _mismatches(order, agreed, on, allowed)
    lost = (it.amount for it in mismatches if it.discord in LOST)
    return OrderFacts(
        order=order.order,
        buyer=order.buyer,
        supplier=order.supplier,
        ordered=order.worth_of(agreed),
        prepaid=purchase.prepaid,
        invoiced=_invoiced(order),
        lost=Money.total(lost, purchase.currency),
        placed_on=purchase.placed_on,
        deliver_by=order.deliver_by,
        accepted=order.accepted is not None and not order.rejected,
        authentic=order.authentic,
        cancelled=order.is_cancelled or order.rejected,
        cancellable=purchase.cancellable or order.accepted is None or bool(order.let_go),
        lines=_lines(agreed),
        mismatches=mismatches,
    )


def mismatches_of(order: Order, on: date, allowed: Tolerances = EXACT) -> tuple[Mismatch, ...]:
    return _mismatches(order, order.agreed, on, allowed)


def _mismatches(
    order: Order, agreed: Sequence[Line], on: date, allowed: Tolerances
) -> tuple[Mismatch, ...]:
    late = order.deliver_by is not None and on > order.deliver_by
    return match(agreed, order.papers, Timing(over=order.closed, late=late), allowed)


def _invoiced(order: Order) -> Money:
    """Less what was credited of it, which no claim bears any more and may be billed again."""
    nothing = Money.zero(order.purchase.currency)
    left = dict.fromkeys((it.receivable for it in order.papers.ever(Paper.INVOICE)), nothing)
    for bill in order.papers.ever(Paper.INVOICE):
        left[bill.receivable] += bill.net
    for note in order.papers.ever(Paper.CREDIT_NOTE):
        if note.receivable in left:
            left[note.receivable] = max(left[note.receivable] - note.net, nothing)
    return Money.total(left.values(), nothing.currency)


def _lines(agreed: Sequence[Line]) -> tuple[OrderedLine, ...]:
    return tuple(
        OrderedLine(
            line=line.line,
            item=line.item.name or line.item.sellers or line.item.buyers or line.item.standard,
            quantity=line.quantity,
            unit=line.unit,
            unit_price=line.unit_price,
            amount=line.amount,
        )
        for line in agreed
        if line.quantity
    )
