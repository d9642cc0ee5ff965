"""Many at once, each in a thread of its own; what one of them raises is raised."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import TypeVar

from application.shared.carry_out import UseCase
from application.shared.ports import Answer, UnitOfWork
from domain.shared.event import Context

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


WAIT_SECONDS = 0.7
"""Longer than a command takes that nothing keeps waiting."""


def overlapping(
    first: UseCase, do_first: Callable[[UseCase], Answer], do_second: Callable[[], Answer]
) -> tuple[Answer, Answer]:
    """The second is carried out while the first has decided and not committed yet.

    Where nothing keeps it waiting, it decides on what was so before the first.
    """
    decided, done = Event(), Event()

    def deciding(work: UnitOfWork, context: Context) -> object:
        answer = first(work, context)
        decided.set()
        done.wait(WAIT_SECONDS)
        return answer

    def arriving() -> Answer:
        decided.wait(WAIT_SECONDS * 10)
        answer = do_second()
        done.set()
        return answer

    with ThreadPoolExecutor() as crowd:
        late = crowd.submit(arriving)
        early = do_first(deciding)
        return early, late.result()
