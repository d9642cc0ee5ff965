"""Views are built anew beside the ones that are read, and switched to when they have caught up."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any, cast

import pytest
from sqlalchemy import text

from adapters.postgres.following.building import Busy, NotBuilt, alone
from adapters.postgres.following.duty import State
from adapters.postgres.following.failures import Halted, Superseded
from adapters.postgres.following.generations import Wanted
from adapters.postgres.following.nudge import Nudge
from adapters.postgres.following.rebuilding import rebuild
from adapters.postgres.following.supervisor import Supervisor
from adapters.postgres.following.sweeping import sweep
from adapters.postgres.following.switching import switched
from application.shared.projection import Follower, Recorded
from tests.adapters.postgres.following.scenes import (
    CODEC,
    COUNTING,
    LINES,
    SUMS,
    House,
    Line,
    Sum,
    cleared,
    counted,
    fold_line,
    fold_sum,
    until,
)

pytestmark = pytest.mark.postgres

BUILDS = text("SELECT count(*) FROM anchorline.view_build")
ORPHANS = text(
    "SELECT count(*) FROM anchorline.view_row WHERE build NOT IN "
    "(SELECT build FROM anchorline.view_build WHERE active)"
)


def doubled(row: Sum | None, key: str, recorded: Recorded) -> Sum:
    once = fold_sum(None, key, recorded)
    return Sum(key, (row.counted if row else 0) + 2 * once.counted)


DOUBLING = Follower("counting", (LINES, replace(SUMS, version=2, fold=doubled)))


def test_a_rebuild_equals_the_live_views_byte_for_byte(counting_house: House) -> None:
    for number in range(40):
        counting_house.record(counted(f"thing-{number % 7}", number), counted("all"))
    counting_house.record(cleared("thing-3"))
    counting_house.kept()
    live, generation = counting_house.rows(), counting_house.generation()

    told: list[int] = []
    rebuild(counting_house.engine, CODEC, COUNTING, told.append)

    assert counting_house.generation().name != generation.name
    assert counting_house.rows() == live
    assert told[-1] == 81


def test_a_rebuild_mends_what_was_changed_behind_our_back(counting_house: House) -> None:
    counting_house.record(counted("crates", 3))
    counting_house.kept()
    sound = counting_house.rows()
    _run(counting_house, "UPDATE anchorline.view_row SET body = '{}'")

    rebuild(counting_house.engine, CODEC, COUNTING)

    assert counting_house.rows() == sound


def test_while_it_is_rebuilt_views_go_on_and_nothing_is_lost(counting_house: House) -> None:
    counting_house.record(counted("crates"))
    counting_house.kept()
    keeper = counting_house.keeper()
    with Supervisor(counting_house.engine, [keeper], Nudge()), ThreadPoolExecutor(1) as pool:
        writing = pool.submit(lambda: [counting_house.record(counted("crates")) for _ in range(80)])
        while not writing.done():
            rebuild(counting_house.engine, CODEC, COUNTING)
        last = writing.result()[-1]
        until(lambda: (keeper.position or 0) >= last)

    assert counting_house.rows()["sums"]["north"] == '{"owner":"north","counted":81}'


def test_a_new_version_is_switched_to_only_when_it_has_caught_up(counting_house: House) -> None:
    for _ in range(20):
        counting_house.record(counted("crates"))
    counting_house.kept()
    keeper = counting_house.keeper(DOUBLING, limit=5)
    for _ in range(4):
        keeper.turn()
        assert keeper.state is State.BUILDING
        assert counting_house.rows()["sums"]["north"] == '{"owner":"north","counted":20}'
    keeper.turn()
    keeper.rest()

    assert counting_house.rows()["sums"]["north"] == '{"owner":"north","counted":40}'


def test_a_generation_that_is_behind_is_not_switched_to(counting_house: House) -> None:
    for _ in range(3):
        counting_house.record(counted("crates"))
    counting_house.kept()
    newer = counting_house.generation(DOUBLING)
    with counting_house.reader(DOUBLING, limit=1) as reader:
        reader.step()
        assert not switched(counting_house.engine, newer)
        reader.step()
        reader.step()
        assert switched(counting_house.engine, newer)


def test_a_row_of_another_shape_is_built_anew_without_being_told(counting_house: House) -> None:
    @dataclass(frozen=True, slots=True)
    class LongLine:
        owner: str
        thing: str
        total: int
        times: int
        note: str

    def fold(row: LongLine | None, key: str, recorded: Recorded) -> LongLine | None:
        earlier = Line(row.owner, row.thing, row.total, row.times) if row else None
        line = fold_line(earlier, key, recorded)
        return LongLine(line.owner, line.thing, line.total, line.times, "-") if line else None

    shaped: Any = replace(LINES, row=cast("Any", LongLine), fold=cast("Any", fold))
    upcasts = CODEC.names.upcasts()
    longer = Follower("counting", (shaped, SUMS))
    assert Wanted.of(longer, upcasts).folds["lines"] != Wanted.of(COUNTING, upcasts).folds["lines"]
    assert Wanted.of(COUNTING, 0).folds["sums"] != Wanted.of(COUNTING, 1).folds["sums"]

    counting_house.record(counted("crates", 3))
    counting_house.kept()
    counting_house.kept(longer)
    assert '"note":"-"' in counting_house.rows()["lines"]["north/crates"]


def test_a_replaced_program_stops_and_never_replaces_its_successor(counting_house: House) -> None:
    counting_house.record(counted("crates"))
    old = counting_house.keeper(COUNTING)
    for _ in range(3):
        old.turn()
    counting_house.kept(DOUBLING)
    counting_house.record(counted("crates"))
    for _ in range(3):
        old.turn()

    assert old.state is State.SUPERSEDED
    old.rest()
    counting_house.kept(DOUBLING)
    assert counting_house.rows()["sums"]["north"] == '{"owner":"north","counted":4}'


def test_two_programs_build_one_generation_together(counting_house: House) -> None:
    counting_house.record(counted("crates"))
    one, other = counting_house.keeper(), counting_house.keeper()
    for _ in range(3):
        one.turn()
        other.turn()
    one.rest()
    other.rest()
    assert _number(counting_house, "SELECT count(*) FROM anchorline.view_build") == 2
    assert counting_house.rows()["sums"]["north"] == '{"owner":"north","counted":1}'


def test_what_was_replaced_is_swept_away(counting_house: House) -> None:
    counting_house.record(counted("crates"), counted("drums"))
    counting_house.kept()
    for _ in range(3):
        rebuild(counting_house.engine, CODEC, COUNTING)
    with counting_house.engine.connect() as connection:
        while sweep(connection):
            continue
        assert connection.execute(BUILDS).scalar_one() == 2
        assert connection.execute(ORPHANS).scalar_one() == 0


def test_one_rebuild_at_a_time(counting_house: House) -> None:
    counting_house.kept()
    with alone(counting_house.engine), pytest.raises(Busy):
        rebuild(counting_house.engine, CODEC, COUNTING)


def test_what_was_never_built_cannot_be_rebuilt(counting_house: House) -> None:
    with pytest.raises(NotBuilt):
        rebuild(counting_house.engine, CODEC, COUNTING)


def test_a_rebuild_that_fails_leaves_the_views_as_they_were(counting_house: House) -> None:
    counting_house.record(counted("crates"))
    counting_house.kept()
    live = counting_house.rows()
    _run(
        counting_house,
        """INSERT INTO anchorline.event (position, stream, version, topic, body) VALUES
        (pg_current_xact_id()::text::bigint << 20, 'north/tally/x', 1, 'tally.melted@1', '{}')""",
    )
    with pytest.raises(Halted):
        rebuild(counting_house.engine, CODEC, COUNTING)

    assert counting_house.rows() == live
    assert _number(counting_house, "SELECT count(*) FROM anchorline.tracking") == 1


def test_a_follower_of_a_retired_generation_is_told(counting_house: House) -> None:
    counting_house.record(counted("crates"))
    counting_house.kept()
    with counting_house.reader() as reader:
        rebuild(counting_house.engine, CODEC, COUNTING)
        with pytest.raises(Superseded):
            reader.look_again()


def _run(house: House, statement: str) -> None:
    with house.engine.connect() as connection:
        connection.execute(text(statement))


def _number(house: House, query: str) -> int:
    with house.engine.connect() as connection:
        found: int = connection.execute(text(query)).scalar_one()
    return found
