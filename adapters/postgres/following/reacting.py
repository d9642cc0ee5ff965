"""Some facts ask for something to be done elsewhere: whoever follows them has it done."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack

from sqlalchemy import Connection, Engine

from adapters.postgres.codec import Codec
from adapters.postgres.following import tracking
from adapters.postgres.following.duty import State
from adapters.postgres.following.log import BATCH, batch_after
from adapters.postgres.following.reading import recorded
from application.shared.projection import Recorded

POLL_SECONDS = 0.5

Reaction = Callable[[Recorded], None]
"""Does it once however often it is asked: it may be asked again after a crash."""


class Reacter:
    """The duty of one process or more; moves on only when everything asked for is done."""

    def __init__(
        self, engine: Engine, codec: Codec, name: str, react: tuple[str, Reaction]
    ) -> None:
        self.name = name
        self.state = State.STARTING
        self.position: int | None = 0
        self._engine, self._codec = engine, codec
        self._room, self._react = react
        self._held = ExitStack()
        self._connection: Connection | None = None

    def turn(self) -> float:
        connection = self._connection or self._connect()
        before = tracking.position_of(connection, self.name)
        found, more = batch_after(connection, before, limit=BATCH)
        mine = [row for row in found if row.topic.partition(".")[0] == self._room]
        for fact in recorded(self._codec, mine):
            self._react(fact)
        if found:
            tracking.advanced(connection, self.name, before, found[-1].position)
        self.position = found[-1].position if found else before
        self.state = State.FOLLOWING
        return 0 if more else POLL_SECONDS

    def rest(self) -> None:
        self._connection = None
        self._held.close()

    def _connect(self) -> Connection:
        self._connection = self._held.enter_context(self._engine.connect())
        tracking.begin(self._connection, self.name)
        return self._connection
