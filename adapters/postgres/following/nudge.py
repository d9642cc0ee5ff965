"""Wakes followers in the same process right after a commit, so that they need not be polled for."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Event


@dataclass(frozen=True, slots=True)
class Nudge:
    """Only a courtesy: whoever misses it looks by itself a moment later."""

    sleepers: list[Event] = field(default_factory=list)

    def sleeper(self) -> Event:
        """To be waited on by one thread, which clears it."""
        event = Event()
        self.sleepers.append(event)
        return event

    def __call__(self) -> None:
        for event in self.sleepers:
            event.set()
