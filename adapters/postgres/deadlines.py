"""A frozen server answers nothing and closes nothing: when time is up, we shut the socket.

Server-side limits end what a living server does too slowly; only this ends
waiting for a dead one. Whoever waited then sees a lost connection.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Lock, Thread
from time import monotonic, sleep

TICK = 0.25
"""Seconds between two looks."""


@dataclass(slots=True, eq=False)
class Deadline:
    """Until when one attempt may wait for the server."""

    due: float
    descriptor: int
    passed: bool = False

    def enforce(self) -> None:
        if not self.passed and self.due < monotonic():
            self.passed = True
            with socket.socket(fileno=os.dup(self.descriptor)) as twin, suppress(OSError):
                twin.shutdown(socket.SHUT_RDWR)


class Deadlines:
    """One thread that watches the sockets of all attempts in flight."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._watched: set[Deadline] = set()
        self._lock = Lock()
        self._thread: Thread | None = None

    @contextmanager
    def over(self, descriptor: int) -> Iterator[Deadline]:
        """Within the block, the socket `descriptor` lives for `seconds` at most."""
        own = os.dup(descriptor)  # the number itself may be another's socket by then
        deadline = Deadline(monotonic() + self._seconds, own)
        self._begin(deadline)
        try:
            yield deadline
        finally:
            with self._lock:
                self._watched.remove(deadline)
                os.close(own)

    def _begin(self, deadline: Deadline) -> None:
        with self._lock:
            self._watched.add(deadline)
            if self._thread is None:
                self._thread = Thread(target=self._watch, name="deadlines", daemon=True)
                self._thread.start()

    def _watch(self) -> None:
        while True:
            sleep(TICK)
            with self._lock:
                for deadline in self._watched:
                    deadline.enforce()
