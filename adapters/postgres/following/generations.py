"""Generations of views: what was built from the first event together, and is switched together.

Every follower keeps one generation up to date, with one build for each of its
views and one position for all of them. Another fold, or a rebuild, begins a
new generation beside; readers see the old one until the new has caught up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, text

from adapters.postgres.following import tracking
from adapters.postgres.following.row_codec import fold_name
from application.shared.projection import Follower, Projection

ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtextextended('generations', 0))")

FIND = text(
    """SELECT follower, build, view, fold, active FROM anchorline.view_build AS b
    WHERE view = ANY(:views) AND EXISTS (
      SELECT FROM anchorline.tracking AS t WHERE t.follower = b.follower
    ) ORDER BY follower, build"""
)

NAME = text("SELECT CAST(pg_current_xact_id() AS text)")

BEGIN = text(
    """INSERT INTO anchorline.view_build (view, version, fold, follower)
    VALUES (:view, :version, :fold, :follower) RETURNING build"""
)


@dataclass(frozen=True, slots=True)
class Generation:
    """One building of all views of a follower."""

    name: str
    """Of its row in `tracking`; never used for another generation."""

    builds: Mapping[int, Projection[Any]]
    active: bool
    """Whether readers see it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The views of a follower as this program folds them."""

    follower: Follower
    folds: Mapping[str, str]

    @classmethod
    def of(cls, follower: Follower, upcasts: int) -> Wanted:
        folds = {view.name: fold_name(view, upcasts) for view in follower.projections}
        return cls(follower, folds)

    @property
    def views(self) -> Mapping[str, Projection[Any]]:
        return {view.name: view for view in self.follower.projections}


def lock(connection: Connection) -> None:
    """Until the end of the transaction nobody else begins, switches or drops generations."""
    connection.execute(ONE_AT_A_TIME)


def matching(connection: Connection, wanted: Wanted) -> list[Generation]:
    """Those that are folded as this program folds, active ones first, then the newest."""
    rows = connection.execute(FIND, {"views": sorted(wanted.folds)}).all()
    found = [
        _generation(name, list(builds), wanted)
        for name, builds in groupby(rows, lambda row: row[0])
    ]
    fitting = [generation for generation in found if generation is not None]
    return sorted(fitting, key=lambda it: (it.active, max(it.builds)), reverse=True)


def begin(connection: Connection, wanted: Wanted) -> Generation:
    """A new generation that has read nothing yet."""
    name = f"{wanted.follower.name}/{connection.execute(NAME).scalar_one()}"
    tracking.begin(connection, name)
    builds = {
        _begin_build(connection, name, view, wanted.folds[view.name]): view
        for view in wanted.follower.projections
    }
    return Generation(name, builds, active=False)


def found_or_begun(connection: Connection, wanted: Wanted) -> Generation:
    """What to keep up to date; whoever asks at the same time is given the same."""
    lock(connection)
    found = matching(connection, wanted)
    return found[0] if found else begin(connection, wanted)


def _begin_build(connection: Connection, name: str, view: Projection[Any], fold: str) -> int:
    asked = {"view": view.name, "version": view.version, "fold": fold, "follower": name}
    build: int = connection.execute(BEGIN, asked).scalar_one()
    return build


def _generation(name: str, rows: Iterable[Any], wanted: Wanted) -> Generation | None:
    """None where it holds other views, or folds them otherwise."""
    listed = list(rows)
    if {row.view: row.fold for row in listed} != wanted.folds:
        return None
    builds = {row.build: wanted.views[row.view] for row in listed}
    return Generation(name, builds, active=all(row.active for row in listed))
