"""All that hangs on one name is seen on that name: direct, as payer, and with its group."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.exposure.concentration import concentration
from domain.exposure.counterparty import (
    CounterpartyExposure,
    Figure,
    Groups,
    against_capital,
    by_group,
    counterparty,
)
from domain.exposure.rows import ExposureRow
from domain.shared.connection import GroupId
from domain.shared.ids import PartyId
from tests.domain.exposure.scenes import ANCHOR, BUYER, RIVAL, SUPPLIER, row, yuan
from tests.support.shared import case

GROUP = GroupId("harbour")


def on(
    party: PartyId, book: Iterable[ExposureRow], groups: Groups | None = None
) -> CounterpartyExposure:
    (line,) = counterparty(book, party, groups or {})
    return line


def drawn(minor: int) -> Figure:
    return Figure(yuan(minor), yuan(0))


def test_bas_17_guaranteed_chains_add_up_on_the_core_enterprise() -> None:
    given_, expected = case("BAS-17")["inputs"], case("BAS-17")["expected"]
    guaranteed = given_["supplier_loans_guaranteed_by_core"]
    book = (
        row("own", given_["direct_to_core"], borrower=ANCHOR, obligor=BUYER),
        row("chain", guaranteed, obligor=BUYER, guaranteed=((ANCHOR, guaranteed),)),
    )
    core = on(ANCHOR, book)
    measured = against_capital(
        core.own.total,
        yuan(given_["tier1"]),
        limit=Decimal(str(given_["limit"])),
        large=Decimal(str(given_["reporting"])),
    )

    assert core.own.total == yuan(expected["core_exposure"])
    assert measured.share == Decimal(str(expected["share"]))
    assert measured.is_large is expected["is_large"]
    assert measured.is_breach is expected["breach"]


def test_who_pays_and_guarantees_the_same_loan_is_exposed_once() -> None:
    core = on(ANCHOR, (row("f1", 100, guaranteed=((ANCHOR, 40),)),))
    assert (core.direct, core.as_payer, core.guaranteed) == (drawn(0), drawn(100), drawn(40))


def test_a_guarantee_counts_for_what_is_drawn_under_it() -> None:
    core = on(ANCHOR, (row("f1", 100, obligor=BUYER, guaranteed=((ANCHOR, 250),)),))
    assert core.as_payer == drawn(100)


def test_a_guarantee_of_what_is_promised_is_exposure_too() -> None:
    promised = row("f1", 0, committed=100, obligor=BUYER, guaranteed=((ANCHOR, 60),))
    core = on(ANCHOR, (promised,))
    assert core.as_payer == Figure(yuan(0), yuan(60))


def test_a_loan_within_one_group_counts_once_for_the_group() -> None:
    book = (row("f1", 100), row("f2", 50, borrower=RIVAL))
    groups = {SUPPLIER: GROUP, ANCHOR: GROUP}
    assert on(ANCHOR, book).as_payer == drawn(150)
    assert on(ANCHOR, book, groups).connected == drawn(150)
    assert on(SUPPLIER, book, groups).connected == drawn(150)
    assert on(RIVAL, book, groups).connected == drawn(50)
    assert list(by_group(book, groups)) == [(GROUP, drawn(150))]


def test_guarantors_of_one_group_answer_together_and_never_for_more_than_there_is() -> None:
    book = (row("f1", 100, guaranteed=((ANCHOR, 40), (RIVAL, 30))),)
    assert list(by_group(book, {ANCHOR: GROUP, RIVAL: GROUP})) == [(GROUP, drawn(100))]
    others = (row("f1", 100, obligor=BUYER, guaranteed=((ANCHOR, 40), (RIVAL, 30))),)
    assert list(by_group(others, {ANCHOR: GROUP, RIVAL: GROUP})) == [(GROUP, drawn(70))]


def test_a_party_is_not_counted_with_a_group_that_is_named_like_it() -> None:
    groups = {ANCHOR: GroupId(SUPPLIER)}
    assert on(SUPPLIER, (row("f1", 100, obligor=BUYER),), groups).connected == drawn(100)
    assert counterparty((row("f1", 100, obligor=BUYER),), ANCHOR, groups) == ()


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


NAMES = [PartyId(name) for name in "abcd"]
PARTIES = st.sampled_from(NAMES)
ROWS = st.builds(
    row,
    st.just("f"),
    st.integers(0, 1_000),
    committed=st.integers(0, 1_000),
    borrower=PARTIES,
    obligor=PARTIES,
    guaranteed=st.lists(st.tuples(PARTIES, st.integers(0, 1_000)), max_size=2).map(tuple),
)
GROUPS = st.dictionaries(PARTIES, st.sampled_from([GroupId("g"), GroupId("h")]))


@given(st.lists(ROWS, max_size=6), GROUPS)
def test_a_group_is_never_less_than_a_member_nor_more_than_the_book(
    book: list[ExposureRow], groups: Groups
) -> None:
    whole = sum(line.drawn + line.committed for line in book)
    of_group = {group: figure.total for group, figure in by_group(book, groups)}
    for party in NAMES:
        for line in counterparty(book, party, groups):
            assert line.own.total <= line.connected.total <= yuan(whole)
            if party in groups:
                assert line.connected.total == of_group[groups[party]]
