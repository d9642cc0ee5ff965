"""What an order costs beside what its goods fetch elsewhere: only what is over the band is out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from domain.eligibility.order_reasons import OrderRule
from domain.eligibility.order_terms import PriceSanity, WithoutReference
from tests.domain.eligibility.orders import (
    DAY,
    LINE,
    ORDER,
    TERMS,
    WELL,
    judged,
    only,
    reference,
    rules,
    told,
    yuan,
)


def test_a_price_within_the_band_counts_in_full() -> None:
    around = replace(WELL, references=(reference("9.10"),))

    assert rules(judged(around=around)) == []


def test_only_what_is_over_the_band_is_out() -> None:
    """Reference 8.00, band 10 %: 8.80 at most, so 1.20 of each of 100 pieces is over."""
    around = replace(WELL, references=(reference("7.00", date(2026, 1, 5)), reference("8.00")))

    judgement = judged(around=around)

    assert only(judgement).rule is OrderRule.OVERPRICED
    assert only(judgement).counted == yuan("120.00")
    assert told(only(judgement)) == {
        "price": Decimal("10.00"),
        "reference": Decimal("8.00"),
        "as_of": date(2026, 2, 1),
        "source": "exchange",
        "band": Decimal("0.10"),
    }


def test_an_amount_that_quantity_and_price_do_not_make_up_is_no_low_price() -> None:
    """Said to be 5.00 a piece, but 100 pieces come to 1,000.00: ten each, 1.20 over the band."""
    around = replace(WELL, references=(reference("8.00"),))
    disguised = replace(ORDER, lines=(replace(LINE, unit_price=Decimal("5.00")),))

    assert only(judged(disguised, around=around)).counted == yuan("120.00")


@pytest.mark.parametrize("as_of", [DAY - timedelta(days=91), DAY + timedelta(days=1)])
def test_a_reference_too_old_or_of_a_day_to_come_is_as_good_as_none(as_of: date) -> None:
    around = replace(WELL, references=(reference("1.00", as_of),))
    strict = replace(TERMS, prices=PriceSanity(without_reference=WithoutReference.OUT))

    assert rules(judged(around=around)) == []
    assert rules(judged(terms=strict, around=around)) == [OrderRule.NO_REFERENCE]
    assert judged(terms=strict, around=around).eligible.is_zero


def test_a_reference_for_another_unit_is_none() -> None:
    around = replace(WELL, references=(replace(reference("1.00"), unit="KGM"),))

    assert rules(judged(around=around)) == []
