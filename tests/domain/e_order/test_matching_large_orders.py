"""An order of many lines is matched by looking each line up, not by going through all of them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from types import FrameType

import pytest

from domain.e_order.order import Goods, GoodsLine
from domain.e_order.standing import facts_of
from domain.e_order.state import Order
from domain.shared.item import UNNAMED, Item
from domain.shared.trade_document import BillLine
from tests.domain.e_order.scenes import (
    LATER,
    NOTHING,
    PURCHASE,
    TODAY,
    accepted,
    bill,
    invoiced,
    line,
    order_after,
    placed,
    received,
    shipped,
    yuan,
)

SMALL, LARGE = 100, 800


def calls(work: Callable[[], object]) -> int:
    """How many functions it takes: the same on every machine."""
    made = 0

    def count(_: FrameType, event: str, __: object) -> None:
        nonlocal made
        made += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return made


def judging(lines: int, *, numbered: bool) -> Callable[[], object]:
    """Of an order that was shipped, received and invoiced in full, a little less here and there."""
    ordered = tuple(line(str(it), Item(sellers=f"S-{it}"), "10", "100.00") for it in range(lines))
    worth = yuan(f"{lines}00.00")
    order = replace(PURCHASE, lines=ordered, net=worth, tax=NOTHING, gross=worth)
    said = tuple((it.line, UNNAMED) if numbered else ("", it.item) for it in ordered)
    came = tuple(
        GoodsLine(line=number, item=item, quantity=Decimal(9 if place % 7 == 0 else 10))
        for place, (number, item) in enumerate(said)
    )
    billed = tuple(
        BillLine(line=number, item=item, quantity=Decimal(10), amount=yuan("100.00"))
        for number, item in said
    )
    paper = Goods(number="G-1", issued_on=TODAY, lines=came)
    papers = (shipped(paper), received(paper), invoiced(replace(bill("I-1"), lines=billed)))
    state = order_after(replace(placed(), purchase=order), accepted(), *papers)
    return lambda: facts_of(state, LATER)


@pytest.mark.parametrize("numbered", [True, False])
def test_eight_times_the_lines_are_eight_times_the_work(*, numbered: bool) -> None:
    small, large = (calls(judging(lines, numbered=numbered)) for lines in (SMALL, LARGE))

    assert large < 10 * small


def test_whether_something_is_short_is_looked_up_once_for_all_lines() -> None:
    few, many = (unshipped(lines) for lines in (SMALL, LARGE))

    assert calls(lambda: many.is_short) < 10 * calls(lambda: few.is_short)


def unshipped(lines: int) -> Order:
    """Only the last line never left."""
    ordered = tuple(line(str(it), Item(sellers=f"S-{it}"), "10", "100.00") for it in range(lines))
    sent = tuple(GoodsLine(line=it.line, quantity=it.quantity) for it in ordered[:-1])
    order = replace(PURCHASE, lines=ordered)
    return order_after(
        replace(placed(), purchase=order),
        accepted(),
        shipped(Goods(number="G-1", issued_on=TODAY, lines=sent)),
    )
