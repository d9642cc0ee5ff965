"""Events applied to a view in a second, against COPY of as many rows into the same table."""

from __future__ import annotations

from io import BytesIO
from time import perf_counter
from typing import Any

from adapters.postgres.following import generations
from adapters.postgres.following.connections import following_engine, transaction
from adapters.postgres.following.follower import BatchFollower
from adapters.postgres.following.generations import Wanted
from adapters.postgres.following.log import BUILDING_BATCH
from scripts.bench.counted import CODEC, FOLLOWER, NAMES
from scripts.bench.deal_library import psycopg_environment, sqlalchemy_environment
from scripts.bench.deal_raw import connect
from scripts.bench.figures import OURS, PSYCOPG, RAW, SQLALCHEMY, Rates, Scale
from scripts.bench.ground import Ground
from scripts.bench.library_claims import Claims, PsycopgLines, SqlalchemyLines, followed
from scripts.bench.log_of_claims import put_log
from scripts.bench.progress import Say

TARGETS = {RAW: 0.10, PSYCOPG: 20.0, SQLALCHEMY: 20.0}
COPY = "COPY anchorline.view_row (build, key, scope, facet, sort, body) FROM STDIN"
BODY = (
    '{"seller":"seller-1","buyer":"the anchor","face":{"minor":1234500,"currency":"CNY"},'
    '"paid":{"minor":400,"currency":"CNY"},"due_on":"2026-09-30"}'
)
PATIENCE_SECONDS = 600.0


def measured(ground: Ground, scale: Scale, say: Say) -> list[Rates]:
    rates = Rates("a view, built from the first event", "events/s", TARGETS)
    say("views: the log is put in place")
    ours = ground.platform("views_ours")
    put_log(ours, scale.events)
    ground.analyse(ours)
    for number in range(scale.rounds):
        say(f"views, round {number + 1}")
        rates.rounds.append(
            {
                OURS: scale.events / followed_by_us(ours),
                RAW: scale.events / _copied(ours, scale.events, build=-1 - number),
                PSYCOPG: _library(
                    psycopg_environment(ground.empty(f"views_psycopg_{number}")),
                    PsycopgLines,
                    scale.slow_events,
                ),
                SQLALCHEMY: _library(
                    sqlalchemy_environment(ground.empty(f"views_sqlalchemy_{number}")),
                    SqlalchemyLines,
                    scale.slow_events,
                ),
            }
        )
        ground.settle()
    return [rates]


def followed_by_us(url: str) -> float:
    """Seconds to build the view beside, from the first event to the last."""
    engine = following_engine(url)
    with transaction(engine) as writing:
        generation = generations.begin(writing, Wanted.of(FOLLOWER, NAMES.upcasts()))
    with engine.connect() as connection:
        reader = BatchFollower.resumed(connection, CODEC, generation, BUILDING_BATCH)
        began, more = perf_counter(), True
        while more:
            _, more = reader.step()
        seconds = perf_counter() - began
    engine.dispose()
    return seconds


def _copied(url: str, count: int, build: int) -> float:
    lines = "".join(
        f"{build}\tclaim-{number:08}\tseller-{number % 20}\topen\t2026-09-30\t"
        f"\\\\x{BODY.encode().hex()}\n"
        for number in range(count)
    )
    connection = connect(url)
    file = BytesIO(lines.encode())
    began = perf_counter()
    with connection, connection.cursor() as cursor:
        cursor.copy_expert(COPY, file, size=1 << 20)
    seconds = perf_counter() - began
    connection.close()
    return seconds


def _library(environment: dict[str, str], view: type[Any], count: int) -> float:
    with Claims(environment) as claims:
        last = claims.put_log(count)
    began = perf_counter()
    followed(environment, view, last, PATIENCE_SECONDS)
    return count / (perf_counter() - began)
