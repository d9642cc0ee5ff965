"""Run by alembic: compares and changes our schema only, inside the caller's transaction."""

from __future__ import annotations

from alembic import context

from adapters.postgres.tables import SCHEMA, metadata


def _ours(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "schema" or name == SCHEMA


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table_schema=SCHEMA,
    include_schemas=True,
    include_name=_ours,
    compare_type=True,
    compare_server_default=True,
)
context.run_migrations()
