"""Reserves hold back for dilution, losses and what ranks ahead."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from domain.eligibility.reserve_terms import (
    DilutionForm,
    DilutionReserve,
    LossReserve,
    NamedReserve,
    ReserveName,
    ReserveTerms,
)
from domain.eligibility.reserves import Pool, dilution_ratio, held, loss_ratio
from domain.eligibility.standing import MonthlyFigures
from domain.shared.currency import Currency
from domain.shared.money import Money
from tests.domain.eligibility.scenes import OTHER, TODAY, around, claim, judged, months

WHOLE = DilutionReserve(form=DilutionForm.WHOLE, threshold=Decimal("0.08"), lag_months=0)


@pytest.mark.parametrize(("dilution", "reserved"), [("0.08", "0.08"), ("0.0799", "0")])
def test_the_whole_rate_is_reserved_once_it_reaches_the_threshold(
    dilution: str, reserved: str
) -> None:
    assert dilution_ratio(WHOLE, months([Decimal(dilution)] * 12)) == Fraction(reserved)


def test_credits_belong_to_the_sales_of_the_month_they_were_sold_in() -> None:
    history = (MonthlyFigures(TODAY, 1_000, 0, 0), MonthlyFigures(TODAY, 9_999, 100, 0))
    lagging = DilutionReserve(threshold=Decimal(0), lag_months=1)
    assert dilution_ratio(lagging, history) == Fraction(1, 10)


def test_only_the_months_agreed_are_looked_at() -> None:
    history = months([Decimal("0.90"), Decimal("0.10"), Decimal("0.20")])
    two = DilutionReserve(threshold=Decimal(0), lag_months=0, months=2)
    assert dilution_ratio(two, history) == Fraction(15, 100)


def test_without_a_history_the_agreed_ratio_is_assumed() -> None:
    assumed = DilutionReserve(form=DilutionForm.WHOLE, assumed=Decimal("0.07"))
    assert dilution_ratio(assumed, ()) == Fraction(7, 100)
    assert dilution_ratio(assumed, months([Decimal("0.5")])) == Fraction(7, 100)


def test_a_book_without_dilution_needs_no_dynamic_reserve() -> None:
    dynamic = DilutionReserve(form=DilutionForm.DYNAMIC, lag_months=0)
    assert dilution_ratio(dynamic, months([Decimal(0)] * 12)) == 0


def test_the_loss_horizon_is_recent_sales_over_the_net_pool_balance() -> None:
    month = MonthlyFigures(TODAY, 1_000, 0, 100)
    terms = LossReserve(
        stress_factor=Decimal(2),
        horizon_months=4,
        part_of_next=Decimal("0.5"),
        floor=Decimal(0),
    )
    assert loss_ratio(terms, [month] * 6, Pool(9_000, ())) == Fraction(2, 10) * Fraction(1, 2)


def test_losses_are_never_reserved_below_the_largest_obligors() -> None:
    terms = LossReserve(floor=Decimal("0.10"), largest_obligors=2)
    assert loss_ratio(terms, (), Pool(100, (30, 20, 50))) == Fraction(1, 2)


def test_dilution_and_loss_are_lifted_to_the_minimum_together() -> None:
    terms = ReserveTerms(dilution=WHOLE, minimum=Decimal("0.12"))
    reserves = held(terms, months([Decimal("0.09")] * 12), Pool(1_000, ()))
    figures = [(reserve.name, reserve.ratio, reserve.amount) for reserve in reserves]
    assert figures == [
        (ReserveName.DILUTION, Decimal("0.0900"), 90),
        (ReserveName.MINIMUM, Decimal("0.03"), 30),
    ]


def test_a_named_reserve_is_an_amount_and_a_rate_rounded_up() -> None:
    rent = NamedReserve(
        name=ReserveName.RENT, amount=Money(500, Currency.CNY), rate=Decimal("0.00001")
    )
    (reserve,) = held(ReserveTerms(named=(rent,)), (), Pool(100_001, ()))
    assert reserve.amount == 502


def test_reserves_never_make_the_base_negative_and_what_is_drawn_shows_as_over_advance() -> None:
    rent = NamedReserve(name=ReserveName.RENT, amount=Money(10**9, Currency.CNY))
    judgement = judged(claim(), claim("b", obligor=OTHER), reserves=ReserveTerms(named=(rent,)))
    assert judgement.base.base == 0
    assert judgement.base.available == 0


def test_exact_percentages_where_the_terms_do_not_round() -> None:
    third = ReserveTerms(
        dilution=DilutionReserve(threshold=Decimal(0), lag_months=0), round_percentages=False
    )
    history = (MonthlyFigures(TODAY, 3, 1, 0),)
    (reserve,) = judged(
        claim(), circumstances=around(history=history), reserves=third
    ).base.reserves
    assert reserve.ratio == Decimal("0.333333333333")
    assert reserve.amount == 33_334
