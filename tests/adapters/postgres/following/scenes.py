"""A room of the smallest kind: an owner counts things, and two views follow what was counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import count
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Connection, Engine, text

from adapters.postgres.codec import Codec
from adapters.postgres.engine import create_engine
from adapters.postgres.following import generations
from adapters.postgres.following.connections import following_engine, transaction
from adapters.postgres.following.follower import BatchFollower
from adapters.postgres.following.generations import Generation, Wanted
from adapters.postgres.following.keeper import Keeper
from adapters.postgres.names.registry import Names, room
from adapters.postgres.store import PostgresStore
from application.shared.carry_out import Desk
from application.shared.ports import Message, Request, Room, UnitOfWork
from application.shared.projection import Follower, Placed, Projection, Recorded
from domain.shared.decider import Decider
from domain.shared.event import Context, Event
from domain.shared.ids import ActorId, PartyId
from domain.shared.moment import Moment

AT = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
DAY = date(2026, 3, 2)
CLERK = ActorId("north/clerk")
NUMBERS = count(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted(Event):
    """So many more of a thing."""

    owner: str
    thing: str
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleared(Event):
    """None is left."""

    owner: str
    thing: str


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted, and how often."""

    total: int = 0
    times: int = 0


def _evolve(state: Tally, event: Counted | Cleared) -> Tally:
    match event:
        case Counted():
            return Tally(state.total + event.more, state.times + 1)
        case Cleared():
            return Tally(0, state.times + 1)


def _decide(_state: Tally, command: Event, _context: Context) -> tuple[Any, ...]:
    return (command,)


TALLY: Room[Any, Tally, Any] = Room("tally", Decider(Tally(), _decide, _evolve), Tally, grows=True)
NAMES = Names(room("tally", {"counted": Counted, "cleared": Cleared}))
CODEC = Codec(NAMES)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing of one owner."""

    owner: str
    thing: str
    total: int
    times: int


@dataclass(frozen=True, slots=True)
class Sum:
    """Everything of one owner."""

    owner: str
    counted: int


def line_keys(recorded: Recorded) -> tuple[str, ...]:
    match recorded.event:
        case Counted(owner=owner, thing=thing) | Cleared(owner=owner, thing=thing):
            return (f"{owner}/{thing}",)
        case _:
            return ()


def fold_line(row: Line | None, _key: str, recorded: Recorded) -> Line | None:
    match recorded.event:
        case Counted(owner=owner, thing=thing, more=more):
            earlier = row or Line(owner, thing, 0, 0)
            return replace(earlier, total=earlier.total + more, times=earlier.times + 1)
        case _:
            return None


def place_line(_key: str, row: Line) -> Placed:
    facet = "many" if row.total >= 10 else "few"
    return Placed(scope=row.owner, facet=facet, sort=f"{row.total:06}")


def sum_keys(recorded: Recorded) -> tuple[str, ...]:
    return (recorded.event.owner,) if isinstance(recorded.event, Counted) else ()


def fold_sum(row: Sum | None, key: str, recorded: Recorded) -> Sum:
    more = recorded.event.more if isinstance(recorded.event, Counted) else 0
    return Sum(key, (row.counted if row else 0) + more)


def place_sum(_key: str, row: Sum) -> Placed:
    return Placed(scope=row.owner)


LINES: Projection[Line] = Projection("lines", 1, Line, line_keys, fold_line, place_line)
SUMS: Projection[Sum] = Projection("sums", 1, Sum, sum_keys, fold_sum, place_sum)
COUNTING = Follower("counting", (LINES, SUMS))


def counted(thing: str, more: int = 1, owner: str = "north") -> Counted:
    return Counted(at=AT, effective_on=DAY, by=CLERK, owner=owner, thing=thing, more=more)


def cleared(thing: str, owner: str = "north") -> Cleared:
    return Cleared(at=AT, effective_on=DAY, by=CLERK, owner=owner, thing=thing)


def stream_of(event: Counted | Cleared) -> str:
    return f"{event.owner}/tally/{event.thing}"


class FixedClock:
    """It is always the same moment."""

    def now(self) -> Moment:
        return Moment(AT, DAY)


@dataclass(frozen=True, slots=True)
class House:
    """A database with a log, and the engine of those who follow it."""

    url: str
    store: PostgresStore
    engine: Engine

    def record(self, *events: Counted | Cleared, messages: tuple[Message, ...] = ()) -> int:
        """All in one transaction; the position of the last."""
        request = Request(PartyId("north"), CLERK, f"request-{next(NUMBERS)}", "count", events)

        def count_them(work: UnitOfWork, _context: Context) -> None:
            work.lock(change={stream_of(event) for event in events})
            for event in events:
                work.record(TALLY, work.load(TALLY, stream_of(event)), (event,))
            for message in messages:
                work.send(message)

        return Desk(self.store, FixedClock()).carry_out(request, count_them).position

    def keeper(self, follower: Follower = COUNTING, limit: int = 1000) -> Keeper:
        return Keeper(self.engine, CODEC, follower, limit)

    def kept(self, follower: Follower = COUNTING) -> None:
        """Bring the views up to the log."""
        keeper = self.keeper(follower)
        for _ in range(3):
            keeper.turn()
        keeper.rest()

    @contextmanager
    def reader(self, follower: Follower = COUNTING, limit: int = 1000) -> Iterator[BatchFollower]:
        """A follower of the newest generation."""
        with self.engine.connect() as connection:
            yield BatchFollower.resumed(connection, CODEC, self.generation(follower), limit)

    def generation(self, follower: Follower = COUNTING) -> Generation:
        with transaction(self.engine) as connection:
            return generations.found_or_begun(connection, Wanted.of(follower, NAMES.upcasts()))

    def rows(self) -> dict[str, dict[str, Any]]:
        """What readers see, as JSON."""
        with self.engine.connect() as connection:
            return _rows(connection)


@contextmanager
def house(url: str) -> Iterator[House]:
    writing = create_engine(url)
    following = following_engine(url, 8)
    try:
        yield House(url, PostgresStore(writing, names=NAMES), following)
    finally:
        writing.dispose()
        following.dispose()


def until(true: Callable[[], bool], seconds: float = 10.0) -> None:
    """Wait for it; fail if it does not come."""
    deadline = monotonic() + seconds
    while not true():
        assert monotonic() < deadline, "did not happen in time"
        sleep(0.01)


def _rows(connection: Connection) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    query = text(
        """SELECT b.view, r.key, convert_from(r.body, 'UTF8') AS body
        FROM anchorline.view_build AS b JOIN anchorline.view_row AS r USING (build)
        WHERE b.active ORDER BY b.view, r.key"""
    )
    for view, key, body in connection.execute(query):
        found.setdefault(view, {})[key] = body
    return found
