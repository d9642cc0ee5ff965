"""Terms about orders that cannot be applied are told by field, rule and figure."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from domain.eligibility.order_terms import (
    DeliveryWindow,
    OrderConcentration,
    OrderTerms,
    PriceSanity,
    RatingTerms,
)
from domain.eligibility.order_terms_faults import faults_of_order_terms
from domain.eligibility.terms_faults import Problem
from domain.shared.currency import Currency
from domain.shared.money import Money
from tests.domain.eligibility.orders import PLAIN, TERMS, yuan

USD = Money.of("1.00", Currency.USD)


def with_row(row: RatingTerms) -> OrderTerms:
    return replace(TERMS, ratings=(row,))


@pytest.mark.parametrize(
    ("terms", "term", "problem"),
    [
        (replace(TERMS, limit=yuan("0.00")), "limit", Problem.ZERO),
        (replace(TERMS, ratings=()), "ratings", Problem.TOO_FEW),
        (replace(TERMS, ratings=(PLAIN, PLAIN)), "ratings", Problem.REPEATED),
        (
            with_row(replace(PLAIN, financing_ratio=Decimal("1.01"))),
            "ratings.A.financingRatio",
            Problem.NOT_A_RATE,
        ),
        (
            with_row(replace(PLAIN, financing_ratio=Decimal(0))),
            "ratings",
            Problem.TOO_FEW,
        ),
        (
            with_row(replace(PLAIN, margin_ratio=Decimal("0.0000001"))),
            "ratings.A.marginRatio",
            Problem.NOT_A_RATE,
        ),
        (
            with_row(replace(PLAIN, guarantee_ratio=Decimal(-1))),
            "ratings.A.guaranteeRatio",
            Problem.NOT_A_RATE,
        ),
        (replace(TERMS, size_min=USD), "sizeMin", Problem.OTHER_CURRENCY),
        (replace(TERMS, size_min=yuan("-1.00")), "sizeMin", Problem.NEGATIVE),
        (
            replace(TERMS, size_min=yuan("2.00"), size_max=yuan("1.00")),
            "sizeMax",
            Problem.OUT_OF_RANGE,
        ),
        (replace(TERMS, tenor_days_max=0), "tenorDaysMax", Problem.OUT_OF_RANGE),
        (
            replace(TERMS, delivery=DeliveryWindow(days_min=9, days_max=8)),
            "delivery.daysMax",
            Problem.OUT_OF_RANGE,
        ),
        (
            replace(TERMS, gross_margin_min=Decimal("NaN")),
            "grossMarginMin",
            Problem.NOT_A_RATE,
        ),
        (
            replace(TERMS, prices=PriceSanity(band=Decimal(2))),
            "prices.band",
            Problem.NOT_A_RATE,
        ),
        (
            replace(TERMS, concentration=OrderConcentration(buyer=Decimal(2))),
            "concentration.buyer",
            Problem.NOT_A_RATE,
        ),
    ],
)
def test_a_term_that_cannot_stand_is_named(terms: OrderTerms, term: str, problem: Problem) -> None:
    faults = [(it.term, it.problem) for it in faults_of_order_terms(terms)]

    assert faults == [(term, problem)]


def test_sound_terms_have_no_fault() -> None:
    assert faults_of_order_terms(TERMS) == ()
