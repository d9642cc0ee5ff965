"""All that hangs on one name is seen on that name: direct, as payer, and with its group."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.exposure.concentration import concentration
from domain.exposure.counterparty import against_capital, counterparties
from domain.exposure.rows import ExposureRow
from domain.shared.ids import PartyId
from tests.domain.exposure.scenes import ANCHOR, BUYER, RIVAL, SUPPLIER, row, yuan
from tests.support.shared import case


def test_bas_17_guaranteed_chains_add_up_on_the_core_enterprise() -> None:
    given_, expected = case("BAS-17")["inputs"], case("BAS-17")["expected"]
    guaranteed = given_["supplier_loans_guaranteed_by_core"]
    book = (
        row("own", given_["direct_to_core"], borrower=ANCHOR, obligor=BUYER),
        row("chain", guaranteed, obligor=BUYER, guarantor=ANCHOR, guaranteed=guaranteed),
    )
    core = next(line for line in counterparties(book, {}) if line.party == ANCHOR)
    measured = against_capital(
        core.own,
        yuan(given_["tier1"]),
        limit=Decimal(str(given_["limit"])),
        large=Decimal(str(given_["reporting"])),
    )

    assert core.own == yuan(expected["core_exposure"])
    assert measured.share == Decimal(str(expected["share"]))
    assert measured.is_large is expected["is_large"]
    assert measured.is_breach is expected["breach"]


def test_who_pays_and_guarantees_the_same_loan_is_exposed_once() -> None:
    book = (row("f1", 100, guarantor=ANCHOR, guaranteed=40),)
    core = next(line for line in counterparties(book, {}) if line.party == ANCHOR)
    assert (core.direct, core.as_payer) == (yuan(0), yuan(100))


def test_a_guarantee_counts_for_what_is_drawn_under_it() -> None:
    book = (row("f1", 100, obligor=BUYER, guarantor=ANCHOR, guaranteed=250),)
    core = next(line for line in counterparties(book, {}) if line.party == ANCHOR)
    assert core.as_payer == yuan(100)


def test_a_loan_within_one_group_counts_once_for_the_group() -> None:
    book = (row("f1", 100), row("f2", 50, borrower=RIVAL))
    lines = {line.party: line for line in counterparties(book, {SUPPLIER: "g", ANCHOR: "g"})}
    assert lines[ANCHOR].as_payer == yuan(150)
    assert lines[ANCHOR].group == lines[SUPPLIER].group == yuan(150)
    assert lines[RIVAL].group == yuan(50)


def test_a_group_may_be_named_like_a_party() -> None:
    lines = {line.party: line for line in counterparties((row("f1", 100),), {ANCHOR: SUPPLIER})}
    assert lines[SUPPLIER].group == yuan(100)
    assert lines[ANCHOR].group == yuan(100)


@pytest.mark.parametrize(
    ("exposure", "is_large", "is_breach"),
    [(99, False, False), (100, True, False), (250, True, False), (251, True, True)],
)
def test_large_from_a_tenth_and_never_beyond_a_quarter(
    exposure: int,
    is_large: bool,  # noqa: FBT001 - one column of the table above
    is_breach: bool,  # noqa: FBT001 - one column of the table above
) -> None:
    measured = against_capital(yuan(exposure), yuan(1_000))
    assert (measured.is_large, measured.is_breach) == (is_large, is_breach)


def test_without_capital_nothing_can_be_measured() -> None:
    with pytest.raises(ValueError, match="capital"):
        against_capital(yuan(1), yuan(0))


def test_equal_names_are_as_many_as_they_are() -> None:
    measured = concentration([25, 25, 25, 25], top=1)
    figures = (measured.hhi, measured.effective_names, measured.top_share)
    assert figures == (Decimal("0.25"), Decimal(4), Decimal("0.25"))


def test_an_empty_book_rests_on_nobody() -> None:
    assert concentration([], top=3).hhi == 0


@given(st.lists(st.integers(0, 10**12), min_size=1).filter(any), st.integers(1, 5))
def test_shares_never_leave_one(drawn: list[int], top: int) -> None:
    measured = concentration(drawn, top)
    assert 0 < measured.top_share <= 1
    assert measured.hhi <= 1
    assert 1 <= measured.effective_names <= len(drawn)


PARTIES = st.sampled_from([PartyId(name) for name in "abcd"])
ROWS = st.builds(
    row,
    st.just("f"),
    st.integers(0, 1_000),
    borrower=PARTIES,
    obligor=PARTIES,
    guarantor=st.none() | PARTIES,
    guaranteed=st.integers(0, 1_000),
)


@given(st.lists(ROWS, max_size=6), st.dictionaries(PARTIES, st.sampled_from(["g", "h", ""])))
def test_a_group_is_never_less_than_a_member_nor_more_than_the_book(
    book: list[ExposureRow], groups: dict[PartyId, str]
) -> None:
    drawn = yuan(sum(line.drawn for line in book))
    for line in counterparties(book, groups):
        assert line.own <= line.group <= drawn
