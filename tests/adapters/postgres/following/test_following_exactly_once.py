"""Every event is applied once, whoever else follows and wherever a batch ends."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from sqlalchemy import text

from adapters.postgres.following import folding, rows
from adapters.postgres.following.failures import Halted, Overtaken, Superseded
from adapters.postgres.following.log import batch_after
from adapters.postgres.following.switching import retire
from adapters.postgres.log import PLACES
from domain.shared.refusal import BrokenPromise
from tests.adapters.postgres.following.scenes import House, counted

pytestmark = pytest.mark.postgres


def test_views_say_what_was_recorded(counting_house: House) -> None:
    counting_house.record(counted("crates", 3), counted("drums", 4))
    counting_house.record(counted("crates", 2))
    counting_house.kept()

    assert counting_house.rows() == {
        "lines": {
            "north/crates": '{"owner":"north","thing":"crates","total":5,"times":2}',
            "north/drums": '{"owner":"north","thing":"drums","total":4,"times":1}',
        },
        "sums": {"north": '{"owner":"north","counted":9}'},
    }


def test_of_two_that_folded_the_same_events_one_writes(counting_house: House) -> None:
    counting_house.record(counted("crates", 3))
    counting_house.kept()
    counting_house.record(counted("crates", 2))

    with counting_house.reader() as one, counting_house.reader() as other:
        assert one.step().applied == 1
        with pytest.raises(Overtaken):
            other.step()
        assert other.look_again()
        assert other.step().applied == 0

    assert '"total":5' in counting_house.rows()["lines"]["north/crates"]


def test_what_another_copy_has_folded_already_halts_nobody(
    counting_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A view may refuse to fold an event onto a row that has it: the copy is late, not wrong."""
    counting_house.record(counted("crates", 3))
    counting_house.kept()
    counting_house.record(counted("crates", 2))

    with counting_house.reader() as one, counting_house.reader() as other:
        one.step()
        monkeypatch.setattr(folding, "fold", _refuse)
        with pytest.raises(Overtaken):
            other.step()


def test_what_was_swept_after_a_rebuild_halts_nobody(
    counting_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting_house.record(counted("crates", 3))
    counting_house.kept()
    counting_house.record(counted("crates", 2))

    with counting_house.reader() as late:
        with counting_house.engine.begin() as connection:
            retire(connection, late.generation.name)
        monkeypatch.setattr(folding, "fold", _refuse)
        with pytest.raises(Superseded):
            late.step()


def _refuse(touched: Iterable[folding.Touch], _rows: folding.Rows) -> None:
    first = next(iter(touched))
    raise Halted(first.recorded.position, "lines cannot fold Counted", BrokenPromise("twice"))


def test_without_the_guard_both_would_write(
    counting_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that the guard is known to be what makes it once."""
    unguarded = str(rows.APPLY).replace("AND position = :before", "AND :before = :before")
    assert unguarded != str(rows.APPLY)
    monkeypatch.setattr(rows, "APPLY", text(unguarded))
    counting_house.record(counted("crates", 3))
    counting_house.kept()

    with counting_house.reader() as one, counting_house.reader() as other:
        counting_house.record(counted("crates", 2))
        one.step()
        other.step()

    assert '"total":7' in counting_house.rows()["lines"]["north/crates"]


def test_two_copies_under_load_apply_every_event_once(counting_house: House) -> None:
    things = [f"thing-{number}" for number in range(20)]
    counting_house.generation()

    def write(_: int) -> None:
        for thing in things:
            counting_house.record(counted(thing), counted("all"))

    done = [2**63 - 1]
    with ThreadPoolExecutor(6) as pool:
        followers = [pool.submit(_applied, counting_house, done) for _ in range(2)]
        try:
            list(pool.map(write, range(4)))
        finally:
            done[0] = counting_house.record(counted("last"))
        applied = [it.result() for it in followers]

    counting_house.kept()
    lines = counting_house.rows()["lines"]
    assert all('"total":4,"times":4' in lines[f"north/{thing}"] for thing in things)
    assert '"total":80,"times":80' in lines["north/all"]
    assert sum(applied) == 161


@pytest.mark.parametrize("limit", [1, 2, 3, 5, 100])
def test_a_batch_never_ends_inside_a_transaction(counting_house: House, limit: int) -> None:
    for size in (1, 4, 2, 7, 1):
        counting_house.record(*(counted(f"thing-{number}") for number in range(size)))

    batches, after, more = [], 0, True
    with counting_house.engine.connect() as connection:
        while more:
            found, more = batch_after(connection, after, limit=limit)
            batches.append([row.position for row in found])
            after = found[-1].position if found else after

    assert sum(map(len, batches)) == 15
    ends = [(one[-1], other[0]) for one, other in pairwise(filter(None, batches))]
    assert all(end >> PLACES < start >> PLACES for end, start in ends)


def test_a_view_never_shows_half_a_deal(counting_house: House) -> None:
    counting_house.record(*(counted(f"thing-{number}") for number in range(9)))
    with counting_house.reader(limit=2) as reader:
        assert reader.step().applied == 9


def _applied(house: House, done: list[int]) -> int:
    """How many events this copy applied until the last was applied by either."""
    applied = 0
    with house.reader(limit=7) as reader:
        while reader.position < done[0]:
            try:
                applied += reader.step().applied
            except Overtaken:
                reader.look_again()
    return applied
