"""How the program connects: one pool, and a limit on everything that can wait.

A request that cannot be served is told so within ten seconds, also when the
server is frozen: an attempt ends after `attempt`, and asking again fails after `connect`.
"""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy
from sqlalchemy import Engine, QueuePool


@dataclass(frozen=True, slots=True)
class Limits:
    """How long anything may take, in seconds, and how many connections there may be."""

    lock: float = 3.0
    statement: float = 5.0
    idle: float = 5.0
    """An open transaction in which nothing is asked."""

    transaction: float = 7.0
    """Every open write transaction holds back every follower."""

    attempt: float = 7.5
    """After this the socket is shut, whatever the server does."""

    connect: int = 2
    pool_wait: float = 3.0
    connections: int = 8


def create_engine(
    url: str,
    limits: Limits | None = None,
    *,
    application_name: str = "anchorline",
    autocommit: bool = False,
) -> Engine:
    """An engine on psycopg2 for `url` (`postgresql+psycopg2://`); nothing connects yet.

    `autocommit` is for those who follow the log: looking then opens no transaction.
    """
    limits = limits or Limits()
    return sqlalchemy.create_engine(
        url,
        isolation_level="AUTOCOMMIT" if autocommit else None,
        poolclass=QueuePool,
        pool_size=limits.connections,
        max_overflow=0,
        pool_timeout=limits.pool_wait,
        pool_use_lifo=True,
        use_native_hstore=False,
        connect_args={
            "application_name": application_name,
            "connect_timeout": limits.connect,
            "keepalives_idle": 5,
            "keepalives_interval": 2,
            "keepalives_count": 3,
            "options": " ".join(f"-c {name}={value}" for name, value in _settings(limits)),
        },
    )


def _settings(limits: Limits) -> tuple[tuple[str, str], ...]:
    return (
        ("lock_timeout", _milliseconds(limits.lock)),
        ("statement_timeout", _milliseconds(limits.statement)),
        ("idle_in_transaction_session_timeout", _milliseconds(limits.idle)),
        ("transaction_timeout", _milliseconds(limits.transaction)),
        # Whatever is said during a commit is then a warning, and a warning makes it unknown.
        ("client_min_messages", "warning"),
        # Prepared statements are planned once. Every query of ours has its index, and a
        # plan made while a table was still empty must not be to read all of it for ever.
        ("plan_cache_mode", "force_generic_plan"),
        ("enable_seqscan", "off"),
        ("jit", "off"),
        ("timezone", "UTC"),
        ("datestyle", "ISO"),
    )


def _milliseconds(seconds: float) -> str:
    return str(int(seconds * 1000))
