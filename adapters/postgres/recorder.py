"""The log under the interfaces of the eventsourcing library.

Whatever that library can do with a recorder it can do with this one. Commands
take the shorter way of `unit_of_work`, which appends by the same statement.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from eventsourcing.persistence import (
    AggregateRecorder,
    ApplicationRecorder,
    IntegrityError,
    Notification,
    OperationalError,
    ProcessRecorder,
    StoredEvent,
    Subscription,
    Tracking,
    TrackingRecorder,
)
from sqlalchemy import Engine, Select, func, literal_column, select

from adapters.postgres.log import HORIZON, START
from adapters.postgres.session import Session
from adapters.postgres.subscription import PollingSubscription
from adapters.postgres.tables import event, tracking
from adapters.postgres.writes import Said, Writes
from application.shared.ports import Conflict, OutcomeUnknown, Unavailable

STORED = select(event.c.stream, event.c.version, event.c.topic, event.c.body)
NOTIFIED = STORED.add_columns(event.c.position)
VISIBLE = event.c.position < literal_column(HORIZON)

BEGUN: Said = (f"SELECT {START}", ())
FORWARD = """INSERT INTO anchorline.tracking (follower, upstream, position) VALUES (%s, %s, %s)
ON CONFLICT (follower, upstream) DO UPDATE SET position = excluded.position
WHERE tracking.position < excluded.position
RETURNING {START}""".replace("{START}", START)


class PostgresAggregateRecorder(AggregateRecorder):
    """Stores events of streams, and reads them by stream."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def insert_events(
        self,
        stored_events: Sequence[StoredEvent],
        **kwargs: Any,  # noqa: ANN401 -- as the library has it
    ) -> Sequence[int] | None:
        _nothing_more(kwargs)
        self._append(stored_events)
        return None

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        asked = STORED.where(event.c.stream == str(originator_id)).limit(limit)
        if gt is not None:
            asked = asked.where(event.c.version > gt)
        if lte is not None:
            asked = asked.where(event.c.version <= lte)
        asked = asked.order_by(event.c.version.desc() if desc else event.c.version)
        with self._engine.connect() as connection:
            return [_stored(*row) for row in connection.execute(asked)]

    def _append(self, stored_events: Sequence[StoredEvent], last: Said = BEGUN) -> Sequence[int]:
        writes = Writes()
        for it in stored_events:
            writes.append(str(it.originator_id), it.originator_version, it.topic, it.state)
        if not writes.events and last is BEGUN:
            return []
        with self._session() as session:
            started = writes.send(session, last)
            if not started:
                raise IntegrityError("tracking moves forward only")
            session.commit()
        return [started[0][0] + place for place in range(len(stored_events))]

    @contextmanager
    def _session(self) -> Iterator[Session]:
        try:
            session = Session(self._engine)
            try:
                session.begin()
                yield session
            finally:
                session.close()
        except Conflict as conflict:
            raise IntegrityError(str(conflict)) from conflict
        except (Unavailable, OutcomeUnknown) as failure:
            raise OperationalError(str(failure)) from failure


class PostgresApplicationRecorder(PostgresAggregateRecorder, ApplicationRecorder):
    """Reads events in the order of the log too."""

    def insert_events(
        self,
        stored_events: Sequence[StoredEvent],
        **kwargs: Any,  # noqa: ANN401 -- as the library has it
    ) -> Sequence[int] | None:
        _nothing_more(kwargs)
        return self._append(stored_events)

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        asked = NOTIFIED.where(VISIBLE).order_by(event.c.position).limit(limit)
        if start is not None:
            asked = asked.where(event.c.position >= start + (not inclusive_of_start))
        if stop is not None:
            asked = asked.where(event.c.position <= stop)
        if topics:
            asked = asked.where(event.c.topic.in_(topics))
        return self._notifications(asked)

    def max_notification_id(self) -> int | None:
        with self._engine.connect() as connection:
            found: int | None = connection.scalar(select(func.max(event.c.position)).where(VISIBLE))
            return found

    def subscribe(
        self, gt: int | None = None, topics: Sequence[str] = ()
    ) -> Subscription[ApplicationRecorder]:
        return PollingSubscription(self, gt, topics)

    def _notifications(self, asked: Select[Any]) -> list[Notification]:
        with self._engine.connect() as connection:
            rows = connection.execute(asked)
            return [
                Notification(stream, version, topic, bytes(body), position)
                for stream, version, topic, body, position in rows
            ]


class PostgresTrackingRecorder(TrackingRecorder):
    """How far the follower named `follower` has read each upstream."""

    def __init__(self, engine: Engine, follower: str) -> None:
        self._engine = engine
        self._follower = follower

    def insert_tracking(self, tracking: Tracking) -> None:
        with self._engine.begin() as connection:
            if connection.exec_driver_sql(*self._forward(tracking)).first() is None:
                raise IntegrityError("tracking moves forward only")

    def max_tracking_id(self, application_name: str) -> int | None:
        mine = (tracking.c.follower == self._follower, tracking.c.upstream == application_name)
        with self._engine.connect() as connection:
            return connection.scalar(select(tracking.c.position).where(*mine))

    def _forward(self, tracking: Tracking) -> Said:
        return FORWARD, (self._follower, tracking.application_name, tracking.notification_id)


class PostgresProcessRecorder(
    PostgresTrackingRecorder, PostgresApplicationRecorder, ProcessRecorder
):
    """Events and the position they answer to, in one transaction."""

    def insert_events(
        self,
        stored_events: Sequence[StoredEvent],
        *,
        tracking: Tracking | None = None,
        **kwargs: Any,  # noqa: ANN401 -- as the library has it
    ) -> Sequence[int] | None:
        last = BEGUN if tracking is None else self._forward(tracking)
        _nothing_more(kwargs)
        return self._append(stored_events, last)


def _stored(stream: str, version: int, topic: str, body: bytes) -> StoredEvent:
    return StoredEvent(stream, version, topic, bytes(body))


def _nothing_more(kwargs: dict[str, object]) -> None:
    """What a recorder does not know it must not drop in silence."""
    if kwargs:
        raise TypeError(f"not recorded: {', '.join(kwargs)}")
