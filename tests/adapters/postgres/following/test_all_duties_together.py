"""Everything that goes on behind a serving platform goes on together."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from adapters.postgres.following.duties import duties
from adapters.postgres.following.nudge import Nudge
from adapters.postgres.following.outbox import Outgoing
from adapters.postgres.following.rebuilding import rebuild
from adapters.postgres.following.supervisor import Supervisor
from adapters.postgres.following.view_reader import ViewReader
from application.shared.ports import Message
from tests.adapters.postgres.following.scenes import (
    CODEC,
    COUNTING,
    SUMS,
    TALLY,
    House,
    Sum,
    counted,
    until,
)

pytestmark = pytest.mark.postgres


def test_views_snapshots_messages_and_sweeping(counting_house: House) -> None:
    sent: list[Outgoing] = []
    nudge = Nudge()
    everything = duties(
        counting_house.engine,
        counting_house.store,
        CODEC,
        [COUNTING],
        [TALLY],
        {"payment": sent.append},
    )
    with Supervisor(counting_house.engine, everything, nudge) as running:
        for _ in range(200):
            counting_house.record(counted("crates"))
        position = counting_house.record(
            counted("crates"), messages=(Message("payment", "a", None),)
        )
        views = ViewReader(counting_house.engine, [COUNTING], nudge)
        views.wait_for(position)
        assert views.get(SUMS, "north") == Sum("north", 201)
        rebuild(counting_house.engine, CODEC, COUNTING)
        until(lambda: len(sent) == 1)
        until(lambda: _snapshots(counting_house) == [201])
        until(lambda: all(status.sound for status in running.status()))


def _snapshots(house: House) -> list[int]:
    with house.engine.connect() as connection:
        return list(connection.scalars(text("SELECT version FROM anchorline.snapshot")))
