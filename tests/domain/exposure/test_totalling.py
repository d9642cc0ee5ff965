"""What a lender is exposed to, by each dimension, adds up to what is drawn."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.exposure.buckets import AGEING, MATURITY, Buckets, ageing_bucket, maturity_bucket
from domain.exposure.rows import ExposureRow
from domain.exposure.totals import Dimension, totals
from domain.shared.currency import Currency
from domain.shared.facility import Facility, Product
from domain.shared.money import Money
from tests.domain.exposure.scenes import (
    ANCHOR,
    BANK,
    BUYER,
    OTHER_BANK,
    RIVAL,
    TODAY,
    row,
    yuan,
)

BOOK = (
    row("f1", 60_000),
    row("f1", 40_000, obligor=BUYER, committed=5_000),
    row("f2", 30_000, borrower=RIVAL, due_on=TODAY - timedelta(days=31)),
)


@pytest.mark.parametrize(
    ("dimension", "expected"),
    [
        (Dimension.OBLIGOR, [("anchor", 90_000), ("buyer", 40_000)]),
        (Dimension.SELLER, [("supplier", 100_000), ("rival", 30_000)]),
        (Dimension.POOL, [("pool", 130_000)]),
        (Dimension.PRODUCT, [("receivable_pool", 130_000)]),
        (Dimension.FACILITY, [("receivable_pool/pool", 130_000)]),
        (Dimension.GUARANTOR, []),
        (Dimension.CURRENCY, [("CNY", 130_000)]),
        (Dimension.MATURITY, [("0-30", 100_000), ("up to -1", 30_000)]),
        (Dimension.AGEING, [("up to 0", 100_000), ("31-60", 30_000)]),
    ],
)
def test_each_dimension_cuts_the_same_book(
    dimension: Dimension, expected: list[tuple[str, int]]
) -> None:
    lines = totals(BOOK, dimension, TODAY)
    assert [(line.key, line.drawn.minor) for line in lines] == expected


def test_a_line_says_how_many_financings_have_a_part_in_it_and_what_is_still_promised() -> None:
    (line,) = totals(BOOK, Dimension.POOL, TODAY)
    assert (line.lender, line.financings, line.committed) == (BANK, 2, yuan(5_000))


def test_lenders_and_currencies_are_never_added_together() -> None:
    book = (row("f1", 1), row("f2", 2, lender=OTHER_BANK), row("f3", 3, currency=Currency.EUR))
    lines = totals(book, Dimension.OBLIGOR, TODAY)
    assert [(line.lender, line.drawn) for line in lines] == [
        (BANK, yuan(1)),
        (BANK, Money(3, Currency.EUR)),
        (OTHER_BANK, yuan(2)),
    ]


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


ROWS = st.builds(
    row,
    st.sampled_from(["f1", "f2", "f3"]),
    st.integers(0, 10**9),
    obligor=st.sampled_from(["a", "b"]),
    borrower=st.sampled_from(["s", "t"]),
    currency=st.sampled_from([Currency.CNY, Currency.EUR]),
    due_on=st.integers(-400, 400).map(lambda days: TODAY + timedelta(days=days)),
)


WHOLE = [it for it in Dimension if it is not Dimension.GUARANTOR]
"""All but the one that knows of a part of the book only."""


@given(st.lists(ROWS), st.sampled_from(WHOLE))
def test_every_cut_adds_up_to_the_book(book: list[ExposureRow], dimension: Dimension) -> None:
    lines = totals(book, dimension, TODAY)
    for currency in (Currency.CNY, Currency.EUR):
        drawn = sum(one.drawn for one in book if one.currency is currency)
        cut = sum(line.drawn.minor for line in lines if line.drawn.currency is currency)
        assert cut == drawn


def test_by_guarantor_is_what_is_guaranteed_and_never_more_than_is_drawn() -> None:
    book = (
        row("f1", 60_000, guarantor=ANCHOR, guaranteed=50_000),
        row("f2", 10_000, guarantor=ANCHOR, guaranteed=50_000),
        row("f3", 7_000),
    )

    (line,) = totals(book, Dimension.GUARANTOR, TODAY)

    assert (line.key, line.drawn, line.financings) == ("anchor", yuan(60_000), 2)


def test_what_is_lent_on_an_order_stands_under_no_pool() -> None:
    book = (row("f1", 60_000, facility=Facility(Product.E_ORDER, "north")), row("f2", 7_000))

    lines = totals(book, Dimension.FACILITY, TODAY)

    assert [(line.key, line.drawn) for line in lines] == [
        ("e_order/north", yuan(60_000)),
        ("receivable_pool/pool", yuan(7_000)),
    ]
    assert [line.drawn for line in totals(book, Dimension.POOL, TODAY)] == [yuan(7_000)]
