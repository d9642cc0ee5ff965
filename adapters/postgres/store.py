"""The store: units of work and readings over one PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import TypeVar

from sqlalchemy import Engine

from adapters.postgres.codec import Codec
from adapters.postgres.deadlines import Deadline, Deadlines
from adapters.postgres.engine import Limits
from adapters.postgres.failures import ConnectionLost
from adapters.postgres.names.house import HOUSE
from adapters.postgres.names.registry import Names
from adapters.postgres.reading import PostgresReading
from adapters.postgres.remembering import Memory
from adapters.postgres.session import Session
from adapters.postgres.unit_of_work import PostgresAttempt, asked_before, replayed
from application.shared.ports import Answer, Request
from domain.shared.ids import PartyId

T = TypeVar("T")

SNAPSHOT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"


class PostgresStore:
    """One per process: `PostgresStore(create_engine(url))`."""

    def __init__(
        self, engine: Engine, *, names: Names = HOUSE, limits: Limits | None = None
    ) -> None:
        self._engine = engine
        self._codec = Codec(names)
        self._memory = Memory()
        self._limits = limits or Limits()
        self._deadlines = Deadlines(self._limits.attempt)

    @contextmanager
    def attempt(self, request: Request) -> Iterator[PostgresAttempt]:
        def opened(session: Session) -> PostgresAttempt:
            attempt = PostgresAttempt(session, self._codec, self._memory, request)
            attempt.open()
            return attempt

        with self._opened(opened) as attempt, closing(attempt):
            yield attempt

    @contextmanager
    def reading(self) -> Iterator[PostgresReading]:
        def opened(session: Session) -> PostgresReading:
            session.begin(SNAPSHOT)
            session.rows("SELECT 1", ())  # the moment that all of it is read at
            return PostgresReading(session, self._codec, self._memory)

        with self._opened(opened) as reading:
            yield reading

    def answer_to(self, party: PartyId, request_id: str) -> Answer | None:
        def opened(session: Session) -> tuple[Session, bytes | None]:
            return session, asked_before(session, party, request_id)

        with self._opened(opened) as (session, known):
            return None if known is None else replayed(session, party, request_id)

    @contextmanager
    def _opened(self, begin: Callable[[Session], T]) -> Iterator[T]:
        """A session on which `begin` succeeded.

        A connection that broke while it lay idle is found out here. Nothing was sent on
        it, so another is taken, until one that was made just now fails too.
        """
        for left in range(self._limits.connections, -1, -1):
            with self._session() as (session, deadline):
                try:
                    begun = begin(session)
                except ConnectionLost:
                    if left == 0 or deadline.passed:
                        raise
                    continue
                yield begun
                return

    @contextmanager
    def _session(self) -> Iterator[tuple[Session, Deadline]]:
        session = Session(self._engine)
        with self._deadlines.over(session.descriptor) as deadline:
            try:
                yield session, deadline
            finally:
                session.close()
                if deadline.passed:  # what else lies idle goes to the same frozen server
                    self._engine.dispose()
