"""Hands over what must leave the house: at least once, in order, each under its own key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import structlog
from sqlalchemy import Connection, Engine, text

from adapters.postgres.following.duty import State

POLL_SECONDS = 0.1
LEASE_SECONDS = 60
"""As long as handing over may take; then another worker may try."""

PAUSE_SECONDS_MAX = 300

TAKE = text(
    """UPDATE anchorline.outbox AS o
    SET attempts = o.attempts + 1, due_at = clock_timestamp() + make_interval(secs => :lease)
    FROM (
      SELECT position, ordinal FROM anchorline.outbox
      WHERE sent_at IS NULL AND kind = ANY(:kinds)
        AND (due_at IS NULL OR due_at <= clock_timestamp())
      ORDER BY position, ordinal LIMIT 1 FOR UPDATE SKIP LOCKED
    ) AS next
    WHERE o.position = next.position AND o.ordinal = next.ordinal
    RETURNING o.position, o.ordinal, o.attempts, o.kind, o.key, o.body"""
)
"""A transaction by itself: nothing stays open while the message is handed over."""

SENT = text(
    """UPDATE anchorline.outbox SET sent_at = clock_timestamp()
    WHERE position = :position AND ordinal = :ordinal AND sent_at IS NULL"""
)

POSTPONE = text(
    """UPDATE anchorline.outbox SET due_at = clock_timestamp() + make_interval(secs => :pause)
    WHERE position = :position AND ordinal = :ordinal AND sent_at IS NULL"""
)

WAITING = text(
    """SELECT count(*), coalesce(max(extract(epoch FROM clock_timestamp() - e.recorded_at)), 0)
    FROM anchorline.outbox AS o LEFT JOIN anchorline.event AS e ON e.position = o.position
    WHERE o.sent_at IS NULL"""
)

LOG = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to be handed over; it may come again, under the same key."""

    kind: str
    key: str
    """Idempotency key towards the other side."""

    body: bytes
    """Canonical JSON."""

    attempt: int
    """1 the first time."""


Handler = Callable[[Outgoing], None]
"""Returns when the other side has it; whatever it raises, it is asked again later."""


class Taken(NamedTuple):
    position: int
    ordinal: int
    attempts: int
    kind: str
    key: str
    body: memoryview


class OutboxWorker:
    """The duty of any number of processes; only kinds with a handler are taken."""

    name: str = "outbox"
    position: int | None = None

    def __init__(self, engine: Engine, handlers: Mapping[str, Handler]) -> None:
        self.state = State.STARTING
        self._engine, self._handlers = engine, dict(handlers)

    def turn(self) -> float:
        """Hand over one message."""
        with self._engine.connect() as connection:
            asked = {"kinds": sorted(self._handlers), "lease": LEASE_SECONDS}
            row = connection.execute(TAKE, asked).one_or_none()
            if row is not None:
                self._hand_over(connection, Taken._make(row))
        self.state = State.FOLLOWING
        return POLL_SECONDS if row is None else 0

    def rest(self) -> None:
        """Nothing is held between turns."""

    def _hand_over(self, connection: Connection, taken: Taken) -> None:
        message = Outgoing(taken.kind, taken.key, bytes(taken.body), taken.attempts)
        named = {"position": taken.position, "ordinal": taken.ordinal}
        try:
            self._handlers[taken.kind](message)
        except Exception as failure:  # noqa: BLE001  # any failure of the other side is tried again
            LOG.warning("message not delivered", key=taken.key, error=repr(failure))
            pause = min(2**taken.attempts, PAUSE_SECONDS_MAX)
            connection.execute(POSTPONE, {**named, "pause": pause})
        else:
            connection.execute(SENT, named)


def waiting(connection: Connection) -> tuple[int, float]:
    """Messages not yet handed over, and the age of the oldest in seconds."""
    count, seconds = connection.execute(WAITING).one()
    return count, float(seconds)
