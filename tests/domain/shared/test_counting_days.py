"""A year fraction is exact, and agrees with the cases of the trade and with QuantLib."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
import QuantLib as ql  # type: ignore[import-untyped]  # noqa: N813 - it has no stubs, and calls itself so
from hypothesis import given
from hypothesis import strategies as st

from domain.shared.daycount import DayCount, year_fraction
from tests.support.shared import case, case_ids

days = st.dates(min_value=date(1995, 1, 1), max_value=date(2045, 12, 31))
counts = st.sampled_from(DayCount)

TABULATED = [i for i in case_ids("DC-") if "start" in case(i)["inputs"] and i != "DC-20"]


@pytest.mark.parametrize("case_id", TABULATED)
def test_every_tabulated_pair_of_dates_is_reproduced(case_id: str) -> None:
    told = case(case_id)
    start, end = (date.fromisoformat(told["inputs"][which]) for which in ("start", "end"))

    for convention, expected in told["expected"].items():
        found = year_fraction(start, end, DayCount(convention))
        assert float(found) == pytest.approx(expected, abs=5e-11)


def test_one_loan_costs_differently_under_four_conventions() -> None:
    told = case("DC-20")
    start, end = (date.fromisoformat(told["inputs"][which]) for which in ("start", "end"))

    for convention, expected in told["expected"].items():
        interest = 1_000_000 * Fraction("0.06") * year_fraction(start, end, DayCount(convention))
        assert round(interest, 2) == Fraction(str(expected))


def test_a_daily_rate_is_never_rounded() -> None:
    told = case("DC-21")["expected"]
    august = (date(2026, 8, 1), date(2026, 9, 1))

    percent = {
        count: 5 * year_fraction(*august, count)
        for count in (DayCount.THIRTY_360, DayCount.ACT_360, DayCount.ACT_365F)
    }

    assert round(float(percent[DayCount.THIRTY_360]), 4) == told["30/360_pct"]
    assert round(float(percent[DayCount.ACT_365F]), 4) == told["ACT/365_pct"]
    assert percent[DayCount.ACT_360] == Fraction(31, 72)
    rounding_first = Decimal(str(told["ACT/360_pct"])) - Decimal(31) / Decimal(72)
    assert round(rounding_first * 1_000_000, 2) == Decimal("34.44")


def test_the_last_of_february_is_a_thirtieth_unless_the_debt_matures_on_it() -> None:
    start, end, count = date(2021, 8, 31), date(2022, 2, 28), DayCount.THIRTY_E_360_ISDA

    assert year_fraction(start, end, count) == Fraction(180, 360)
    assert year_fraction(start, end, count, ends_at_maturity=True) == Fraction(178, 360)


def test_a_period_does_not_run_backwards() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        year_fraction(date(2026, 3, 2), date(2026, 3, 1), DayCount.ACT_360)


ORACLES = {
    DayCount.ACT_360: ql.Actual360(),
    DayCount.ACT_365F: ql.Actual365Fixed(),
    DayCount.ACT_ACT_ISDA: ql.ActualActual(ql.ActualActual.ISDA),
    DayCount.THIRTY_360: ql.Thirty360(ql.Thirty360.BondBasis),
    DayCount.THIRTY_E_360: ql.Thirty360(ql.Thirty360.EurobondBasis),
}


@given(days, days, st.sampled_from(sorted(ORACLES, key=lambda count: count.value)))
def test_quantlib_counts_the_same(one: date, other: date, count: DayCount) -> None:
    start, end = sorted((one, other))

    oracle = ORACLES[count].yearFraction(_of_quantlib(start), _of_quantlib(end))

    assert float(year_fraction(start, end, count)) == pytest.approx(oracle, abs=1e-12)


@given(days, days, st.booleans())
def test_quantlib_counts_the_same_to_maturity(
    one: date,
    other: date,
    ends_at_maturity: bool,  # noqa: FBT001 - hypothesis draws it
) -> None:
    start, end = sorted((one, other))
    termination = _of_quantlib(end) if ends_at_maturity else ql.Date(31, 12, 2100)
    oracle = ql.Thirty360(ql.Thirty360.ISDA, termination)

    found = year_fraction(start, end, DayCount.THIRTY_E_360_ISDA, ends_at_maturity=ends_at_maturity)

    expected = oracle.yearFraction(_of_quantlib(start), _of_quantlib(end))
    assert float(found) == pytest.approx(expected, abs=1e-12)


@given(st.lists(days, min_size=3, max_size=3), counts)
def test_a_longer_period_never_counts_for_less(three: list[date], count: DayCount) -> None:
    start, near, far = sorted(three)

    assert year_fraction(start, near, count) <= year_fraction(start, far, count)


def _of_quantlib(day: date) -> ql.Date:
    return ql.Date(day.day, day.month, day.year)
