"""A core enterprise says how far its orders are borrowed on; new money is held against it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from application.enterprise.changing import allow_order_financing, change
from application.processes.financing_orders import approve_on_order
from application.processes.requesting_on_orders import request_on_order
from application.shared.ports import Outcome
from domain.enterprise.commands import AllowOrderFinancing, ForbidOrderFinancing, Suspend
from tests.scenarios.cast import ANCHOR, BANK, RIVAL, SPRING, admit_all, yuan
from tests.scenarios.order_cast import (
    RIVALS,
    approval,
    asked_on,
    lend_on_orders,
    lent,
    ordered,
    programme_of,
    request,
    try_to_approve,
)
from tests.support.crowd import overlapping
from tests.support.house import OPERATOR, House, house
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres

FORBID = ForbidOrderFinancing(party=SPRING, core_enterprise=ANCHOR, reason="late deliveries")


@pytest.fixture
def at_home(database: Database) -> Iterator[House]:
    with house(database) as opened:
        admit_all(opened)
        lend_on_orders(opened)
        yield opened


def allowing(house: House, **more: Any) -> AllowOrderFinancing:  # noqa: ANN401 - any field
    said = {"since": house.clock.day, **more}
    return AllowOrderFinancing(party=SPRING, core_enterprise=ANCHOR, **said)


def allow(house: House, **more: Any) -> None:  # noqa: ANN401 - any field
    asked = allowing(house, **more)
    house.do(ANCHOR, asked, allow_order_financing(asked))


def told(house: House, asked: object) -> dict[str, Any]:
    return house.refused(SPRING, asked, request_on_order(asked))  # type: ignore[arg-type] # as built


def test_no_new_money_once_it_is_forbidden_and_what_is_lent_stays(at_home: House) -> None:
    order = ordered(at_home)
    lent(at_home, order, "300.00")
    at_home.do(ANCHOR, FORBID, change(FORBID))

    refusal = told(at_home, asked_on(order, "100.00", "fin-2"))

    assert refusal["code"] == "order_programme.beyond_core_enterprise"
    assert refusal["facts"]["rule"] == "chain_forbids"
    assert refusal["facts"]["excluded"] == {"minor": 100_000, "currency": "CNY"}
    assert programme_of(at_home).over_advances == {}


def test_it_names_the_lenders_that_may_lend(at_home: House) -> None:
    lend_on_orders(at_home, RIVALS)
    order = ordered(at_home)
    allow(at_home, lenders=(RIVAL,))

    refusal = told(at_home, asked_on(order, "100.00", "ours"))

    assert refusal["facts"]["rule"] == "chain_other_lender"
    request(at_home, asked_on(order, "100.00", "theirs", programme=RIVALS))


def test_its_limit_counts_what_is_lent_on_other_orders(at_home: House) -> None:
    lent(at_home, ordered(at_home, "PO-1"), "500.00")
    second = ordered(at_home, "PO-2")
    allow(at_home, limit=yuan("600.00"), ratio_max=Decimal("0.50"))

    refusal = told(at_home, asked_on(second, "100.01", "fin-2"))

    assert refusal["facts"]["rule"] in {"chain_limit", "chain_ratio"}
    request(at_home, asked_on(second, "100.00", "fin-3"))


def test_an_approval_waits_for_a_prohibition_under_way_and_is_refused(at_home: House) -> None:
    """The one changes the supplier's file, the other reads it under a shared lock."""
    order = ordered(at_home)
    request(at_home, asked_on(order))
    asked = approval()

    forbidden, approved = overlapping(
        change(FORBID),
        lambda held: at_home.ask(ANCHOR, FORBID, held, request_id="forbid-1"),
        lambda: at_home.ask(BANK, asked, approve_on_order(asked), request_id="approve-1"),
    )

    assert forbidden.outcome is Outcome.ACCEPTED
    assert approved.outcome is Outcome.REFUSED
    assert b"chain_forbids" in approved.body
    assert programme_of(at_home).draws == {}


def test_a_core_enterprise_that_may_not_act_may_still_forbid_but_not_allow(at_home: House) -> None:
    suspend = Suspend(party=ANCHOR, reason="looked into")
    at_home.do(OPERATOR, suspend, change(suspend))
    asked = allowing(at_home)

    assert at_home.refused(ANCHOR, asked, allow_order_financing(asked))["code"] == (
        "enterprise.suspended"
    )
    at_home.do(ANCHOR, FORBID, change(FORBID))


def test_approval_is_refused_with_the_same_words(at_home: House) -> None:
    order = ordered(at_home)
    request(at_home, asked_on(order))
    allow(at_home, ratio_max=Decimal("0.50"))

    answer = json.loads(try_to_approve(at_home, approval()).body)

    assert answer["code"] == "order_programme.beyond_core_enterprise"
    assert answer["facts"]["rule"] == "chain_ratio"
