"""What was known at a clock time: pairs of time and position, so that a time has one answer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, Engine, text

from adapters.postgres.following.connections import transaction
from adapters.postgres.following.duty import State
from adapters.postgres.log import HORIZON
from application.shared.views import NotYetPast

EVERY_SECONDS = 1.0

ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtextextended('known at', 0))")
"""Taken before anything is looked at, so that times become visible in their order."""

RECORD = text(
    f"""INSERT INTO anchorline.safe_position (at, position)
    SELECT greatest(newest.recorded_at, last.at + interval '1 microsecond'), newest.position
    FROM (
      SELECT position, recorded_at FROM anchorline.event
      WHERE position < {HORIZON} ORDER BY position DESC LIMIT 1
    ) AS newest LEFT JOIN (
      SELECT at, position FROM anchorline.safe_position ORDER BY at DESC LIMIT 1
    ) AS last ON true
    WHERE newest.position > coalesce(last.position, 0)"""  # noqa: S608  # no value is written into it
)

SETTLE = text(
    """INSERT INTO anchorline.safe_position (at, position)
    SELECT clock_timestamp(), position FROM (
      SELECT at, position FROM anchorline.safe_position ORDER BY at DESC LIMIT 1
    ) AS last WHERE at < :at AND clock_timestamp() >= :at"""
)
"""What is stamped earlier but appears later was not known when it was asked for."""

LOOK_UP = text(
    """SELECT clock_timestamp() < :at,
      (SELECT position FROM anchorline.safe_position WHERE at <= :at ORDER BY at DESC LIMIT 1)"""
)


class KnownAtRecorder:
    """The duty of writing down, while the platform serves, how far the log is complete."""

    name: str = "known at"
    position: int | None = None

    def __init__(self, engine: Engine) -> None:
        self.state = State.STARTING
        self._engine = engine

    def turn(self) -> float:
        with transaction(self._engine) as connection:
            _record(connection)
        self.state = State.FOLLOWING
        return EVERY_SECONDS

    def rest(self) -> None:
        """Nothing is held between turns."""


def known_at(engine: Engine, at: datetime) -> int:
    """The position of the last event that was known `at` that time; the same for ever.

    Raise `NotYetPast`.
    """
    with transaction(engine) as connection:
        _record(connection)
        connection.execute(SETTLE, {"at": at})
        future, position = connection.execute(LOOK_UP, {"at": at}).one()
    if future:
        raise NotYetPast(at)
    return position or 0


def _record(connection: Connection) -> None:
    """Nothing where nothing happened since the last time."""
    connection.execute(ONE_AT_A_TIME)
    connection.execute(RECORD)
