"""A page of a view, and a row by its key: among few rows, and among a hundred times more."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from statistics import median, quantiles
from time import perf_counter

from sqlalchemy import text

from adapters.postgres.engine import create_engine
from adapters.postgres.following.row_codec import fold_name
from adapters.postgres.following.view_reader import ViewReader
from scripts.bench.counted import FOLLOWER, LINES
from scripts.bench.deal_raw import connect
from scripts.bench.figures import Limited, Scale
from scripts.bench.ground import Ground
from scripts.bench.progress import Say
from scripts.bench.views import BODY, COPY

TIMES = 1.5
SCOPES = 20
STEP = 7919
AT_ONCE = 50_000
"""Rows in a transaction, since a server ends those that are long."""

SHOW = text(
    """INSERT INTO anchorline.view_build (view, version, fold, follower, active)
    VALUES (:view, 1, :fold, 'bench', true) RETURNING build"""
)


def measured(ground: Ground, scale: Scale, say: Say) -> list[Limited]:
    few, many = scale.rows
    readers = {rows: _filled(ground, rows, say) for rows in (few, many)}
    found = []
    for what, read in (("a page of 50", _page), ("a row by its key", _row)):
        say(f"reading {what}")
        times: dict[int, list[float]] = {few: [], many: []}
        for number in range(scale.reads):
            for rows, views in readers.items():
                times[rows].append(_timed(read, views, number * STEP % rows))
        small, large = (quantiles(times[rows], n=100)[98] for rows in (few, many))
        typical = median(times[many])
        shown = (
            f"{large * 1000:.2f} ms / {small * 1000:.2f} ms = {large / small:.2f}"
            f" (median {typical * 1000:.2f} ms)"
        )
        title = f"{what}, p99: {many:,} rows against {few:,}"
        found.append(Limited(title, large / small, TIMES, shown))
    return found


def _filled(ground: Ground, rows: int, say: Say) -> ViewReader:
    say(f"a view of {rows:,} rows is put in place")
    url = ground.platform(f"reading_{rows}")
    engine = create_engine(url, autocommit=True)
    with engine.connect() as connection:
        fold = fold_name(LINES, 0)
        build = connection.execute(SHOW, {"view": LINES.name, "fold": fold}).scalar_one()
    connection = connect(url)
    connection.autocommit = True
    with connection.cursor() as cursor:
        for first in range(0, rows, AT_ONCE):
            cursor.copy_expert(COPY, _lines(build, first, min(first + AT_ONCE, rows)))
    connection.close()
    ground.analyse(url)
    return ViewReader(engine, [FOLLOWER])


def _lines(build: int, first: int, end: int) -> StringIO:
    body = BODY.encode().hex()
    file = StringIO()
    for number in range(first, end):
        day = f"20{number % 70 + 26}-{number % 12 + 1:02}-{number % 28 + 1:02}"
        facet = "open" if number % 3 else "paid"
        scope = f"seller-{number % SCOPES}"
        file.write(f"{build}\tclaim-{number:08}\t{scope}\t{facet}\t{day}\t\\\\x{body}\n")
    file.seek(0)
    return file


def _page(views: ViewReader, number: int) -> None:
    scope = f"seller-{number % SCOPES}"
    facet = (None, "open", "paid")[number % 3]
    after = (f"20{number % 60 + 26}-06-15", "") if number % 2 else None
    views.page(LINES, scope, facet=facet, after=after)


def _row(views: ViewReader, number: int) -> None:
    views.get(LINES, f"claim-{number:08}")


def _timed(read: Callable[[ViewReader, int], None], views: ViewReader, number: int) -> float:
    began = perf_counter()
    read(views, number)
    return perf_counter() - began
