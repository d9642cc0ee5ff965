"""What the application may do with each table; what is not said here it may not do.

History has no UPDATE and no DELETE, so that no fault of ours can rewrite it.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

from adapters.postgres.tables import SCHEMA, metadata

READ = "SELECT"
APPEND = "SELECT, INSERT"
ALL = "SELECT, INSERT, UPDATE, DELETE"

GRANTS = {
    "api_key": "SELECT, INSERT, UPDATE (revoked_at)",
    "attachment": APPEND,
    "claim": ALL,
    "command": "SELECT, INSERT, UPDATE (replays)",
    "event": APPEND,
    "job_run": APPEND,
    "log_base": READ,
    "outbox": "SELECT, INSERT, UPDATE (sent_at, due_at, attempts)",
    "safe_position": APPEND,
    "snapshot": ALL,
    "tracking": ALL,
    "unique_key": "SELECT, INSERT, DELETE",
    "view_build": ALL,
    "view_row": ALL,
}

VERSIONED = text(f"SELECT to_regclass('{SCHEMA}.alembic_version') IS NOT NULL")
"""Whether migrations made the tables: readiness asks which was the last."""


def grant(connection: Connection, role: str) -> None:
    """Give `role` exactly what is said here, and take everything else; run as the owner."""
    name = connection.dialect.identifier_preparer.quote(role)
    connection.execute(text(f"GRANT USAGE ON SCHEMA {SCHEMA} TO {name}"))
    connection.execute(text(f"REVOKE ALL ON ALL TABLES IN SCHEMA {SCHEMA} FROM {name}"))
    for table in metadata.sorted_tables:
        connection.execute(text(f"GRANT {GRANTS[table.name]} ON {table} TO {name}"))
    if connection.execute(VERSIONED).scalar_one():
        connection.execute(text(f"GRANT {READ} ON {SCHEMA}.alembic_version TO {name}"))
