"""How those who follow connect: in AUTOCOMMIT, so that looking opens no transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from sqlalchemy import Connection, Engine


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
