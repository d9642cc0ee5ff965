"""Transactions caught between writing and committing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine

from adapters.postgres.log import START
from adapters.postgres.session import Session
from adapters.postgres.writes import Writes


@contextmanager
def written(engine: Engine, stream: str, count: int) -> Iterator[None]:
    """`count` events of a new stream, written within the block and committed at its end."""
    writes = Writes()
    for version in range(1, count + 1):
        writes.append(stream, version, "purse.sealed@1", b"{}")
    session = Session(engine)
    session.begin()
    writes.send(session, (f"SELECT {START}", ()))
    yield
    session.commit()
    session.close()
