"""Money on an order is asked for, priced and approved, or refused, rejected and withdrawn."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from application.enterprise.changing import change as change_party
from application.processes.financing_orders import (
    RejectOnOrder,
    WithdrawOnOrder,
    approve_on_order,
    reject_on_order,
    withdraw_on_order,
)
from application.processes.quoting_orders import QuoteOnOrder, explain_order, quote_on_order
from application.processes.requesting_on_orders import request_on_order
from application.processes.stating_costs import StateCost, state_cost
from application.shared.ports import Request
from domain.eligibility.order_reasons import OrderRule
from domain.eligibility.order_standing import CostStated
from domain.enterprise.commands import Suspend
from domain.shared.event import Context
from domain.shared.ids import ActorId, FinancingId, OrderId
from tests.scenarios.cast import ANCHOR, BANK, RIVER, SPRING, admit_all, yuan
from tests.scenarios.order_cast import (
    DUE,
    PROGRAMME,
    TERMS,
    approval,
    asked_on,
    lend_on_orders,
    lien_of,
    ordered,
    programme_of,
    request,
)
from tests.support.house import OPERATOR, House, house
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres

FIRST = FinancingId("fin-1")


@pytest.fixture
def at_home(database: Database) -> Iterator[House]:
    with house(database) as opened:
        admit_all(opened)
        yield opened


def context(at_home: House) -> Context:
    return Context(now=at_home.clock.now(), by=ActorId("spring/li"))


def test_a_supplier_states_the_cost_of_its_own_order_and_of_no_other(at_home: House) -> None:
    lend_on_orders(at_home)
    order = ordered(at_home)
    cost = CostStated(cost=yuan("600.00"), source="quotation", stated_on=at_home.clock.day)
    own = StateCost(PROGRAMME, SPRING, order, cost)
    at_home.do(SPRING, own, state_cost(own))

    for supplier, named in ((RIVER, order), (SPRING, OrderId("no-such-order"))):
        asked = StateCost(PROGRAMME, supplier, named, replace(cost, cost=yuan("1.00")))
        refused = at_home.refused(supplier, asked, state_cost(asked))
        assert (refused["code"], refused["facts"]) == ("e_order.not_found", {"order": named})

    assert programme_of(at_home).costs == {SPRING: {order: cost}}


def test_a_quote_tells_the_cost_what_is_received_and_what_the_order_bears(at_home: House) -> None:
    lend_on_orders(at_home)
    order = ordered(at_home)
    wanted = QuoteOnOrder(PROGRAMME, order, SPRING, yuan("600.00"), DUE)

    with at_home.store.reading() as reading:
        quoted = quote_on_order(reading, wanted, context(at_home))

    assert quoted.interest == yuan("7.40")  # 600.00 x 6 % x 74 / 360
    assert quoted.net_proceeds == yuan("600.00")
    assert quoted.received_on == at_home.clock.day
    assert quoted.repayable == yuan("607.40")
    assert quoted.available == yuan("700.00")
    assert quoted.approvals == 1
    assert quoted.effective_annual_rate > quoted.annual_rate


def test_what_could_not_be_lent_is_refused_when_it_is_asked_for(at_home: House) -> None:
    lend_on_orders(at_home)
    order = ordered(at_home)
    too_much = asked_on(order, "700.01")
    anothers = asked_on(order, supplier=RIVER)

    refused = at_home.refused(SPRING, too_much, request_on_order(too_much))
    strange = at_home.refused(RIVER, anothers, request_on_order(anothers))

    assert refused["code"] == "order_programme.beyond_order"
    assert refused["facts"]["available"] == {"minor": 70000, "currency": "CNY"}
    assert strange["code"] == "e_order.not_found"


def test_an_amount_from_the_threshold_on_takes_two_people(at_home: House) -> None:
    lend_on_orders(at_home, terms=replace(TERMS, second_person_from=yuan("500.00")))
    order = ordered(at_home)
    request(at_home, asked_on(order))

    def approves(person: str, request_id: str) -> Any:  # noqa: ANN401 - as JSON has it
        asked = approval()
        made = Request(BANK, ActorId(f"bank/{person}"), request_id, "ApproveOnOrder", asked)
        return json.loads(at_home.desk.carry_out(made, approve_on_order(asked)).body)

    early = replace(approval(), margin=yuan("70.00"))
    refused = at_home.refused(BANK, early, approve_on_order(early))
    first, again = approves("anna", "approve-1"), approves("anna", "approve-2")
    second = approves("bo", "approve-3")

    assert refused["code"] == "process.security_before_last_approval"
    assert (refused["facts"]["given"], refused["facts"]["needed"]) == (1, 2)
    assert (first["stage"], first["approvals"]) == ("approved", 1)
    assert again["code"] == "financing.approved_already"
    assert second["stage"] == "instructed"


def test_a_request_that_was_rejected_or_withdrawn_lends_nothing(at_home: House) -> None:
    lend_on_orders(at_home)
    order = ordered(at_home)
    request(at_home, asked_on(order, financing="fin-1"))
    request(at_home, asked_on(order, financing="fin-2"))

    no = RejectOnOrder(PROGRAMME, FIRST, BANK, "not now")
    rejected = at_home.do(BANK, no, reject_on_order(no))
    back = WithdrawOnOrder(PROGRAMME, FinancingId("fin-2"), SPRING, "found cheaper")
    anothers = replace(back, supplier=RIVER)
    strange = at_home.refused(RIVER, anothers, withdraw_on_order(anothers))
    withdrawn = at_home.do(SPRING, back, withdraw_on_order(back))
    late = approval()
    after = at_home.refused(BANK, late, approve_on_order(late))

    assert rejected["stage"] == "rejected"
    assert withdrawn["stage"] == "withdrawn"
    assert strange["code"] == "process.asking_unknown"
    assert (after["code"], after["facts"]["was"]) == ("financing.request_over", "rejected")
    assert programme_of(at_home).askings == {}
    assert lien_of(at_home, order).encumbrances == ()


def test_what_falls_between_asking_and_approving_is_seen_by_the_approval(at_home: House) -> None:
    lend_on_orders(at_home)
    order = ordered(at_home)
    request(at_home, asked_on(order))
    suspend = Suspend(party=ANCHOR, reason="fraud")
    at_home.do(OPERATOR, suspend, change_party(suspend))

    asked = approval()
    refused = at_home.refused(BANK, asked, approve_on_order(asked))

    assert refused["code"] == "order_programme.beyond_order"
    assert lien_of(at_home, order).encumbrances == ()
    with at_home.store.reading() as reading:
        why = explain_order(reading, PROGRAMME, order, SPRING, at_home.clock.day)
    assert [it.rule for it in why.reasons] == [OrderRule.BUYER_SUSPENDED]
