"""What the core enterprise's own word leaves of an order: whether, from whom, when, how much.

Only new money is held against it. Where its word caps the money and not the order, as much
of the order counts as bears no more than that, at the ratio of the supplier's rating.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil

from domain.eligibility.order_permit import OrderPermit
from domain.eligibility.order_reasons import OrderRule
from domain.eligibility.order_standing import OrderCircumstances
from domain.eligibility.order_tally import OrderTally
from domain.shared.facility import Product
from domain.shared.money import Money, Rounding


def screen_permit(tally: OrderTally, around: OrderCircumstances, day: date) -> None:
    permit = around.permit
    if permit is None:
        return
    if not permit.allowed:
        tally.take_whole(OrderRule.CHAIN_FORBIDS, since=permit.since)
        return
    if day < permit.since:
        tally.take_whole(OrderRule.CHAIN_NOT_YET, since=permit.since)
    if permit.until is not None and day > permit.until:
        tally.take_whole(OrderRule.CHAIN_RAN_OUT, until=permit.until)
    if permit.products and Product.E_ORDER not in permit.products:
        allowed = ", ".join(sorted(permit.products))
        tally.take_whole(
            OrderRule.CHAIN_OTHER_PRODUCT, product=Product.E_ORDER.value, allowed=allowed
        )
    if permit.lenders and around.lender not in permit.lenders:
        tally.take_whole(OrderRule.CHAIN_OTHER_LENDER)


def take_beyond_permit(
    tally: OrderTally, around: OrderCircumstances, financing_ratio: Decimal
) -> None:
    permit = around.permit
    if permit is None or not permit.allowed:
        return
    _take_over_ratio(tally, permit, financing_ratio)
    _take_over_limit(tally, permit, financing_ratio)


def _take_over_ratio(tally: OrderTally, permit: OrderPermit, financing_ratio: Decimal) -> None:
    ordered, ratio = tally.order.ordered, permit.ratio_max
    if ratio is None:
        return
    most = ordered.times(ratio, Rounding.IN_FAVOUR_OF_LENDER)
    bears = _bearing(most, financing_ratio)
    if bears is not None and tally.open > bears:
        excess = tally.open - bears
        tally.take(OrderRule.CHAIN_RATIO, excess, ordered=ordered, ratio_max=ratio, most=most)


def _take_over_limit(tally: OrderTally, permit: OrderPermit, financing_ratio: Decimal) -> None:
    """Where the limit is in another currency, nothing in this one was allowed."""
    left, currency = permit.limit, tally.open.currency
    if left is None:
        return
    most = left if left.currency is currency else Money.zero(currency)
    bears = _bearing(most, financing_ratio)
    if bears is not None and tally.open > bears:
        tally.take(OrderRule.CHAIN_LIMIT, tally.open - bears, most=most)


def _bearing(most: Money, financing_ratio: Decimal) -> Money | None:
    """How much of an order bears `most` and no more; None where nothing is lent on it anyway.

    Rounded up, since the advance on it is rounded down: by a ratio of at most 1 that is `most`
    to the cent, and never more.
    """
    if financing_ratio <= 0:
        return None
    exact = Fraction(most.minor) / Fraction(financing_ratio)
    return Money(ceil(exact), most.currency)
