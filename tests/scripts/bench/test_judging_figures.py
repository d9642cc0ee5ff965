"""A figure is a median over rounds, a ratio is of one round, and a miss is said to be one."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from domain.shared.event import Context
from domain.shared.ids import ActorId
from domain.shared.refusal import Refused
from scripts.bench.counted import events
from scripts.bench.deal import LIMIT, NOW, BeyondLimit, Deal, Draw, Limit
from scripts.bench.deal import LIMIT_ROOM as ROOM
from scripts.bench.figures import OURS, PSYCOPG, RAW, Figures, Limited, Rates
from scripts.bench.tables import missed, show


def deals() -> Rates:
    """One round is disturbed for everyone; the ratio is the same in each."""
    rounds = [{OURS: 100.0, RAW: 200.0}, {OURS: 10.0, RAW: 20.0}, {OURS: 120.0, RAW: 240.0}]
    return Rates("deals", "deals/s", {RAW: 0.5, PSYCOPG: 2.5}, rounds)


def test_a_round_that_was_disturbed_does_not_change_the_ratio() -> None:
    assert deals().ratio(RAW) == pytest.approx(0.5)
    assert deals().typical(OURS) == 100.0


def test_what_was_not_measured_is_neither_reached_nor_missed() -> None:
    assert deals().reached(RAW) is True
    assert deals().reached(PSYCOPG) is None


def test_a_miss_is_named() -> None:
    slow = Rates("deals", "deals/s", {RAW: 0.6}, deals().rounds)
    late = Limited("visible", value=0.030, limit=0.025, shown="30 ms")
    figures = Figures()
    figures.add([deals(), slow, late])
    assert missed(figures) == ["deals against raw", "visible"]


def test_the_tables_say_what_was_reached() -> None:
    said = io.StringIO()
    show(Console(file=said, width=200), Figures([deals()], [Limited("visible", 1, 2, "1 ms")]))
    assert "x 0.50 (>= 0.5 reached)" in said.getvalue()
    assert "1 ms" in said.getvalue()


def test_the_deal_that_is_measured_has_a_rule_that_can_refuse() -> None:
    spent = Limit(LIMIT, LIMIT)
    with pytest.raises(Refused) as refused:
        ROOM.decider.decide(spent, Draw(LIMIT, "loan"), Context(NOW, ActorId("s/clerk")))
    assert isinstance(refused.value.refusal, BeyondLimit)


def test_every_deal_has_a_request_of_its_own() -> None:
    requests = {Deal.of(writer, number).request.id for writer in range(3) for number in range(50)}
    assert len(requests) == 150


def test_of_five_events_one_is_a_new_claim_and_versions_follow_on() -> None:
    seen: dict[str, int] = {}
    for stream, version, _ in events(500):
        assert version == seen.get(stream, 0) + 1
        seen[stream] = version
    assert len(seen) == 100
