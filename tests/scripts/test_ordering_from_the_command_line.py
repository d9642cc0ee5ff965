"""Orders from the command line: a file imported, confirmed, accepted, shipped, received."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from application.documents.mapping import (
    ColumnMapping,
    IdentifierColumn,
    OrderColumns,
    PartyColumns,
)
from domain.shared.currency import Currency
from domain.shared.identifiers.identifier import Scheme
from scripts.compose import House, opened
from scripts.settings import Settings
from scripts.written import written
from tests.scripts.scenes import at_hand as anchorline
from tests.scripts.scenes import data_folder

pytestmark = [pytest.mark.postgres, pytest.mark.scenario]

MAPPING = ColumnMapping(
    name="orders",
    number="no",
    issued_on="day",
    currency=Currency.CNY,
    orders=OrderColumns(
        quantity="quantity",
        unit_price="price",
        item="item",
        always_unit="KGM",
        deliver_by="until",
    ),
    buyer=PartyColumns(always_name="Anchor", always_identifiers=((Scheme.REGISTER, "cn:1"),)),
    seller=PartyColumns(name="from", identifiers=(IdentifierColumn("id", Scheme.REGISTER),)),
)


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    with data_folder() as folder:
        own = {"database_url": None, "database_owner_url": None, "instructions": None}
        with opened(Settings(data=folder).model_copy(update=own)) as running:
            yield running


def admitted(data: Path, party: str, role: str, number: str, account: str = "") -> None:
    who = ("--name", party, "--role", role, "--identifier", f"register:{number}")
    paid = ("--account", account) if account else ()
    assert anchorline("parties", "register", party, *who, *paid, data=data).code == 0
    looked = ("--reference", "ev-1", "--by", "ann")
    assert anchorline("parties", "review", party, *looked, data=data).code == 0
    decided = ("--on-evidence", "ev-1", "--by", "bob")
    assert anchorline("parties", "admit", party, *decided, data=data).code == 0


def sheet_in(folder: Path, house: House) -> tuple[str, ...]:
    """Two lines of one order, and one that costs nothing."""
    sheet, mapping = folder / "orders.csv", folder / "mapping.json"
    today = house.clock.now().day
    until = today + timedelta(days=30)
    sheet.write_text(
        "no,day,quantity,price,item,until,from,id\n"
        f"PO-7,{today},100,10.00,wax,{until},Spring,cn:2\n"
        f"PO-7,{today},20,1.50,jar,{until},Spring,cn:2\n"
        f"PO-8,{today},5,0,gift,{until},Spring,cn:2\n"
    )
    mapping.write_text(written(MAPPING))
    return "import", str(sheet), "--mapping", str(mapping), "--as", "spring", "--json"


def test_an_order_goes_from_a_sheet_to_its_receipt(house: House, tmp_path: Path) -> None:
    data = house.settings.data
    admitted(data, "anchor", "core_enterprise", "cn:1")
    admitted(data, "spring", "supplier", "cn:2")
    files = sheet_in(tmp_path, house)

    first = anchorline(*files, data=data).json
    again = anchorline(*files, data=data).json

    assert [row["outcome"] for row in first] == ["refused", "placed"]
    assert again == first
    carried_through(data, first[1]["order"])


def carried_through(data: Path, order: str) -> None:
    def told(*words: str, acting: str) -> dict[str, object]:
        said = anchorline("order", *words, "--as", acting, "--json", data=data)
        assert said.code == 0, said.told
        found: dict[str, object] = said.json
        return found

    assert told("confirm", order, acting="anchor")["authentic"] is True
    told("accept", order, acting="spring")
    told("ship", order, "--number", "D-1", "--line", "1=90", "--line", "2=20", acting="spring")
    told("receive", order, "--number", "R-1", "--line", "1=90", acting="anchor")
    assert told("close", order, acting="anchor")["status"] == "closed"
    assert told("show", order, acting="spring")["lost"] == {"amount": "100.00", "currency": "CNY"}
    (row,) = anchorline("order", "list", "--as", "anchor", "--json", data=data).json
    assert (row["number"], row["status"]) == ("PO-7", "closed")
    refused = anchorline("order", "reject", order, "--reason", "x", "--as", "spring", data=data)
    assert refused.code != 0


def test_an_order_is_placed_and_changed_from_files_and_its_goods_refused(
    house: House, tmp_path: Path
) -> None:
    data, today = house.settings.data, house.clock.now().day
    admitted(data, "harbour", "core_enterprise", "cn:11")
    admitted(data, "mill", "supplier", "cn:12")

    told = partial(said_by, data)
    placed, changed = files_of_an_order(tmp_path, today)
    order = told("place", "--file", placed, acting="harbour")["order"]
    told("accept", order, acting="mill")
    asked = told("change", order, "--file", changed, acting="harbour")
    wrong = anchorline("order", "place", "--file", changed, "--as", "harbour", data=data)
    own = told("list", "--status", "change_proposed", acting="mill")
    named = ("order", "list", "--status", "change_proposed", "--json")
    by_party = anchorline(*named, "--party", "mill", data=data).json
    every = anchorline(*named, data=data).json

    assert (asked["status"], wrong.code) == ("change_proposed", 2)
    assert [it["order"] for it in own] == [order]
    assert own == by_party == every

    told("reject-change", order, "--number", "C-1", "--reason", "no", acting="mill")
    told("ship", order, "--number", "D-9", "--line", "1=10", acting="mill")
    receipt = ("receive", order, "--number", "R-9", "--line", "1=10")
    strange = anchorline("order", *receipt, "--refused", "2=1", "--as", "harbour", data=data)
    told(*receipt, "--refused", "1=4", acting="harbour")

    assert strange.code == 2
    mismatches = told("show", order, acting="mill")["mismatches"]
    assert {it["discord"] for it in mismatches} == {"rejected"}


def said_by(data: Path, *words: str, acting: str) -> Any:  # noqa: ANN401  # JSON has no narrower type
    done = anchorline("order", *words, "--as", acting, "--json", data=data)
    assert done.code == 0, done.out
    return done.json


def files_of_an_order(folder: Path, today: date) -> tuple[str, str]:
    """An order for ten of one line, and a change of its day."""
    amount = {"amount": "100.00", "currency": "CNY"}
    line = {"line": "1", "item": {"name": "wax"}, "quantity": "10", "unitPrice": "10"}
    placed, changed = folder / "order.json", folder / "change.json"
    content = {
        "number": "PO-9",
        "placedOn": str(today),
        "buyer": [{"scheme": "register", "value": "cn:11"}],
        "supplier": [{"scheme": "register", "value": "cn:12"}],
        "lines": [{**line, "amount": amount}],
        "tax": {"amount": "13.00", "currency": "CNY"},
        "deliverBy": str(today + timedelta(days=30)),
    }
    placed.write_text(json.dumps(content))
    change = {"number": "C-1", "proposedOn": str(today), "deliverBy": str(today)}
    changed.write_text(json.dumps(change))
    return str(placed), str(changed)
