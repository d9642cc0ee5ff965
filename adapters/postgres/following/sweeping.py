"""Rows of generations that were replaced are removed a little at a time."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, text

from adapters.postgres.following.duty import State

CHUNK = 5000
POLL_SECONDS = 5.0

RETIRED = text(
    """SELECT build FROM anchorline.view_build AS b WHERE NOT EXISTS (
      SELECT FROM anchorline.tracking AS t WHERE t.follower = b.follower
    ) ORDER BY build LIMIT 1"""
)

SWEEP = text(
    """DELETE FROM anchorline.view_row WHERE ctid = ANY(ARRAY(
      SELECT ctid FROM anchorline.view_row WHERE build = :build LIMIT :chunk
    ))"""
)

FORGET = text("DELETE FROM anchorline.view_build WHERE build = :build")


def sweep(connection: Connection) -> bool:
    """Remove some rows of a retired build, in a short transaction; whether there may be more.

    `connection` is in AUTOCOMMIT.
    """
    build = connection.execute(RETIRED).scalar()
    if build is None:
        return False
    removed = connection.execute(SWEEP, {"build": build, "chunk": CHUNK})
    if removed.rowcount < CHUNK:
        connection.execute(FORGET, {"build": build})
    return True


class Sweeper:
    """The duty of removing what was replaced."""

    name: str = "sweeper"
    position: int | None = None

    def __init__(self, engine: Engine) -> None:
        self.state = State.STARTING
        self._engine = engine

    def turn(self) -> float:
        with self._engine.connect() as connection:
            more = sweep(connection)
        self.state = State.FOLLOWING
        return 0 if more else POLL_SECONDS

    def rest(self) -> None:
        """Nothing is held between turns."""
