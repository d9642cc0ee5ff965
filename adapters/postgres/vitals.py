"""How the database is: whether it takes writes, who holds followers back, what waits to leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

BASICS = text(
    """SELECT NOT pg_is_in_recovery() AND current_setting('transaction_read_only') = 'off',
      (SELECT version_num FROM anchorline.alembic_version),
      (SELECT count(*) FROM anchorline.view_build WHERE active AND view = ANY(:views)),
      (SELECT coalesce(max(extract(epoch FROM clock_timestamp() - xact_start)), 0)
        FROM pg_stat_activity WHERE xact_start IS NOT NULL AND pid <> pg_backend_pid())"""
)

HOLDER = text(
    """SELECT l.pid, a.usename, a.datname, a.application_name,
      extract(epoch FROM clock_timestamp() - a.xact_start)
    FROM pg_locks AS l LEFT JOIN pg_stat_activity AS a ON a.pid = l.pid
    WHERE l.locktype = 'transactionid' AND l.mode = 'ExclusiveLock' AND l.granted
      AND l.pid <> pg_backend_pid()
    ORDER BY age(l.transactionid) DESC LIMIT 1"""
)
"""Every transaction that writes holds a lock on its own id, and anyone may look at locks."""

POWERS = text("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")

SHOWN = text("SELECT count(*) FROM anchorline.view_build WHERE active AND view = ANY(:views)")

LAST = text("SELECT coalesce(max(position), 0) FROM anchorline.event")


@dataclass(frozen=True, slots=True)
class Holder:
    """The backend with the oldest write transaction: nobody reads beyond it."""

    pid: int | None
    role: str | None
    database: str | None
    program: str | None
    seconds: float | None
    """None where it is another role's, whose doings are not ours to see."""


@dataclass(frozen=True, slots=True)
class Vitals:
    """One reading of the database."""

    takes_writes: bool
    migration: str | None
    views_shown: int
    oldest_transaction_seconds: float
    holder: Holder | None


def vitals(connection: Connection, views: Sequence[str]) -> Vitals:
    """Look once; `connection` is in AUTOCOMMIT."""
    writes, migration, shown, oldest = connection.execute(BASICS, {"views": list(views)}).one()
    holder = connection.execute(HOLDER).one_or_none()
    return Vitals(writes, migration, shown, float(oldest), _holder(holder))


def too_powerful(connection: Connection) -> bool:
    """Whether the role we are may do what no grant can take from it."""
    superuser, bypasses = connection.execute(POWERS).one()
    return bool(superuser or bypasses)


def migration_of(connection: Connection) -> str | None:
    """The last migration made, as far as our role may see; None where there are no tables yet."""
    seen = "SELECT has_table_privilege(to_regclass('anchorline.alembic_version'), 'SELECT')"
    if not connection.execute(text(seen)).scalar_one():
        return None
    found: str | None = connection.execute(
        text("SELECT version_num FROM anchorline.alembic_version")
    ).scalar()
    return found


def views_shown(connection: Connection, views: Sequence[str]) -> int:
    """How many of `views` are built and shown to readers."""
    found: int = connection.execute(SHOWN, {"views": list(views)}).scalar_one()
    return found


def last_position(connection: Connection) -> int:
    """Of the newest event that is committed; 0 where there is none."""
    found: int = connection.execute(LAST).scalar_one()
    return found


def _holder(row: Sequence[object] | None) -> Holder | None:
    if row is None:
        return None
    pid, role, database, program, seconds = row
    return Holder(
        pid=None if pid is None else int(str(pid)),
        role=None if role is None else str(role),
        database=None if database is None else str(database),
        program=None if program is None else str(program),
        seconds=None if seconds is None else float(str(seconds)),
    )
