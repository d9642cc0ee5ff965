"""The deal as the fewest messages of SQL that read and insert the same rows in one commit."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import Any

import psycopg2
from sqlalchemy import make_url

from adapters.postgres.codec import Codec, encode
from adapters.postgres.literals import texts
from domain.shared.event import Event
from scripts.bench.crew import Work
from scripts.bench.deal import (
    AMOUNT,
    CLERK,
    DUE_ON,
    LINES,
    NAMES,
    NOW,
    RATE,
    Deal,
    LimitDrawn,
    LoanOpened,
    limit_set,
    line_of,
    pool_of,
)

PREPARE = """
SET enable_seqscan = off;
PREPARE answered (text, text) AS
SELECT fingerprint FROM anchorline.command WHERE party = $1 AND id = $2;
PREPARE history (text[]) AS
SELECT stream, version, topic, body FROM anchorline.event
WHERE stream = ANY ($1) ORDER BY stream, version;
PREPARE append (text, int, text, bytea, text, int, text, bytea, text, int, text, bytea) AS
INSERT INTO anchorline.event (position, stream, version, topic, body) VALUES
((pg_current_xact_id()::text::bigint << 20), $1, $2, $3, $4),
((pg_current_xact_id()::text::bigint << 20) + 1, $5, $6, $7, $8),
((pg_current_xact_id()::text::bigint << 20) + 2, $9, $10, $11, $12);
PREPARE answer (text, text, text, bytea, bytea) AS
INSERT INTO anchorline.command
(party, id, name, fingerprint, outcome, answer, position, actor)
VALUES ($1, $2, $3, $4, 'accepted', $5, (pg_current_xact_id()::text::bigint << 20) + 2, 'clerk')
"""

READ = "BEGIN;EXECUTE answered (%s, %s);EXECUTE history (%s)"
WRITE = (
    "EXECUTE append (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s);"
    "EXECUTE answer (%s, %s, %s, %s, %s);COMMIT"
)
SET = "INSERT INTO anchorline.event (position, stream, version, topic, body) VALUES (%s,%s,1,%s,%s)"
FINGERPRINT = b"\0" * 32


def connect(url: str) -> Any:  # noqa: ANN401  # the driver has no public name for it
    parts = make_url(url)
    return psycopg2.connect(
        dbname=parts.database,
        user=parts.username,
        password=parts.password,
        host=parts.query["host"],
        port=parts.query["port"],
    )


@dataclass(frozen=True, slots=True)
class RawDeals:
    """What a program would do that needs no rules, no types and no second thoughts."""

    url: str

    def __call__(self, writer: int) -> Work:
        connection = connect(self.url)
        connection.autocommit = True
        cursor = connection.cursor()
        _set_limits(cursor, writer)
        cursor.execute(PREPARE)
        numbers, bodies = count(), _bodies()

        def work() -> None:
            deal = Deal.of(writer, next(numbers))
            streams = (deal.line, deal.pool, deal.loan)
            named = ("s", f"draw {deal.loan}")
            cursor.execute(READ, (*named, texts(streams)))
            versions = dict.fromkeys(streams, 0)
            versions.update({stream: version for stream, version, _, _ in cursor.fetchall()})
            rows = [
                value
                for stream, (topic, body) in zip(streams, bodies, strict=True)
                for value in (stream, versions[stream] + 1, topic, body)
            ]
            cursor.execute(WRITE, (*rows, *named, "draw", FINGERPRINT, b'{"loan":"s/loan/0-1"}'))

        return work


def _set_limits(cursor: Any, writer: int) -> None:  # noqa: ANN401  # the driver has no public name for it
    topic, body = Codec(NAMES).encode(limit_set())
    streams = [of(writer, place) for of in (line_of, pool_of) for place in range(LINES)]
    first = writer * len(streams) + 1
    cursor.execute("BEGIN")
    cursor.executemany(SET, [(first + n, it, topic, body) for n, it in enumerate(streams)])
    cursor.execute("COMMIT")


def _bodies() -> list[tuple[str, bytes]]:
    """Of the length that they have in the other stores."""
    told: dict[str, Any] = {"at": NOW.at, "effective_on": NOW.day, "by": CLERK}
    drawn = LimitDrawn(amount=AMOUNT, loan="s/loan/0-1", **told)
    opened = LoanOpened(
        line="s/limit/line-0-1",
        pool="l/limit/pool-0-1",
        principal=AMOUNT,
        rate=RATE,
        due_on=DUE_ON,
        **told,
    )
    events: list[Event] = [drawn, drawn, opened]
    return [(NAMES.topic_of(type(event)), encode(event)) for event in events]
