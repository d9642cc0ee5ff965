"""A log restored from a dump goes on after its last event, on whatever server."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2
import pytest
from sqlalchemy import Connection, NullPool, create_engine, text
from sqlalchemy.engine import make_url

from adapters.postgres.embedded.server import Server, start
from adapters.postgres.engine import create_engine as application_engine
from adapters.postgres.log import PLACES, read_after
from adapters.postgres.restore import LogAhead, ensure_not_ahead, is_ahead, raise_base
from adapters.postgres.store import PostgresStore
from tests.support.postgres import Database, open_folder
from tests.support.purse import NAMES, PutIn, ask, held

pytestmark = pytest.mark.postgres

SAME_POSITION = """INSERT INTO anchorline.log_base (base)
VALUES (:position - ((pg_current_xact_id()::text::bigint + 1) << 20))"""
"""Such a base that the next transaction gets a position already given."""

BURN = (
    """DO $$ BEGIN FOR i IN 1..3000 LOOP PERFORM pg_current_xact_id(); COMMIT; END LOOP; END $$"""
)
"""An older server: it has counted more transactions than a new one will for a while."""


@pytest.fixture
def another_server() -> Iterator[Server]:
    """A new server, whose transactions are counted from the beginning."""
    folder = open_folder(Path("/dev/shm"))  # noqa: S108 -- gone with the test
    try:
        with start(folder) as running:
            yield running
    finally:
        shutil.rmtree(folder)


def test_after_a_restore_new_events_come_after_the_old(
    server: Server, database: Database, store: PostgresStore, another_server: Server, tmp_path: Path
) -> None:
    """Seen to fail without raising the base: new positions lie below those already stored."""
    with owner(database.owner_url) as connection:
        connection.execute(text(BURN))
    before = ask(store, "in", PutIn(100))
    dump = tmp_path / "dump.sql"
    run(server, "pg_dump", database.owner_url, "--schema=anchorline", f"--file={dump}")
    run(another_server, "psql", another_server.owner_url, "--quiet", f"--file={dump}")

    with owner(another_server.owner_url) as connection:
        with pytest.raises(LogAhead):
            ensure_not_ahead(connection)
        base = raise_base(connection)
        assert not is_ahead(connection)
        assert raise_base(connection) == base

    engine = application_engine(another_server.url)
    restored = PostgresStore(engine, names=NAMES)
    after = ask(restored, "more", PutIn(1))
    again = ask(restored, "in", PutIn(100))

    assert base % (1 << PLACES) == 0
    assert after.position > before.position
    assert (again.replayed, again.position) == (True, before.position)
    assert held(restored) == 101
    with engine.connect() as reader:
        assert [row.position for row in read_after(reader, 0, 10)] == [
            before.position,
            after.position,
        ]
    engine.dispose()


def test_where_nothing_was_restored_nothing_is_raised(
    database: Database, store: PostgresStore
) -> None:
    ask(store, "in", PutIn(100))

    with owner(database.owner_url) as connection:
        ensure_not_ahead(connection)
        assert raise_base(connection) == 0


def test_a_position_given_twice_is_our_fault_and_no_lost_race(
    database: Database, store: PostgresStore
) -> None:
    """It is not tried again: somebody must look."""
    answer = ask(store, "in", PutIn(100))
    with owner(database.owner_url) as connection:
        connection.execute(text(SAME_POSITION), {"position": answer.position})

    with pytest.raises(psycopg2.errors.UniqueViolation, match="uq_event_position"):
        ask(store, "more", PutIn(1))


@contextmanager
def owner(url: str) -> Iterator[Connection]:
    engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection


def run(server: Server, program: str, url: str, *arguments: str) -> None:
    """One of PostgreSQL's own programs, as the role of `url`."""
    role = make_url(url)
    subprocess.run(
        [
            server.cluster.programs.folder / program,
            f"--host={role.query['host']}",
            f"--port={role.query['port']}",
            f"--username={role.username}",
            f"--dbname={role.database}",
            *arguments,
        ],
        check=True,
        capture_output=True,
        env={"PGPASSWORD": str(role.password), "PGOPTIONS": "-c client_min_messages=warning"},
    )
