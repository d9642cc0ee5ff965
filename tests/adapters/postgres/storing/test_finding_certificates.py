"""An auditor finds a certificate by a hash, however many there are, through an index."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, TextClause, text

from adapters.postgres.codec import Codec
from adapters.postgres.history import CERTIFIED, OF_ORDER, certificate_of, order_certificate_of
from adapters.postgres.names.house import HOUSE
from tests.adapters.postgres.embedded.scenes import connected
from tests.support.golden import path_of
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres

MANY = 5_000
TOPICS = ("receivable_pool.borrowing_base_certified@1", "order_programme.order_certified@1")

CODEC = Codec(HOUSE)

FILL = text(
    """INSERT INTO anchorline.event (position, stream, version, topic, body)
    SELECT :first + n, :topic, n, :topic,
      convert_to(replace(replace(:body, 'results_hash-1', lpad(to_hex(n), 64, '0')),
        'carrying_hash-1', lpad(to_hex(n), 64, 'z')), 'UTF8')
    FROM generate_series(1, :many) AS n"""
)


def body_of(topic: str) -> str:
    return path_of(topic).read_text()


@pytest.fixture
def full(database: Database) -> Database:
    with connected(database.owner_url).begin() as connection:
        for place, topic in enumerate(TOPICS):
            asked = {"first": place * MANY, "topic": topic, "many": MANY, "body": body_of(topic)}
            connection.execute(FILL, asked)
        connection.execute(text("ANALYZE anchorline.event"))
    return database


@pytest.mark.parametrize("found_by", [CERTIFIED, OF_ORDER])
def test_no_certificate_but_those_of_the_hash_is_read(full: Database, found_by: TextClause) -> None:
    with connected(full.url).connect() as connection:
        plan = explained(connection, found_by)

    assert "ix_event_" in plan
    assert "Seq Scan" not in plan


def explained(connection: Connection, query: TextClause) -> str:
    told = connection.execute(text(f"EXPLAIN {query.text}"), {"hash": b"0" * 64})
    return "\n".join(told.scalars())


def test_a_certificate_is_found_by_either_of_its_hashes(full: Database) -> None:
    engine = connected(full.url)
    results, carrying = f"{77:064x}", f"{77:x}".rjust(64, "z")

    of_pool = certificate_of(engine, CODEC, results)
    of_order = order_certificate_of(engine, CODEC, results)

    assert of_pool is not None
    assert of_pool.certificate.results_hash == results
    assert of_order is not None
    assert of_order.certificate.results_hash == results
    assert order_certificate_of(engine, CODEC, carrying) == of_order
    assert order_certificate_of(engine, CODEC, "0" * 64) is None
