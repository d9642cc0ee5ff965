"""Worked figures of reserves and of what they are taken from, reproduced to the cent."""

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
    Spike,
)
from domain.eligibility.reserves import Pool, dilution_ratio, held, loss_ratio, percentage
from domain.eligibility.standing import MonthlyFigures
from domain.shared.currency import Currency
from domain.shared.money import Money
from tests.domain.eligibility.scenes import TODAY, around, claim, judged, months
from tests.domain.eligibility.worked_cases import minor, rate, read


def test_bb_13_only_dilution_over_the_threshold_is_reserved() -> None:
    given, expected = read("BB-13")
    for dilution, share, amount in zip(
        given["dilution_pct"], expected["reserve_pct"], expected["reserve_amount"], strict=True
    ):
        terms = ReserveTerms(
            dilution=DilutionReserve(threshold=rate(given["threshold"]), lag_months=0)
        )
        judgement = judged(
            claim(owed=minor(given["eligible_ar"])),
            circumstances=around(history=months([rate(dilution)] * 12)),
            reserves=terms,
        )
        (reserve,) = judgement.base.reserves
        assert reserve.ratio == rate(share)
        assert reserve.amount == minor(amount)


@pytest.mark.parametrize(
    ("spike", "key"),
    [
        (Spike.HIGHEST_THREE_MONTH_AVERAGE, "drr_spike_3m"),
        (Spike.HIGHEST_MONTH, "drr_spike_month"),
    ],
)
def test_sec_02_the_dynamic_dilution_reserve_by_either_spike(spike: Spike, key: str) -> None:
    given, expected = read("SEC-02")
    terms = DilutionReserve(
        form=DilutionForm.DYNAMIC,
        spike=spike,
        stress_factor=rate(given["stress_factor"]),
        horizon_ratio=rate(given["dhr"]),
        lag_months=0,
    )
    history = months([rate(ratio) for ratio in given["monthly_dilution"]])
    ratio = dilution_ratio(terms, history)
    assert round(Decimal(ratio.numerator) / ratio.denominator, 7) == rate(expected[key])


def test_sec_04_the_loss_reserve_never_falls_below_its_floor() -> None:
    given, expected = read("SEC-04")
    terms = LossReserve(floor=rate(given["floor"]))
    balance = 4_000_000
    monthly = MonthlyFigures(TODAY, balance // 4, 0, balance // 8 * 702 // 10_000)
    pool = Pool(balance, (balance,))

    unfloored = loss_ratio(LossReserve(floor=Decimal(0)), [monthly] * 12, pool)
    assert unfloored == Fraction(str(given["computed"]))
    assert loss_ratio(terms, [monthly] * 12, pool) == Fraction(str(expected["loss_reserve_pct"]))


def test_sec_05_the_reserves_of_a_securitised_pool() -> None:
    given, expected = read("SEC-05")
    balance = minor(given["net_pool_balance"])
    terms = ReserveTerms(
        dilution=DilutionReserve(threshold=Decimal(0), lag_months=0),
        loss=LossReserve(stress_factor=Decimal(1), floor=Decimal(0), lag_months=0),
        minimum=rate(given["minimum_reserve_ratio"]),
        named=(
            NamedReserve(
                name=ReserveName.YIELD, amount=Money(minor(given["yield_reserve"]), Currency.CNY)
            ),
            NamedReserve(
                name=ReserveName.SERVICING,
                amount=Money(minor(given["servicing_reserve"]), Currency.CNY),
            ),
        ),
    )
    sales = balance // 4
    month = MonthlyFigures(
        TODAY,
        sales,
        int(sales * rate(given["dilution_reserve_ratio"])),
        int(sales * rate(given["loss_reserve_ratio"])),
    )
    reserves = held(terms, [month] * 12, Pool(balance, (balance,)))

    by_ratio = sum(reserve.ratio for reserve in reserves)
    required = sum(reserve.amount for reserve in reserves)
    assert by_ratio == rate(expected["ratio_applied"])
    assert required == minor(expected["required_reserves"])
    assert balance - required == minor(expected["funding_limit"])


def test_sec_06_percentages_are_rounded_half_up_to_a_hundredth_of_a_percent() -> None:
    given, expected = read("SEC-06")
    for percent, rounded in zip(given["percent"], expected["rounded"], strict=True):
        ratio = percentage(Fraction(str(percent)) / 100, ReserveTerms())
        assert ratio * 100 == rate(rounded)
