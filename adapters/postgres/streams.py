"""The streams of one transaction: read once, folded once, and seen as they will be written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar, cast

from adapters.postgres.codec import Codec
from adapters.postgres.literals import texts
from adapters.postgres.session import Rows, Session
from adapters.postgres.states import decode_state, fold_of
from application.shared.ports import Loaded, Room
from domain.shared.event import Event
from domain.shared.refusal import BrokenPromise

C = TypeVar("C")
S = TypeVar("S")
E = TypeVar("E", bound=Event)

READ = "EXECUTE read_streams (%s)"
READ_WHOLE = "EXECUTE read_streams_whole (%s)"


class Streams:
    """What was read, under the name of its stream."""

    def __init__(self, session: Session, codec: Codec) -> None:
        self._session = session
        self._codec = codec
        self._rows: dict[str, Rows] = {}
        self._loaded: dict[str, Loaded[Any]] = {}

    def keep(self, asked: Iterable[str], rows: Rows) -> None:
        """Remember `rows`, sorted by stream, as all there is of the streams asked for."""
        for stream in asked:
            self._rows[stream] = []
            self._loaded.pop(stream, None)
        for stream, mine in groupby(rows, itemgetter(0)):
            self._rows[stream] = list(mine)

    def load(self, room: Room[C, S, E], stream: str) -> Loaded[S]:
        found = self._loaded.get(stream)
        if found is None:
            if stream not in self._rows:
                self._fetch(room, [stream])
            found = self._loaded[stream] = self._fold(room, stream, self._rows.pop(stream))
        return cast("Loaded[S]", found)

    def load_many(self, room: Room[C, S, E], streams: Sequence[str]) -> dict[str, Loaded[S]]:
        unknown = [it for it in streams if it not in self._rows and it not in self._loaded]
        if unknown:
            self._fetch(room, unknown)
        return {stream: self.load(room, stream) for stream in streams}

    def extend(self, room: Room[C, S, E], loaded: Loaded[S], events: Sequence[E]) -> Loaded[S]:
        """The stream as it is after `events`; what is loaded from now on says the same."""
        known = self._loaded.get(loaded.stream)
        if known is None or known.version != loaded.version:
            raise BrokenPromise(f"{loaded.stream} is recorded on a reading that is not the last")
        state = loaded.state
        for event in events:
            state = room.decider.evolve(state, event)
        after = Loaded(loaded.stream, state, loaded.version + len(events))
        self._loaded[loaded.stream] = after
        return after

    def _fetch(self, room: Room[C, S, E], streams: Sequence[str]) -> None:
        read = READ if room.grows else READ_WHOLE
        self.keep(streams, self._session.rows(read, (texts(streams),)))

    def _fold(self, room: Room[C, S, E], stream: str, rows: Rows) -> Loaded[S]:
        state, version = room.decider.initial, 0
        if rows and rows[0][4] is not None:
            (_, version, topic, body, fold), *rows = rows
            if fold != fold_of(room, self._codec.names):
                return self._fold(room, stream, self._whole(stream))
            state = decode_state(room, topic, body)
        evolve, decode = room.decider.evolve, self._codec.decode
        for _, _, topic, body, _ in rows:
            state = evolve(state, cast("E", decode(topic, body)))
        return Loaded(stream, state, rows[-1][1] if rows else version)

    def _whole(self, stream: str) -> Rows:
        """A snapshot made by another reading does not count: the history does."""
        return self._session.rows(READ_WHOLE, (texts([stream]),))
