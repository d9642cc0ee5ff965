"""An order and its invoice lent on as two trades: shown, answered and settled at the machine."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from scripts.compose import opened
from scripts.settings import Settings
from scripts.written import written
from tests.scripts.scenes import at_hand as anchorline
from tests.scripts.scenes import data_folder
from tests.scripts.test_lending_on_orders_from_the_command_line import Desk, prepared
from tests.scripts.test_taking_trades_over_from_the_command_line import INVOICES, Typed

pytestmark = [pytest.mark.postgres, pytest.mark.scenario]


def imported(desk: Desk, folder: Path, order: str, said: str = "INV-7,1000.00") -> Any:  # noqa: ANN401  # JSON has no narrower type
    number, amount = said.split(",")
    day = desk.house.clock.now().day
    sheet, mapping = folder / f"{number}{order}.csv", folder / "invoices.json"
    due = day + timedelta(days=60)
    head = "no,day,due,amount,order,from,id"
    sheet.write_text(f"{head}\n{number},{day},{due},{amount},{order},Spring,cn:2\n")
    mapping.write_text(written(INVOICES))
    words = ("import", str(sheet), "--mapping", str(mapping), "--as", "spring", "--json")
    (row,) = anchorline(*words, data=desk.data).json
    return row


def lent_on_both(desk: Desk, folder: Path) -> Typed:
    assert anchorline("parties", "chain", "spring", "--as", "anchor", data=desk.data).code == 0
    asked = ("lantern:north", desk.order, "600.00", "--due", desk.due, "--financing", "fin-1")
    desk.programme("request", *asked, acting="spring")
    desk.programme("approve", "north", "spring:fin-1", acting="lantern")
    typed = Typed(desk, imported(desk, folder, "")["receivable"])
    typed.done("confirm", typed.claim, acting="anchor")
    terms = folder / "pool.json"
    printed = anchorline("pool", "example-terms", data=desk.data).out
    terms.write_text(printed.replace("harbour", "anchor").replace('"1000.00"', '"10.00"'))
    typed.done("pool", "open", "claims", "--terms", str(terms), acting="lantern")
    typed.done("pool", "join", "claims", "spring", acting="lantern")
    typed.done("assign", "lantern:claims", typed.claim, acting="spring")
    return typed


def test_it_is_shown_answered_and_settled(tmp_path: Path) -> None:
    own = {"database_url": None, "database_owner_url": None, "instructions": None}
    with (
        data_folder() as folder,
        opened(Settings(data=folder).model_copy(update=own)) as running,
    ):
        desk = prepared(running, tmp_path)
        typed = lent_on_both(desk, tmp_path)
        row = imported(desk, tmp_path, "PO-7")
        named = ("suspicion", "show", typed.claim, "--json")
        (shown,) = anchorline(*named, data=desk.data).json
        (one_side,) = anchorline(*named, "--party", "lantern", data=desk.data).json
        words = ("--apart", "--words", "other goods")
        said = typed.done("suspicion", "answer", typed.claim, *words, acting="lantern")
        settling = ("suspicion", "settle", typed.claim, desk.order, "--reason", "looked", "--json")
        early = anchorline(*settling, "--one", data=desk.data)
        settled = anchorline(*settling, "--apart", data=desk.data)
        after = anchorline(*named, data=desk.data)

    assert (row["outcome"], row["why"]) == ("waiting", "lent_on_twice")
    assert (shown["lender"], shown["other"]) == ("lantern", desk.order)
    assert one_side["other"] is None
    assert said["settled"] is False
    assert early.json["refused"]["code"] == "process.still_lent_on_twice"
    assert settled.json["settled"] is True
    assert after.json["refused"]["code"] == "lien.nothing_suspected"
