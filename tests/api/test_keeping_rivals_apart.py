"""Lenders who deal with the same parties learn nothing of each other's trades."""

from __future__ import annotations

import pytest

from tests.api.scenes import (
    LINE_TERMS,
    PROGRAMME_TERMS,
    RATED,
    TERMS,
    Cast,
    everyone,
    open_a_pool,
    order,
    pooled,
    registered,
    yuan,
)
from tests.support.edge import Edge, Hand

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def cast(shared_platform: Edge) -> Cast:
    """Both lenders have a programme, and the bank a pool, that spring is in."""
    cast = everyone(shared_platform)
    open_a_pool(cast)
    for hand in (cast.bank, cast.rival):
        opening = {"programme": "read", "coreEnterprise": "anchor", "terms": PROGRAMME_TERMS}
        assert hand.post("/order-programmes", opening).status_code == 201
        joining = {"supplier": "spring", "rated": RATED, "limit": yuan("3000.00")}
        assert hand.post("/order-programmes/read/suppliers", joining).status_code == 200
    cast.anchor.post("/parties/spring/chain-place", {"until": None})
    return cast


def test_a_later_lender_is_not_told_whom_an_old_notice_named(cast: Cast) -> None:
    claim = registered(cast.spring, "R-1", "1000.00")
    pooled(cast, claim)
    freed = cast.bank.post("/pools/pool-1/releases", {"receivables": [claim]})
    cast.rival.post("/pools", {"pool": "later", "terms": TERMS})
    cast.rival.post("/pools/later/sellers", {"seller": "spring"})
    taken = cast.spring.post("/pools/rival:later/assignments", {"receivables": [claim]})

    def seen_by(hand: Hand) -> object:
        return hand.get(f"/receivables/{claim}").json().get("assignee", "nothing")

    assert (freed.status_code, taken.status_code) == (200, 200), (freed.text, taken.text)
    assert seen_by(cast.rival) is None
    assert seen_by(cast.bank) == "nothing"
    assert [seen_by(hand) for hand in (cast.spring, cast.anchor, cast.auditor)] == ["bank"] * 3


def test_an_order_is_read_by_the_lenders_that_its_supplier_brought_it_to(cast: Cast) -> None:
    placed = cast.anchor.post("/orders", order("R-7")).json()["order"]
    cast.spring.post(f"/orders/{placed}/acceptance", {})
    at = f"/order-programmes/read/orders/{placed}/eligibility"
    unknown = "/order-programmes/read/orders/ord_nobodys/eligibility"

    before = [hand.get(at) for hand in (cast.bank, cast.rival)]
    nowhere = cast.bank.get(unknown)
    cost = {"order": placed, "cost": yuan("500.00"), "source": "q", "statedOn": "2026-03-02"}
    stated = cast.spring.post("/order-programmes/bank:read/costs", cost)
    wanted = {"order": placed, "amount": yuan("100.00"), "dueOn": "2026-04-15"}
    told = [hand.get(at).status_code for hand in (cast.bank, cast.rival)]
    asked = cast.spring.post("/order-programmes/rival:read/requests", wanted)
    after = [hand.get(at).status_code for hand in (cast.bank, cast.rival)]
    own = cast.spring.get(f"/order-programmes/rival:read/orders/{placed}/eligibility")

    assert [it.status_code for it in before] == [404, 404]
    assert {it.json()["code"] for it in before} == {nowhere.json()["code"]}
    assert (stated.status_code, asked.status_code) == (200, 201), (stated.text, asked.text)
    assert (told, after) == ([200, 404], [200, 200])
    assert own.status_code == 200


def test_what_was_asked_and_taken_back_is_private_again(cast: Cast) -> None:
    placed = cast.anchor.post("/orders", order("R-8")).json()["order"]
    cast.spring.post(f"/orders/{placed}/acceptance", {})
    at = f"/order-programmes/read/orders/{placed}/eligibility"
    wanted = {"order": placed, "amount": yuan("100.00"), "dueOn": "2026-04-15"}
    requests = "/order-programmes/rival:read/requests"

    asked = cast.spring.post(requests, {**wanted, "financing": "taken-back"})
    during = cast.rival.get(at).status_code
    back = cast.spring.post(f"{requests}/taken-back/withdrawal", {"reason": "dear"})

    assert (asked.status_code, back.status_code) == (201, 200), (asked.text, back.text)
    assert (during, cast.rival.get(at).status_code) == (200, 404)


def test_a_borrower_is_not_told_that_its_lender_has_a_line_for_another(cast: Cast) -> None:
    line = {"line": "rivers", "borrower": "river", "terms": LINE_TERMS}
    assert cast.bank.post("/credit-lines", line).status_code == 201
    pooled(cast, registered(cast.spring, "R-9", "1200.00"))
    wanted = {"amount": yuan("20.00"), "dueOn": "2026-05-15"}

    answers = [
        cast.spring.post("/pools/bank:pool-1/draws", {**wanted, "line": named})
        for named in ("bank:rivers", "bank:nobodys")
    ]
    drawn = [
        cast.spring.post(f"/credit-lines/{named}/draws", wanted)
        for named in ("bank:rivers", "bank:nobodys")
    ]

    assert [it.status_code for it in (*answers, *drawn)] == [404] * 4, answers[0].text
    assert {it.json()["code"] for it in (*answers, *drawn)} == {"process.line_unknown"}
