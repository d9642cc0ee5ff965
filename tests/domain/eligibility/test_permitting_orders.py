"""What a core enterprise says of borrowing on its orders counts for new money, with its figures."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as some

from domain.eligibility.order_facts import OrderFacts
from domain.eligibility.order_reasons import OrderRemedy, OrderRule
from domain.eligibility.order_standing import OrderCircumstances
from domain.shared.currency import Currency
from domain.shared.facility import Product
from domain.shared.money import Money
from tests.domain.eligibility.orders import (
    BANK,
    DAY,
    ORDER,
    TERMS,
    WELL,
    judged,
    only,
    permitted,
    rules,
    told,
    yuan,
)


def test_what_the_core_enterprise_left_open_is_allowed() -> None:
    wide = permitted(until=DAY, products=(Product.E_ORDER,), lenders=(BANK,))

    assert rules(judged(around=wide)) == []
    assert judged(around=wide).advance == yuan("700.00")


def test_it_may_let_no_more_be_lent_than_a_share_of_what_was_ordered() -> None:
    judgement = judged(around=permitted(ratio_max=Decimal("0.60")))

    assert judgement.advance == yuan("600.00")
    assert only(judgement).rule is OrderRule.CHAIN_RATIO
    assert only(judgement).remedy is OrderRemedy.ASK_CORE_ENTERPRISE
    assert told(only(judgement)) == {
        "ordered": yuan("1000.00"),
        "ratio_max": Decimal("0.60"),
        "most": yuan("600.00"),
    }


def test_a_share_above_the_lenders_own_ratio_takes_nothing() -> None:
    assert rules(judged(around=permitted(ratio_max=Decimal("0.70")))) == []


def test_its_limit_leaves_what_is_not_lent_on_other_orders() -> None:
    judgement = judged(around=permitted(lent="800.00", limit=yuan("1000.00")))

    assert judgement.advance == yuan("200.00")
    assert told(only(judgement)) == {"most": yuan("200.00")}


def test_it_leaves_nothing_where_more_is_lent_than_it_allows_by_now() -> None:
    judgement = judged(around=permitted(lent="800.00", limit=yuan("700.00")))

    assert judgement.advance.is_zero
    assert told(only(judgement)) == {"most": yuan("0.00")}


def test_neither_the_limit_nor_what_is_lent_is_in_a_decision_but_what_is_left() -> None:
    """A lender reads its decision's hash, and could try figures until one gives it."""
    one = judged(around=permitted(lent="800.00", limit=yuan("1000.00")))
    other = judged(around=permitted(lent="300.00", limit=yuan("500.00")))

    assert one.inputs_hash == other.inputs_hash


def test_a_limit_in_another_currency_allows_nothing_in_this_one() -> None:
    judgement = judged(around=permitted(limit=Money(100_000_00, Currency.USD)))

    assert judgement.advance.is_zero
    assert rules(judgement) == [OrderRule.CHAIN_LIMIT]


def test_money_that_is_lent_already_is_borne_whatever_the_core_enterprise_says_later() -> None:
    for around in (
        permitted(allowed=False),
        permitted(limit=yuan("1.00")),
        permitted(ratio_max=Decimal("0.01")),
        permitted(lenders=("rival",)),
    ):
        assert judged(around=around).carried == judged().carried == yuan("700.00")
        assert judged(around=around).advance < yuan("11.00")


def test_a_supplier_that_left_the_chain_is_told_so_and_what_was_said_before_too() -> None:
    around = replace(permitted(allowed=False), in_chain=False)

    assert rules(judged(around=around)) == [OrderRule.NOT_IN_CHAIN, OrderRule.CHAIN_FORBIDS]


def test_the_hash_of_a_decision_without_a_permit_is_what_it_was() -> None:
    assert judged(around=WELL).inputs_hash != judged(around=permitted()).inputs_hash
    assert judged(around=WELL).inputs_hash == judged(around=replace(WELL, lender=BANK)).inputs_hash


@given(
    ordered=some.integers(1, 10**9),
    ratio=some.decimals("0.01", "1", places=2),
    limit=some.integers(1, 10**9),
    lent=some.integers(0, 10**9),
)
def test_it_lends_to_the_cent_what_it_allows_and_never_more(
    ordered: int, ratio: Decimal, limit: int, lent: int
) -> None:
    order = _ordered(ordered)
    around = _capped(ratio, limit, lent)

    advance = judged(order, TERMS, around).advance

    own, room = Decimal("0.7"), Decimal(max(limit - lent, 0))
    assert advance.minor == int(min(ordered * own, ordered * ratio, room))


def _ordered(minor: int) -> OrderFacts:
    return replace(ORDER, ordered=Money(minor, Currency.CNY), lines=())


def _capped(ratio: Decimal, limit: int, lent: int) -> OrderCircumstances:
    cap, known = Money(limit, Currency.CNY), Money(lent, Currency.CNY)
    return permitted(str(known.major), ratio_max=ratio, limit=cap)
