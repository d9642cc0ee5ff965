"""Everything that goes on behind a serving platform, as one list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Engine

from adapters.postgres.codec import Codec
from adapters.postgres.following.duty import Duty
from adapters.postgres.following.keeper import Keeper
from adapters.postgres.following.known_at import KnownAtRecorder
from adapters.postgres.following.outbox import Handler, OutboxWorker
from adapters.postgres.following.snapshots import SnapshotTaker
from adapters.postgres.following.sweeping import Sweeper
from application.shared.ports import Room, Store
from application.shared.projection import Follower


def duties(
    engine: Engine,
    store: Store,
    codec: Codec,
    followers: Iterable[Follower],
    rooms: Iterable[Room[Any, Any, Any]],
    handlers: Mapping[str, Handler],
) -> list[Duty]:
    """For a `Supervisor`; any number of processes may have the same ones at once.

    `engine` is in AUTOCOMMIT, and has a connection for each of these and two more.
    """
    return [
        *(Keeper(engine, codec, follower) for follower in followers),
        SnapshotTaker(engine, store, codec.names, rooms),
        OutboxWorker(engine, handlers),
        KnownAtRecorder(engine),
        Sweeper(engine),
    ]
