"""What of a claim its order does not bear."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A constant default is kept in the catalogue: no row is written again."""
    beyond = sa.Column("beyond_order", sa.BigInteger, nullable=False, server_default="0")
    op.add_column("claim", beyond, schema="anchorline")
