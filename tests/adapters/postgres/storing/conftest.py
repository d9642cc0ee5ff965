"""The store over a fresh database, with the purse's names."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from adapters.postgres.engine import Limits, create_engine
from adapters.postgres.store import PostgresStore
from tests.support.postgres import Database
from tests.support.purse import NAMES

MANY = Limits(connections=12, pool_wait=30.0, connect=10)
"""Room and patience for everyone, where the pool is not what is tried."""


@pytest.fixture
def engine(database: Database) -> Iterator[Engine]:
    """The application's connections, with the limits it runs with."""
    made = create_engine(database.url, MANY)
    yield made
    made.dispose()


@pytest.fixture
def store(engine: Engine) -> PostgresStore:
    return PostgresStore(engine, names=NAMES, limits=MANY)
