"""A name belongs to whoever gives it: two tenants may choose the same, and neither learns of it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.scenes import (
    LINE_TERMS,
    PROGRAMME_TERMS,
    PROMISED,
    RATED,
    TERMS,
    Cast,
    admitted,
    everyone,
    order,
    pooled,
    registered,
    yuan,
)
from tests.support.edge import Edge

pytestmark = pytest.mark.postgres

GIVEN_BY_LENDERS: list[tuple[str, str, dict[str, Any]]] = [
    ("/pools", "pool", {"terms": TERMS}),
    ("/order-programmes", "programme", {"coreEnterprise": "anchor", "terms": PROGRAMME_TERMS}),
    ("/credit-lines", "line", {"borrower": "spring", "terms": LINE_TERMS}),
]


@pytest.fixture(scope="module")
def cast(shared_platform: Edge) -> Cast:
    return everyone(shared_platform)


@pytest.mark.parametrize(("at", "thing", "body"), GIVEN_BY_LENDERS)
def test_two_lenders_give_one_name_and_neither_sees_the_others(
    at: str, thing: str, body: dict[str, Any], cast: Cast
) -> None:
    mine = cast.bank.post(at, {thing: "harbour", **body})
    theirs = cast.rival.post(at, {thing: "harbour", **body})
    again = cast.rival.post(at, {thing: "harbour", **body})

    assert (mine.status_code, theirs.status_code, again.status_code) == (201, 201, 409)
    assert mine.json()[thing] == "bank:harbour"
    assert theirs.json()[thing] == "rival:harbour"
    assert cast.bank.get(f"{at}/harbour").json()["lender"] == "bank"
    assert cast.rival.get(f"{at}/harbour").json()["lender"] == "rival"
    assert _absent(cast.rival.get(f"{at}/bank:harbour"), "bank:harbour")
    assert _absent(cast.river.get(f"{at}/harbour"), "river:harbour")
    assert _absent(cast.river.get(f"{at}/bank:harbour"), "bank:harbour")


def test_two_guarantors_give_one_name(shared_platform: Edge, cast: Cast) -> None:
    admitted(cast.operator, cast.checker, "other-anchor", "0002:1002", "core_enterprise")
    other = shared_platform.hand("other-anchor", "core_enterprise")
    giving = {"guarantee": "first", "lender": "bank", "terms": PROMISED}

    mine, theirs = cast.anchor.post("/guarantees", giving), other.post("/guarantees", giving)

    assert (mine.status_code, theirs.status_code) == (201, 201), theirs.text
    assert cast.anchor.get("/guarantees/first").json()["guarantor"] == "anchor"
    assert other.get("/guarantees/first").json()["guarantor"] == "other-anchor"
    assert cast.bank.get("/guarantees/other-anchor:first").json()["guarantor"] == "other-anchor"
    assert _absent(other.get("/guarantees/anchor:first"), "anchor:first")
    assert _absent(cast.rival.get("/guarantees/anchor:first"), "anchor:first")


def test_two_borrowers_give_one_name_to_draws_on_one_pool(cast: Cast) -> None:
    cast.bank.post("/pools", {"pool": "both", "terms": TERMS})
    for seller in ("spring", "river"):
        cast.bank.post("/pools/both/sellers", {"seller": seller})
    pooled(cast, registered(cast.spring, "N-1", "1000.00"), "bank:both")
    claim = registered(cast.river, "N-2", "1000.00", "river")
    cast.anchor.post(f"/receivables/{claim}/confirmation", {"evidence": "signed"})
    cast.river.post("/pools/bank:both/assignments", {"receivables": [claim]})
    cast.bank.post(f"/receivables/{claim}/notice", NOTICE)
    wanted = {"financing": "draw-1", "amount": yuan("100.00"), "dueOn": "2026-05-15"}

    drawn = [hand.post("/pools/bank:both/draws", wanted) for hand in (cast.spring, cast.river)]

    assert [it.json()["financing"] for it in drawn] == ["spring:draw-1", "river:draw-1"]
    assert cast.spring.get("/financings/draw-1").json()["borrower"] == "spring"
    assert cast.river.get("/financings/draw-1").json()["borrower"] == "river"
    assert cast.bank.get("/financings/river:draw-1").json()["borrower"] == "river"
    assert _absent(cast.river.get("/financings/spring:draw-1"), "spring:draw-1")
    assert _absent(cast.rival.get("/financings/draw-1"), "rival:draw-1")


NOTICE = {
    "deliveredOn": "2026-03-02",
    "deliveredTo": "accounts payable",
    "channel": "portal",
    "evidence": "receipt",
}


def test_requests_on_orders_are_named_by_who_asks(cast: Cast) -> None:
    at = "/order-programmes/bank:named"
    opening = {"programme": "named", "coreEnterprise": "anchor", "terms": PROGRAMME_TERMS}
    assert cast.bank.post("/order-programmes", opening).status_code == 201
    asked = []
    for number, (name, hand, register) in enumerate(
        (("spring", cast.spring, "0002:2001"), ("river", cast.river, "0002:2002"))
    ):
        joining = {"supplier": name, "rated": RATED, "limit": yuan("3000.00")}
        cast.bank.post(f"{at}/suppliers", joining)
        cast.anchor.post(f"/parties/{name}/chain-place", {"until": None})
        supplier = [{"scheme": "register", "value": register}]
        placed = cast.anchor.post("/orders", order(f"PO-{number}", supplier=supplier))
        cast.anchor.post(f"/orders/{placed.json()['order']}/authenticity")
        cast.spring.post(f"/orders/{placed.json()['order']}/acceptance", {})
        hand.post(f"/orders/{placed.json()['order']}/acceptance", {})
        wanted = {"order": placed.json()["order"], "amount": yuan("70.00"), "dueOn": "2026-04-15"}
        asked.append(hand.post(f"{at}/requests", {"financing": "req-1", **wanted}))

    assert [it.json()["financing"] for it in asked] == ["spring:req-1", "river:req-1"]
    assert cast.spring.get("/financing-requests/req-1").json()["borrower"] == "spring"
    assert _absent(cast.river.get("/financing-requests/spring:req-1"), "spring:req-1")


def test_a_name_in_the_form_of_a_made_one_takes_nobodys_place(cast: Cast) -> None:
    made = cast.bank.post("/pools", {"terms": TERMS}).json()["pool"]

    chosen = cast.rival.post("/pools", {"pool": made, "terms": TERMS})

    assert chosen.status_code == 201
    assert chosen.json()["pool"] == f"rival:{made}"
    assert cast.bank.get(f"/pools/{made}").json()["lender"] == "bank"
    assert cast.rival.get(f"/pools/{made}").status_code == 404


def test_nobody_gives_a_name_in_anothers_name(cast: Cast) -> None:
    answer = cast.rival.post("/pools", {"pool": "bank:mine", "terms": TERMS})

    assert answer.status_code == 422
    assert answer.json()["facts"]["field"] == "body.pool"


def test_groups_of_limits_are_each_lenders_own(cast: Cast) -> None:
    body = {"group": "kin", "members": ["anchor"], "basis": "control", "evidence": "chart"}

    both = [hand.post("/lender-limits/groups", body) for hand in (cast.bank, cast.rival)]

    assert [it.status_code for it in both] == [201, 201], [it.text for it in both]
    assert cast.bank.get("/lender-limits/groups/kin").json()["lender"] == "bank"
    assert cast.rival.get("/lender-limits/groups/kin").json()["lender"] == "rival"


def test_operator_and_auditor_read_what_is_named_by_its_whole_id(cast: Cast) -> None:
    cast.bank.post("/pools", {"pool": "seen", "terms": TERMS})

    assert cast.auditor.get("/pools/bank:seen").json()["lender"] == "bank"
    assert cast.auditor.get("/pools/seen").status_code == 404


def _absent(answer: Any, named: str) -> bool:  # noqa: ANN401 - an answer of the client library
    facts: dict[str, str] = answer.json().get("facts", {})
    forbidden = answer.status_code == 403
    return forbidden or (answer.status_code == 404 and named in facts.values())
