"""Which of several orders of one number an invoice can be of: by day, lines and what is left."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from domain.e_order import events as fact
from domain.e_order.meant import could_bear
from domain.e_order.order import Bill, Paper
from domain.shared.currency import Currency
from domain.shared.ids import ReceivableId
from domain.shared.money import Money
from domain.shared.trade_document import BillLine
from tests.domain.e_order.scenes import (
    BEESWAX,
    CLAIM,
    GLASS,
    PLACED,
    SAID,
    TODAY,
    accepted,
    order_after,
    placed,
    yuan,
)

HALF = Bill(
    kind=Paper.INVOICE,
    number="INV-1",
    issued_on=TODAY,
    receivable=CLAIM,
    net=yuan("50.00"),
    lines=(
        BillLine(line="1", item=BEESWAX, quantity=Decimal(50), unit="KGM", amount=yuan("50.00")),
    ),
)
OTHER = replace(HALF, number="INV-0", receivable=ReceivableId("rcv_0"))
ORDER = (placed(), accepted())


def invoiced(bill: Bill) -> fact.OrderInvoiced:
    return fact.OrderInvoiced(**SAID, bill=bill)


def billing(quantity: str, amount: str, **more: Any) -> Bill:  # noqa: ANN401 - any field
    (line,) = HALF.lines
    lines = (replace(line, quantity=Decimal(quantity), amount=yuan(amount), **more),)
    return replace(HALF, net=yuan(amount), lines=lines)


def test_what_is_left_to_be_billed_can_be_billed() -> None:
    assert could_bear(order_after(*ORDER), HALF)
    assert could_bear(order_after(*ORDER, invoiced(OTHER)), HALF)


UNFIT = [
    replace(HALF, issued_on=date(2026, 2, 1)),
    replace(HALF, net=Money.of("50.00", Currency.EUR)),
    billing("50", "45.00"),
    billing("51", "51.00"),
    billing("50", "50.00", unit="C62"),
    billing("50", "50.00", item=GLASS),
    billing("50", "50.00", line="9", item=GLASS),
    replace(HALF, net=yuan("250.01"), lines=()),
]


@pytest.mark.parametrize("bill", UNFIT)
def test_what_does_not_fit_day_currency_line_price_or_rest_cannot(bill: Bill) -> None:
    assert not could_bear(order_after(*ORDER, invoiced(OTHER)), bill)


def test_an_invoice_of_one_sum_is_held_against_the_sum_alone() -> None:
    whole = replace(HALF, net=yuan("300.00"), lines=())

    assert could_bear(order_after(*ORDER), whole)
    assert could_bear(order_after(*ORDER), replace(HALF, issued_on=PLACED))
    rejected = fact.OrderRejected(**SAID, reason="no wax")
    assert not could_bear(order_after(placed(), rejected), whole)
