"""Reads the built views: by key, or a page at a time within one party's scope."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from time import monotonic, sleep
from typing import Any, TypeVar

from sqlalchemy import Engine, Row, TextClause, text

from adapters.postgres.following.row_codec import CannotRead, decoded
from adapters.postgres.reaching import fetched
from application.shared.projection import Follower, Projection
from application.shared.views import NeverWritten, NotYet, Page

R = TypeVar("R")

BY_KEY = "key = :key"
IN_SCOPE = "scope = :scope"
UNDER_FACET = "facet = :facet"
BEYOND = "(sort, key) > (:sort, :key)"

REACHED = text(
    """SELECT count(*), min(t.position) FROM anchorline.view_build AS b
    JOIN anchorline.tracking AS t ON t.follower = b.follower AND t.upstream = 'default'
    WHERE b.active AND b.view = ANY(:views)"""
)

NEWEST = text("SELECT coalesce(max(position), 0) FROM anchorline.event")
"""Committed, whether or not a follower may see it already."""

PATIENCE_SECONDS = 3.0
PAUSE_SECONDS_MIN = 0.002
PAUSE_SECONDS_MAX = 0.05
PAUSE_GROWS = 1.25
EVERYTHING = 1_000_000_000


class ViewReader:
    """`application.shared.views.Views` over the generations that readers see.

    `engine` is in AUTOCOMMIT. `nudge` wakes followers of this process before waiting for them.
    Every reading may raise `Unavailable`.
    """

    def __init__(
        self,
        engine: Engine,
        followers: Iterable[Follower],
        nudge: Callable[[], None] = lambda: None,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        self._engine, self._nudge, self._patience = engine, nudge, patience
        self._views = sorted(view.name for it in followers for view in it.projections)

    def get(self, view: Projection[R], key: str) -> R | None:
        """The row of `key`; None where there is none. Raise `NotYet` before the view is built."""
        found = self._select(view, (BY_KEY,), {"key": key, "limit": 1})
        return _row(view, found[0]) if found else None

    def page(
        self,
        view: Projection[R],
        scope: str,
        *,
        facet: str | None = None,
        after: tuple[str, str] | None = None,
        limit: int = 50,
    ) -> Page[R]:
        """At most `limit` rows of `scope` beyond the cursor `after`, in order; raise `NotYet`."""
        found = self._in_scope(view, scope, facet, after, limit + 1)
        shown = found[:limit]
        more = len(found) > limit
        rows = [(row.key, _row(view, row)) for row in shown]
        return Page(rows, (shown[-1].sort, shown[-1].key) if more else None)

    def all(
        self, view: Projection[R], scope: str, *, facet: str | None = None
    ) -> list[tuple[str, R]]:
        """Every row of `scope` in order; raise `NotYet`."""
        found = self._in_scope(view, scope, facet, None, EVERYTHING)
        return [(row.key, _row(view, row)) for row in found]

    def wait_for(self, position: int) -> None:
        """Return when all views have passed `position`.

        Raise `NotYet` after the limit, and at once `NeverWritten` where the log ends before it.
        """
        if not self._reached(position):
            self._check_written(position)
        deadline, pause = monotonic() + self._patience, PAUSE_SECONDS_MIN
        while not self._reached(position):
            if monotonic() >= deadline:
                raise NotYet(position)
            self._nudge()
            sleep(pause)
            pause = min(pause * PAUSE_GROWS, PAUSE_SECONDS_MAX)

    def _check_written(self, position: int) -> None:
        ((newest,),) = fetched(self._engine, NEWEST)
        if position > newest:
            raise NeverWritten(position)

    def _reached(self, position: int) -> bool:
        if position == 0:
            return True
        ((views, least),) = fetched(self._engine, REACHED, {"views": self._views})
        return views == len(self._views) and (not self._views or least >= position)

    def _in_scope(
        self,
        view: Projection[R],
        scope: str,
        facet: str | None,
        after: tuple[str, str] | None,
        limit: int,
    ) -> Sequence[Row[Any]]:
        conditions = [IN_SCOPE]
        if facet is not None:
            conditions.append(UNDER_FACET)
        if after is not None:
            conditions.append(BEYOND)
        sort, key = after or ("", "")
        asked = {"scope": scope, "facet": facet, "sort": sort, "key": key, "limit": limit}
        return self._select(view, tuple(conditions), asked)

    def _select(
        self, view: Projection[Any], conditions: tuple[str, ...], asked: dict[str, Any]
    ) -> list[Row[Any]]:
        """In one statement, so that a switch of generations between two cannot show nothing."""
        found = fetched(self._engine, _query(conditions), {"view": view.name, **asked})
        if not found:
            raise NotYet(view.name)
        return [row for row in found if row.key is not None]


@cache
def _query(conditions: tuple[str, ...]) -> TextClause:
    """No row at all where the view is not built; one without a key where nothing is found."""
    return text(
        f"""SELECT r.key, r.sort, convert_from(r.body, 'UTF8') AS body
        FROM anchorline.view_build AS b LEFT JOIN LATERAL (
          SELECT key, sort, body FROM anchorline.view_row
          WHERE build = b.build AND {" AND ".join(conditions)}
          ORDER BY sort, key LIMIT :limit
        ) AS r ON true
        WHERE b.view = :view AND b.active ORDER BY r.sort, r.key"""  # noqa: S608  # our own conditions, values are bound
    )


def _row(view: Projection[R], row: Row[Any]) -> R:
    """Raise `NotYet` where another version of the program wrote it, and ours is being built."""
    try:
        return decoded(view.row, row.body)
    except CannotRead as cause:
        raise NotYet(view.name) from cause
