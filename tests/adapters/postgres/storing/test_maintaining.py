"""Housekeeping of the log goes on while commands are carried out, and they go on too."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from threading import Event
from time import sleep

import pytest
from sqlalchemy import Connection, Engine, NullPool, create_engine, text

from adapters.postgres.store import PostgresStore
from tests.adapters.postgres.storing.scenes import written
from tests.support.postgres import Database
from tests.support.purse import PutIn, ask, purse

pytestmark = pytest.mark.postgres

WRITERS = 4

VACUUMED = "SELECT vacuum_count FROM pg_stat_user_tables WHERE relname = 'event'"


def test_the_log_is_vacuumed_and_indexed_while_writers_run(
    database: Database, store: PostgresStore
) -> None:
    with writing(store) as done, maintaining(database) as connection:
        while not done:
            sleep(0.01)
        before = len(done)
        for number in range(3):
            connection.execute(text("VACUUM (ANALYZE) anchorline.event"))
            connection.execute(
                text(f"CREATE INDEX CONCURRENTLY by_topic_{number} ON anchorline.event (topic)")
            )
        assert len(done) > before


def test_the_log_is_vacuumed_while_a_command_is_being_written(
    database: Database, engine: Engine
) -> None:
    """Seen to fail with a lock on the table: it is kept until the command has ended."""
    with maintaining(database) as connection, written(engine, purse(), 1):
        connection.execute(text("ANALYZE anchorline.event"))
        connection.execute(text("VACUUM anchorline.event"))
        assert connection.execute(text(VACUUMED)).scalar_one() == 1


@contextmanager
def writing(store: PostgresStore) -> Iterator[list[str]]:
    """Writers that go on until the block ends; what they have written so far."""
    finished, numbers = Event(), count()
    ids: list[str] = []

    def write(writer: int) -> None:
        while not finished.is_set():
            id_ = f"{writer}-{next(numbers)}"
            ask(store, id_, PutIn(1), purse(writer))
            ids.append(id_)

    with ThreadPoolExecutor(WRITERS) as crowd:
        working = [crowd.submit(write, writer) for writer in range(WRITERS)]
        try:
            yield ids
        finally:
            finished.set()
        for one in working:
            one.result()


@contextmanager
def maintaining(database: Database) -> Iterator[Connection]:
    """The owner, impatient: a lock not got within two seconds is a failure."""
    engine = create_engine(database.owner_url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("SET lock_timeout = '2s'"))
        yield connection
