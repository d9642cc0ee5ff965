"""Reading outside a unit of work: a connection that broke while it lay idle is replaced once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Engine, Executable, Row
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted

from application.shared.ports import Unavailable

UNREACHED = (OperationalError, InterfaceError, PoolExhausted)


def fetched(
    engine: Engine, query: Executable, asked: Mapping[str, Any] | None = None
) -> Sequence[Row[Any]]:
    """All rows; raise `Unavailable`. Only for statements that change nothing."""
    try:
        return _once(engine, query, asked)
    except UNREACHED as first:
        if not getattr(first, "connection_invalidated", False):
            raise Unavailable(str(first)) from first
    try:
        return _once(engine, query, asked)
    except UNREACHED as second:
        raise Unavailable(str(second)) from second


def _once(engine: Engine, query: Executable, asked: Mapping[str, Any] | None) -> Sequence[Row[Any]]:
    with engine.connect() as connection:
        return connection.execute(query, asked).all()
