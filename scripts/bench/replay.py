"""Events read back and understood in a second, against a SELECT of the same rows."""

from __future__ import annotations

from time import perf_counter

import psycopg
from eventsourcing.persistence import InfrastructureFactory  # noqa: F401  # loads the recorders' module first
from sqlalchemy import make_url

from adapters.postgres.following.as_of import fold_at
from adapters.postgres.following.connections import following_engine
from adapters.postgres.following.log import FOR_EVER, batch_after
from adapters.postgres.following.reading import recorded
from adapters.postgres.resting import collector_at_rest
from scripts.bench.counted import CODEC, FOLLOWER
from scripts.bench.deal_library import psycopg_environment, sqlalchemy_environment
from scripts.bench.figures import OURS, PSYCOPG, RAW, SQLALCHEMY, Rates, Scale
from scripts.bench.ground import Ground
from scripts.bench.library_claims import Claims
from scripts.bench.log_of_claims import put_log
from scripts.bench.progress import Say
from scripts.bench.views import followed_by_us

PAGE = 1000
SELECT = """SELECT position, stream, version, topic, body FROM anchorline.event
WHERE position > %s ORDER BY position LIMIT %s"""


def measured(ground: Ground, scale: Scale, say: Say) -> list[Rates]:
    say("replay: the log is put in place")
    ours = ground.platform("replay_ours")
    put_log(ours, scale.events)
    ground.analyse(ours)
    library = {
        PSYCOPG: psycopg_environment(ground.empty("replay_psycopg")),
        SQLALCHEMY: sqlalchemy_environment(ground.empty("replay_sqlalchemy")),
    }
    fewer = min(scale.events, 10_000)
    for environment in library.values():
        with Claims(environment) as claims:
            claims.put_log(fewer)
    read = Rates("replay: events read back as facts", "events/s", {RAW: 0.10})
    folded = Rates("replay: events folded in memory (as-of)", "events/s", {RAW: 0.10})
    rebuilt = Rates("rebuild: events folded into a stored view", "events/s", {RAW: 0.10})
    for number in range(scale.rounds):
        say(f"replay, round {number + 1}")
        raw = scale.events / _selected(ours)
        peers = {name: fewer / _library(it) for name, it in library.items()}
        read.rounds.append({OURS: scale.events / _read(ours), RAW: raw, **peers})
        folded.rounds.append({OURS: scale.events / _folded(ours), RAW: raw})
        rebuilt.rounds.append({OURS: scale.events / followed_by_us(ours), RAW: raw})
    return [read, folded, rebuilt]


def _selected(url: str) -> float:
    """The fastest way there is from Python: psycopg 3, binary, page by page."""
    parts = make_url(url)
    with (
        psycopg.connect(
            dbname=parts.database,
            user=parts.username,
            password=parts.password,
            host=str(parts.query["host"]),
            port=str(parts.query["port"]),
            autocommit=True,
        ) as connection,
        connection.cursor(binary=True) as cursor,
    ):
        began, after = perf_counter(), 0
        while rows := cursor.execute(SELECT, (after, PAGE), prepare=True).fetchall():
            after = rows[-1][0]
        return perf_counter() - began


def _read(url: str) -> float:
    engine = following_engine(url)
    with engine.connect() as connection:
        began, after, more = perf_counter(), 0, True
        while more:
            with collector_at_rest():
                found, more = batch_after(connection, after)
                recorded(CODEC, found)
            after = found[-1].position if found else after
        seconds = perf_counter() - began
    engine.dispose()
    return seconds


def _folded(url: str) -> float:
    engine = following_engine(url)
    began = perf_counter()
    fold_at(engine, CODEC, FOLLOWER.projections, FOR_EVER)
    seconds = perf_counter() - began
    engine.dispose()
    return seconds


def _library(environment: dict[str, str]) -> float:
    with Claims(environment) as claims:
        began, start = perf_counter(), 1
        while found := claims.recorder.select_notifications(start, PAGE):
            for notification in found:
                claims.mapper.to_domain_event(notification)
            start = found[-1].id + 1
        return perf_counter() - began
