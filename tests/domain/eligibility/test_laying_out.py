"""Claims are laid out as columns exactly, or not at all."""

from __future__ import annotations

import json
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.eligibility.arithmetic import (
    AMOUNT_TOTAL_MAX,
    BeyondMeasure,
    millionths,
    proportion,
    share_ceil,
    share_floor,
)
from domain.eligibility.canonical import json_line
from domain.eligibility.columns import ClaimColumns, stable_order
from domain.eligibility.judge import judge
from domain.eligibility.results import FORMAT, Results
from domain.eligibility.standing import Contra
from domain.shared.currency import Currency
from domain.shared.refusal import BrokenPromise
from tests.domain.eligibility.scenes import ANCHOR, PLAIN, SUPPLIER, TODAY, around, claim, judged

RATES = st.integers(0, 1_000_000)
AMOUNTS = st.integers(0, AMOUNT_TOTAL_MAX)


def test_columns_stand_in_the_order_of_receivables() -> None:
    columns = ClaimColumns.of([claim("b", 2), claim("a", 1)], Currency.CNY)
    assert columns.receivables == ("a", "b")
    assert columns.open.tolist() == [1, 2]
    assert columns.parties == (ANCHOR, SUPPLIER)


def test_a_claim_stands_in_a_pool_once() -> None:
    with pytest.raises(BrokenPromise):
        ClaimColumns.of([claim("a"), claim("a")], Currency.CNY)


def test_a_pool_holds_claims_of_one_currency() -> None:
    with pytest.raises(BrokenPromise):
        ClaimColumns.of([claim("a"), claim("b", currency=Currency.EUR)], Currency.CNY)


def test_only_what_is_open_may_be_negative() -> None:
    with pytest.raises(BrokenPromise):
        ClaimColumns.of([claim(disputed=-1)], Currency.CNY)


@pytest.mark.parametrize("owed", [2**63, AMOUNT_TOTAL_MAX // 2 + 1])
def test_amounts_that_64_bits_cannot_add_up_are_never_wrapped_around(owed: int) -> None:
    with pytest.raises(BeyondMeasure):
        ClaimColumns.of([claim("a", owed), claim("b", owed)], Currency.CNY)


def test_the_largest_sums_that_fit_are_exact() -> None:
    judgement = judged(claim("a", AMOUNT_TOTAL_MAX - 1), claim("b", 1))
    assert judgement.base.eligible == AMOUNT_TOTAL_MAX


def test_a_set_off_that_64_bits_cannot_hold_is_never_wrapped_around() -> None:
    with pytest.raises(BeyondMeasure):
        judged(claim(), circumstances=around(contras=(Contra(SUPPLIER, ANCHOR, 2**62),)))


@given(AMOUNTS, RATES)
def test_shares_are_exact_at_any_size(amount: int, rate: int) -> None:
    amounts = np.array([amount], np.int64)
    assert share_floor(amounts, rate)[0] == amount * rate // 1_000_000
    assert share_ceil(amounts, rate)[0] == -(-amount * rate // 1_000_000)


@given(
    AMOUNTS,
    st.integers(1, AMOUNT_TOTAL_MAX).flatmap(
        lambda whole: st.tuples(st.integers(0, whole), st.just(whole))
    ),
)
def test_proportions_are_exact_at_any_size(amount: int, fraction: tuple[int, int]) -> None:
    part, whole = fraction
    columns = (np.array([figure], np.int64) for figure in (amount, part, whole))
    quotient, remainder = proportion(*columns)
    assert (int(quotient[0]), int(remainder[0])) == divmod(amount * part, whole)


@given(st.lists(st.integers(0, 200_000)))
def test_equal_keys_keep_their_order(keys: list[int]) -> None:
    order = stable_order(np.array(keys, np.int32)).tolist()
    assert order == sorted(range(len(keys)), key=lambda row: (keys[row], row))


def test_a_rate_of_more_than_six_decimals_is_not_rounded_in_silence() -> None:
    with pytest.raises(ValueError, match="six decimals"):
        millionths(Decimal("0.1234567"))


def test_bytes_of_another_layout_are_not_read() -> None:
    head, rest = judged(claim()).results_bytes().split(b"\n", 1)
    other = json.dumps({**json.loads(head), "format": f"{FORMAT}0"}).encode()
    with pytest.raises(BrokenPromise):
        Results.from_bytes(other + b"\n" + rest)


def test_a_name_that_would_pass_for_two_is_not_written_down() -> None:
    with pytest.raises(BrokenPromise):
        judged(claim("a\nb")).results_bytes()


def test_what_has_no_canonical_form_is_not_written_down() -> None:
    with pytest.raises(TypeError):
        json_line(object())


def test_columns_laid_out_once_are_judged_many_times_alike() -> None:
    book = [claim("a"), claim("b", disputed=1)]
    columns = ClaimColumns.of(book, Currency.CNY)
    first, again = (judge(columns, PLAIN, around(), TODAY) for _ in range(2))
    assert first.results_hash == again.results_hash == judged(*book).results_hash
    with pytest.raises(ValueError, match="read-only"):
        first.eligible[0] = 0


def test_a_claim_that_is_not_in_the_pool_has_no_result() -> None:
    assert judged(claim("a")).results.of(claim("b").receivable) is None
