"""States that were folded before, so that a long history is read and folded once a process.

A remembered state never stands alone: the event it ends with is asked for again, and
where the log has another one there (a dump was restored, a standby took over), what was
remembered is dropped and the whole history counts.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import Any

WORTH_KEEPING = 4
"""Versions: a shorter history is folded as fast as it is looked up."""

KEPT_MAX = 4_096
"""Streams; those that were not asked for longest make room."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """A state, and the event that it ends with."""

    state: Any
    version: int
    position: int


class Memory:
    """One per store; for all its threads."""

    def __init__(self, most: int = KEPT_MAX) -> None:
        self._most = most
        self._kept: OrderedDict[str, Remembered] = OrderedDict()
        self._lock = Lock()

    def recall(self, stream: str) -> Remembered | None:
        with self._lock:
            found = self._kept.get(stream)
            if found is not None:
                self._kept.move_to_end(stream)
            return found

    def keep(self, stream: str, now: Remembered) -> None:
        """The later of what is known and `now`; a reading of an older snapshot changes nothing."""
        if now.version < WORTH_KEEPING:
            return
        with self._lock:
            known = self._kept.get(stream)
            if known is not None and known.position >= now.position:
                return
            self._kept[stream] = now
            self._kept.move_to_end(stream)
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)

    def forget(self, stream: str) -> None:
        with self._lock:
            self._kept.pop(stream, None)
