"""What a core enterprise lets be lent on its orders is one limit, whoever lends and under what."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from application.enterprise.changing import allow_order_financing
from application.lender_limit import streams as limits
from application.processes.disbursing import (
    ConfirmPaidOut,
    RecordReturned,
    confirm_paid_out,
    record_returned,
)
from application.processes.financing_orders import approve_on_order
from application.processes.limits import Stake
from application.processes.requesting_on_orders import request_on_order
from application.processes.servicing import (
    TakeBackRepayment,
    TakeRepayment,
    take_back_repayment,
    take_repayment,
)
from application.shared.ports import Answer, Outcome
from domain.enterprise.commands import AllowOrderFinancing
from domain.lender_limit.state import Account
from domain.shared.currency import Currency
from domain.shared.ids import FinancingId, OrderId, PartyId, ProgrammeId
from domain.shared.money import Money
from tests.scenarios.cast import ANCHOR, BANK, RIVAL, SPRING, admit_all, yuan
from tests.scenarios.order_cast import (
    LENDER_OF,
    PROGRAMME,
    RIVALS,
    approval,
    asked_on,
    lend_on_orders,
    ordered,
    programme_of,
    request,
    try_to_approve,
)
from tests.support.crowd import overlapping
from tests.support.house import House, house
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres

SECOND = ProgrammeId("prog-3")
"""Of the bank's too."""


