"""States as bytes, for snapshots of streams that grow.

A snapshot counts only for the reading it was made by: another version of the
state, or one more upcast in its room, and it is ignored and made again.
"""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar, get_args

import msgspec

from adapters.postgres.codec import decoder_of, encode
from adapters.postgres.names.registry import Names, UnknownName
from application.shared.ports import Room
from domain.shared.event import Event

C = TypeVar("C")
S = TypeVar("S")
E = TypeVar("E", bound=Event)


def fold_of(room: Room[Any, Any, Any], names: Names) -> str:
    """By which reading of its events a state of `room` was made: `state version.upcasts`."""
    return f"{room.state_version}.{names.upcasts(room.name)}"


def encode_state(state: object) -> tuple[str, bytes]:
    """The name of the kind of state, and its canonical JSON."""
    return type(state).__name__, encode(state)


def decode_state(room: Room[C, S, E], topic: str, body: bytes | memoryview) -> S:
    """The state of that name among the states of `room`; raise `UnknownName`."""
    decoder = _decoders(room.state).get(topic)
    if decoder is None:
        raise UnknownName(f"{room.name} has no state {topic}")
    state: S = decoder.decode(body)
    return state


@cache
def _decoders(state: object) -> dict[str, msgspec.json.Decoder[Any]]:
    kinds = get_args(state) or (state,)
    return {kind.__name__: decoder_of(kind) for kind in kinds}
