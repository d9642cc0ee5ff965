"""What can be drawn in all: nothing twice, and no order beyond its supplier's limit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from application.processes.adding_up_what_can_be_drawn import TotalDrawable, added_up
from application.processes.what_can_be_drawn import Drawable, OrderBearsToday
from domain.shared.currency import Currency
from domain.shared.facility import Product
from domain.shared.ids import OrderId, PartyId
from domain.shared.money import CurrencyMismatch, Money

BANK, SPRING, ANCHOR = PartyId("bank"), PartyId("spring"), PartyId("anchor")


def yuan(major: str) -> Money:
    return Money.of(major, Currency.CNY)


def order(
    name: str,
    programme: str,
    available: str,
    limit_left: str = "1000.00",
    leaves: Money | None = None,
) -> Drawable:
    amount = yuan(available)
    bears = OrderBearsToday(
        order=OrderId(name),
        number=name,
        core_enterprise=ANCHOR,
        deliver_by=None,
        ordered=amount,
        eligible=amount,
        advance=amount,
        limit_left=yuan(limit_left),
        core_enterprise_leaves=leaves,
        security=None,
        due_latest=None,
        entrusted=False,
        decision="",
        reasons=(),
    )
    return drawable(Product.E_ORDER, amount, programme, bears)


def drawable(
    product: Product, amount: Money, facility: str = "one", order: OrderBearsToday | None = None
) -> Drawable:
    return Drawable(
        product=product,
        facility=facility,
        lender=BANK,
        borrower=SPRING,
        outstanding=Money.zero(amount.currency),
        bears=amount,
        available=amount,
        obstacles=(),
        order=order,
    )


def orders_in_all(*found: Drawable) -> TotalDrawable:
    (total,) = added_up(found)
    return total


def test_each_product_and_currency_has_a_sum_of_its_own() -> None:
    pool = Product.RECEIVABLE_POOL
    dollars = Money.of("7.00", Currency.USD)

    totals = added_up(
        [drawable(pool, yuan("1.00")), drawable(pool, yuan("2.00")), drawable(pool, dollars)]
    )

    assert totals == (TotalDrawable(pool, yuan("3.00"), 2), TotalDrawable(pool, dollars, 1))


def test_orders_under_one_programme_share_the_suppliers_limit_there() -> None:
    """800.00 and 700.00 on a limit of 1000.00."""
    total = orders_in_all(order("a", "p", "800.00"), order("b", "p", "700.00"))

    assert (total.available, total.from_things) == (yuan("1000.00"), 2)


def test_orders_of_one_core_enterprise_share_what_it_lets_be_lent_under_all_programmes() -> None:
    """800.00 under one and 700.00 under another, of which it leaves 900.00."""
    left = yuan("900.00")
    first, second = order("a", "p", "800.00", leaves=left), order("b", "q", "700.00", leaves=left)

    assert orders_in_all(first, second).available == left
    assert orders_in_all(first).available == yuan("800.00")


def test_what_a_core_enterprise_leaves_in_another_currency_is_compared_with_nothing() -> None:
    leaves = Money.of("1.00", Currency.USD)

    assert orders_in_all(order("a", "p", "0.00", leaves=leaves)).available.is_zero


def test_an_order_under_two_programmes_counts_once_where_most_is_lent_on_it() -> None:
    total = orders_in_all(order("a", "p", "500.00"), order("a", "q", "600.00"))

    assert (total.available, total.from_things) == (yuan("600.00"), 1)


def test_a_limit_in_another_currency_is_never_compared_with_the_sum() -> None:
    """Orders are lent on in the programme's currency: another is a bug, and no figure is told."""
    one = order("a", "p", "800.00")
    assert one.order is not None
    odd = replace(one, order=replace(one.order, limit_left=Money.of("1.00", Currency.USD)))

    with pytest.raises(CurrencyMismatch):
        added_up([odd])


def test_nothing_is_a_sum_where_nothing_is_there() -> None:
    assert added_up([]) == ()
