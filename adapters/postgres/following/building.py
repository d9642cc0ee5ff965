"""A generation is built beside the one that readers see, in small transactions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, text

from adapters.postgres.codec import Codec
from adapters.postgres.following import generations
from adapters.postgres.following.connections import transaction
from adapters.postgres.following.follower import BatchFollower
from adapters.postgres.following.generations import Generation, Wanted
from adapters.postgres.following.log import BUILDING_BATCH
from adapters.postgres.following.sweeping import sweep
from adapters.postgres.following.switching import retire

Progress = Callable[[int], None]
"""Told how many events were applied, after every batch."""

LOCK = text("SELECT pg_try_advisory_lock(hashtextextended('building', 0))")
UNLOCK = text("SELECT pg_advisory_unlock(hashtextextended('building', 0))")


class Busy(Exception):
    """Someone else rebuilds or checks views; one at a time."""


class NotBuilt(Exception):
    """The view is not yet built by this version of the program; its follower does that."""


def unheard(_: int) -> None:
    """For those who do not care how far it is."""


@contextmanager
def alone(engine: Engine) -> Iterator[Connection]:
    """Nobody else rebuilds or checks meanwhile; raise `Busy`."""
    with engine.connect() as connection:
        if not connection.execute(LOCK).scalar_one():
            raise Busy
        try:
            yield connection
        finally:
            connection.execute(UNLOCK)


def seen_by_readers(connection: Connection, wanted: Wanted) -> Generation:
    """Raise `NotBuilt`."""
    for generation in generations.matching(connection, wanted):
        if generation.active:
            return generation
    raise NotBuilt(wanted.follower.name)


@contextmanager
def scratch(engine: Engine, codec: Codec, wanted: Wanted) -> Iterator[BatchFollower]:
    """A generation that nobody sees, at the first event; swept away unless it was switched to."""
    with transaction(engine) as writing:
        generation = generations.begin(writing, wanted)
    with engine.connect() as connection:
        try:
            yield BatchFollower.resumed(connection, codec, generation, BUILDING_BATCH)
        finally:
            _discard(engine, connection, wanted, generation)


def _discard(
    engine: Engine, connection: Connection, wanted: Wanted, generation: Generation
) -> None:
    with transaction(engine) as writing:
        generations.lock(writing)
        if generation.name not in _active(writing, wanted):
            retire(writing, generation.name)
    while sweep(connection):
        continue


def _active(connection: Connection, wanted: Wanted) -> set[str]:
    return {it.name for it in generations.matching(connection, wanted) if it.active}
