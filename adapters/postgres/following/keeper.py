"""Keeps the views of one follower up to date, and brings a new generation to the readers."""

from __future__ import annotations

from contextlib import ExitStack

from sqlalchemy import Connection, Engine

from adapters.postgres.codec import Codec
from adapters.postgres.following import generations
from adapters.postgres.following.connections import transaction
from adapters.postgres.following.duty import State
from adapters.postgres.following.failures import Overtaken, Superseded
from adapters.postgres.following.follower import BatchFollower, Step
from adapters.postgres.following.generations import Generation, Wanted
from adapters.postgres.following.log import BATCH, BUILDING_BATCH
from adapters.postgres.following.switching import switched
from application.shared.projection import Follower

POLL_SECONDS = 0.02
STANDBY_SECONDS = 0.1
SUPERSEDED_SECONDS = 1.0


class Keeper:
    """The duty of one follower: build, switch, follow, stand by.

    `engine` is a `following_engine`; one of its connections is kept.
    """

    def __init__(
        self, engine: Engine, codec: Codec, follower: Follower, limit: int | None = None
    ) -> None:
        self.name = follower.name
        self.state = State.STARTING
        self.position: int | None = 0
        self._engine, self._codec, self._limit = engine, codec, limit
        self._wanted = Wanted.of(follower, codec.names.upcasts())
        self._held = ExitStack()
        self._reader: BatchFollower | None = None
        self._begun = False

    def turn(self) -> float:
        """Apply a batch; raise `Halted`."""
        try:
            return self._work(self._reader or self._resume())
        except Superseded:
            self.rest()
            self.state = State.SUPERSEDED
            return SUPERSEDED_SECONDS

    def rest(self) -> None:
        self._reader = None
        self._held.close()

    def _work(self, reader: BatchFollower) -> float:
        if self.state is State.STANDBY and reader.look_again():
            return STANDBY_SECONDS
        try:
            step = reader.step()
        except Overtaken:
            reader.look_again()
            self.state = State.STANDBY
            return STANDBY_SECONDS
        self.position = reader.position
        return self._after(reader, step)

    def _after(self, reader: BatchFollower, step: Step) -> float:
        if not reader.generation.active:
            self._built(reader, step)
        elif step.applied:
            self.state = State.FOLLOWING
        if step.more:
            return 0
        return STANDBY_SECONDS if self.state is State.STANDBY else POLL_SECONDS

    def _built(self, reader: BatchFollower, step: Step) -> None:
        self.state = State.BUILDING
        if step.more:
            return
        if switched(self._engine, reader.generation):
            self.rest()
        else:
            reader.look_again()

    def _resume(self) -> BatchFollower:
        connection = self._held.enter_context(self._engine.connect())
        generation = self._generation(connection)
        self.state = State.FOLLOWING if generation.active else State.BUILDING
        limit = self._limit or (BATCH if generation.active else BUILDING_BATCH)
        self._reader = BatchFollower.resumed(connection, self._codec, generation, limit)
        return self._reader

    def _generation(self, connection: Connection) -> Generation:
        """Only the first time is one begun: a replaced program must not replace its successor."""
        if self._begun:
            found = generations.matching(connection, self._wanted)
            if not found:
                raise Superseded(self.name)
            return found[0]
        with transaction(self._engine) as writing:
            generation = generations.found_or_begun(writing, self._wanted)
        self._begun = True
        return generation
