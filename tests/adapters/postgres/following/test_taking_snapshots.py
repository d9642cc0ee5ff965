"""A stream that grows is read from its newest snapshot, and says the same as its whole history."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from adapters.postgres.engine import create_engine
from adapters.postgres.following.snapshots import SnapshotTaker
from adapters.postgres.store import PostgresStore
from application.shared.ports import Loaded
from tests.adapters.postgres.following.scenes import NAMES, TALLY, House, Tally, counted

pytestmark = pytest.mark.postgres

SNAPSHOTS = text("SELECT stream, version FROM anchorline.snapshot ORDER BY stream")
OLD_HISTORY = text("DELETE FROM anchorline.event WHERE version <= 20")
CRATES = "north/tally/crates"


def taker(house: House, room: Any = TALLY) -> SnapshotTaker:  # noqa: ANN401  # a room of any type
    return SnapshotTaker(house.engine, house.store, NAMES, [room], every=10)


def snapshots(house: House) -> list[tuple[str, int]]:
    with house.engine.connect() as connection:
        return [(stream, version) for stream, version in connection.execute(SNAPSHOTS)]


def load(house: House, room: Any = TALLY) -> Loaded[Tally]:  # noqa: ANN401  # a room of any type
    """As a program reads it that was started just now, and remembers nothing."""
    engine = create_engine(house.url)
    with PostgresStore(engine, names=NAMES).reading() as reading:
        loaded: Loaded[Tally] = reading.load(room, CRATES)
    engine.dispose()
    return loaded


def counted_times(house: House, times: int) -> None:
    for _ in range(times):
        house.record(counted("crates", 2))


def test_only_streams_that_grew_long_enough_have_one(counting_house: House) -> None:
    counted_times(counting_house, 25)
    counting_house.record(counted("drums"))
    taker(counting_house).turn()
    assert snapshots(counting_house) == [(CRATES, 25)]


def test_the_state_is_the_same_with_and_without(counting_house: House) -> None:
    counted_times(counting_house, 23)
    whole = load(counting_house)
    taker(counting_house).turn()
    assert load(counting_house) == whole
    counted_times(counting_house, 4)
    assert load(counting_house) == Loaded(CRATES, Tally(54, 27), 27)


def test_it_is_really_read(counting_house: House) -> None:
    """Falsified, it shows."""
    counted_times(counting_house, 10)
    taker(counting_house).turn()
    with counting_house.engine.connect() as connection:
        connection.execute(
            text("UPDATE anchorline.snapshot SET body = :body"), {"body": b'{"total":99,"times":1}'}
        )
    counted_times(counting_house, 1)
    assert load(counting_house).state == Tally(101, 2)


def test_one_of_another_reading_is_ignored_and_made_again(counting_house: House) -> None:
    counted_times(counting_house, 20)
    taker(counting_house).turn()
    newer = replace(TALLY, state_version=2)
    with counting_house.engine.connect() as connection:
        connection.execute(
            text("UPDATE anchorline.snapshot SET body = :body"), {"body": b'{"total":99,"times":1}'}
        )
    assert load(counting_house, newer).state == Tally(40, 20)

    taker(counting_house, newer).turn()
    with counting_house.engine.connect() as connection:
        fold = connection.execute(text("SELECT fold FROM anchorline.snapshot")).scalar_one()
    assert fold == "2.0"
    assert load(counting_house, newer).state == Tally(40, 20)


def test_taken_again_after_a_crash_it_is_the_same(counting_house: House) -> None:
    counted_times(counting_house, 12)
    taker(counting_house).turn()
    with counting_house.engine.connect() as connection:
        connection.execute(text("UPDATE anchorline.tracking SET position = 0"))
    one = taker(counting_house)
    one.turn()
    one.turn()
    one.rest()
    assert snapshots(counting_house) == [(CRATES, 12)]


def test_a_room_that_does_not_grow_has_none(counting_house: House) -> None:
    counted_times(counting_house, 12)
    taker(counting_house, replace(TALLY, grows=False)).turn()
    assert snapshots(counting_house) == []
