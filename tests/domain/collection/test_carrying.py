"""What was booked is had from what the bank told of, however it must be placed for that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, combinations

from hypothesis import given
from hypothesis import strategies as st

from domain.collection.carrying import Ask, carried
from domain.shared.ids import CollectionId

A, B, C = (CollectionId(name) for name in "abc")

rooms = st.fixed_dictionaries({name: st.integers(0, 9) for name in (A, B, C)})
asks = st.lists(
    st.builds(Ask, st.integers(0, 9), st.lists(st.sampled_from((A, B, C)), unique=True)),
    max_size=5,
)


def test_what_is_in_the_way_moves_to_where_else_it_may_be_had() -> None:
    either, only = Ask(5, (A, B)), Ask(5, (A,))

    assert carried([either, only], {A: 5, B: 5}) == 10
    assert carried([either, only], {A: 5, B: 3}) == 8


def test_an_entry_that_is_not_known_brings_nothing() -> None:
    assert carried([Ask(5, (C, A))], {A: 3}) == 3


@given(asks, rooms)
def test_no_way_of_placing_carries_more(asked: list[Ask], room: Mapping[CollectionId, int]) -> None:
    assert carried(asked, room) == bottleneck(asked, room)


def bottleneck(asked: Sequence[Ask], room: Mapping[CollectionId, int]) -> int:
    """By whichever asks it is that get least from all their entries; the others get everything."""
    counted = range(len(asked))
    groups = chain.from_iterable(combinations(counted, size) for size in range(len(asked) + 1))
    return min(
        sum(asked[it].minor for it in counted if it not in group)
        + sum(room[name] for name in {name for it in group for name in asked[it].entries})
        for group in groups
    )
