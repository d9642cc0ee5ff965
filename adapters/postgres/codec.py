"""Events as bytes and back: canonical JSON, the same bytes for the same facts for ever."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Any, TypeAlias

import msgspec

from adapters.postgres.names.registry import Body, Names
from domain.shared.event import Event

Decode: TypeAlias = Callable[[bytes | memoryview | str], Event]

CANONICAL = msgspec.json.Encoder(order="deterministic")
"""Fields in the order they are declared, keys and members of sets sorted."""

SORTED = msgspec.json.Encoder(order="sorted")
"""Fields sorted too: for what is compared, where the order of declaration must not count."""


_BUILDING = Lock()


def decoder_of(kind: Any) -> msgspec.json.Decoder[Any]:  # noqa: ANN401  # any form of a type
    """One is built at a time.

    A thread that builds one meanwhile is given the parts that are half built, and reading
    through these ends the process.
    """
    with _BUILDING:
        return msgspec.json.Decoder(kind)


class Codec:
    """Writes events under the names of `names`, and reads every version ever stored."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self._topics: dict[type[Event], str] = {}
        self._decoders: dict[str, Decode] = {}

    def encode(self, event: Event) -> tuple[str, bytes]:
        """Stored name and body."""
        kind = type(event)
        topic = self._topics.get(kind)
        if topic is None:
            topic = self._topics[kind] = self.names.topic_of(kind)
        return topic, CANONICAL.encode(event)

    def decode(self, topic: str, body: bytes | memoryview | str) -> Event:
        """The event as its class is now; raise `UnknownName` for a name never registered."""
        decoder = self._decoders.get(topic)
        if decoder is None:
            decoder = self._decoders[topic] = self._decoder(topic)
        return decoder(body)

    def _decoder(self, topic: str) -> Decode:
        named, version = self.names.named(topic)
        read: Decode = decoder_of(named.event).decode
        if version == named.version:
            return read
        lifts = [named.upcasts[step] for step in range(version, named.version)]

        def lifted(body: bytes | memoryview | str) -> Event:
            raw: Body = msgspec.json.decode(body)
            for lift in lifts:
                raw = lift(raw)
            return read(CANONICAL.encode(raw))

        return lifted


def encode(document: object) -> bytes:
    """Canonical JSON of a result, a state, a row or a message."""
    return CANONICAL.encode(document)