@pytest.fixture
def at_home(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """Two programmes of the bank and one of its rival, for the anchor's orders."""
    monkeypatch.setitem(LENDER_OF, SECOND, BANK)
    with house(database) as opened:
        admit_all(opened)
        for programme in (PROGRAMME, SECOND, RIVALS):
            lend_on_orders(opened, programme)
        yield opened


def allow(house: House, limit: str) -> None:
    said = AllowOrderFinancing(
        party=SPRING, core_enterprise=ANCHOR, since=date(2026, 1, 1), limit=yuan(limit)
    )
    house.do(ANCHOR, said, allow_order_financing(said))


def on_orders(house: House) -> Money:
    """What the core enterprise's limit counts."""
    with house.store.reading() as reading:
        state = reading.load(limits.ROOM, limits.account_on_orders(ANCHOR, SPRING)).state
    assert isinstance(state, Account)
    return state.in_use(house.clock.day, Currency.CNY).together


def asked(house: House, name: str, amount: str, programme: ProgrammeId = PROGRAMME) -> OrderId:
    """Money on an order of its own, not approved yet."""
    order = ordered(house, f"PO-{name}")
    request(house, asked_on(order, amount, name, programme=programme))
    return order


def told(answer: Answer) -> dict[str, Any]:
    assert answer.outcome is Outcome.REFUSED, answer.body
    body: dict[str, Any] = json.loads(answer.body)
    return body


def approve_all(house: House, asked_for: Sequence[tuple[str, ProgrammeId]]) -> list[Answer]:
    def approve(one: tuple[str, ProgrammeId]) -> Answer:
        given = approval(*one)
        use_case = approve_on_order(given)
        return house.ask(given.lender, given, use_case, request_id=f"approve-{one[0]}")

    with ThreadPoolExecutor(10) as crowd:
        return list(crowd.map(approve, asked_for))


def test_fifty_draws_at_two_lenders_end_exactly_at_the_limit(at_home: House) -> None:
    """Each fits alone; forty fit together, under three programmes of two lenders.

    Seen to fail while each programme counted its own money: fifty are accepted.
    """
    allow(at_home, "800.00")
    programmes = (PROGRAMME, RIVALS, SECOND, RIVALS)
    names = [(f"fin-{at:02}", programmes[at % 4]) for at in range(50)]
    for name, programme in names:
        asked(at_home, name, "20.00", programme)

    answers = approve_all(at_home, names)

    assert sum(it.outcome is Outcome.ACCEPTED for it in answers) == 40
    assert on_orders(at_home) == yuan("800.00")
    lent = (programme_of(at_home, it).outstanding for it in (PROGRAMME, SECOND, RIVALS))
    assert Money.total(lent, Currency.CNY) == yuan("800.00")
    refused = [told(it) for it in answers if it.outcome is Outcome.REFUSED]
    assert {it["code"] for it in refused} == {"order_programme.beyond_core_enterprise"}
    assert {it["facts"]["rule"] for it in refused} == {"chain_limit"}


def test_an_approval_waits_for_another_lenders_under_way(at_home: House) -> None:
    """Seen to fail without the account among the locks: the second was lent, the first lost."""
    allow(at_home, "100.00")
    asked(at_home, "ours", "60.00")
    asked(at_home, "theirs", "60.00", RIVALS)
    ours, theirs = approval("ours"), approval("theirs", RIVALS)

    first, second = overlapping(
        approve_on_order(ours),
        lambda held: at_home.ask(BANK, ours, held, request_id="ours-1"),
        lambda: at_home.ask(RIVAL, theirs, approve_on_order(theirs), request_id="theirs-1"),
    )

    assert first.outcome is Outcome.ACCEPTED
    assert told(second)["facts"]["available"] == {"minor": 40_00, "currency": "CNY"}
    assert on_orders(at_home) == yuan("60.00")


def test_what_is_left_is_lent_to_the_cent_by_another_lender(at_home: House) -> None:
    """And what one is told gives neither the limit nor what the other lent."""
    allow(at_home, "100.00")
    asked(at_home, "ours", "60.01")
    assert try_to_approve(at_home, approval("ours")).outcome is Outcome.ACCEPTED
    order = ordered(at_home, "PO-theirs")
    more = asked_on(order, "40.00", "more", programme=RIVALS)

    refusal = at_home.refused(SPRING, more, request_on_order(more))
    asked(at_home, "rest", "39.99", RIVALS)
    lent = try_to_approve(at_home, approval("rest", RIVALS))

    assert refusal["facts"]["available"] == {"minor": 39_99, "currency": "CNY"}
    assert not {"100.00", "10000", "60.01", "6001"} & set(str(refusal).replace("'", " ").split())
    assert lent.outcome is Outcome.ACCEPTED
    assert on_orders(at_home) == yuan("100.00")


def test_what_is_repaid_is_free_for_all_lenders_until_it_is_taken_back(at_home: House) -> None:
    allow(at_home, "100.00")
    asked(at_home, "ours", "100.00")
    try_to_approve(at_home, approval("ours"))
    name, day = FinancingId("ours"), at_home.clock.day
    paid = ConfirmPaidOut(name, BANK, yuan("100.00"), day, "out-1")
    at_home.do(BANK, paid, confirm_paid_out(paid))
    back = TakeRepayment(name, BANK, yuan("70.00"), day, "in-1")
    at_home.do(BANK, back, take_repayment(back))
    assert on_orders(at_home) == yuan("30.00")

    asked(at_home, "theirs", "70.00", RIVALS)
    assert try_to_approve(at_home, approval("theirs", RIVALS)).outcome is Outcome.ACCEPTED
    undone = TakeBackRepayment(name, BANK, "in-1")
    at_home.do(BANK, undone, take_back_repayment(undone))

    assert on_orders(at_home) == yuan("170.00")
    later = asked_on(ordered(at_home, "PO-later"), "10.00", "later", programme=SECOND)
    refusal = at_home.refused(SPRING, later, request_on_order(later))
    assert refusal["facts"]["available"] == {"minor": 0, "currency": "CNY"}


def test_money_that_came_back_from_the_bank_is_counted_no_more(at_home: House) -> None:
    asked(at_home, "ours", "100.00")
    try_to_approve(at_home, approval("ours"))
    assert on_orders(at_home) == yuan("100.00")

    returned = RecordReturned(FinancingId("ours"), BANK, at_home.clock.day, "account closed")
    at_home.do(BANK, returned, record_returned(returned))

    assert on_orders(at_home) == yuan("0.00")


def test_a_limit_said_later_counts_what_was_lent_before_by_all(at_home: House) -> None:
    asked(at_home, "ours", "60.00")
    asked(at_home, "theirs", "30.00", RIVALS)
    for given in (approval("ours"), approval("theirs", RIVALS)):
        assert try_to_approve(at_home, given).outcome is Outcome.ACCEPTED
    allow(at_home, "100.00")
    order = ordered(at_home, "PO-late")
    late = asked_on(order, "10.01", "late", programme=SECOND)

    refusal = at_home.refused(SPRING, late, request_on_order(late))
    request(at_home, replace(late, amount=yuan("10.00")))

    assert refusal["facts"]["available"] == {"minor": 10_00, "currency": "CNY"}


def test_a_lender_that_is_a_core_enterprise_too_keeps_both_apart() -> None:
    """Its own account of a supplier, and what its limit on its orders counts of it."""
    own = Stake(PartyId("anchor"), FinancingId("one"), Currency.CNY, ())
    both = {it.account_of(SPRING) for it in (own, replace(own, on_orders=True))}

    assert len(both) == 2
    assert [it for it in both if limits.is_on_orders(it)] == [
        "spring/lender_limit/orders-of-anchor"
    ]
