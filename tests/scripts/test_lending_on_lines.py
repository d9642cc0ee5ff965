"""A line and a limit are set up and drawn from the command line."""

from __future__ import annotations

import json
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

    wanted = (
        "line",
        "draw",
        "lantern:line-1",
        "60000.00",
        "--due",
        due,
        "--as",
        "spring",
        "--json",
    )
    drawn = anchorline(*wanted, data=data).json
    refused = anchorline(*wanted, data=data).json["refused"]
    shown = anchorline("limit", "show", "spring", *bank, data=data).json
    listed = {it["party"]: it for it in anchorline("limit", "list", *bank, data=data).json}
    lines = anchorline("line", "list", "--party", "spring", "--json", data=data).json
    (line,) = (it for it in lines if it["line"] == "lantern:line-1")

    assert drawn["available"]["amount"] == "440000.00"
    assert refused["code"] == "process.lender_takes_no_more"
    assert refused["facts"] == {}
    assert shown["inUse"]["together"]["amount"] == "60000.00"
    assert listed["spring"]["available"]["together"]["amount"] == "40000.00"
    assert (line["status"], line["inUse"]["amount"]) == ("open", "60000.00")


def test_a_draw_on_a_pool_uses_the_line_up_that_it_names(house: House, tmp_path: Path) -> None:
    data, terms = house.settings.data, tmp_path / "line.json"
    terms.write_text(anchorline("line", "example-terms", data=data).out)
    bank = ("--as", "lantern", "--json", "--by")
    proposed = ("line", "propose", "for-pools", "spring", "--terms", str(terms), *bank, "anna")
    assert anchorline(*proposed, data=data).code == 0
    assert anchorline("line", "approve", "for-pools", *bank, "ben", data=data).code == 0
    due = str(house.clock.now().day + timedelta(days=30))
    wanted = (
        "draw",
        "lantern:harbour-suppliers",
        "2000.00",
        "--due",
        due,
        "--as",
        "spring",
        "--json",
    )

    named = anchorline(*wanted, "--line", "lantern:for-pools", data=data)
    unknown = anchorline(*wanted, "--line", "nobodys", data=data).json["refused"]
    rows = anchorline("line", "list", "--party", "spring", "--json", data=data).json
    (line,) = (it for it in rows if it["line"] == "lantern:for-pools")

    assert named.code == 0, named.out
    assert unknown["code"] == "process.line_unknown"
    assert line["inUse"]["amount"] == "2000.00"


def test_an_amount_without_its_currency_is_refused(house: House) -> None:
    wrong = ("limit", "set", "spring", "100", "--source", "x", "--as", "lantern")
    said = anchorline(*wrong, data=house.settings.data)

    assert said.code == 2
    assert "CNY 5000000.00" in said.told


def test_a_loan_by_instalments_is_drawn_approved_and_repaid(house: House, tmp_path: Path) -> None:
    data, terms = house.settings.data, tmp_path / "line.json"
    agreed = json.loads(anchorline("line", "example-terms", data=data).out)
    agreed["secondPersonFrom"] = {"amount": "5000.00", "currency": "CNY"}
    agreed["loan"] = {"plan": {"kind": "equal_instalments", "number": 3}}
    terms.write_text(json.dumps(agreed))
    bank = ("--as", "lantern", "--json", "--by")
    proposed = ("line", "propose", "by-parts", "spring", "--terms", str(terms), *bank, "anna")
    anchorline(*proposed, data=data)
    anchorline("line", "approve", "by-parts", *bank, "ben", data=data)
    due = str(house.clock.now().day + timedelta(days=100))

    wanted = ("lantern:by-parts", "6000.00", "--due", due, "--as", "spring", "--json")
    quoted = anchorline("line", "quote", *wanted, data=data).json
    drawn = anchorline("line", "draw", *wanted, "--financing", "parts-1", data=data).json
    states = [
        anchorline("loan", "approve", "spring:parts-1", *bank, who, data=data).json["state"]
        for who in ("anna", "ben")
    ]
    anchorline("disburse", "spring:parts-1", "--as", "lantern", "--reference", "out-p", data=data)
    repay = ("loan", "repay", "spring:parts-1", "1000.00", "--reference", "in-p", *bank, "anna")
    left = anchorline(*repay, data=data).json["owed"]["principal"]["amount"]
    lines = anchorline("loan", "lines", "parts-1", "--party", "spring", "--json", data=data).json

    assert (len(quoted["lines"]), quoted["approvals"]) == (3, 2)
    assert (drawn["stage"], drawn["lines"]) == ("requested", quoted["lines"])
    assert states == ["open", "instructed"]
    assert left == "5000.00"
    assert [line["dueOn"] for line in lines] == [line["dueOn"] for line in quoted["lines"]]
    gives_back_what_was_too_much(data, bank)


def gives_back_what_was_too_much(data: Path, bank: tuple[str, ...]) -> None:
    too_much = ("loan", "repay", "spring:parts-1", "11000.00", "--reference", "in-q", *bank, "anna")
    slip = anchorline(*too_much, data=data).json["refused"]
    over = slip["facts"]["surplus"]["amount"]
    settled = anchorline(*too_much, "--surplus", over, data=data).json
    give = ("loan", "give-back", "spring:parts-1", "--reference", "in-q", *bank)
    own = anchorline(*give, "anna", data=data).json["refused"]
    given_back = anchorline(*give, "ben", data=data).json

    assert slip["code"] == "financing.surplus_not_stated"
    assert settled["stage"] == given_back["stage"] == "repaid"
    assert own["code"] == "financing.releases_own_surplus"


def test_what_a_colleague_proposed_is_turned_down(house: House, tmp_path: Path) -> None:
    data, terms = house.settings.data, tmp_path / "line.json"
    terms.write_text(anchorline("line", "example-terms", data=data).out)
    bank = ("--as", "lantern", "--json", "--by")
    no = ("--reason", "too much")
    proposed = ("line", "propose", "turned-down", "harbour", "--terms", str(terms), *bank, "anna")
    anchorline(*proposed, data=data)
    wanted = ("limit", "set", "harbour", "CNY 100.00", "--source", "x", *bank, "anna")
    waits = str(anchorline(*wanted, data=data).json["proposal"])
    group = ("limit", "declare-group", "kin", "harbour", "--basis", "control", "--evidence", "e")
    anchorline(*group, *bank, "anna", data=data)

    anchorline("line", "reject", "turned-down", *no, *bank, "ben", data=data)
    limit = anchorline("limit", "reject", "harbour", waits, *no, *bank, "ben", data=data)
    let_in = ("limit", "change-group", "kin", "--add", "spring", "--evidence", "chart")
    kin = anchorline(*let_in, *bank, "anna", data=data)
    shown = anchorline(
        "line", "show", "lantern:turned-down", "--as", "harbour", "--json", data=data
    ).json
    listed = anchorline("limit", "list", "--party", "lantern", data=data)

    assert shown["status"] == "rejected"
    assert (limit.code, limit.json["proposal"]) == (0, None)
    assert kin.json["members"] == ["harbour", "spring"]
    assert "group kin" in listed.out
