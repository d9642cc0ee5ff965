"""A connection that breaks is told as such, whatever words the driver finds for it."""

from __future__ import annotations

import psycopg2
import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DatabaseError, ProgrammingError

from adapters.postgres.reaching import fetched
from adapters.postgres.session import Session
from application.shared.ports import Unavailable

pytestmark = pytest.mark.postgres

ONE = text("SELECT 1")


class Broken:
    """An engine on which nothing comes back."""

    def __init__(self, error: Exception) -> None:
        self.error = error
        self.asked = 0

    def connect(self) -> Broken:
        self.asked += 1
        raise self.error


def test_without_a_word_it_is_tried_once_more_and_then_unavailable() -> None:
    engine = Broken(DatabaseError("SELECT 1", {}, psycopg2.DatabaseError()))
    with pytest.raises(Unavailable):
        fetched(engine, ONE)  # type: ignore[arg-type]  # as much of an engine as is asked for
    assert engine.asked == 2


def test_a_fault_of_ours_stays_one(engine: Engine) -> None:
    with pytest.raises(ProgrammingError):
        fetched(engine, text("SELECT nonsense FROM anchorline.event"))


def test_a_connection_closed_while_it_lay_in_the_pool_is_unavailable(engine: Engine) -> None:
    session = Session(engine)
    session._connection.close()  # noqa: SLF001  # what a severed socket leaves behind
    with pytest.raises(Unavailable):
        session.begin()
    session.close()
