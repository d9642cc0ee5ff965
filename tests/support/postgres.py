"""A PostgreSQL for each test worker, and a fresh database for each test.

A server each, not only a database: an open write transaction anywhere on a
server holds back every reader of a log on it.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine, NullPool, create_engine, text
from sqlalchemy.schema import CreateSchema

from adapters.postgres.embedded.cluster import SUPERUSER
from adapters.postgres.embedded.roles import APPLICATION, OWNER
from adapters.postgres.embedded.server import Server, start
from adapters.postgres.migrations.grants import grant
from adapters.postgres.tables import SCHEMA, metadata
from tests.support.abandoned import PREFIX, sweep

TEMPLATE = "template_with_tables"
NUMBERS = count(1)
MEMORY = Path("/dev/shm")  # noqa: S108  # where flushing costs nothing; kills of processes lose nothing there
MEMORY_MIN = 2 * 1024**3


@dataclass(frozen=True, slots=True)
class Database:
    """One database of a test, seen by each role; all URLs are `postgresql+psycopg2://`."""

    name: str
    url: str
    """As the application: may do what it is granted."""

    owner_url: str
    """As the owner of the tables, for migrations and restores."""

    superuser_url: str


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The server of this worker."""
    folder = open_folder(MEMORY if roomy(MEMORY) else None)
    sweep(folder)
    try:
        with start(folder) as running:
            yield running
    finally:
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def template(server: Server) -> str:
    """A database with every table and no row, to be copied."""
    run(server, f"CREATE DATABASE {TEMPLATE} OWNER {OWNER}")
    engine = create_engine(server.url_of(OWNER, TEMPLATE), poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(CreateSchema(SCHEMA))
        metadata.create_all(connection)
        grant(connection, APPLICATION)
    return TEMPLATE


@pytest.fixture
def database(server: Server, template: str) -> Iterator[Database]:
    """A database with every table and no row, of this test alone."""
    with fresh(server, template) as made:
        yield made


@pytest.fixture
def empty_database(server: Server) -> Iterator[Database]:
    """A database without any table."""
    with fresh(server, "template1") as made:
        yield made


@pytest.fixture
def engine(database: Database) -> Iterator[Engine]:
    """The application's connections to the test's database."""
    made = create_engine(database.url)
    yield made
    made.dispose()


@contextmanager
def fresh(server: Server, template: str) -> Iterator[Database]:
    """A copy of `template`, dropped afterwards whoever is still connected."""
    name = f"test_{next(NUMBERS)}"
    run(
        server,
        f"CREATE DATABASE {name} OWNER {OWNER} TEMPLATE {template}",
        f"REVOKE ALL ON DATABASE {name} FROM PUBLIC",
        f"GRANT CONNECT ON DATABASE {name} TO {APPLICATION}",
    )
    yield Database(
        name,
        url=server.url_of(APPLICATION, name),
        owner_url=server.url_of(OWNER, name),
        superuser_url=server.url_of(SUPERUSER, name),
    )
    run(server, f"DROP DATABASE {name} WITH (FORCE)")


def open_folder(where: Path | None = None) -> Path:
    """A new folder that the server's account may pass through, short enough for a socket."""
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=where))
    folder.chmod(0o711)
    return folder


def roomy(folder: Path) -> bool:
    return folder.is_dir() and shutil.disk_usage(folder).free >= MEMORY_MIN


def run(server: Server, *statements: str) -> None:
    """As superuser, each statement by itself."""
    engine = create_engine(server.superuser_url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
