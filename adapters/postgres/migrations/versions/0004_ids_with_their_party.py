"""Ids are `party:name`: nothing changes, and data of a build before that are refused."""

from __future__ import annotations

from alembic import op

from adapters.postgres.earlier import ensure_ids_have_parties

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    ensure_ids_have_parties(op.get_bind())
