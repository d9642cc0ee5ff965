"""A kept mapping reads like the dict that the same steps make, and is read back from its bytes."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from domain.shared.ids import FinancingId
from domain.shared.kept import MOST_RECENT, Kept

STEPS = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.none() | st.integers()), max_size=200)


@given(STEPS)
def test_it_reads_like_a_dict(steps: list[tuple[str, int | None]]) -> None:
    plain: dict[str, int] = {}
    kept: Kept[str, int] = Kept()
    for key, value in steps:
        if value is None:
            plain.pop(key, None)
            kept = kept.without(key)
        else:
            plain[key] = value
            kept = kept.plus(key, value)

        assert kept == plain
        assert list(kept.items()) == list(plain.items())
        assert len(kept) == len(plain)


@given(st.lists(st.integers(0, 300), max_size=400))
def test_an_earlier_one_never_changes(keys: list[int]) -> None:
    earlier: list[tuple[Kept[int, int], dict[int, int]]] = []
    kept: Kept[int, int] = Kept()
    for key in keys:
        kept = kept.without(key) if key in kept else kept.plus(key, key)
        earlier.append((kept, dict(kept)))

    assert all(then == plain for then, plain in earlier)


def test_a_change_copies_the_same_however_many_there_are() -> None:
    kept: Kept[int, int] = Kept()
    for key in range(10_000):
        before, kept = kept, kept.plus(key, key)
        assert kept.settled is before.settled or len(before.recent) == MOST_RECENT - 1
        assert len(kept.recent) < MOST_RECENT


def test_it_is_read_back_from_its_bytes() -> None:
    kept: Kept[FinancingId, int] = Kept()
    for name in range(100):
        kept = kept.plus(FinancingId(f"fin-{name}"), name)
    kept = kept.without(FinancingId("fin-3"))

    again = msgspec.json.decode(msgspec.json.encode(kept), type=Kept[FinancingId, int])

    assert isinstance(again, Kept)
    assert again == kept
