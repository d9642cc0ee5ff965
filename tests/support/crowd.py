"""Many at once, each in a thread of its own; what one of them raises is raised."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

A = TypeVar("A")
R = TypeVar("R")


def all_at_once(do: Callable[[A], R], each: Iterable[A]) -> list[R]:
    """`do` for each, all starting together; the results in order."""
    waiting = list(each)
    start = Barrier(len(waiting))

    def started(one: A) -> R:
        start.wait()
        return do(one)

    with ThreadPoolExecutor(len(waiting)) as crowd:
        return list(crowd.map(started, waiting))
