"""The log passes the eventsourcing library's own test cases for recorders.

Those expect positions 1, 2, 3; ours grow by transaction. The recorder here turns
a position into its rank.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Any

import pytest
from eventsourcing.persistence import (
    InfrastructureFactory,
    Notification,
    StoredEvent,
    Tracking,
)
from eventsourcing.tests.persistence import (
    AggregateRecorderTestCase,
    ApplicationRecorderTestCase,
    ProcessRecorderTestCase,
    TrackingRecorderTestCase,
)
from eventsourcing.utils import Environment
from sqlalchemy import Engine, func, select

from adapters.postgres.codec import Codec
from adapters.postgres.factory import PostgresFactory
from adapters.postgres.mapper import EventMapper, Happened
from adapters.postgres.recorder import (
    PostgresAggregateRecorder,
    PostgresApplicationRecorder,
    PostgresProcessRecorder,
    PostgresTrackingRecorder,
)
from adapters.postgres.tables import event
from tests.support.postgres import Database
from tests.support.purse import KEY, NAMES, NOON, MovedIn, purse, yuan

pytestmark = pytest.mark.postgres

NUMBERS = count(1)


class Ranked(PostgresApplicationRecorder):
    """Speaks of the first event as 1, of the next as 2."""

    def insert_events(
        self,
        stored_events: Sequence[StoredEvent],
        **kwargs: Any,  # noqa: ANN401 -- as the library has it
    ) -> Sequence[int] | None:
        inserted = super().insert_events(stored_events, **kwargs)
        if not inserted:
            return inserted
        first = self._rank(inserted[0])  # those of one transaction follow one another
        return list(range(first, first + len(inserted)))

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        found = super().select_notifications(
            self._position(start),
            limit,
            self._position(stop),
            topics,
            inclusive_of_start=inclusive_of_start,
        )
        return [self._ranked(it) for it in found]

    def max_notification_id(self) -> int | None:
        found = super().max_notification_id()
        return None if found is None else self._rank(found)

    def _rank(self, position: int) -> int:
        with self._engine.connect() as connection:
            upto = select(func.count()).where(event.c.position <= position)
            return int(connection.execute(upto).scalar_one())

    def _position(self, rank: int | None) -> int | None:
        if rank is None or rank == 0:
            return rank
        asked = select(event.c.position).order_by(event.c.position).offset(rank - 1).limit(1)
        with self._engine.connect() as connection:
            return int(connection.execute(asked).scalar_one())

    def _ranked(self, it: Notification) -> Notification:
        return Notification(
            it.originator_id, it.originator_version, it.topic, it.state, self._rank(it.id)
        )


class OnEngine:
    """Gives the library's unittest cases the engine of the test."""

    engine: Engine

    @pytest.fixture(autouse=True)
    def _with_engine(self, engine: Engine) -> None:
        self.engine = engine

    def new_originator_id(self) -> str:
        return f"stream-{next(NUMBERS)}"


class TestStreams(OnEngine, AggregateRecorderTestCase):
    def create_recorder(self) -> PostgresAggregateRecorder:
        return PostgresAggregateRecorder(self.engine)


class TestLog(OnEngine, ApplicationRecorderTestCase[PostgresApplicationRecorder]):
    def create_recorder(self) -> PostgresApplicationRecorder:
        return Ranked(self.engine)

    def test_insert_subscribe(self) -> None:
        super().optional_test_insert_subscribe()


class TestTracking(OnEngine, TrackingRecorderTestCase):
    def create_recorder(self) -> PostgresTrackingRecorder:
        return PostgresTrackingRecorder(self.engine, "follower")


class TestProcess(OnEngine, ProcessRecorderTestCase):
    def create_recorder(self) -> PostgresProcessRecorder:
        return PostgresProcessRecorder(self.engine, "follower")


@pytest.fixture
def factory(database: Database) -> PostgresFactory:
    environment = Environment(
        "follower",
        {"PERSISTENCE_MODULE": "adapters.postgres.factory", "DATABASE_URL": database.url},
    )
    made = InfrastructureFactory.construct(environment)
    assert isinstance(made, PostgresFactory)
    return made


def test_the_library_finds_the_recorders_by_the_name_of_the_module(
    factory: PostgresFactory,
) -> None:
    with factory:
        recorder = factory.process_recorder()
        recorder.insert_events([StoredEvent("a", 1, "topic", b"{}")], tracking=Tracking("up", 7))

        assert factory.tracking_recorder().max_tracking_id("up") == 7
        assert len(factory.application_recorder().select_events("a")) == 1
    factory.close()


def test_the_librarys_store_reads_and_writes_our_events(factory: PostgresFactory) -> None:
    moved = MovedIn(at=NOON.at, effective_on=NOON.day, by=KEY, amount=yuan(5))
    store = factory.event_store(EventMapper(Codec(NAMES)), factory.application_recorder())

    store.put([Happened(purse(), 1, moved)])

    assert list(store.get(purse())) == [Happened(purse(), 1, moved)]
    factory.close()


def test_what_a_recorder_does_not_know_is_not_dropped_in_silence(engine: Engine) -> None:
    recorder = PostgresAggregateRecorder(engine)

    with pytest.raises(TypeError, match="not recorded: command"):
        recorder.insert_events([StoredEvent("a", 1, "topic", b"{}")], command="x")
