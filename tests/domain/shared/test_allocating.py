"""A payment is used up in the agreed order, and no cent of it is lost."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.shared.allocation import (
    PENALTY_FIRST,
    STATUTORY,
    Breakdown,
    Component,
    Order,
    Sweep,
    allocate,
    allocate_across,
    is_complete,
    total,
)
from domain.shared.currency import Currency
from domain.shared.money import Money
from tests.support.shared import case

CNY = Currency.CNY


def yuan(major: int) -> Money:
    return Money(100 * major, CNY)


def owed(penalty: int = 0, fee: int = 0, interest: int = 0, principal: int = 0) -> Breakdown:
    return Breakdown(yuan(penalty), yuan(fee), yuan(interest), yuan(principal))


def order_of(told: dict[str, Any]) -> Order:
    return tuple(Component(name) for name in told["inputs"]["order"])


@pytest.mark.parametrize("case_id", ["WF-01", "WF-03", "WF-04", "WF-05"])
def test_a_payment_meets_each_component_in_turn(case_id: str) -> None:
    told = case(case_id)

    allocation = allocate(
        yuan(told["inputs"]["payment"]), owed(**told["inputs"]["due"]), order_of(told)
    )

    assert allocation.split == owed(**told["expected"])
    assert allocation.surplus == yuan(0)


def test_all_interest_may_come_before_any_principal() -> None:
    told = case("WF-06")
    instalments = [
        owed(principal=due["principal"], interest=due["interest"])
        for due in told["inputs"]["instalments"]
    ]

    splits, surplus = allocate_across(
        yuan(told["inputs"]["payment"]), instalments, PENALTY_FIRST, Sweep.BY_COMPONENT
    )

    assert [s.interest for s in splits] == [
        yuan(told["expected"]["interest_1"]),
        yuan(told["expected"]["interest_2"]),
    ]
    assert [s.principal for s in splits] == [yuan(0), yuan(0)]
    assert surplus == yuan(0)


def test_or_the_oldest_instalment_before_the_next() -> None:
    instalments = [owed(principal=200, interest=20), owed(principal=200, interest=20)]

    splits, surplus = allocate_across(yuan(40), instalments, PENALTY_FIRST, Sweep.BY_INSTALMENT)

    assert splits == (owed(interest=20, principal=20), owed())
    assert surplus == yuan(0)


def test_where_nothing_is_agreed_costs_come_before_interest_before_principal() -> None:
    due = owed(penalty=10, fee=30, interest=50, principal=1_000)

    assert allocate(yuan(70), due, STATUTORY).split == owed(fee=30, interest=40)
    assert allocate(yuan(95), due, STATUTORY).split == owed(
        fee=30, interest=50, penalty=10, principal=5
    )


def test_what_is_over_is_said_not_kept() -> None:
    allocation = allocate(yuan(1_500), owed(principal=1_000), PENALTY_FIRST)

    assert allocation.split == owed(principal=1_000)
    assert allocation.surplus == yuan(500)


@pytest.mark.parametrize(
    "order", [PENALTY_FIRST[:3], (*PENALTY_FIRST, Component.FEE), (Component.FEE,) * 4]
)
def test_an_order_names_each_component_once(order: Order) -> None:
    assert not is_complete(order)
    with pytest.raises(ValueError, match="each component once"):
        allocate(yuan(1), owed(), order)


def test_a_payment_is_not_negative() -> None:
    with pytest.raises(ValueError, match="not negative"):
        allocate(yuan(-1), owed(), STATUTORY)


units = st.integers(min_value=0, max_value=10_000).map(lambda minor: Money(minor, CNY))
debts = st.builds(Breakdown, units, units, units, units)
orders = st.permutations(list(Component)).map(tuple)


@given(units, debts, orders)
def test_no_cent_is_made_or_lost(payment: Money, due: Breakdown, order: Order) -> None:
    allocation = allocate(payment, due, order)

    assert allocation.split.total + allocation.surplus == payment
    for component in Component:
        assert Money.zero(CNY) <= allocation.split.of(component) <= due.of(component)
    assert allocation.surplus.is_zero or allocation.split == due


@given(units, debts, orders)
def test_nothing_later_is_paid_before_all_that_comes_earlier(
    payment: Money, due: Breakdown, order: Order
) -> None:
    split = allocate(payment, due, order).split

    unpaid = [place for place, c in enumerate(order) if split.of(c) < due.of(c)]
    if unpaid:
        assert all(split.of(c).is_zero for c in order[unpaid[0] + 1 :])


@given(units, st.lists(debts, max_size=5), orders, st.sampled_from(Sweep))
def test_no_cent_is_made_or_lost_across_instalments(
    payment: Money, dues: list[Breakdown], order: Order, sweep: Sweep
) -> None:
    splits, surplus = allocate_across(payment, dues, order, sweep)

    assert total(splits, CNY).total + surplus == payment
    whole = allocate(payment, total(dues, CNY), order)
    assert surplus == whole.surplus
    if sweep is Sweep.BY_COMPONENT:
        assert total(splits, CNY) == whole.split
