"""The order of the log: an event's position is its transaction's id, then its place in it.

`position = (transaction id << 20) + base + place`. No lock and no sequence is
needed: once a reader has seen every position below the oldest transaction still
running, nothing can appear below it any more. `base` is 0 until a restore.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Connection

PLACES = 20
"""Bits for the place in its transaction: a command writes at most a million events."""

BASE = "COALESCE((SELECT base FROM anchorline.log_base), 0)"

START = f"(pg_current_xact_id()::text::bigint << {PLACES}) + {BASE}"
"""The first position of this transaction. Asking gives it its id: read everything before."""

HORIZON = f"(pg_snapshot_xmin(pg_current_snapshot())::text::bigint << {PLACES}) + {BASE}"
"""Below this position the log is complete and stays as it is."""

ROWS = """SELECT position, stream, version, topic, convert_from(body, 'UTF8')
FROM anchorline.event"""
"""As text, which the driver reads three times as fast as bytes."""

AFTER = f"{ROWS} WHERE position > %s AND position < {HORIZON} ORDER BY position LIMIT %s"
REST = f"{ROWS} WHERE position > %s AND position < %s ORDER BY position"


class Row(NamedTuple):
    """An event as it lies in the log."""

    position: int
    stream: str
    version: int
    topic: str
    body: str
    """Canonical JSON."""


def read_after(connection: Connection, position: int, limit: int) -> list[Row]:
    """Events after `position` in order, `limit` or a few more: transactions are never cut."""
    rows = _rows(connection, AFTER, (position, limit))
    if len(rows) == limit:
        last = rows[-1].position
        rows += _rows(connection, REST, (last, ((last >> PLACES) + 1) << PLACES))
    return rows


def horizon(connection: Connection) -> int:
    """The position below which nothing can appear any more."""
    found = connection.exec_driver_sql(f"SELECT {HORIZON}").scalar_one()
    return int(found)


def _rows(connection: Connection, query: str, asked: tuple[Any, ...]) -> list[Row]:
    return [Row._make(row) for row in connection.exec_driver_sql(query, asked).all()]
