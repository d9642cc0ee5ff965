"""What a failure of the database means to whoever asked: lost race, nothing done, or unknown.

Told apart by SQLSTATE and by the name of the constraint, never by the text.
"""

from __future__ import annotations

import psycopg2
from psycopg2.extensions import connection as Connection  # noqa: N812 -- the library's name for a class

from application.shared.ports import Conflict, OutcomeUnknown, Unavailable

RACED = frozenset({"40001", "40P01"})
"""Serialisation failure, deadlock."""

UNIQUE_VIOLATION = "23505"

KEYS = frozenset(
    {"pk_event", "pk_command", "pk_unique_key", "pk_claim", "pk_attachment", "uq_outbox_key"}
)
"""Where two writers may meet. A position given twice is not among them: that is our fault."""

UNAVAILABLE = frozenset({"25006", "25P03", "25P04", "55P03", "57014"})
"""Read-only server; idle, transaction, lock and statement limits."""

UNAVAILABLE_CLASSES = frozenset({"08", "53", "57"})
"""Connection, resources, operator."""


class ConnectionLost(Unavailable):
    """The connection broke before anything was committed; nothing was done."""


def meaning(error: psycopg2.Error, connection: Connection) -> Exception:
    """Of an error before COMMIT was sent: what to raise; `error` itself where it is our fault."""
    code = error.pgcode
    if connection.closed or (code is None and _broke(error)):
        return ConnectionLost(str(error))
    if code in RACED or (code == UNIQUE_VIOLATION and error.diag.constraint_name in KEYS):
        return Conflict(str(error))
    if code is not None and (code in UNAVAILABLE or code[:2] in UNAVAILABLE_CLASSES):
        return Unavailable(str(error))
    return error


def meaning_in_commit(error: psycopg2.Error, connection: Connection) -> Exception:
    """Of an error to COMMIT: known only where the server itself said no and is still there."""
    found = meaning(error, connection)
    if isinstance(found, ConnectionLost) or error.pgcode is None:
        return OutcomeUnknown(str(error))
    return found


def _broke(error: psycopg2.Error) -> bool:
    """psycopg2 says `DatabaseError` itself where libpq has no message."""
    return isinstance(error, psycopg2.OperationalError | psycopg2.InterfaceError) or (
        type(error) is psycopg2.DatabaseError
    )
