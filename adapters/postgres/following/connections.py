"""How those who follow connect: in AUTOCOMMIT, so that looking opens no transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from sqlalchemy import Connection, Engine, text

from adapters.postgres.engine import Limits, create_engine

PATIENT = text(
    """SELECT set_config(name, '60s', false)
    FROM unnest(ARRAY['statement_timeout', 'transaction_timeout', 'lock_timeout']) AS name"""
)

SPARE = 4


def following_engine(url: str, duties: int = 1) -> Engine:
    """In AUTOCOMMIT, with a connection for each duty and some for readers and builders."""
    limits = Limits(connections=duties + SPARE)
    return create_engine(url, limits, application_name="anchorline-following", autocommit=True)


def be_patient(connection: Connection) -> None:
    """What one large transaction brought is applied in one, however many rows it touches.

    A follower that is cut off at the limits of a command would be cut off again for ever.
    """
    connection.execute(PATIENT)


@contextmanager
def transaction(
    engine: Engine,
    isolation: Literal["READ COMMITTED", "REPEATABLE READ"] = "READ COMMITTED",
) -> Iterator[Connection]:
    """Several statements, all or none, on an engine that is otherwise in AUTOCOMMIT."""
    with engine.connect() as connection:
        connection.execution_options(isolation_level=isolation)
        with connection.begin():
            yield connection
