"""Our currencies are those of ISO 4217, with its minor units."""

from __future__ import annotations

import iso4217
import pytest

from domain.shared.currency import Currency

LISTED = {each.code: each.exponent for each in iso4217.Currency if each.exponent is not None}


@pytest.mark.parametrize("currency", Currency)
def test_a_currency_has_the_minor_unit_that_the_standard_gives_it(currency: Currency) -> None:
    assert currency.exponent == LISTED[currency.value]


def test_no_currency_that_people_pay_in_is_left_out() -> None:
    """X codes are metals, baskets and tests, but for the three francs that are money."""
    money = {code for code in LISTED if not code.startswith("X")} | {"XAF", "XOF", "XPF", "XCD"}
    assert money <= set(Currency)
