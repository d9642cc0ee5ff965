"""Everything the platform keeps, as tables: the log of events, and what is derived from it.

Keys and sort columns are collated by code point, so that order is the same on
every server. The schema is created by alembic; this file is what it is checked against.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.types import CHAR

SCHEMA = "anchorline"

metadata = MetaData(
    schema=SCHEMA,
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    },
)


def _key(name: str, *, default: str | None = None) -> Column[str]:
    return Column(name, Text(collation="C"), nullable=False, server_default=default)


def _instant(name: str, *, nullable: bool = False, stamped: bool = False) -> Column[datetime]:
    default = func.clock_timestamp() if stamped else None
    return Column(name, DateTime(timezone=True), nullable=nullable, server_default=default)


def _bytes(name: str) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=False)


def _position(name: str = "position") -> Column[int]:
    return Column(name, BigInteger, nullable=False)


def _count(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False, server_default=text("0"))


def _minor(name: str) -> Column[int]:
    return Column(name, BigInteger, nullable=False)


def _day(name: str) -> Column[date]:
    return Column(name, Date, nullable=False)


RESULTS_HASH = (
    r"substr(body, (POSITION(('\x22726573756c74735f68617368223a22'::bytea) IN (body)) + 16), 64)"
)
CARRYING_HASH = (
    r"substr(body, (POSITION(('\x226361727279696e675f68617368223a22'::bytea) IN (body)) + 17), 64)"
)
"""The 64 characters behind `"results_hash":"` and `"carrying_hash":"` in the body of a certificate,
written as the server writes it back; nothing else may look an event up by its content."""

BASE_CERTIFIED = "topic LIKE 'receivable_pool.borrowing_base_certified@%'"
ORDER_CERTIFIED = "topic LIKE 'order_programme.order_certified@%'"

event = Table(
    "event",
    metadata,
    _position(),
    _key("stream"),
    Column("version", Integer, nullable=False),
    Column("topic", Text, nullable=False),
    _bytes("body"),
    _instant("recorded_at", stamped=True),
    PrimaryKeyConstraint("stream", "version"),
    UniqueConstraint("position"),
    Index("ix_event_base_certified", text(RESULTS_HASH), postgresql_where=text(BASE_CERTIFIED)),
    Index("ix_event_order_certified", text(RESULTS_HASH), postgresql_where=text(ORDER_CERTIFIED)),
    Index("ix_event_order_carrying", text(CARRYING_HASH), postgresql_where=text(ORDER_CERTIFIED)),
)
"""The log. Rows enter only through the recorder, and are never changed."""

BY_EXPRESSION = frozenset(it.name for it in event.indexes)

snapshot = Table(
    "snapshot",
    metadata,
    _key("stream"),
    Column("version", Integer, nullable=False),
    Column("topic", Text, nullable=False),
    Column("fold", Text, nullable=False),
    _bytes("body"),
    PrimaryKeyConstraint("stream"),
)
"""The newest state kept of a stream that grows; `fold` says by which reading of its events."""

tracking = Table(
    "tracking",
    metadata,
    _key("follower"),
    _key("upstream", default="default"),
    _position(),
    PrimaryKeyConstraint("follower", "upstream"),
)
"""How far each follower has read; moves forward only."""

command = Table(
    "command",
    metadata,
    _key("party"),
    _key("id"),
    Column("name", Text, nullable=False),
    _bytes("fingerprint"),
    Column("outcome", Text, nullable=False),
    _bytes("answer"),
    _position(),
    Column("actor", Text, nullable=False),
    _instant("at", stamped=True),
    _count("replays"),
    PrimaryKeyConstraint("party", "id"),
)
"""Every command ever answered, with its answer; kept for the life of the data."""

outbox = Table(
    "outbox",
    metadata,
    _position(),
    Column("ordinal", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    _key("key"),
    _bytes("body"),
    _instant("sent_at", nullable=True),
    _instant("due_at", nullable=True),
    _count("attempts"),
    PrimaryKeyConstraint("position", "ordinal"),
    UniqueConstraint("key"),
)
"""What must leave the house, in the order it was decided; `due_at` is when to try again."""

Index(
    "ix_outbox_unsent",
    outbox.c.position,
    outbox.c.ordinal,
    postgresql_where=outbox.c.sent_at.is_(None),
)

unique_key = Table(
    "unique_key",
    metadata,
    _key("key"),
    Column("holder", Text, nullable=False),
    PrimaryKeyConstraint("key"),
)
"""What may exist once in the whole house: an identifier, a fingerprint, an encumbrance."""

claim = Table(
    "claim",
    metadata,
    _key("pool"),
    _key("receivable"),
    Column("seller", Text, nullable=False),
    Column("obligor", Text, nullable=False),
    Column("currency", CHAR(3), nullable=False),
    _minor("face"),
    _minor("vat"),
    _minor("open"),
    _minor("confirmed"),
    _minor("disputed"),
    _minor("retention"),
    _minor("prepaid"),
    _day("issued_on"),
    _day("due_on"),
    _day("original_due_on"),
    Column("marks", Integer, nullable=False),
    Column("beyond_order", BigInteger, nullable=False, server_default="0"),
    PrimaryKeyConstraint("pool", "receivable"),
)
"""What each pool holds, kept in step with its events in their own transaction."""

attachment = Table(
    "attachment",
    metadata,
    _key("key"),
    _bytes("body"),
    PrimaryKeyConstraint("key"),
)
"""Side documents of decisions: the results per asset."""

view_build = Table(
    "view_build",
    metadata,
    Column("build", BigInteger, Identity(always=True), nullable=False),
    _key("view"),
    Column("version", Integer, nullable=False),
    _key("fold"),
    _key("follower"),
    Column("active", Boolean, nullable=False, server_default=text("false")),
    _instant("begun_at", stamped=True),
    PrimaryKeyConstraint("build"),
)
"""Each building of a view from the first event; readers see the active one."""

Index(
    "uq_view_build_active",
    view_build.c.view,
    unique=True,
    postgresql_where=view_build.c.active,
)

view_row = Table(
    "view_row",
    metadata,
    Column("build", BigInteger, nullable=False),
    _key("key"),
    _key("scope"),
    _key("facet"),
    _key("sort"),
    _bytes("body"),
    PrimaryKeyConstraint("build", "key"),
    Index(None, "build", "scope", "sort", "key"),
    Index(None, "build", "scope", "facet", "sort", "key"),
)
"""The rows of every view: their place for readers, and what they say."""

safe_position = Table(
    "safe_position",
    metadata,
    _instant("at"),
    _position(),
    PrimaryKeyConstraint("at"),
)
"""Below which position the log was complete at a clock time, so that the time has one answer."""

log_base = Table(
    "log_base",
    metadata,
    Column("one", Boolean, nullable=False, server_default=text("true")),
    Column("base", BigInteger, nullable=False, server_default=text("0")),
    PrimaryKeyConstraint("one"),
    CheckConstraint("one", name="single"),
)
"""Added to every transaction id; a restore raises it above every stored position."""

api_key = Table(
    "api_key",
    metadata,
    _key("id"),
    _key("party"),
    Column("role", Text, nullable=False),
    Column("label", Text, nullable=False),
    _bytes("secret_hash"),
    _instant("created_at"),
    _instant("revoked_at", nullable=True),
    PrimaryKeyConstraint("id"),
)
"""Who may knock: one row per key, its secret kept only as a hash."""

job_run = Table(
    "job_run",
    metadata,
    _key("job"),
    _day("day"),
    PrimaryKeyConstraint("job", "day"),
)
"""Which job was done for which business day; two schedulers cannot both insert it."""
