"""Is a view what its events say? It is folded again, and compared byte for byte."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import islice

from sqlalchemy import Connection, Engine, text

from adapters.postgres.codec import Codec
from adapters.postgres.following import tracking
from adapters.postgres.following.building import (
    Progress,
    alone,
    scratch,
    seen_by_readers,
    unheard,
)
from adapters.postgres.following.connections import transaction
from adapters.postgres.following.follower import BatchFollower
from adapters.postgres.following.generations import Wanted
from application.shared.projection import Follower

NAMED_MOST = 1000
"""Differences beyond this are not listed."""

UNLIMITED = (
    text("SET LOCAL transaction_timeout = 0"),
    text("SET LOCAL idle_in_transaction_session_timeout = 0"),
)
"""A reading transaction holds no follower back, whatever its length."""

ROWS = text(
    """SELECT key, scope, facet, sort, body FROM anchorline.view_row
    WHERE build = :build AND key > :after ORDER BY key LIMIT 5000"""
)

COUNT = text("SELECT count(*) FROM anchorline.view_row WHERE build = :build")

Row = tuple[str, str, str, str, bytes]
"""Key, scope, facet, sort, body."""


class Fault(Enum):
    """How a row differs from what its events say."""

    MISSING = "missing"
    UNEXPECTED = "unexpected"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Difference:
    key: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check of one view found, as of one position."""

    view: str
    position: int
    rows: int
    """That the events say there are."""

    differing: tuple[Difference, ...]
    """At most `NAMED_MOST`, by key."""


def check(
    engine: Engine, codec: Codec, follower: Follower, view: str, progress: Progress = unheard
) -> Verdict:
    """Compare `view`, one of those of `follower`, with a fold of all events; changes nothing.

    Raise `Busy`, `NotBuilt`, or `Halted`.
    """
    upcasts = codec.names.upcasts()
    one = Follower(follower.name, tuple(it for it in follower.projections if it.name == view))
    with alone(engine) as connection, scratch(engine, codec, Wanted.of(one, upcasts)) as reader:
        wanted = Wanted.of(follower, upcasts)
        _catch_up(connection, reader, wanted, progress)
        with transaction(engine, "REPEATABLE READ") as frozen:
            for statement in UNLIMITED:
                frozen.execute(statement)
            live = seen_by_readers(frozen, wanted)
            _read_to(reader, tracking.position_of(frozen, live.name))
            build = next(key for key, it in live.builds.items() if it.name == view)
            return _verdict(frozen, build, reader)


def _catch_up(
    connection: Connection, reader: BatchFollower, wanted: Wanted, progress: Progress
) -> None:
    """Nearly to the live view, and never beyond it."""
    applied, more = 0, True
    while more:
        live = seen_by_readers(connection, wanted)
        count, more = reader.step(until=tracking.position_of(connection, live.name))
        applied += count
        progress(applied)


def _read_to(reader: BatchFollower, position: int) -> None:
    while reader.position < position:
        reader.step(until=position)


def _verdict(frozen: Connection, build: int, reader: BatchFollower) -> Verdict:
    ((scratch_build, view),) = reader.generation.builds.items()
    differing = _differences(_rows(frozen, build), _rows(reader.connection, scratch_build))
    named = tuple(islice(differing, NAMED_MOST))
    count: int = reader.connection.execute(COUNT, {"build": scratch_build}).scalar_one()
    return Verdict(view.name, reader.position, count, named)


def _rows(connection: Connection, build: int) -> Iterator[Row]:
    after, more = "", True
    while more:
        found = connection.execute(ROWS, {"build": build, "after": after}).all()
        yield from ((*row[:4], bytes(row[4])) for row in found)
        more = bool(found)
        after = found[-1].key if found else after


def _differences(live: Iterator[Row], folded: Iterator[Row]) -> Iterator[Difference]:
    """Both are sorted by key."""
    seen, right = next(live, None), next(folded, None)
    while seen is not None or right is not None:
        if seen is not None and (right is None or seen[0] < right[0]):
            yield Difference(seen[0], Fault.UNEXPECTED)
            seen = next(live, None)
        elif right is not None and (seen is None or right[0] < seen[0]):
            yield Difference(right[0], Fault.MISSING)
            right = next(folded, None)
        elif right is not None:
            if seen != right:
                yield Difference(right[0], Fault.DIFFERENT)
            seen, right = next(live, None), next(folded, None)
