"""Parts of an order that do not count: paid, invoiced, lost, mismatched, over its price or cap."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from math import ceil

from domain.eligibility.order_facts import Discord, Mismatch, OrderedLine
from domain.eligibility.order_reasons import OrderRule
from domain.eligibility.order_standing import OrderCircumstances, ReferencePrice
from domain.eligibility.order_tally import OrderTally
from domain.eligibility.order_terms import OrderTerms, PriceSanity, ShareOf, WithoutReference
from domain.shared.exact import to_rate
from domain.shared.ids import PartyId
from domain.shared.money import Money, Rounding

DIGITS = 60
"""Of the longest product of a price and a band: none is cut."""

LOSSES = frozenset({Discord.SHORT_SHIPPED, Discord.SHORT_RECEIVED, Discord.REJECTED})
"""Where goods are missing: the same goods may stand in what the order lost."""


def take_used_parts(tally: OrderTally, terms: OrderTerms) -> None:
    """What was paid in advance, is a receivable now, or cannot be delivered any more."""
    order = tally.order
    parts = (
        (OrderRule.PREPAID_PART, order.prepaid, terms.deduct_prepaid),
        (OrderRule.INVOICED_PART, order.invoiced, True),
        (OrderRule.LOST_PART, order.lost, True),
    )
    for rule, part, agreed in parts:
        if agreed and part.is_positive:
            tally.take(rule, part, ordered=order.ordered, part=part)


def take_mismatches(tally: OrderTally) -> None:
    """Line by line. What the order lost already is not taken out a second time."""
    lost = tally.order.lost
    for mismatch in tally.order.mismatches:
        amount = mismatch.amount
        if mismatch.discord in LOSSES:
            known = min(lost, amount)
            lost, amount = lost - known, amount - known
        if amount.is_positive:
            _take_mismatch(tally, mismatch, amount)


def _take_mismatch(tally: OrderTally, mismatch: Mismatch, amount: Money) -> None:
    tally.take(
        OrderRule.MISMATCHED,
        amount,
        mismatch.line,
        discord=mismatch.discord.value,
        expected=mismatch.expected,
        found=mismatch.found,
    )


def take_late(tally: OrderTally, owed: Money, day: date) -> None:
    """Past the agreed day only what is `owed` on its invoices still counts."""
    deliver_by = tally.order.deliver_by
    if deliver_by is None or deliver_by >= day or tally.left <= owed:
        return
    days, amount = (day - deliver_by).days, tally.left - owed
    tally.take(OrderRule.DELIVERY_PAST, amount, deliver_by=deliver_by, days=days)


def take_others_part(tally: OrderTally, owed: Money) -> None:
    """Somebody else has the order: of it only what is `owed` on invoices in its place counts."""
    if tally.left > owed:
        tally.take(OrderRule.ORDER_ENCUMBERED, tally.left - owed)


def take_overpriced(
    tally: OrderTally, terms: OrderTerms, around: OrderCircumstances, day: date
) -> None:
    """Whole lines are looked at, however much of one is invoiced already: what was overcharged
    is not known to be in the invoiced part."""
    sanity = terms.prices
    if sanity is None or tally.order.ordered.currency is not terms.limit.currency:
        return
    latest = _latest(around.references, day, sanity.reference_days_max)
    for line in tally.order.lines:
        reference = latest.get((line.item, line.unit))
        if reference is not None:
            _take_excess(tally, line, reference, sanity)
        elif sanity.without_reference is WithoutReference.OUT:
            tally.take(OrderRule.NO_REFERENCE, line.amount, line.line, item=line.item)


def _latest(
    references: tuple[ReferencePrice, ...], day: date, days_max: int
) -> Mapping[tuple[str, str], ReferencePrice]:
    """By item and unit, the latest that is not too old and not of a day to come."""
    latest: dict[tuple[str, str], ReferencePrice] = {}
    for each in references:
        if 0 <= (day - each.as_of).days <= days_max:
            known = latest.get((each.item, each.unit))
            if known is None or each.as_of > known.as_of:
                latest[each.item, each.unit] = each
    return latest


def _take_excess(
    tally: OrderTally, line: OrderedLine, reference: ReferencePrice, sanity: PriceSanity
) -> None:
    price = _price_of(line)
    over = price - Fraction(highest_price(reference.price, sanity.band))
    if over <= 0:
        return
    excess = Money(ceil(line.amount.minor * over / price), line.amount.currency)
    tally.take(
        OrderRule.OVERPRICED,
        excess,
        line.line,
        price=to_rate(price).normalize(),
        reference=reference.price.normalize(),
        as_of=reference.as_of,
        source=reference.source,
        band=sanity.band,
    )


def highest_price(reference: Decimal, band: Decimal) -> Decimal:
    """Of one unit, exactly: what goes beyond it does not count."""
    with localcontext(prec=DIGITS):
        return (reference * (1 + band)).normalize()


def _price_of(line: OrderedLine) -> Fraction:
    """What a unit costs, as stated or by the line's amount: whichever is more.

    An amount that its quantity and price do not make up must not pass for a low price.
    """
    stated = Fraction(line.unit_price)
    if line.quantity <= 0:
        return stated
    return max(stated, Fraction(line.amount.major) / Fraction(line.quantity))


def take_over_size(tally: OrderTally, terms: OrderTerms) -> None:
    """What is left of a large order beyond the agreed size."""
    most = terms.size_max
    if most is None or tally.open.currency is not most.currency:
        return
    if tally.open > most:
        tally.take(OrderRule.TOO_LARGE, tally.open - most, left=tally.open, most=most)


def take_concentration(tally: OrderTally, terms: OrderTerms, around: OrderCircumstances) -> None:
    """What other financed orders of the party leave of its cap."""
    if tally.open.currency is not terms.limit.currency:
        return
    agreed, order = terms.concentration, tally.order
    base = _base(tally, terms, around)
    if agreed.buyer is not None:
        beside = sum(other.eligible for other in around.others if other.buyer == order.buyer)
        cap = _Cap(order.buyer, agreed.buyer, base, beside)
        _take_over_cap(tally, OrderRule.CONCENTRATION_OF_BUYER, cap)
    if agreed.supplier is not None:
        beside = sum(other.eligible for other in around.others if other.supplier == order.supplier)
        cap = _Cap(order.supplier, agreed.supplier, base, beside)
        _take_over_cap(tally, OrderRule.CONCENTRATION_OF_SUPPLIER, cap)


@dataclass(frozen=True, slots=True)
class _Cap:
    """A party's share of a base, and what of it other orders use, in minor units."""

    party: PartyId
    rate: Decimal
    base: Money
    beside: int


def _take_over_cap(tally: OrderTally, rule: OrderRule, cap: _Cap) -> None:
    """Rounded down, so that nobody is a cent over the agreed share."""
    most = cap.base.times(cap.rate, Rounding.IN_FAVOUR_OF_LENDER)
    balance = tally.open + Money(cap.beside, most.currency)
    if balance > most:
        tally.take(
            rule,
            min(balance - most, tally.open),
            party=cap.party,
            balance=balance,
            base=cap.base,
            cap_rate=cap.rate,
            cap=most,
        )


def _base(tally: OrderTally, terms: OrderTerms, around: OrderCircumstances) -> Money:
    if terms.concentration.share_of is ShareOf.LIMIT:
        return terms.limit
    together = sum(other.eligible for other in around.others)
    return tally.open + Money(together, terms.limit.currency)
