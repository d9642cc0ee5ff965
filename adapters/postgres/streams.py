"""The streams of one transaction: read once, folded once, and seen as they will be written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, TypeVar, cast

from adapters.postgres.codec import Codec
from adapters.postgres.literals import numbers, texts
from adapters.postgres.remembering import Memory, Remembered
from adapters.postgres.session import Rows, Session
from adapters.postgres.states import decode_state, fold_of
from application.shared.ports import Loaded, Room
from domain.shared.event import Event
from domain.shared.refusal import BrokenPromise

C = TypeVar("C")
S = TypeVar("S")
E = TypeVar("E", bound=Event)

READ = "EXECUTE read_streams (%s, %s)"
READ_WHOLE = "EXECUTE read_streams_whole (%s, %s)"


class Streams:
    """What was read, under the name of its stream."""

    def __init__(self, session: Session, codec: Codec, memory: Memory) -> None:
        self._session = session
        self._codec = codec
        self._memory = memory
        self._rows: dict[str, Rows] = {}
        self._known: dict[str, Remembered] = {}
        """From where on the rows of a stream were asked for."""

        self._loaded: dict[str, Loaded[Any]] = {}

    def asking(self, streams: Sequence[str]) -> tuple[str, str]:
        """What is bound to a statement that reads `streams`: their names, and what is known."""
        known = {it: found for it in streams if (found := self._memory.recall(it)) is not None}
        self._known |= known
        versions = [known[it].version if it in known else 0 for it in streams]
        return texts(streams), numbers(versions)

    def keep(self, asked: Iterable[str], rows: Rows) -> None:
        """Take `rows`, sorted by stream, as all there is of the streams asked for."""
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
        self.keep(streams, self._session.rows(read, self.asking(streams)))

    def _fold(self, room: Room[C, S, E], stream: str, rows: Rows) -> Loaded[S]:
        """Where what it would begin with is not what the log says, the whole history counts."""
        begun = self._begun(room, stream, rows)
        if begun is None:
            self._memory.forget(stream)
            rows = self._session.rows(READ_WHOLE, (texts([stream]), numbers([0])))
            begun = room.decider.initial, 0
        state, counted = begun
        evolve, decode = room.decider.evolve, self._codec.decode
        for _, _, topic, body, _, _ in islice(rows, counted, None):
            state = evolve(state, cast("E", decode(topic, body)))
        if not rows:
            return Loaded(stream, state, 0)
        _, version, _, _, _, position = rows[-1]
        self._memory.keep(stream, Remembered(state, version, position))
        return Loaded(stream, state, version)

    def _begun(self, room: Room[C, S, E], stream: str, rows: Rows) -> tuple[S, int] | None:
        """The state to go on from, and how many of `rows` count in it already."""
        known = self._known.pop(stream, None)
        if known is not None:
            (_, version, *_, position) = rows[0] if rows else (stream, 0, 0)
            is_same = (version, position) == (known.version, known.position)
            return (known.state, 1) if is_same else None
        if not rows or rows[0][4] is None:
            return room.decider.initial, 0
        _, version, topic, body, fold, _ = rows[0]
        if fold != fold_of(room, self._codec.names) or version not in {row[1] for row in rows[1:2]}:
            return None
        return decode_state(room, topic, body), 2
