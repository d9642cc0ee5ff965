"""How far a follower has read."""

from __future__ import annotations

from sqlalchemy import Connection, text

from adapters.postgres.following.failures import Superseded

READ = text(
    "SELECT position FROM anchorline.tracking WHERE follower = :follower AND upstream = 'default'"
)

BEGIN = text(
    """INSERT INTO anchorline.tracking (follower, upstream, position)
    VALUES (:follower, 'default', 0) ON CONFLICT DO NOTHING"""
)

ADVANCE = text(
    """UPDATE anchorline.tracking SET position = :after
    WHERE follower = :follower AND upstream = 'default' AND position = :before"""
)

BEHIND = text(
    """SELECT
      (SELECT count(*) FROM
        (SELECT FROM anchorline.event WHERE position > :position LIMIT :most) AS waiting),
      (SELECT extract(epoch FROM clock_timestamp() - recorded_at) FROM anchorline.event
        WHERE position > :position ORDER BY position LIMIT 1)"""
)

COUNTED_MOST = 100_000
"""A lag beyond this is said to be this."""


def begin(connection: Connection, follower: str) -> None:
    """Start at the first event, unless it was started before."""
    connection.execute(BEGIN, {"follower": follower})


def position_of(connection: Connection, follower: str) -> int:
    """Of the last event it has applied; raise `Superseded` where it is no longer kept."""
    position: int | None = connection.execute(READ, {"follower": follower}).scalar()
    if position is None:
        raise Superseded(follower)
    return position


def advanced(connection: Connection, follower: str, before: int, after: int) -> bool:
    """Move forward, unless another copy did; whoever moves it alone did the work."""
    moved = connection.execute(ADVANCE, {"follower": follower, "before": before, "after": after})
    return moved.rowcount == 1


def behind(connection: Connection, position: int) -> tuple[int, float]:
    """Events after `position` (at most `COUNTED_MOST`), and the age of the oldest in seconds."""
    asked = {"position": position, "most": COUNTED_MOST}
    events, seconds = connection.execute(BEHIND, asked).one()
    return events, max(0.0, float(seconds or 0))
