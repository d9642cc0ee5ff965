"""What was folded before is not folded again, and never counts where the log says otherwise."""

from __future__ import annotations

import pytest
from sqlalchemy import NullPool, create_engine, text

from adapters.postgres.remembering import WORTH_KEEPING, Memory, Remembered
from adapters.postgres.store import PostgresStore
from tests.support.postgres import Database
from tests.support.purse import PutIn, ask, held

MORE = r"SET body = replace(convert_from(body, 'UTF8'), '\:10,', '\:99,')\:\:bytea"


def filled(store: PostgresStore, times: int, since: int = 0) -> None:
    for number in range(since, since + times):
        ask(store, f"put in {number}", PutIn(10))


def tampered(database: Database, *changes: str) -> None:
    """The log changed behind the program's back, by the owner of its tables."""
    engine = create_engine(database.owner_url, poolclass=NullPool)
    with engine.begin() as connection:
        for change in changes:
            assert connection.execute(text(change)).rowcount > 0
    engine.dispose()


@pytest.mark.postgres
def test_a_long_history_is_folded_once(store: PostgresStore, database: Database) -> None:
    """An old event falsified shows only to a program that reads it anew."""
    filled(store, WORTH_KEEPING)
    assert held(store) == 10 * WORTH_KEEPING

    tampered(database, f"UPDATE anchorline.event {MORE} WHERE version = 1")
    filled(store, 2, since=WORTH_KEEPING)
    assert held(store) == 10 * (WORTH_KEEPING + 2)


@pytest.mark.postgres
def test_a_short_one_is_read_whole(store: PostgresStore, database: Database) -> None:
    filled(store, 2)
    assert held(store) == 20

    tampered(database, f"UPDATE anchorline.event {MORE} WHERE version = 1")
    assert held(store) == 109


@pytest.mark.postgres
def test_where_the_log_was_put_back_the_whole_history_counts(
    store: PostgresStore, database: Database
) -> None:
    """A dump was restored under a running program: what came after it is gone."""
    filled(store, WORTH_KEEPING + 2)
    assert held(store) == 10 * (WORTH_KEEPING + 2)

    tampered(database, "DELETE FROM anchorline.event WHERE version > 3")
    assert held(store) == 30
    ask(store, "afterwards", PutIn(10))
    assert held(store) == 40


@pytest.mark.postgres
def test_where_the_log_went_another_way_its_way_counts(
    store: PostgresStore, database: Database
) -> None:
    """A standby took over: at the same version there is another event."""
    filled(store, WORTH_KEEPING)
    assert held(store) == 10 * WORTH_KEEPING

    last = f"version = {WORTH_KEEPING}"
    tampered(database, f"UPDATE anchorline.event {MORE}, position = position + 1 WHERE {last}")
    assert held(store) == 10 * (WORTH_KEEPING - 1) + 99


def remembered(version: int) -> Remembered:
    return Remembered(f"state {version}", version, 100 * version)


def test_a_reading_of_an_older_snapshot_changes_nothing() -> None:
    memory = Memory()
    memory.keep("purse", remembered(9))
    memory.keep("purse", remembered(8))

    assert memory.recall("purse") == remembered(9)


def test_what_was_not_asked_for_longest_makes_room() -> None:
    memory = Memory(most=2)
    memory.keep("first", remembered(9))
    memory.keep("second", remembered(9))
    memory.recall("first")
    memory.keep("third", remembered(9))

    kept = [name for name in ("first", "second", "third") if memory.recall(name)]
    assert kept == ["first", "third"]
