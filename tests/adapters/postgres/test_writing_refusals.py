"""A refusal is kept with its figures as people write them."""

from __future__ import annotations

import json
from decimal import Decimal

from adapters.postgres.answers import encode_refusal
from domain.e_order.refusals import QuantityNotPositive
from domain.eligibility.order_reasons import OrderFigure, OrderRemedy, OrderRule
from domain.order_programme.draw_refusals import BeyondOrder, OutByRule
from domain.shared.currency import Currency
from domain.shared.money import Money

NOTHING = Money(0, Currency.CNY)


def test_a_hundred_is_never_written_with_an_exponent() -> None:
    said = json.loads(encode_refusal(QuantityNotPositive("1", Decimal("1E+2"))))

    assert said["facts"] == {"line": "1", "quantity": "100"}


def test_nor_is_a_figure_within_a_reason() -> None:
    price = OrderFigure("price", Decimal("1E+2"))
    why = OutByRule(OrderRule.OVERPRICED, "1", NOTHING, (price,), OrderRemedy.LOWER_PRICE)
    money = (NOTHING, NOTHING, NOTHING, NOTHING)

    said = json.loads(encode_refusal(BeyondOrder(*money, Decimal("1E-7"), NOTHING, (why,))))

    assert said["facts"]["financing_ratio"] == "0.0000001"
    assert said["facts"]["why"][0]["figures"] == [{"name": "price", "value": "100"}]
