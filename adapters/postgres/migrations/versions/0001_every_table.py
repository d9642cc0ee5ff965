"""Every table."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "api_key",
        sa.Column("id", sa.Text(collation="C"), nullable=False),
        sa.Column("party", sa.Text(collation="C"), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_key")),
        schema="anchorline",
    )
    op.create_table(
        "attachment",
        sa.Column("key", sa.Text(collation="C"), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_attachment")),
        schema="anchorline",
    )
    op.create_table(
        "claim",
        sa.Column("pool", sa.Text(collation="C"), nullable=False),
        sa.Column("receivable", sa.Text(collation="C"), nullable=False),
        sa.Column("seller", sa.Text(), nullable=False),
        sa.Column("obligor", sa.Text(), nullable=False),
        sa.Column("currency", sa.CHAR(length=3), nullable=False),
        sa.Column("face", sa.BigInteger(), nullable=False),
        sa.Column("vat", sa.BigInteger(), nullable=False),
        sa.Column("open", sa.BigInteger(), nullable=False),
        sa.Column("confirmed", sa.BigInteger(), nullable=False),
        sa.Column("disputed", sa.BigInteger(), nullable=False),
        sa.Column("retention", sa.BigInteger(), nullable=False),
        sa.Column("prepaid", sa.BigInteger(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("original_due_on", sa.Date(), nullable=False),
        sa.Column("marks", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("pool", "receivable", name=op.f("pk_claim")),
        schema="anchorline",
    )
    op.create_table(
        "command",
        sa.Column("party", sa.Text(collation="C"), nullable=False),
        sa.Column("id", sa.Text(collation="C"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column(
            "at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column("replays", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("party", "id", name=op.f("pk_command")),
        schema="anchorline",
    )
    op.create_table(
        "event",
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("stream", sa.Text(collation="C"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column(
            "recorded_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("stream", "version", name=op.f("pk_event")),
        sa.UniqueConstraint("position", name=op.f("uq_event_position")),
        schema="anchorline",
    )
    op.create_table(
        "job_run",
        sa.Column("job", sa.Text(collation="C"), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("job", "day", name=op.f("pk_job_run")),
        schema="anchorline",
    )
    op.create_table(
        "log_base",
        sa.Column("one", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("base", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.CheckConstraint("one", name=op.f("ck_log_base_single")),
        sa.PrimaryKeyConstraint("one", name=op.f("pk_log_base")),
        schema="anchorline",
    )
    op.create_table(
        "outbox",
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(collation="C"), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("position", "ordinal", name=op.f("pk_outbox")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_key")),
        schema="anchorline",
    )
    op.create_index(
        "ix_outbox_unsent",
        "outbox",
        ["position", "ordinal"],
        unique=False,
        schema="anchorline",
        postgresql_where=sa.text("sent_at IS NULL"),
    )
    op.create_table(
        "safe_position",
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("at", name=op.f("pk_safe_position")),
        schema="anchorline",
    )
    op.create_table(
        "snapshot",
        sa.Column("stream", sa.Text(collation="C"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("fold", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("stream", name=op.f("pk_snapshot")),
        schema="anchorline",
    )
    op.create_table(
        "tracking",
        sa.Column("follower", sa.Text(collation="C"), nullable=False),
        sa.Column("upstream", sa.Text(collation="C"), server_default="default", nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("follower", "upstream", name=op.f("pk_tracking")),
        schema="anchorline",
    )
    op.create_table(
        "unique_key",
        sa.Column("key", sa.Text(collation="C"), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_unique_key")),
        schema="anchorline",
    )
    op.create_table(
        "view_build",
        sa.Column("build", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("view", sa.Text(collation="C"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("fold", sa.Text(collation="C"), nullable=False),
        sa.Column("follower", sa.Text(collation="C"), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column(
            "begun_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("build", name=op.f("pk_view_build")),
        schema="anchorline",
    )
    op.create_index(
        "uq_view_build_active",
        "view_build",
        ["view"],
        unique=True,
        schema="anchorline",
        postgresql_where=sa.text("active"),
    )
    op.create_table(
        "view_row",
        sa.Column("build", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.Text(collation="C"), nullable=False),
        sa.Column("scope", sa.Text(collation="C"), nullable=False),
        sa.Column("facet", sa.Text(collation="C"), nullable=False),
        sa.Column("sort", sa.Text(collation="C"), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("build", "key", name=op.f("pk_view_row")),
        schema="anchorline",
    )
    op.create_index(
        op.f("ix_view_row_build_scope_facet_sort_key"),
        "view_row",
        ["build", "scope", "facet", "sort", "key"],
        unique=False,
        schema="anchorline",
    )
    op.create_index(
        op.f("ix_view_row_build_scope_sort_key"),
        "view_row",
        ["build", "scope", "sort", "key"],
        unique=False,
        schema="anchorline",
    )
