"""One look at everything the house stands on, which nobody waits for longer than a second."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from dataclasses import dataclass

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from adapters.postgres.following.outbox import waiting
from adapters.postgres.following.supervisor import Status, Supervisor
from adapters.postgres.vitals import Vitals, vitals

ANSWER_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen at one moment; None where nothing answered in time."""

    vitals: Vitals | None
    duties: Sequence[Status]
    outbox: tuple[int, float] | None
    """How many messages wait to leave, and the age of the oldest in seconds."""


class Looking:
    """At most one look is under way, however many ask."""

    def __init__(self, engine: Engine, supervisor: Supervisor, views: Sequence[str]) -> None:
        self._engine, self._supervisor, self._views = engine, supervisor, views
        self._looking = ThreadPoolExecutor(1, thread_name_prefix="health")
        self._last: Future[Seen] | None = None

    def look(self) -> Seen:
        if self._last is None or self._last.done():
            self._last = self._looking.submit(self._look)
        try:
            return self._last.result(ANSWER_SECONDS)
        except (TooLate, SQLAlchemyError):
            return Seen(None, (), None)

    def close(self) -> None:
        self._looking.shutdown(wait=False, cancel_futures=True)

    def _look(self) -> Seen:
        with self._engine.connect() as connection:
            found = vitals(connection, self._views)
            left = waiting(connection)
        return Seen(found, self._supervisor.status(), left)
