"""Reading outside a unit of work: a connection that broke while it lay idle is replaced once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import psycopg2
from sqlalchemy import Engine, Executable, Row
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted

from adapters.postgres.failures import ConnectionLost
from application.shared.ports import Unavailable


def fetched(
    engine: Engine, query: Executable, asked: Mapping[str, Any] | None = None
) -> Sequence[Row[Any]]:
    """All rows; raise `Unavailable`. Only for statements that change nothing."""
    try:
        return _once(engine, query, asked)
    except ConnectionLost:
        return _once(engine, query, asked)


def _once(engine: Engine, query: Executable, asked: Mapping[str, Any] | None) -> Sequence[Row[Any]]:
    try:
        with engine.connect() as connection:
            return connection.execute(query, asked).all()
    except (DBAPIError, PoolExhausted) as failure:
        raise _meaning(failure) from failure


def _meaning(failure: DBAPIError | PoolExhausted) -> Exception:
    """psycopg2 says `DatabaseError` itself where a connection broke without a word."""
    silent = isinstance(failure, DBAPIError) and type(failure.orig) is psycopg2.DatabaseError
    if silent or getattr(failure, "connection_invalidated", False):
        return ConnectionLost(str(failure))
    if isinstance(failure, OperationalError | InterfaceError | PoolExhausted):
        return Unavailable(str(failure))
    return failure
