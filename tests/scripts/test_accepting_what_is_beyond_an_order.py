"""An order is billed twice: the buyer sees it at the machine, and says that it owes both."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.compose import opened
from scripts.settings import Settings
from tests.scripts.scenes import at_hand as anchorline
from tests.scripts.scenes import data_folder
from tests.scripts.test_lending_on_orders_from_the_command_line import prepared, yuan
from tests.scripts.test_looking_at_double_financing_from_the_command_line import imported
from tests.scripts.test_taking_trades_over_from_the_command_line import Typed

pytestmark = [pytest.mark.postgres, pytest.mark.scenario]


def test_it_waits_for_the_buyer_until_it_accepts_it(tmp_path: Path) -> None:
    """The order is of 1,030.00."""
    own = {"database_url": None, "database_owner_url": None, "instructions": None}
    with (
        data_folder() as folder,
        opened(Settings(data=folder).model_copy(update=own)) as running,
    ):
        desk = prepared(running, tmp_path)
        imported(desk, tmp_path, "PO-7")
        typed = Typed(desk, imported(desk, tmp_path, "PO-7", "INV-8,1010.00")["receivable"])
        waits = anchorline("inbox", "--party", "anchor", "--json", data=desk.data).json
        (accepted,) = typed.done("accept-beyond-order", typed.claim, acting="anchor")
        again = anchorline(
            "accept-beyond-order", typed.claim, "--as", "anchor", "--json", data=desk.data
        )

    (task,) = (it for it in waits if it["task"] == "accept_beyond_order")
    assert (task["of"], task["amount"]) == (typed.claim, yuan("980.00"))
    assert accepted["beyondOrder"] == yuan("0.00")
    assert again.json["refused"]["code"] == "receivable.nothing_beyond_order"
