"""After a logical restore: new events must come after the old ones.

A restored server counts transactions anew, so positions would begin again below
those already stored, where every follower has long passed by. The base is
raised once, before the first command, by the owner of the tables.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

from adapters.postgres.log import BASE, PLACES

HIGHEST = """SELECT GREATEST(
  (SELECT max(position) FROM anchorline.event), (SELECT max(position) FROM anchorline.command),
  (SELECT max(position) FROM anchorline.outbox), (SELECT max(position) FROM anchorline.tracking),
  (SELECT max(position) FROM anchorline.safe_position))"""

NEXT = f"(pg_snapshot_xmax(pg_current_snapshot())::text::bigint << {PLACES}) + {BASE}"
"""No transaction that begins from now on has a lower position."""

RAISE = text(
    """INSERT INTO anchorline.log_base (one, base) VALUES (true, :base)
    ON CONFLICT (one) DO UPDATE SET base = excluded.base WHERE log_base.base < excluded.base"""
)


class LogAhead(Exception):
    """Stored positions are above what this server would give: raise the base before writing."""


def raise_base(connection: Connection) -> int:
    """Put every position to come above every one stored; the base, a whole number of transactions.

    Run it after restoring a dump, by the owner, before any command. Doing it
    where it is not needed changes nothing.
    """
    if is_ahead(connection):
        highest = int(connection.execute(text(HIGHEST)).scalar_one())
        connection.execute(RAISE, {"base": ((highest >> PLACES) + 1) << PLACES})
    return int(connection.execute(text(f"SELECT {BASE}")).scalar_one())


def is_ahead(connection: Connection) -> bool:
    """Whether a stored position is at or above the next one this server would give."""
    return bool(connection.execute(text(f"SELECT ({HIGHEST}) >= {NEXT}")).scalar_one())


def ensure_not_ahead(connection: Connection) -> None:
    """Asked once when a program starts; raise `LogAhead`."""
    if is_ahead(connection):
        raise LogAhead("a dump was restored here: raise the base of the log first")
