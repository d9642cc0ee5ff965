"""Run by alembic: compares and changes our schema only, inside the caller's transaction."""

from __future__ import annotations

from alembic import context

from adapters.postgres.tables import BY_EXPRESSION, SCHEMA, metadata


def _ours(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "schema" or name == SCHEMA


def _comparable(_: object, name: str | None, kind: str, *_more: object) -> bool:
    """Not what is indexed by an expression, which the server writes back in other words."""
    return kind != "index" or name not in BY_EXPRESSION


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table_schema=SCHEMA,
    include_schemas=True,
    include_name=_ours,
    include_object=_comparable,
    compare_type=True,
    compare_server_default=True,
)
context.run_migrations()
