"""Whoever reads the log in order misses no event and sees none twice, whoever commits late."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep

import psycopg2
import pytest
from sqlalchemy import Engine, select, text

from adapters.postgres.engine import Limits, create_engine
from adapters.postgres.log import START, Row, horizon, read_after
from adapters.postgres.store import PostgresStore
from adapters.postgres.tables import event
from application.shared.ports import Conflict
from tests.adapters.postgres.storing.scenes import written
from tests.conftest import Rounds
from tests.support.crowd import all_at_once
from tests.support.postgres import Database
from tests.support.purse import PutIn, ask, purse

pytestmark = pytest.mark.postgres

WRITERS = 6
READERS = 3

INVERTED = """SELECT count(*) FROM (SELECT position < lag(position)
OVER (PARTITION BY stream ORDER BY version) AS inverted FROM anchorline.event) AS pairs
WHERE inverted"""


def test_readers_see_every_event_once_though_writers_commit_late(
    engine: Engine, rounds: Rounds
) -> None:
    """Six writers whose commits come late and out of order, three readers.

    Seen to fail without the horizon: readers that remember the last position they
    saw lose events that were written earlier and committed later.
    """
    commits, done = rounds(60, 2000), Event()

    def write(writer: int) -> None:
        for number in range(commits):
            with written(engine, f"{writer}-{number}", 1 + number % 3):
                sleep(late(writer, number))

    with ThreadPoolExecutor(READERS) as readers:
        seen = [readers.submit(read_on, engine, done) for _ in range(READERS)]
        all_at_once(write, range(WRITERS))
        done.set()

    recorded = positions(engine)
    assert len(recorded) == WRITERS * sum(1 + number % 3 for number in range(commits))
    for one in seen:
        assert one.result() == recorded


def test_within_a_stream_positions_grow_with_versions(
    store: PostgresStore, engine: Engine, rounds: Rounds
) -> None:
    """Six writers on five streams, without locks: who read later is written later.

    Seen to fail when the command row is written first: transactions then have their
    number before they read, and positions run against versions.
    """

    def write(writer: int) -> None:
        for number in range(rounds(120, 600)):
            stream = purse((writer + number) % 5)
            ask_until_it_wins(store, f"{writer}-{number}", stream)

    all_at_once(write, range(WRITERS))

    with engine.connect() as connection:
        assert connection.execute(text(INVERTED)).scalar_one() == 0


def test_transactions_are_read_whole(engine: Engine) -> None:
    """Seen to fail with the bare limit: a reader stops in the middle of a deal."""
    for stream in ("first", "second"):
        with written(engine, stream, 7):
            pass

    with engine.connect() as connection:
        batch = read_after(connection, 0, 3)
        rest = read_after(connection, batch[-1].position, 3)

    assert [row.stream for row in batch] == ["first"] * 7
    assert [row.stream for row in rest] == ["second"] * 7


def test_an_open_write_holds_readers_back_until_its_time_is_up(
    database: Database, engine: Engine, store: PostgresStore
) -> None:
    """Nothing is lost by it: what was written meanwhile is read when it has ended.

    Seen to fail without the time limit on transactions: readers wait for ever.
    """
    forgetful = create_engine(database.url, Limits(transaction=1.0, idle=60.0))
    left_open = forgetful.raw_connection()
    left_open.cursor().execute(f"SELECT {START}")
    answer = ask(store, "in", PutIn(100))

    with engine.connect() as reader:
        assert read_after(reader, 0, 10) == []
        assert horizon(reader) <= answer.position

    assert [row.position for row in wait_for_rows(engine)] == [answer.position]
    with pytest.raises(psycopg2.OperationalError):
        left_open.cursor().execute("SELECT 1")
    left_open.invalidate()
    forgetful.dispose()


def late(writer: int, number: int) -> float:
    """Between nothing and ten milliseconds, so that commits overtake one another."""
    return (writer * 7 + number * 13) % 11 / 1000


def read_on(engine: Engine, done: Event) -> list[int]:
    """Read in small batches from the first event until nothing is left and nobody writes."""
    seen: list[int] = []
    while True:
        finished = done.is_set()
        batch = list(batches(engine, seen[-1] if seen else 0))
        seen += batch
        if finished and not batch:
            return seen


def batches(engine: Engine, after: int) -> Iterator[int]:
    with engine.connect() as connection:
        yield from (row.position for row in read_after(connection, after, 20))


def positions(engine: Engine) -> list[int]:
    with engine.connect() as connection:
        return list(connection.scalars(select(event.c.position).order_by(event.c.position)))


def ask_until_it_wins(store: PostgresStore, id_: str, stream: str) -> None:
    while True:
        try:
            ask(store, id_, PutIn(1), stream, locked=False)
        except Conflict:
            continue
        return


def wait_for_rows(engine: Engine) -> list[Row]:
    for _ in range(100):
        with engine.connect() as connection:
            if rows := read_after(connection, 0, 10):
                return rows
        sleep(0.05)
    return []
