"""What a batch of events makes of the rows it touches, in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from adapters.postgres.following.failures import Halted
from application.shared.projection import Projection, Recorded

Place = tuple[int, str]
"""Which build, and which row of it."""

Rows = dict[Place, Any]
"""The rows at hand; None where there is none."""


class Touch(NamedTuple):
    """One event, and the rows of one build that it changes."""

    build: int
    keys: tuple[str, ...]
    projection: Projection[Any]
    recorded: Recorded


def touches(builds: Mapping[int, Projection[Any]], batch: Iterable[Recorded]) -> list[Touch]:
    """Which rows the events of `batch` change, in order; raise `Halted`."""
    return [
        Touch(build, keys, projection, recorded)
        for recorded in batch
        for build, projection in builds.items()
        if (keys := _keys(projection, recorded))
    ]


def fold(touched: Iterable[Touch], rows: Rows) -> None:
    """Bring `rows` to what they are after the events; raise `Halted`."""
    for touch in touched:
        before = {key: rows.get((touch.build, key)) for key in touch.keys}
        try:
            after = touch.projection.after(before, touch.recorded)
        except Exception as cause:
            raise _halted(touch.projection, touch.recorded, cause) from cause
        rows.update({(touch.build, key): row for key, row in after.items()})


def places(touched: Iterable[Touch]) -> set[Place]:
    """All the rows to have at hand."""
    return {(touch.build, key) for touch in touched for key in touch.keys}


def _keys(projection: Projection[Any], recorded: Recorded) -> tuple[str, ...]:
    try:
        return projection.keys(recorded)
    except Exception as cause:
        raise _halted(projection, recorded, cause) from cause


def _halted(projection: Projection[Any], recorded: Recorded, cause: Exception) -> Halted:
    event = type(recorded.event).__name__
    return Halted(recorded.position, f"{projection.name} cannot fold {event}", cause)
