"""The batch follower: reads, folds in memory, writes in one statement, moves forward."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection

from adapters.postgres.codec import Codec
from adapters.postgres.following import folding, rows, tracking
from adapters.postgres.following.connections import be_patient
from adapters.postgres.following.failures import Halted, Overtaken
from adapters.postgres.following.generations import Generation
from adapters.postgres.following.log import BATCH, FOR_EVER, batch_after, before_transaction_of
from adapters.postgres.following.reading import recorded
from adapters.postgres.log import Row
from adapters.postgres.resting import collector_at_rest


class Step(NamedTuple):
    """How many events were applied, and whether more can be read at once."""

    applied: int
    more: bool


@dataclass(slots=True)
class BatchFollower:
    """Keeps one generation of views up to date.

    Its connection is in AUTOCOMMIT: polling opens no transaction, and the one
    statement that writes is a transaction by itself.
    """

    connection: Connection
    codec: Codec
    generation: Generation
    position: int
    limit: int = BATCH

    @classmethod
    def resumed(
        cls, connection: Connection, codec: Codec, generation: Generation, limit: int = BATCH
    ) -> BatchFollower:
        """From where the last copy left off; raise `Superseded`."""
        be_patient(connection)
        position = tracking.position_of(connection, generation.name)
        return cls(connection, codec, generation, position, limit)

    def step(self, until: int = FOR_EVER) -> Step:
        """Apply one batch.

        Raise `Halted` at an event that cannot be read or folded (all before it
        are applied first), `Overtaken` where another copy was faster.
        """
        with collector_at_rest():
            return self._step(until)

    def look_again(self) -> bool:
        """Read the position anew; whether another copy moved it. Raise `Superseded`."""
        before = self.position
        self.position = tracking.position_of(self.connection, self.generation.name)
        return self.position != before

    def _step(self, until: int) -> Step:
        found, more = batch_after(self.connection, self.position, until=until, limit=self.limit)
        try:
            return Step(self._apply(found), more)
        except Halted as halted:
            self._ensure_alone()
            sound = before_transaction_of(halted.position, found)
            if not sound:
                raise
            return Step(self._apply(sound), more=True)

    def _ensure_alone(self) -> None:
        """What cannot be folded onto rows that another copy wrote, or that are swept, is sound.

        Raise `Overtaken` or `Superseded`.
        """
        if tracking.position_of(self.connection, self.generation.name) != self.position:
            raise Overtaken(self.generation.name)

    def _apply(self, found: Sequence[Row]) -> int:
        if not found:
            return 0
        builds, last = self.generation.builds, found[-1].position
        touched = folding.touches(builds, recorded(self.codec, found))
        before = rows.load(self.connection, builds, folding.places(touched))
        after = dict(before)
        folding.fold(touched, after)
        changed = rows.changes(builds, before, after)
        rows.apply(self.connection, self.generation.name, self.position, last, changed)
        self.position = last
        return len(found)
