"""From the moment a command is answered until a reader sees it, idle and under full load."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from multiprocessing import get_context
from multiprocessing.connection import Connection
from statistics import median, quantiles
from threading import Thread
from time import perf_counter

from adapters.postgres.codec import Codec
from adapters.postgres.engine import create_engine
from adapters.postgres.following.connections import following_engine
from adapters.postgres.following.keeper import Keeper
from adapters.postgres.following.nudge import Nudge
from adapters.postgres.following.supervisor import Supervisor
from adapters.postgres.following.view_reader import ViewReader
from application.shared.projection import Follower, Placed, Projection, Recorded
from scripts.bench.crew import Crew
from scripts.bench.deal import NAMES, Deal, LoanOpened
from scripts.bench.deal_ours import OurDeals
from scripts.bench.figures import Limited, Scale
from scripts.bench.ground import Ground
from scripts.bench.progress import Say

MEDIAN_SECONDS_MAX = 0.025
LOADED_P99_SECONDS_MAX = 1.0
PATIENCE_SECONDS = 60.0
WATCHER = 99
"""A writer number that no other writer has."""


def _keys(recorded: Recorded) -> tuple[str, ...]:
    return (recorded.stream,) if isinstance(recorded.event, LoanOpened) else ()


def _fold(_row: str | None, _key: str, recorded: Recorded) -> str | None:
    return recorded.event.line if isinstance(recorded.event, LoanOpened) else None


def _place(_key: str, _row: str) -> Placed:
    return Placed("l")


LOANS: Projection[str] = Projection("loans", 1, str, _keys, _fold, _place)
FOLLOWER = Follower("loans", (LOANS,))


def measured(ground: Ground, scale: Scale, say: Say) -> list[Limited]:
    url = ground.platform("visible")
    say("write to visible: followers and writers get ready")
    with _following(url), Crew(OurDeals(url), scale.writers) as crew:
        views = ViewReader(
            create_engine(url, autocommit=True), [FOLLOWER], patience=PATIENCE_SECONDS
        )
        watch = _Watch(url, views)
        say("write to visible, alone")
        idle = [watch.once() for _ in range(scale.reads // 10)]
        say("write to visible, under full load")
        loaded = watch.while_working(crew, scale)
    return [_typical(idle), _worst(loaded)]


class _Watch:
    """Writes, and reads until it sees what it wrote."""

    def __init__(self, url: str, views: ViewReader) -> None:
        self._work = _answered(url)
        self._views = views

    def once(self) -> float:
        position = self._work()
        began = perf_counter()
        self._views.wait_for(position)
        return perf_counter() - began

    def while_working(self, crew: Crew, scale: Scale) -> list[float]:
        seconds = scale.seconds * scale.rounds
        working = Thread(target=crew.rate, args=(scale.writers, seconds))
        working.start()
        found = [self.once()]
        while working.is_alive():
            found.append(self.once())
        working.join()
        return found


def _answered(url: str) -> Callable[[], int]:
    """Carries out one deal; the position of its answer."""
    deals, numbers = OurDeals(url), count()
    deals(WATCHER)
    desk = deals.desk()

    def work() -> int:
        deal = Deal.of(WATCHER, next(numbers))
        return desk.carry_out(deal.request, deal.carried_out).position

    return work


@contextmanager
def _following(url: str) -> Iterator[None]:
    """A process that does nothing but keep the view up."""
    spawning = get_context("spawn")
    ours, theirs = spawning.Pipe()
    process = spawning.Process(target=_follow, args=(url, theirs), daemon=True)
    process.start()
    try:
        yield
    finally:
        ours.send(None)
        process.join(10)


def _follow(url: str, pipe: Connection) -> None:
    engine = following_engine(url)
    with Supervisor(engine, [Keeper(engine, Codec(NAMES), FOLLOWER)], Nudge()):
        pipe.recv()


def _typical(seconds: list[float]) -> Limited:
    value = median(seconds)
    said = f"{value * 1000:.1f} ms"
    return Limited("write to visible, median", value, MEDIAN_SECONDS_MAX, said)


def _worst(seconds: list[float]) -> Limited:
    value = quantiles(seconds, n=100)[98]
    said = f"{value * 1000:.1f} ms (median {median(seconds) * 1000:.1f} ms)"
    return Limited("write to visible under full load, p99", value, LOADED_P99_SECONDS_MAX, said)
