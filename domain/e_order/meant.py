"""Whether an invoice that names an order's number can be of this order, and not of a namesake.

Goods are not asked: their papers may be late, and what is not shipped yet may be billed.
"""

from __future__ import annotations

from collections import Counter

from domain.e_order.matching import Timing, match
from domain.e_order.order import Bill, Papers
from domain.e_order.standing import facts_of
from domain.e_order.state import Order
from domain.eligibility.order_facts import Mismatch

AT_ANY_TIME = Timing()


def could_bear(order: Order, bill: Bill) -> bool:
    """It was placed by then, and has these lines, at these prices, left to be billed."""
    if order.rejected or bill.issued_on < order.purchase.placed_on:
        return False
    if bill.net.currency is not order.purchase.currency:
        return False
    facts = facts_of(order, bill.issued_on)
    if facts.invoiced + bill.net > facts.ordered:
        return False
    bills = order.papers.bills
    return not _mismatches(order, (*bills, bill)) - _mismatches(order, bills)


def _mismatches(order: Order, bills: tuple[Bill, ...]) -> Counter[Mismatch]:
    return Counter(match(order.agreed, Papers(bills=bills), AT_ANY_TIME))
