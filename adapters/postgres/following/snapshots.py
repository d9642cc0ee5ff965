"""Keeps states of streams that grow, so that reading one never means reading all of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import ExitStack
from typing import Any

from sqlalchemy import Connection, Engine, text

from adapters.postgres.codec import encode
from adapters.postgres.following import tracking
from adapters.postgres.following.duty import State
from adapters.postgres.following.log import BATCH, batch_after
from adapters.postgres.log import Row
from adapters.postgres.names.registry import Names
from adapters.postgres.states import encode_state, fold_of
from application.shared.ports import Room, Store

EVERY = 200
"""Versions from one snapshot of a stream to the next."""

POLL_SECONDS = 0.5

KEEP = text(
    """INSERT INTO anchorline.snapshot (stream, version, topic, fold, body)
    VALUES (:stream, :version, :topic, :fold, :body)
    ON CONFLICT (stream) DO UPDATE SET
      version = excluded.version, topic = excluded.topic,
      fold = excluded.fold, body = excluded.body
    WHERE snapshot.version < excluded.version OR snapshot.fold <> excluded.fold"""
)

AnyRoom = Room[Any, Any, Any]


class SnapshotTaker:
    """The duty of one process or more: a snapshot taken twice is the same."""

    name: str = "snapshots"

    def __init__(
        self,
        engine: Engine,
        store: Store,
        names: Names,
        rooms: Iterable[AnyRoom],
        every: int = EVERY,
    ) -> None:
        self.state = State.STARTING
        self.position: int | None = 0
        self._engine, self._store, self._names, self._every = engine, store, names, every
        self._rooms = {room.name: room for room in rooms if room.grows}
        self._held = ExitStack()
        self._connection: Connection | None = None

    def turn(self) -> float:
        connection = self._connection or self._connect()
        before = tracking.position_of(connection, self._tracked)
        found, more = batch_after(connection, before, limit=BATCH)
        for stream, room in sorted(self._due(found).items()):
            self._take(connection, stream, room)
        if found:
            tracking.advanced(connection, self._tracked, before, found[-1].position)
        self.position = found[-1].position if found else before
        self.state = State.FOLLOWING
        return 0 if more else POLL_SECONDS

    def rest(self) -> None:
        self._connection = None
        self._held.close()

    @property
    def _tracked(self) -> str:
        """Another reading of the events begins again at the first."""
        folds = sorted(f"{name} {fold_of(it, self._names)}" for name, it in self._rooms.items())
        return f"{self.name}/{hashlib.sha256(encode(folds)).hexdigest()[:16]}"

    def _connect(self) -> Connection:
        self._connection = self._held.enter_context(self._engine.connect())
        tracking.begin(self._connection, self._tracked)
        return self._connection

    def _due(self, found: Iterable[Row]) -> dict[str, AnyRoom]:
        """The streams that passed a multiple of `every` versions."""
        rooms = ((row, self._rooms.get(row.topic.partition(".")[0])) for row in found)
        return {
            row.stream: room
            for row, room in rooms
            if room is not None and row.version % self._every == 0
        }

    def _take(self, connection: Connection, stream: str, room: AnyRoom) -> None:
        with self._store.reading() as reading:
            loaded = reading.load(room, stream)
        topic, body = encode_state(loaded.state)
        kept = {
            "stream": stream,
            "version": loaded.version,
            "topic": topic,
            "fold": fold_of(room, self._names),
            "body": body,
        }
        connection.execute(KEEP, kept)
