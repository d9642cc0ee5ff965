"""What bills come to beyond the order that they name: first come, first borne."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given as examples
from hypothesis import strategies as some

from domain.e_order import events as fact
from domain.e_order.beyond import billed_beyond, may_move
from domain.e_order.events import OrderEvent
from domain.e_order.order import Bill, Paper
from domain.e_order.state import Order
from domain.shared.currency import Currency
from domain.shared.ids import ReceivableId
from domain.shared.item import Item
from domain.shared.money import Money
from domain.shared.trade_document import BillLine
from tests.domain.e_order.scenes import BEESWAX as WAX_ITEM
from tests.domain.e_order.scenes import GLASS as JARS_ITEM
from tests.domain.e_order.scenes import (
    NOTHING,
    SAID,
    accepted,
    bill,
    cancelled,
    invoiced,
    line,
    order_after,
    placed,
    yuan,
)

FIRST, SECOND, THIRD = (ReceivableId(f"rcv_{place}") for place in (1, 2, 3))


def of(claim: ReceivableId, said: Bill) -> Bill:
    return replace(said, receivable=claim, number=str(claim))


def beyond(*history: OrderEvent) -> dict[ReceivableId, Money]:
    return beyond_of(order_after(placed(), accepted(), *history))


def beyond_of(order: Order) -> dict[ReceivableId, Money]:
    return {claim: it.beyond for claim, it in billed_beyond(order).items()}


ALL = (("1", "100", "100.00"), ("2", "20", "200.00"))
WHOLE = of(FIRST, bill("", *ALL))


def test_what_the_order_bears_is_not_beyond_it() -> None:
    half = of(SECOND, bill("", ("1", "50", "50.00")))
    rest = of(THIRD, bill("", ("1", "50", "50.00"), ("2", "20", "200.00")))

    assert beyond(invoiced(WHOLE)) == {FIRST: NOTHING}
    assert beyond(invoiced(half), invoiced(rest)) == {SECOND: NOTHING, THIRD: NOTHING}


def test_the_order_billed_once_more_is_all_beyond_it() -> None:
    again = of(SECOND, bill("", ("1", "98", "98.00"), ("2", "19", "190.00")))

    assert beyond(invoiced(WHOLE), invoiced(again)) == {FIRST: NOTHING, SECOND: yuan("288.00")}


def test_what_is_left_of_the_sum_is_borne_and_no_more() -> None:
    most, more = (of(it, bill("", net="200.00")) for it in (FIRST, SECOND))

    assert beyond(invoiced(most), invoiced(more)) == {FIRST: NOTHING, SECOND: yuan("100.00")}


def test_a_line_billed_twice_is_beyond_it_though_the_sum_is_not_reached() -> None:
    """And takes no room from what is billed of the other line after it."""
    wax, again = (of(it, bill("", ("1", "100", "100.00"))) for it in (FIRST, SECOND))
    jars = of(THIRD, bill("", ("2", "20", "200.00")))

    found = beyond(invoiced(wax), invoiced(again), invoiced(jars))

    assert found == {FIRST: NOTHING, SECOND: yuan("100.00"), THIRD: NOTHING}


def test_a_part_of_a_line_is_valued_as_it_was_billed() -> None:
    wax = of(FIRST, bill("", ("1", "80", "80.00")))
    dear = of(SECOND, bill("", ("1", "40", "60.00")))

    assert beyond(invoiced(wax), invoiced(dear))[SECOND] == yuan("30.00")


def test_equal_lines_are_filled_one_after_the_other() -> None:
    twice = (line("1", WAX_ITEM, "100", "100.00"), line("2", WAX_ITEM, "100", "100.00"))
    unnumbered = BillLine(item=WAX_ITEM, quantity=Decimal(100), amount=yuan("100.00"))
    bills = [
        of(it, replace(bill("", net="100.00"), lines=(unnumbered,)))
        for it in (FIRST, SECOND, THIRD)
    ]

    order = order_after(placed(lines=twice, net=yuan("300.00")), *map(invoiced, bills))

    assert list(beyond_of(order).values()) == [NOTHING, NOTHING, yuan("100.00")]


def test_what_was_credited_may_be_billed_again() -> None:
    credit = replace(bill("N-1", *ALL, kind=Paper.CREDIT_NOTE), receivable=FIRST)
    again = of(SECOND, bill("", *ALL))

    found = beyond(invoiced(WHOLE), invoiced(again), invoiced(credit))

    assert found == {FIRST: NOTHING, SECOND: NOTHING}


def test_what_is_cancelled_bears_nothing() -> None:
    assert beyond(invoiced(WHOLE), cancelled("2")) == {FIRST: yuan("200.00")}
    assert beyond(invoiced(WHOLE), cancelled("1", "2", whole=True)) == {FIRST: yuan("300.00")}


def test_a_rejected_order_bears_nothing() -> None:
    rejected = fact.OrderRejected(**SAID, reason="no wax")
    order = order_after(placed(), invoiced(WHOLE), rejected)

    assert beyond_of(order) == {FIRST: yuan("300.00")}


def test_charges_that_the_order_states_may_be_billed() -> None:
    """Freight of CNY 20.00 stands in the sum of the order and on none of its lines."""
    order = order_after(placed(net=yuan("320.00")), invoiced(of(FIRST, bill("", net="320.00"))))

    assert beyond_of(order) == {FIRST: NOTHING}


@pytest.mark.parametrize(("net", "over"), [("300.02", "0.00"), ("300.03", "0.03")])
def test_a_minor_unit_a_line_is_rounding(net: str, over: str) -> None:
    said = of(FIRST, replace(WHOLE, net=yuan(net)))

    assert beyond(invoiced(said)) == {FIRST: yuan(over)}


def tax_borne(*history: OrderEvent, **different: Any) -> list[Money | None]:  # noqa: ANN401 - any field
    order = order_after(placed(**different), accepted(), *history)
    return [it.tax for it in billed_beyond(order).values()]


def taxed(claim: ReceivableId, net: str, tax: str) -> Bill:
    return of(claim, replace(bill("", net=net), tax=yuan(tax)))


def test_no_more_tax_is_borne_than_the_order_states() -> None:
    """CNY 39.00 on 300.00 net, however it is put on the bills."""
    most = taxed(FIRST, "100.00", "30.00")
    rest = taxed(SECOND, "200.00", "26.00")
    only_tax = taxed(THIRD, "0.00", "900.00")

    found = tax_borne(invoiced(most), invoiced(rest), invoiced(only_tax))

    assert found == [yuan("30.00"), yuan("9.00"), NOTHING]


def test_what_is_beyond_takes_its_tax_with_it() -> None:
    over = taxed(FIRST, "400.00", "40.00")

    assert tax_borne(invoiced(over)) == [yuan("30.00")]


def test_a_credit_of_net_alone_leaves_the_tax_billed() -> None:
    whole, again = taxed(FIRST, "300.00", "39.00"), taxed(SECOND, "300.00", "39.00")
    credit = replace(taxed(FIRST, "300.00", "0.00"), kind=Paper.CREDIT_NOTE, number="N-1")

    found = tax_borne(invoiced(whole), invoiced(again), invoiced(credit))

    assert found == [yuan("39.00"), NOTHING]


@pytest.mark.parametrize(("tax", "borne"), [("81.01", "81.01"), ("81.02", "81.00")])
def test_of_an_order_that_states_no_tax_no_more_is_borne_than_is_taken_anywhere(
    tax: str, borne: str
) -> None:
    said = taxed(FIRST, "300.00", tax)

    found = tax_borne(invoiced(said), tax=NOTHING, gross=yuan("300.00"))

    assert found == [yuan(borne)]


def test_of_a_bill_recorded_before_its_tax_was_kept_nothing_is_said_of_it() -> None:
    assert tax_borne(invoiced(WHOLE)) == [None]


QUANTITIES = some.integers(min_value=1, max_value=150)
CHARGES = some.tuples(some.sampled_from("12"), QUANTITIES, some.integers(1, 40_000))


@examples(some.lists(some.lists(CHARGES, min_size=1, max_size=3), min_size=1, max_size=6))
def test_whatever_is_billed_the_order_bears_what_it_is_worth_at_most(
    bills: list[list[tuple[str, int, int]]],
) -> None:
    history: list[OrderEvent] = []
    nets: dict[ReceivableId, int] = {}
    for place, charged in enumerate(bills):
        claim = ReceivableId(f"rcv_{place}")
        lines = tuple(
            BillLine(line=of_, quantity=Decimal(much), amount=Money(minor, Currency.CNY))
            for of_, much, minor in charged
        )
        nets[claim] = sum(minor for _, _, minor in charged)
        net = Money(nets[claim], Currency.CNY)
        tax = Money(nets[claim] // 3, Currency.CNY)
        history.append(invoiced(replace(of(claim, bill("")), net=net, lines=lines, tax=tax)))

    found = billed_beyond(order_after(placed(), accepted(), *history))

    borne = sum(nets[claim] - it.beyond.minor for claim, it in found.items())
    taxes = sum(it.tax.minor for it in found.values() if it.tax is not None)
    rounding = sum(map(len, bills))
    assert set(found) == set(nets)
    assert all(0 <= it.beyond.minor <= nets[claim] for claim, it in found.items())
    assert borne <= yuan("300.00").minor + rounding
    assert taxes <= yuan("39.00").minor + rounding


NAMED = some.tuples(
    some.sampled_from((("1", WAX_ITEM), ("2", JARS_ITEM), ("", WAX_ITEM), ("", JARS_ITEM))),
    QUANTITIES,
    some.integers(1, 40_000),
)


@examples(some.lists(NAMED, min_size=2, max_size=6))
def test_a_later_bill_changes_no_earlier_one_where_each_line_has_a_name_of_its_own(
    charged: list[tuple[tuple[str, Item], int, int]],
) -> None:
    bills = []
    for place, ((number, item), much, minor) in enumerate(charged):
        amount = Money(minor, Currency.CNY)
        said = BillLine(line=number, item=item, quantity=Decimal(much), amount=amount)
        bills.append(replace(of(ReceivableId(f"rcv_{place}"), bill("")), net=amount, lines=(said,)))
    histories = [[invoiced(it) for it in bills[:many]] for many in range(1, len(bills) + 1)]

    found = [beyond(*history) for history in histories]

    assert not may_move(order_after(placed()))
    assert all(list(found[-1].items())[: len(it)] == list(it.items()) for it in found)


def test_bills_may_move_between_lines_that_are_called_the_same() -> None:
    again = line("2", WAX_ITEM, "20", "200.00")

    assert may_move(order_after(placed(lines=(line("1", WAX_ITEM, "100", "100.00"), again))))
