"""What a bank is to pay lies in a file of its own, whatever things are named."""

from __future__ import annotations

import json
from pathlib import Path

from adapters.postgres.following.outbox import Outgoing
from scripts.equipment.instructions import Instructions

ALIKE = ["surplus/pool/1/2", "surplus/pool_1/2", "surplus/pool/1_2", "surplus/pool:1/2"]
"""Names may hold an underscore, and ids a colon."""


def test_no_two_keys_come_to_one_file(tmp_path: Path) -> None:
    hand_over = Instructions(tmp_path)

    for key in ALIKE:
        hand_over(Outgoing("surplus", key, b'{"amount":1}', 1))

    told = [json.loads(file.read_text())["key"] for file in tmp_path.iterdir()]
    assert sorted(told) == sorted(ALIKE)


def test_one_handed_over_twice_is_one(tmp_path: Path) -> None:
    hand_over = Instructions(tmp_path)

    for attempt in (1, 2):
        hand_over(Outgoing("surplus", ALIKE[0], b'{"amount":1}', attempt))

    assert len(list(tmp_path.iterdir())) == 1
