"""Whatever a text or a body holds arrives as it was sent."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text

from adapters.postgres import bulk
from adapters.postgres.literals import blobs, flags, numbers, texts
from adapters.postgres.session import Session

pytestmark = pytest.mark.postgres

HOSTILE = ["", "NULL", '"', "\\", '","', "{}", "'", "a,b", "\n\t\r", "链", "\\N", "%s", "${x}", " "]

texts_of_all_kinds = st.lists(
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8)
)
patient = settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def test_hostile_texts_arrive(engine: Engine) -> None:
    assert arrived(engine, "text[]", texts(HOSTILE)) == HOSTILE


@given(texts_of_all_kinds)
@patient
def test_texts_arrive(engine: Engine, sent: list[str]) -> None:
    assert arrived(engine, "text[]", texts(sent)) == sent


@given(st.lists(st.binary(max_size=8)))
@patient
def test_bodies_arrive(engine: Engine, sent: list[bytes]) -> None:
    assert [bytes(it) for it in arrived(engine, "bytea[]", blobs(sent))] == sent


@given(st.lists(st.integers(-(2**63), 2**63 - 1)), st.lists(st.booleans()))
@patient
def test_numbers_and_flags_arrive(engine: Engine, sent: list[int], raised: list[bool]) -> None:
    assert arrived(engine, "bigint[]", numbers(sent)) == sent
    assert arrived(engine, "bool[]", flags(raised)) == raised


def test_streams_written_in_bulk_keep_their_names(engine: Engine) -> None:
    session = Session(engine)
    session.begin()
    streams = [it for it in HOSTILE if it]
    bulk.append_many(session, [(it, 1, "topic", b"\\x\t", n) for n, it in enumerate(streams)])
    session.commit()
    session.close()

    with engine.connect() as connection:
        rows = connection.execute(
            text("SELECT stream, body FROM anchorline.event ORDER BY position")
        )
        assert [(stream, bytes(body)) for stream, body in rows] == [
            (it, b"\\x\t") for it in streams
        ]


def arrived(engine: Engine, kind: str, literal: str) -> list[Any]:
    """The array as the server understood it."""
    with engine.connect() as connection:
        found: list[Any] = connection.execute(
            text(f"SELECT CAST(:literal AS {kind})"), {"literal": literal}
        ).scalar_one()
        return found
