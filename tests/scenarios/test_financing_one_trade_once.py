"""Whoever asks, for whatever, in whatever order: one trade is financed once.

Two lenders, each with a pool and an order programme, and two orders of which claims come; a
line, a guarantee and a limit behind what one of them lends. The platform must say yes exactly
where the few lines of `trade_model.py` do, and its views and counts must say what they say.
"""

from __future__ import annotations

from collections import Counter
from itertools import count

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test as run

from adapters.postgres.embedded.server import Server
from tests.conftest import Rounds
from tests.scenarios.trade_ground import ground
from tests.scenarios.trade_machine import OneTrade

pytestmark = [pytest.mark.postgres, pytest.mark.scenario]

STEPS = 20
OFTEN = {"taken out": 6, "pay-off asked": 6, "pay-off confirmed": 10}
"""One run in how many must see it accepted, or the model is not put to the test."""


def test_whatever_is_asked_for_one_trade_is_financed_once(
    server: Server, template: str, rounds: Rounds
) -> None:
    examples, accepted = rounds(30, 1_000), Counter[str]()
    with ground(server, template) as copied:
        parts = {"server": server, "ground": copied, "accepted": accepted, "turns": count()}
        run(
            type("OnThisGround", (OneTrade,), parts),
            settings=settings(
                max_examples=examples,
                stateful_step_count=STEPS,
                deadline=None,
                database=None,
                derandomize=rounds(1, 0) == 1,
                suppress_health_check=list(HealthCheck),
            ),
        )
    assert not {what for what, often in OFTEN.items() if accepted[what] * often < examples}, (
        accepted
    )
