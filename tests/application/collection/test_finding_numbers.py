"""An invoice number is found in what a payer wrote, whole or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from application.collection.references import creditor_reference_content, numbers_in, plain

KNOWN = frozenset({"INV2026001", "INV2026002", "12345678", "54321", "2026", "沪A9001"})


def found(*lines: str) -> list[str]:
    return list(numbers_in(lines, KNOWN))


@pytest.mark.parametrize(
    "line",
    [
        "INV2026001",
        "Payment for inv-2026/001, thank you",
        "INV 2026 001",
        "ＩＮＶ－２０２６－００１",
        "货款INV2026001谢谢",
        "(INV.2026.001)",
    ],
)
def test_a_number_is_found_however_it_is_set(line: str) -> None:
    assert found(line) == ["INV2026001"]


@pytest.mark.parametrize(
    "line",
    ["INV20260011", "XINV2026001", "INV2026", "2026001", "INV-2026-0012", "INV2026001A"],
)
def test_a_piece_of_a_longer_number_is_not_it(line: str) -> None:
    assert found(line) == []


def test_several_are_found_in_their_order() -> None:
    assert found("INV-2026-002 and INV-2026-001") == ["INV2026002", "INV2026001"]


def test_a_number_may_be_broken_over_two_lines() -> None:
    assert found("for INV-2026", "-001") == ["INV2026001"]


def test_the_longest_number_is_meant() -> None:
    known = {"INV2026", "INV2026001"}

    assert list(numbers_in(["INV 2026 001"], known)) == ["INV2026001"]


def test_a_year_is_not_taken_for_a_number() -> None:
    assert found("March 2026") == []


def test_short_figures_are_one_piece() -> None:
    assert found("54321") == ["54321"]
    assert found("54 321") == []


def test_long_figures_may_be_spaced() -> None:
    assert found("1234 5678") == ["12345678"]


def test_leading_zeros_of_a_figure_do_not_count() -> None:
    assert found("0000054321") == ["54321"]
    assert plain("00054321") == plain("54321")


def test_a_number_may_have_chinese_letters() -> None:
    assert plain("沪A-9001") in KNOWN
    assert found("沪A 9001") == ["沪A9001"]


def test_a_creditor_reference_carries_a_number_only_with_its_check_digits() -> None:
    assert creditor_reference_content("RF18 5390 0754 7034") == "539007547034"
    assert creditor_reference_content("RF19 5390 0754 7034") is None
    assert creditor_reference_content("539007547034") is None


@given(
    st.text("ABCDEFGH", min_size=2, max_size=5),
    st.text("123456789", min_size=4, max_size=8),
    st.sampled_from(["", " ", "-", "/", ".", " - "]),
)
def test_any_number_is_found_with_any_separator(letters: str, digits: str, mark: str) -> None:
    number = letters + digits

    assert list(numbers_in([f"pay {letters}{mark}{digits} now"], {number})) == [number]
    assert list(numbers_in([f"pay {number}7 now"], {number})) == []
