"""What a supplier can draw in all, by product and currency; nothing is counted twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from application.processes.what_can_be_drawn import Drawable
from domain.shared.currency import Currency
from domain.shared.facility import Product
from domain.shared.ids import OrderId, PartyId
from domain.shared.money import Money

Heading = tuple[Product, Currency]


@dataclass(frozen=True, slots=True)
class TotalDrawable:
    """What one product has in one currency. A draw of one part may lessen another."""

    product: Product
    available: Money
    from_things: int
    """Pools, lines or orders on which something can be drawn."""


def added_up(found: Sequence[Drawable]) -> tuple[TotalDrawable, ...]:
    """An order counts once, where most is lent on it, within the supplier's limit there."""
    of_orders = [it for it in found if it.order is not None]
    others = [it for it in found if it.order is None]
    once = list(_once(of_orders))
    sums: dict[Heading, Money] = {}
    for heading, amount in (*_each(others), *_within_limits(once)):
        sums[heading] = sums.get(heading, Money.zero(amount.currency)) + amount
    things = Counter(_heading(it) for it in (*others, *once) if it.available.is_positive)
    headings = sorted({_heading(it) for it in found}, key=lambda it: (it[0].value, it[1].value))
    return tuple(TotalDrawable(it[0], sums[it], things[it]) for it in headings)


def _heading(drawable: Drawable) -> Heading:
    return drawable.product, drawable.available.currency


def _each(found: Iterable[Drawable]) -> Iterator[tuple[Heading, Money]]:
    return ((_heading(it), it.available) for it in found)


def _once(found: Iterable[Drawable]) -> Iterable[Drawable]:
    best: dict[OrderId, Drawable] = {}
    for each in found:
        if each.order is None:
            continue
        before = best.get(each.order.order)
        if before is None or not before.available.is_positive or _is_more(each, before):
            best[each.order.order] = each
    return best.values()


def _is_more(one: Drawable, other: Drawable) -> bool:
    same = one.available.currency is other.available.currency
    return same and one.available > other.available


def _within_limits(found: Iterable[Drawable]) -> Iterator[tuple[Heading, Money]]:
    """Orders under one programme share the supplier's limit there; those of one core enterprise,
    under all programmes, what it lets the supplier borrow on them."""
    parts: list[tuple[Shared, Money, Money | None]] = []
    leaves: dict[Shared, Money | None] = {}
    for each in found:
        if each.order is not None:
            buyer, heading = each.order.core_enterprise, _heading(each)
            of = ((buyer, each.facility), heading)
            parts.append((of, each.available, each.order.limit_left))
            left = each.order.core_enterprise_leaves
            leaves[(buyer, None), heading] = _comparable(left, each.available)
    under = [(((of[0], None), it), amount) for (of, it), amount in _each_within(parts).items()]
    in_all = _each_within((of, amount, leaves[of]) for of, amount in under)
    return ((heading, amount) for (_, heading), amount in in_all.items())


def _comparable(leaves: Money | None, available: Money) -> Money | None:
    """A core enterprise's limit may be in another currency; then no order bears anything."""
    return leaves if leaves is not None and leaves.currency is available.currency else None


Shared = tuple[tuple[PartyId, str | None], Heading]
"""Whose orders, under which programme or (None) all, and what is lent on them."""


def _each_within(parts: Iterable[tuple[Shared, Money, Money | None]]) -> dict[Shared, Money]:
    """What shares a limit, summed and within it."""
    sums: dict[Shared, Money] = {}
    limits: dict[Shared, Money | None] = {}
    for of, amount, limit in parts:
        sums[of] = sums.get(of, Money.zero(amount.currency)) + amount
        limits[of] = limit
    return {
        of: amount if (limit := limits[of]) is None else min(amount, limit)
        for of, amount in sums.items()
    }
