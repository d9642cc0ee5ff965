"""Views as they stood at an earlier position: the same folds, in memory, touching nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, TypeVar, cast

from sqlalchemy import Engine

from adapters.postgres.codec import Codec
from adapters.postgres.following import folding
from adapters.postgres.following.building import Progress, unheard
from adapters.postgres.following.log import batch_after
from adapters.postgres.following.reading import recorded
from adapters.postgres.resting import collector_at_rest
from application.shared.projection import Projection
from application.shared.views import Page

R = TypeVar("R")

Standing = tuple[str, str, str, Any]
"""Sort, key, facet, row."""


@dataclass(frozen=True, slots=True)
class AsOf:
    """`application.shared.views.Views` as of `position`."""

    position: int
    rows: dict[str, dict[str, Any]]
    """By view, then by key."""

    def get(self, view: Projection[R], key: str) -> R | None:
        return cast("R | None", self.rows[view.name].get(key))

    def page(
        self,
        view: Projection[R],
        scope: str,
        *,
        facet: str | None = None,
        after: tuple[str, str] | None = None,
        limit: int = 50,
    ) -> Page[R]:
        """At most `limit` rows of `scope` beyond the cursor `after`, in order."""
        standing = self._standing(view, scope, facet)
        beyond = [it for it in standing if after is None or it[:2] > after]
        shown = beyond[:limit]
        cursor = shown[-1][:2] if len(beyond) > limit else None
        return Page([(key, row) for _, key, _, row in shown], cursor)

    def all(
        self, view: Projection[R], scope: str, *, facet: str | None = None
    ) -> list[tuple[str, R]]:
        return [(key, row) for _, key, _, row in self._standing(view, scope, facet)]

    def wait_for(self, position: int) -> None:
        """The past is complete."""

    def _standing(self, view: Projection[R], scope: str, facet: str | None) -> list[Standing]:
        placed = [(key, row, view.place(key, row)) for key, row in self.rows[view.name].items()]
        mine = [
            (place.sort, key, place.facet, row)
            for key, row, place in placed
            if place.scope == scope and facet in {None, place.facet}
        ]
        return sorted(mine, key=itemgetter(0, 1))


def fold_at(
    engine: Engine,
    codec: Codec,
    views: Iterable[Projection[Any]],
    position: int,
    progress: Progress = unheard,
) -> AsOf:
    """Fold every event up to and with `position` into memory; raise `Halted`."""
    builds = dict(enumerate(views))
    rows: folding.Rows = {}
    with engine.connect() as connection, collector_at_rest():
        after, applied, more = 0, 0, True
        while more:
            found, more = batch_after(connection, after, until=position)
            folding.fold(folding.touches(builds, recorded(codec, found)), rows)
            applied += len(found)
            after = found[-1].position if found else after
            progress(applied)
    return AsOf(position, _by_view(builds, rows))


def _by_view(builds: dict[int, Projection[Any]], rows: folding.Rows) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {view.name: {} for view in builds.values()}
    for (build, key), row in rows.items():
        if row is not None:
            found[builds[build].name][key] = row
    return found
