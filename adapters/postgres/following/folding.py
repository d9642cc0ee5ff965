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
    """One event, and one row it changes."""

    place: Place
    projection: Projection[Any]
    recorded: Recorded


def touches(builds: Mapping[int, Projection[Any]], batch: Iterable[Recorded]) -> list[Touch]:
    """Which rows the events of `batch` change, in order; raise `Halted`."""
    return [
        Touch((build, key), projection, recorded)
        for recorded in batch
        for build, projection in builds.items()
        for key in _keys(projection, recorded)
    ]


def fold(touched: Iterable[Touch], rows: Rows) -> None:
    """Bring `rows` to what they are after the events; raise `Halted`."""
    for touch in touched:
        place, recorded = touch.place, touch.recorded
        try:
            rows[place] = touch.projection.fold(rows.get(place), place[1], recorded)
        except Exception as cause:
            raise _halted(touch.projection, recorded, cause) from cause


def _keys(projection: Projection[Any], recorded: Recorded) -> tuple[str, ...]:
    try:
        return projection.keys(recorded)
    except Exception as cause:
        raise _halted(projection, recorded, cause) from cause


def _halted(projection: Projection[Any], recorded: Recorded, cause: Exception) -> Halted:
    event = type(recorded.event).__name__
    return Halted(recorded.position, f"{projection.name} cannot fold {event}", cause)
