"""Bands of days touch, and what falls due is put in one of them."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.exposure.banded import DueOn, banded
from domain.exposure.buckets import AGEING, MATURITY, Buckets, ageing_bucket, maturity_bucket
from domain.shared.currency import Currency
from tests.domain.exposure.scenes import TODAY


@pytest.mark.parametrize(
    ("late", "name"),
    [(-5, "up to 0"), (0, "up to 0"), (1, "1-30"), (30, "1-30"), (31, "31-60"), (91, "over 90")],
)
def test_a_claim_ages_by_the_day(late: int, name: str) -> None:
    assert ageing_bucket(TODAY - timedelta(days=late), TODAY).name == name


@pytest.mark.parametrize(
    ("left", "name"),
    [(-1, "up to -1"), (0, "0-30"), (30, "0-30"), (31, "31-90"), (366, "over 365")],
)
def test_maturity_is_counted_to_the_due_day(left: int, name: str) -> None:
    assert maturity_bucket(TODAY + timedelta(days=left), TODAY).name == name


@pytest.mark.parametrize("buckets", [AGEING, MATURITY, Buckets((10,))])
def test_the_bands_touch_and_never_overlap(buckets: Buckets) -> None:
    bands = buckets.all()
    assert bands[0].first is None
    assert bands[-1].last is None
    for one, following in itertools.pairwise(bands):
        assert one.last is not None
        assert following.first == one.last + 1


PARTS = st.builds(
    DueOn,
    st.integers(-400, 400).map(lambda days: TODAY + timedelta(days=days)),
    st.sampled_from([Currency.CNY, Currency.EUR]),
    st.integers(0, 10**9),
    st.integers(0, 10**9),
)


@given(st.lists(PARTS))
def test_the_bands_add_up_to_what_falls_due_currency_by_currency(parts: list[DueOn]) -> None:
    found = banded(parts, MATURITY, lambda due_on: maturity_bucket(due_on, TODAY))

    for currency in (Currency.CNY, Currency.EUR):
        own = [part for part in parts if part.currency is currency]
        bands = [band for band in found if band.drawn.currency is currency]
        assert sum(it.drawn.minor for it in bands) == sum(it.drawn for it in own)
        assert sum(it.committed.minor for it in bands) == sum(it.committed for it in own)
        assert len({band.bucket for band in bands}) == len(bands)
