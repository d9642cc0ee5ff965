"""A person at the machine approves a request, takes a payment, and pursues what is not paid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from domain.shared.ids import FinancingId
from scripts.acting import Actor
from scripts.compose import House, opened
from scripts.demo.book import load_book
from scripts.demo.cast import LANTERN, SPRING
from scripts.settings import Settings
from tests.scenarios.lending import handed_in, request
from tests.scripts.scenes import at_hand as anchorline
from tests.scripts.scenes import data_folder

pytestmark = [pytest.mark.postgres, pytest.mark.scenario]

NAME = "spring:loan-1"


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    """Runs with the book of examples; commands attach to its server."""
    with data_folder() as folder:
        own = {"database_url": None, "database_owner_url": None, "instructions": None}
        with opened(Settings(data=folder).model_copy(update=own)) as running:
            load_book(running)
            requested(running)
            yield running


def requested(house: House) -> None:
    day = house.clock.now().day
    dates = tuple(day + timedelta(days=days) for days in (30, 60, 90))
    wanted = replace(
        request(),
        financing=FinancingId(NAME),
        lender=LANTERN.party,
        borrower=SPRING.party,
        dates=dates,
        due_on=dates[-1],
        by_obligor=((SPRING.party, request().principal),),
    )
    Actor(house.desk, SPRING.party, "sue").do(wanted, handed_in(wanted))


def loan(house: House, *words: str, by: str = "ann") -> Any:  # noqa: ANN401 - JSON has no narrower type
    ended = anchorline(
        "loan", *words, "--as", "lantern", "--by", by, "--json", data=house.settings.data
    )
    return ended.json


def test_a_request_is_approved_repaid_and_put_off_from_the_command_line(house: House) -> None:
    data = house.settings.data
    waiting = anchorline("loan", "requests", "--party", "lantern", "--json", data=data).json
    first = loan(house, "approve", NAME)
    again = loan(house, "approve", NAME)
    last = loan(house, "approve", NAME, by="ben")
    anchorline("disburse", NAME, "--as", "lantern", "--reference", "out-1", data=data)

    assert [row["financing"] for row in waiting] == [NAME]
    assert (first["state"], last["state"]) == ("open", "instructed")
    assert again["refused"]["code"] == "financing.approved_already"

    paid = loan(house, "repay", NAME, "1000.00", "--reference", "t-1")
    lines = anchorline("loan", "lines", NAME, "--party", "spring", "--json", data=data).json
    early = loan(house, "accelerate", NAME, "--reason", "too soon")

    assert paid["owed"]["principal"]["amount"] == "2000.00"
    assert len(lines) == 3
    assert early["refused"]["code"] == "financing.not_in_default"
    is_put_off(house)


def is_put_off(house: House) -> None:
    """Proposed, agreed to by another; the borrower declines, and cannot accept any more."""
    later = (house.clock.now().day + timedelta(days=200)).isoformat()
    put_off = ("restructure", NAME, "--line", f"{later}=2000.00", "--reason", "a late harvest")
    proposed = loan(house, *put_off)
    own = loan(house, "agree", NAME)
    agreed = loan(house, "agree", NAME, by="ben")
    dropped = loan(house, "drop", NAME, "--reason", "no")
    borrower = ("--as", "spring", "--json")
    why = ("--reason", "too dear")
    data = house.settings.data
    declined = anchorline("loan", "decline", NAME, *why, *borrower, data=data).json
    accepted = anchorline("loan", "accept", NAME, *borrower, data=data).json

    assert proposed["stage"] == "disbursed"
    assert own["refused"]["code"] == "financing.agrees_to_own_proposal"
    assert agreed["stage"] == "disbursed"
    assert dropped["refused"]["code"] == "financing.offer_stands"
    assert declined["stage"] == "disbursed"
    assert accepted["refused"]["code"] == "financing.no_offer"
