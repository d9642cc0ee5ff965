"""Stored names of events: written once, read for ever, whatever the classes are called.

`receivable.registered@1` is room, name and version. A class that changes shape
gets the next version and a function that lifts the one before. A name that is
not here is never looked for elsewhere: whoever reads it stops.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from domain.shared.event import Event
from domain.shared.refusal import BrokenPromise

Body = dict[str, Any]
"""An event as JSON has it, before its class is known."""

Upcast = Callable[[Body], Body]
"""Lifts a body to the next version; pure."""


class UnknownName(Exception):
    """The log holds a name that this program does not know: halt, and call someone."""


@dataclass(frozen=True, slots=True)
class Named:
    """An event class, the version it is written as, and how older ones become it."""

    event: type[Event]
    version: int = 1
    upcasts: Mapping[int, Upcast] = field(default_factory=dict[int, Upcast])
    """From version to the next; one for each version below the present one."""


def as_it_was(body: Body) -> Body:
    """What is new has a default that says what held before."""
    return body


def with_loan_terms(event: type[Event]) -> Named:
    """Version 1 knew no terms of loans besides price and allocation, 2 none of consents and
    offers."""
    return Named(event, 3, {1: as_it_was, 2: as_it_was})


@dataclass(frozen=True, slots=True)
class RoomNames:
    """The stored names of one room."""

    room: str
    table: Mapping[str, Named]


def room(name: str, table: Mapping[str, type[Event] | Named]) -> RoomNames:
    """The names of room `name`; a bare class stands for its first version."""
    named = {key: it if isinstance(it, Named) else Named(it) for key, it in table.items()}
    for key, it in named.items():
        if sorted(it.upcasts) != list(range(1, it.version)):
            raise BrokenPromise(f"{name}.{key} does not lift every version below {it.version}")
    return RoomNames(name, named)


class Names:
    """All names of the house, found by class when writing and by name when reading."""

    def __init__(self, *rooms: RoomNames) -> None:
        self._topics: dict[type[Event], str] = {}
        self._named: dict[str, Named] = {}
        for names in rooms:
            for key, named in names.table.items():
                self._add(f"{names.room}.{key}", named)

    def topic_of(self, event: type[Event]) -> str:
        """`room.name@version` under which the class is written."""
        try:
            return self._topics[event]
        except KeyError:
            raise BrokenPromise(f"{event.__qualname__} has no stored name") from None

    def named(self, topic: str) -> tuple[Named, int]:
        """The class behind a stored name, and the version it was stored as."""
        name, _, version = topic.partition("@")
        named = self._named.get(name)
        if named is None or not version.isdecimal() or not 1 <= int(version) <= named.version:
            raise UnknownName(topic)
        return named, int(version)

    def topics(self) -> Iterator[str]:
        """Every name in every version that may stand in a log."""
        for name, named in self._named.items():
            yield from (f"{name}@{version}" for version in range(1, named.version + 1))

    def classes(self) -> frozenset[type[Event]]:
        return frozenset(self._topics)

    def upcasts(self, room_name: str | None = None) -> int:
        """How many upcasts there are, in a room or in all; what was folded with fewer is old."""
        mine = "" if room_name is None else f"{room_name}."
        return sum(it.version - 1 for name, it in self._named.items() if name.startswith(mine))

    def _add(self, name: str, named: Named) -> None:
        if name in self._named or named.event in self._topics:
            raise BrokenPromise(f"{name} or {named.event.__qualname__} is named twice")
        self._named[name] = named
        self._topics[named.event] = f"{name}@{named.version}"
