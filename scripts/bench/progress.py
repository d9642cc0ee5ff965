"""Says on the terminal what is being measured."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console

Say = Callable[[str], None]


@contextmanager
def saying(console: Console) -> Iterator[Say]:
    """One line that changes on a terminal, a line each elsewhere."""
    if not console.is_terminal:
        yield console.print
        return
    with console.status("begins") as status:
        yield status.update
