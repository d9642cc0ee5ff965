"""Writers as processes of their own, told to work for a while and counted."""

from __future__ import annotations

from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from time import monotonic, sleep
from types import TracebackType
from typing import Self

Work = Callable[[], None]
Make = Callable[[int], Work]
"""Of the writer of a number, what it does over and over; must be picklable."""

HEAD_START_SECONDS = 0.1
READY_SECONDS_MAX = 120
WARMING = 20


class Crew:
    """Some processes that do the same; they stay connected between measurements."""

    def __init__(self, make: Make, size: int) -> None:
        spawning = get_context("spawn")
        self._pipes: list[Connection] = []
        self._processes = []
        for number in range(size):
            ours, theirs = spawning.Pipe()
            process = spawning.Process(target=_serve, args=(make, number, theirs), daemon=True)
            process.start()
            self._pipes.append(ours)
            self._processes.append(process)
        for pipe in self._pipes:
            _answer(pipe, READY_SECONDS_MAX)

    def rate(self, writers: int, seconds: float) -> float:
        """How often a second the first `writers` of them together did their work."""
        begin = monotonic() + HEAD_START_SECONDS
        for pipe in self._pipes[:writers]:
            pipe.send((begin, seconds))
        return sum(_answer(pipe, seconds + READY_SECONDS_MAX) for pipe in self._pipes[:writers])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        for pipe in self._pipes:
            pipe.send(None)
        for process in self._processes:
            process.join(10)


def _answer(pipe: Connection, seconds: float) -> float:
    if not pipe.poll(seconds):
        raise TimeoutError("a writer does not answer")
    answer = pipe.recv()
    if isinstance(answer, BaseException):
        raise answer
    return float(answer)


def _serve(make: Make, number: int, pipe: Connection) -> None:
    try:
        work = make(number)
        for _ in range(WARMING):
            work()
        pipe.send(0.0)
        while (asked := pipe.recv()) is not None:
            pipe.send(_worked(work, *asked))
    except Exception as failure:  # noqa: BLE001  # told to whoever waits for the figure
        pipe.send(RuntimeError(f"{type(failure).__name__}: {failure}"))


def _worked(work: Work, begin: float, seconds: float) -> float:
    sleep(max(0.0, begin - monotonic()))
    began, done = monotonic(), 0
    while monotonic() - began < seconds:
        work()
        done += 1
    return done / (monotonic() - began)
