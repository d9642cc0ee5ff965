"""A line and a limit are set up and drawn from the command line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from scripts.compose import House, opened
from scripts.demo.book import load_book
from scripts.settings import Settings
from tests.scripts.scenes import at_hand as anchorline
from tests.scripts.scenes import data_folder

pytestmark = [pytest.mark.postgres, pytest.mark.scenario]


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    with data_folder() as folder:
        settings = Settings(data=folder)
        own = {"database_url": None, "database_owner_url": None, "instructions": None}
        with opened(settings.model_copy(update=own)) as running:
            load_book(running)
            yield running


def test_a_line_is_opened_limited_and_drawn(house: House, tmp_path: Path) -> None:
    data = house.settings.data
    terms = tmp_path / "line.json"
    terms.write_text(anchorline("line", "example-terms", data=data).out)
    bank = ("--as", "lantern", "--json")
    due = str(house.clock.now().day + timedelta(days=60))

    proposed = ("line", "propose", "line-1", "spring", "--terms", str(terms), *bank)
    assert anchorline(*proposed, "--by", "anna", data=data).json["approvedOn"] is None
    anchorline("line", "approve", "line-1", *bank, "--by", "ben", data=data)
    limit = ("limit", "set", "spring", "CNY 100000.00", "--source", "committee", *bank)
    waits = anchorline(*limit, "--by", "anna", data=data).json["proposal"]
    anchorline("limit", "approve", "spring", str(waits), *bank, "--by", "ben", data=data)

    wanted = ("line", "draw", "line-1", "60000.00", "--due", due, "--as", "spring", "--json")
    drawn = anchorline(*wanted, data=data).json
    refused = anchorline(*wanted, data=data).json["refused"]
    shown = anchorline("limit", "show", "spring", *bank, data=data).json
    listed = {it["party"]: it for it in anchorline("limit", "list", *bank, data=data).json}
    (line,) = anchorline("line", "list", "--party", "spring", "--json", data=data).json

    assert drawn["available"]["amount"] == "440000.00"
    assert refused["code"] == "process.lender_takes_no_more"
    assert refused["facts"] == {}
    assert shown["inUse"]["together"]["amount"] == "60000.00"
    assert listed["spring"]["available"]["together"]["amount"] == "40000.00"
    assert (line["status"], line["inUse"]["amount"]) == ("open", "60000.00")


def test_an_amount_without_its_currency_is_refused(house: House) -> None:
    wrong = ("limit", "set", "spring", "100", "--source", "x", "--as", "lantern")
    said = anchorline(*wrong, data=house.settings.data)

    assert said.code == 2
    assert "CNY 5000000.00" in said.told
