"""When a new generation of views takes the place of the old."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, Engine, text

from adapters.postgres.following.connections import transaction
from adapters.postgres.following.generations import Generation, lock

REPLACED = text(
    """SELECT DISTINCT old.follower FROM anchorline.view_build AS old
    JOIN anchorline.view_build AS new ON new.view = old.view
    WHERE new.follower = :name AND old.active AND old.follower <> :name"""
)

HOLD = text(
    """SELECT follower, position FROM anchorline.tracking
    WHERE follower = ANY(:names) AND upstream = 'default' ORDER BY follower FOR UPDATE"""
)

HIDE = text(
    """UPDATE anchorline.view_build AS old SET active = false
    FROM anchorline.view_build AS new
    WHERE new.follower = :name AND new.view = old.view AND old.active AND old.follower <> :name"""
)

SHOW = text("UPDATE anchorline.view_build SET active = true WHERE follower = :name")

LEFT_OVER = text(
    """SELECT old.follower FROM anchorline.view_build AS old
    WHERE old.follower <> :name
      AND old.view IN (SELECT view FROM anchorline.view_build WHERE follower = :name)
      AND old.build < (SELECT min(build) FROM anchorline.view_build WHERE follower = :name)
    GROUP BY old.follower
    HAVING NOT EXISTS (
      SELECT FROM anchorline.view_build AS seen WHERE seen.follower = old.follower AND seen.active
    )"""
)

RETIRE = text("DELETE FROM anchorline.tracking WHERE follower = ANY(:names)")


def switched(engine: Engine, generation: Generation) -> bool:
    """Show `generation` to readers, if it is as far as what it replaces, and retire the latter.

    Both positions are held meanwhile, so that no reader ever sees a view go back.
    """
    with transaction(engine) as connection:
        lock(connection)
        replaced = connection.scalars(REPLACED, {"name": generation.name}).all()
        if not _as_far(connection, generation.name, replaced):
            return False
        connection.execute(HIDE, {"name": generation.name})
        connection.execute(SHOW, {"name": generation.name})
        left_over = connection.scalars(LEFT_OVER, {"name": generation.name}).all()
        retire(connection, *left_over)
    return True


def retire(connection: Connection, *names: str) -> None:
    """Without a position it is no longer kept up by anyone, and is swept away."""
    connection.execute(RETIRE, {"names": list(names)})


def _as_far(connection: Connection, name: str, replaced: Sequence[str]) -> bool:
    rows = connection.execute(HOLD, {"names": sorted([name, *replaced])})
    positions: dict[str, int] = dict(rows.tuples().all())
    mine = positions.pop(name, -1)
    return mine >= max(positions.values(), default=0)
