"""Who may start and stop the server, and who is still using it.

Both are locks of the kernel on files in the data folder, so a program that is
killed lets go of them at once.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def door(home: Path) -> Iterator[None]:
    """One program at a time starts, attaches or stops."""
    with (home / "door.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


class Use:
    """Held for as long as a program uses the server."""

    def __init__(self, home: Path) -> None:
        self._file = (home / "users.lock").open("a")
        fcntl.flock(self._file, fcntl.LOCK_SH)

    def leave(self) -> bool:
        """Say whether nobody else is left; called behind the `door`."""
        with self._file:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            return True
