"""What a supervised thread does over and over."""

from __future__ import annotations

from enum import Enum
from typing import Protocol


class State(Enum):
    """How a duty stands."""

    STARTING = "starting"
    FOLLOWING = "following"
    BUILDING = "building"
    """A new generation is folded from the first event; readers see the old one."""

    STANDBY = "standby"
    """Another copy does the work; this one takes over where it stops."""

    SUPERSEDED = "superseded"
    """A newer program has replaced these views; this one folds no more."""

    RECONNECTING = "reconnecting"
    HALTED = "halted"
    """An event cannot be read or folded: a person must look."""

    STOPPED = "stopped"


class Duty(Protocol):
    """Work that is done in turns, each short."""

    name: str
    state: State
    """As of the last turn."""

    position: int | None
    """Of the last event that was dealt with; None where it does not follow events."""

    def turn(self) -> float:
        """Do a piece of it; how many seconds to rest before the next."""
        ...

    def rest(self) -> None:
        """Give back what is held (a connection); the next turn starts afresh."""
        ...
