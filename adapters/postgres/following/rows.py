"""The rows of views in the database: loaded by key in one query, changed in one statement.

The one statement is a transaction by itself: it moves the follower forward
only from where it was when the rows were folded, and changes rows only if it
moved. So two copies of a follower apply each event once, and nobody holds a
transaction open while folding.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, text

from adapters.postgres.codec import encode
from adapters.postgres.following.failures import Overtaken
from adapters.postgres.following.folding import Place, Rows
from adapters.postgres.following.row_codec import decoded
from adapters.postgres.literals import blobs, numbers, texts
from application.shared.projection import Projection

LOAD = text(
    """SELECT r.build, r.key, convert_from(r.body, 'UTF8')
    FROM unnest(CAST(:builds AS bigint[]), CAST(:keys AS text[])) AS wanted (build, key)
    JOIN anchorline.view_row AS r ON r.build = wanted.build AND r.key = wanted.key"""
)

APPLY = text(
    """WITH moved AS (
      UPDATE anchorline.tracking SET position = :after
      WHERE follower = :follower AND upstream = 'default' AND position = :before
      RETURNING position
    ), removed AS (
      DELETE FROM anchorline.view_row AS r
      USING unnest(CAST(:gone_builds AS bigint[]), CAST(:gone_keys AS text[])) AS g (build, key)
      WHERE r.build = g.build AND r.key = g.key AND EXISTS (SELECT FROM moved)
    ), kept AS (
      INSERT INTO anchorline.view_row (build, key, scope, facet, sort, body)
      SELECT build, key, scope, facet, sort, body
      FROM unnest(
        CAST(:builds AS bigint[]), CAST(:keys AS text[]), CAST(:scopes AS text[]),
        CAST(:facets AS text[]), CAST(:sorts AS text[]), CAST(:bodies AS bytea[])
      ) AS new (build, key, scope, facet, sort, body)
      WHERE EXISTS (SELECT FROM moved)
      ON CONFLICT (build, key) DO UPDATE SET
        scope = excluded.scope, facet = excluded.facet, sort = excluded.sort, body = excluded.body
    )
    SELECT count(*) FROM moved"""
)


@dataclass(slots=True)
class Changes:
    """What a batch does to the rows, one array for each column."""

    builds: list[int] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    scopes: list[str] = field(default_factory=list)
    facets: list[str] = field(default_factory=list)
    sorts: list[str] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    gone_builds: list[int] = field(default_factory=list)
    gone_keys: list[str] = field(default_factory=list)

    def keep(self, place: Place, projection: Projection[Any], row: object) -> None:
        build, key = place
        placed = projection.place(key, row)
        self.builds.append(build)
        self.keys.append(key)
        self.scopes.append(placed.scope)
        self.facets.append(placed.facet)
        self.sorts.append(placed.sort)
        self.bodies.append(encode(row))

    def remove(self, place: Place) -> None:
        self.gone_builds.append(place[0])
        self.gone_keys.append(place[1])

    def columns(self) -> dict[str, str]:
        """Each column as one array literal."""
        return {
            "builds": numbers(self.builds),
            "keys": texts(self.keys),
            "scopes": texts(self.scopes),
            "facets": texts(self.facets),
            "sorts": texts(self.sorts),
            "bodies": blobs(self.bodies),
            "gone_builds": numbers(self.gone_builds),
            "gone_keys": texts(self.gone_keys),
        }


def load(
    connection: Connection, builds: Mapping[int, Projection[Any]], places: Iterable[Place]
) -> Rows:
    """The rows at `places`, those that exist; raise `CannotRead`."""
    wanted = sorted(places)
    if not wanted:
        return {}
    asked = {
        "builds": numbers(build for build, _ in wanted),
        "keys": texts([key for _, key in wanted]),
    }
    return {
        (build, key): decoded(builds[build].row, body)
        for build, key, body in connection.execute(LOAD, asked).all()
    }


def changes(builds: Mapping[int, Projection[Any]], before: Rows, after: Rows) -> Changes:
    """What differs between two states of the same rows, sorted by place."""
    found = Changes()
    for place in sorted(after):
        row, earlier = after[place], before.get(place)
        if row is None and earlier is not None:
            found.remove(place)
        elif row is not None and row is not earlier:
            found.keep(place, builds[place[0]], row)
    return found


def apply(connection: Connection, follower: str, before: int, after: int, changed: Changes) -> None:
    """Move from `before` to `after` and change the rows with it; raise `Overtaken`."""
    asked = {"follower": follower, "before": before, "after": after, **changed.columns()}
    if connection.execute(APPLY, asked).scalar_one() != 1:
        raise Overtaken(follower)
