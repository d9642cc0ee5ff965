"""Orders that are out entirely: for what they are, who the parties are, when they deliver."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from domain.eligibility.order_reasons import OrderRule
from domain.eligibility.order_standing import OrderCircumstances
from domain.eligibility.order_tally import OrderTally
from domain.eligibility.order_terms import OrderTerms, WithoutCost
from domain.eligibility.standing import PartyStanding
from domain.eligibility.terms import Fault
from domain.shared.exact import to_rate

_SUPPLIER = {fault: OrderRule[f"SUPPLIER_{fault.name}"] for fault in Fault}
_BUYER = {fault: OrderRule[f"BUYER_{fault.name}"] for fault in Fault}


def screen_order(tally: OrderTally, terms: OrderTerms) -> None:
    """What the order itself must be."""
    order = tally.order
    if order.ordered.currency is not terms.limit.currency:
        tally.take_whole(OrderRule.OTHER_CURRENCY, currency=order.ordered.currency.value)
    if order.cancelled:
        tally.take_whole(OrderRule.CANCELLED)
    if not order.accepted:
        tally.take_whole(OrderRule.NOT_ACCEPTED)
    if terms.authenticity_required and not order.authentic:
        tally.take_whole(OrderRule.NOT_AUTHENTIC)
    if terms.exclude_cancellable and order.cancellable and not order.cancelled:
        tally.take_whole(OrderRule.CANCELLABLE)


def screen_parties(tally: OrderTally, terms: OrderTerms, around: OrderCircumstances) -> None:
    """What the parties must be, to the lender and to each other."""
    order = tally.order
    supplier, buyer = around.standing_of(order.supplier), around.standing_of(order.buyer)
    for fault in Fault:
        if fault in terms.supplier_faults and _has(supplier, fault):
            tally.take_whole(_SUPPLIER[fault])
    for fault in Fault:
        if fault in terms.buyer_faults and _has(buyer, fault):
            tally.take_whole(_BUYER[fault])
    if terms.chain_required and not around.in_chain:
        tally.take_whole(OrderRule.NOT_IN_CHAIN)
    if terms.exclude_affiliates and _affiliated(supplier, buyer):
        tally.take_whole(OrderRule.AFFILIATED)
    if terms.exclude_encumbered and around.encumbered:
        tally.take_whole(OrderRule.ORDER_ENCUMBERED)


def screen_suspicion(tally: OrderTally, around: OrderCircumstances) -> None:
    """Whatever the terms say: perhaps it is lent on already, as what it became."""
    if around.suspected:
        tally.take_whole(OrderRule.ORDER_LENT_ON_TWICE)


def _has(standing: PartyStanding, fault: Fault) -> bool:
    if fault is Fault.NOT_ADMITTED:
        return not standing.admitted
    has: bool = getattr(standing, fault.value)
    return has


def _affiliated(one: PartyStanding, other: PartyStanding) -> bool:
    named = other.party in one.affiliates or one.party in other.affiliates
    return named or one.party == other.party or (one.group != "" and one.group == other.group)


def screen_rating(
    tally: OrderTally, terms: OrderTerms, around: OrderCircumstances, day: date
) -> None:
    rated = around.rated
    if rated is None:
        tally.take_whole(OrderRule.NOT_RATED)
        return
    days = (day - rated.rated_on).days
    if days > terms.rating_days_max:
        tally.take_whole(OrderRule.RATING_STALE, days=days, limit_days=terms.rating_days_max)
    row = terms.of_rating(rated.rating)
    if row is None or not row.is_lent_on:
        tally.take_whole(OrderRule.RATING_NOT_LENT_ON, rating=rated.rating)


def screen_size_and_age(tally: OrderTally, terms: OrderTerms, day: date) -> None:
    order, least, longest = tally.order, terms.size_min, terms.order_days_max
    in_currency = least is not None and order.ordered.currency is least.currency
    if least is not None and in_currency and order.ordered < least:
        tally.take_whole(OrderRule.TOO_SMALL, ordered=order.ordered, least=least)
    days = (day - order.placed_on).days
    if longest is not None and days > longest:
        tally.take_whole(OrderRule.TOO_OLD, days=days, limit_days=longest)


def screen_delivery(tally: OrderTally, terms: OrderTerms, day: date) -> None:
    deliver_by, window = tally.order.deliver_by, terms.delivery
    if deliver_by is None:
        if window.date_required:
            tally.take_whole(OrderRule.NO_DELIVERY_DATE)
        return
    days = (deliver_by - day).days
    if days < 0:
        tally.take_whole(OrderRule.DELIVERY_PAST, deliver_by=deliver_by, days=-days)
    elif days < window.days_min:
        least = {"days": days, "limit_days": window.days_min}
        tally.take_whole(OrderRule.DELIVERY_TOO_SOON, deliver_by=deliver_by, **least)
    elif days > window.days_max:
        most = {"days": days, "limit_days": window.days_max}
        tally.take_whole(OrderRule.DELIVERY_TOO_FAR, deliver_by=deliver_by, **most)


def screen_gross_margin(tally: OrderTally, terms: OrderTerms, around: OrderCircumstances) -> None:
    """(ordered - cost) / ordered, held exactly against the threshold."""
    least, stated, ordered = terms.gross_margin_min, around.cost, tally.order.ordered
    if least is None:
        return
    if stated is None or stated.cost.currency is not ordered.currency:
        if terms.without_cost is WithoutCost.OUT:
            tally.take_whole(OrderRule.COST_UNKNOWN)
        return
    if not ordered.is_positive:
        return
    margin = Fraction((ordered - stated.cost).minor, ordered.minor)
    if margin < Fraction(least):
        tally.take_whole(
            OrderRule.GROSS_MARGIN_LOW, cost=stated.cost, margin=to_rate(margin), threshold=least
        )


def due_latest(deliver_by: date | None, terms: OrderTerms, day: date) -> date:
    """The last day on which money lent on `day` may fall due."""
    longest = day + timedelta(days=terms.tenor_days_max)
    if deliver_by is None:
        return longest
    return min(longest, deliver_by + timedelta(days=terms.days_after_delivery_max))
