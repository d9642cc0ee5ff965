"""The recorders as the eventsourcing library asks for them, when told to use this module."""

from __future__ import annotations

from eventsourcing.persistence import (
    AggregateRecorder,
    InfrastructureFactory,
    InfrastructureFactoryError,
    TrackingRecorder,
)
from eventsourcing.utils import Environment, EnvType
from sqlalchemy import Engine

from adapters.postgres.engine import create_engine
from adapters.postgres.recorder import (
    PostgresAggregateRecorder,
    PostgresApplicationRecorder,
    PostgresProcessRecorder,
    PostgresTrackingRecorder,
)

URL = "DATABASE_URL"


class PostgresFactory(InfrastructureFactory[TrackingRecorder]):
    """Every recorder on one pool of connections; the tables are alembic's to make."""

    def __init__(self, env: Environment | EnvType | None) -> None:
        super().__init__(env)
        url = self.env.get(URL)
        if not url:
            raise InfrastructureFactoryError(f"{URL} is not set")
        self._engine: Engine = create_engine(url)

    def close(self) -> None:
        self._engine.dispose()

    def aggregate_recorder(self, purpose: str = "events") -> AggregateRecorder:
        if purpose != "events":
            raise InfrastructureFactoryError(f"no {purpose} here: a follower takes snapshots")
        return PostgresAggregateRecorder(self._engine)

    def application_recorder(self) -> PostgresApplicationRecorder:
        return PostgresApplicationRecorder(self._engine)

    def tracking_recorder(
        self, tracking_recorder_class: type[TrackingRecorder] | None = None
    ) -> TrackingRecorder:
        chosen = tracking_recorder_class or PostgresTrackingRecorder
        if not issubclass(chosen, PostgresTrackingRecorder):
            raise InfrastructureFactoryError(f"{chosen.__qualname__} does not write to this log")
        return chosen(self._engine, self.env.name)

    def process_recorder(self) -> PostgresProcessRecorder:
        return PostgresProcessRecorder(self._engine, self.env.name)
