"""A guarantee from a file to what its guarantor answers for, by command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from scripts.compose import House, opened
from scripts.demo.book import load_book
from scripts.settings import Settings
from tests.scripts.scenes import Ended, data_folder
from tests.scripts.scenes import at_hand as anchorline

pytestmark = [pytest.mark.postgres, pytest.mark.scenario]


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    """Runs with the book of examples; commands attach to its server."""
    with data_folder() as folder:
        settings = Settings(data=folder)
        own = {"database_url": None, "database_owner_url": None, "instructions": None}
        with opened(settings.model_copy(update=own)) as running:
            load_book(running)
            yield running


def terms(house: House, liability: str | None) -> str:
    day = house.clock.now().day
    limit = {"amount": "500000.00", "currency": "CNY"}
    account = {"number": "62-1", "bank": "A Bank", "holder": "creditor"}
    return json.dumps(
        {
            "liability": liability,
            "limit": limit,
            "validFrom": str(day),
            "validUntil": str(day + timedelta(days=365)),
            "marginRatio": "0.10",
            "marginAccount": {**account, "dedicated": True, "controlledByCreditor": True},
            "resolution": {
                "body": "shareholders",
                "reference": "SR-1",
                "digest": "d" * 64,
                "decidedOn": str(day),
                "amount": limit,
            },
        }
    )


def told(house: House, *words: str) -> Ended:
    return anchorline("guarantee", *words, "--json", data=house.settings.data)


def limit_of(row: Any) -> Decimal:  # noqa: ANN401  # as it is written
    return Decimal(row["limit"]["amount"])


def test_two_people_take_a_guarantee_and_margin_is_booked(house: House, tmp_path: Path) -> None:
    data = house.settings.data
    file = tmp_path / "terms.json"
    file.write_text(terms(house, "joint_and_several"))
    looked = ("--reference", "q-1", "--check", "qualification", "--by", "olga")
    assert anchorline("parties", "review", "harbour", *looked, data=data).code == 0

    gave = told(
        house, "give", "g-1", "--as", "harbour", "--lender", "lantern", "--terms", str(file)
    )
    seen = ("review", "harbour:g-1", "--as", "lantern", "--on-evidence", "q-1", "--by", "anna")
    assert told(house, *seen).code == 0
    same = told(house, "accept", "harbour:g-1", "--as", "lantern", "--by", "anna")
    second = told(house, "accept", "harbour:g-1", "--as", "lantern", "--by", "boris")
    margin = told(
        house, "margin", "harbour:g-1", "50000.00", "--as", "lantern", "--reference", "in-1"
    )
    rows = told(house, "list", "--party", "harbour").json
    (row,) = (it for it in rows if it["guarantee"] == "harbour:g-1")
    (sums,) = told(house, "liability", "--party", "harbour").json
    shown = told(house, "show", "harbour:g-1").json

    assert gave.json["stage"] == "given"
    assert same.json["refused"]["code"] == "guarantee.same_person"
    assert (second.json["stage"], margin.json["margin"]["amount"]) == ("accepted", "50000.00")
    assert row["marginPriority"] == {"hasPriority": True, "reason": "creditors_own_account"}
    binding = [it for it in rows if it["status"] != "given"]
    assert sums["guarantees"] == len(binding)
    assert Decimal(sums["limit"]["amount"]) == sum(limit_of(it) for it in binding)
    assert shown["debts"] == []
    _taken_back(house)


def _taken_back(house: House) -> None:
    own = ("take-back", "harbour:g-1", "--as", "lantern", "--reference", "in-1")
    assert told(house, *own).json["margin"]["amount"] == "0.00"
    assert told(house, *own).json["refused"]["code"] == "guarantee.deposit_unknown"


def test_a_guarantee_that_does_not_say_its_type_is_taken_only_as_ordinary(
    house: House, tmp_path: Path
) -> None:
    data = house.settings.data
    file = tmp_path / "terms.json"
    file.write_text(terms(house, None))
    looked = ("--reference", "q-2", "--check", "qualification", "--by", "olga")
    assert anchorline("parties", "review", "harbour", *looked, data=data).code == 0
    given = ("give", "g-2", "--as", "harbour", "--lender", "lantern", "--terms", str(file))
    assert told(house, *given).code == 0
    seen = ("review", "harbour:g-2", "--as", "lantern", "--on-evidence", "q-2", "--by", "anna")
    assert told(house, *seen).code == 0

    refused = told(house, "accept", "harbour:g-2", "--as", "lantern", "--by", "boris")
    taken = told(house, "accept", "harbour:g-2", "--as", "lantern", "--by", "boris", "--ordinary")

    assert refused.json["refused"]["code"] == "guarantee.type_not_stated"
    assert taken.json["stage"] == "accepted"
    stopped = told(house, "stop", "g-2", "--as", "harbour", "--notice", "letter 9")
    assert stopped.code == 0
    unknown = ("call", "harbour:g-2", "no-1", "1.00", "--as", "lantern", "--evidence", "x")
    day = str(house.clock.now().day)
    called = told(house, *unknown, "--pay-by", day)
    paid = ("paid", "harbour:g-2", "no-1", "1.00", "--as", "lantern", "--reference", "p-1")
    assert called.json["refused"]["code"] == "process.financing_unknown"
    assert told(house, *paid).json["refused"]["code"] == "process.financing_unknown"
    late = told(house, "refuse", "harbour:g-2", "--as", "lantern", "--reason", "too thin")
    assert late.json["refused"]["code"] == "guarantee.already_accepted"


def test_a_guarantee_is_suspended_and_changed_by_both_sides(house: House, tmp_path: Path) -> None:
    data, file = house.settings.data, tmp_path / "terms.json"
    file.write_text(terms(house, "joint_and_several"))
    looked = ("--reference", "q-3", "--check", "qualification", "--by", "olga")
    assert anchorline("parties", "review", "harbour", *looked, data=data).code == 0
    bank = ("--as", "lantern", "--by")
    given = ("give", "g-3", "--as", "harbour", "--lender", "lantern", "--terms", str(file))
    assert told(house, *given).code == 0
    seen = ("--on-evidence", "q-3", "--words", "sound")
    assert told(house, "review", "harbour:g-3", *seen, *bank, "anna").code == 0
    assert told(house, "accept", "harbour:g-3", *bank, "boris").code == 0

    stopped = told(house, "suspend", "harbour:g-3", "--reason", "late accounts", *bank, "anna")
    again = told(house, "resume", "harbour:g-3", *bank, "boris")
    changed = json.loads(terms(house, "joint_and_several"))
    file.write_text(json.dumps({**changed, "marginRatio": "0.20"}))
    asked = told(house, "propose", "harbour:g-3", "--terms", str(file), *bank, "anna")
    said = ("consent", "g-3", "1", "--consent", "signed", "--as", "harbour")
    agreed = told(house, *said)
    unknown = "guarantee.not_in_use"
    debt = ("debt-change", "harbour:g-3", "no-1", "1.00", "--due", str(house.clock.now().day))
    known = told(house, *debt, *bank, "anna").json["refused"]["code"]
    sued = told(house, "sued", "harbour:g-3", "no-1", "--reference", "case 1", *bank, "anna")
    moved = told(
        house, "assigned", "harbour:g-3", "no-1", "lantern", "--notice", "x", *bank, "anna"
    )

    for done in (stopped, again, asked, agreed):
        assert done.code == 0, done.out
    assert told(house, "show", "harbour:g-3").json["terms"]["marginRatio"] == "0.20"
    assert {known, *(it.json["refused"]["code"] for it in (sued, moved))} == {unknown}
