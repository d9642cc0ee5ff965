"""A certificate is found by the hash of its results."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

RESULTS = (
    r"substr(body, (POSITION(('\x22726573756c74735f68617368223a22'::bytea) IN (body)) + 16), 64)"
)
CARRYING = (
    r"substr(body, (POSITION(('\x226361727279696e675f68617368223a22'::bytea) IN (body)) + 17), 64)"
)
OF_POOLS = "topic LIKE 'receivable_pool.borrowing_base_certified@%'"
OF_ORDERS = "topic LIKE 'order_programme.order_certified@%'"


def upgrade() -> None:
    for name, by, those in (
        ("ix_event_base_certified", RESULTS, OF_POOLS),
        ("ix_event_order_certified", RESULTS, OF_ORDERS),
        ("ix_event_order_carrying", CARRYING, OF_ORDERS),
    ):
        op.create_index(
            name, "event", [sa.text(by)], schema="anchorline", postgresql_where=sa.text(those)
        )
