"""Over HTTP: an order is lent on, invoiced, and taken out by a pool, or paid off by another's."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.scenes import (
    TERMS,
    Cast,
    everyone,
    invoice,
    open_a_pool,
    open_a_programme,
    order,
    yuan,
)
from tests.support.edge import Edge

pytestmark = pytest.mark.postgres

LENT_ON = "/order-programmes/bank:prog-1/requests"
PAID = {"valueDate": "2026-03-02", "bankReference": "out-1"}


def lent(cast: Cast) -> str:
    """700.00 on an order of 1,000.00 net, paid out; the claim that it became, confirmed."""
    open_a_programme(cast)
    cast.anchor.post("/parties/spring/chain-place", {"until": None})
    placed = cast.anchor.post("/orders", order()).json()["order"]
    cast.spring.post(f"/orders/{placed}/acceptance", {})
    asked = {"order": placed, "amount": yuan("700.00"), "dueOn": "2026-04-15"}
    requested = cast.spring.post(LENT_ON, {**asked, "financing": "fin-1"})
    assert requested.status_code == 201, requested.text
    cast.bank.post(f"{LENT_ON}/spring:fin-1/approvals", {})
    out = cast.bank.post(
        "/financings/spring:fin-1/disbursement", {"amount": yuan("700.00"), **PAID}
    )
    assert out.json()["stage"] == "disbursed", out.text
    claim: str = cast.spring.post(
        "/receivables", {**invoice("INV-1", "1130.00"), "order": "PO-7"}
    ).json()["receivable"]
    cast.anchor.post(f"/receivables/{claim}/confirmation", {"evidence": "signed"})
    return claim


def with_their_pool(cast: Cast) -> str:
    """The same claim, and a pool of the rival that spring sells to."""
    cast.rival.post("/pools", {"pool": "pool-2", "terms": TERMS})
    cast.rival.post("/pools/pool-2/sellers", {"seller": "spring"})
    return lent(cast)


def notice(hand: Any, claim: str) -> int:  # noqa: ANN401 - a hand
    told = {"deliveredOn": "2026-03-02", "deliveredTo": "accounts", "channel": "portal"}
    status: int = hand.post(
        f"/receivables/{claim}/notice", {**told, "evidence": "receipt"}
    ).status_code
    return status


def test_the_pool_of_the_same_lender_takes_it_out(platform: Edge) -> None:
    cast = everyone(platform)
    open_a_pool(cast)
    claim = lent(cast)
    taking = {"financing": "fin-2", "takesOut": ["spring:fin-1"], "receivables": [claim]}
    taking = {**taking, "dueOn": "2026-05-15"}

    untold = cast.spring.post("/pools/bank:pool-1/take-outs", taking)
    strange = notice(cast.rival, claim)
    told = notice(cast.bank, claim)
    taken = cast.spring.post("/pools/bank:pool-1/take-outs", taking)

    assert untold.json()["code"] == "process.trade_bears_less"
    assert untold.json()["facts"]["missing"] == yuan("700.00")
    assert "700.00" in untold.json()["detail"]
    assert (strange, told) == (404, 200)
    assert taken.status_code == 201, taken.text
    assert taken.json()["settled"] == yuan("700.00")
    assert taken.json()["drawn"]["netProceeds"] == yuan("700.00")
    assert cast.spring.get("/financings/spring:fin-1").json()["stage"] == "repaid"
    assert cast.spring.get("/financings/spring:fin-2").json()["stage"] == "disbursed"


def test_the_pool_of_another_lender_pays_it_off_through_its_bank(platform: Edge) -> None:
    cast = everyone(platform)
    claim = with_their_pool(cast)
    at = "/financings/spring:fin-1/pay-off-statement"

    stated = cast.spring.get(at, days=2).json()
    others = [hand.get(at).status_code for hand in (cast.bank, cast.river)]
    paying = {"financing": "fin-2", "paysOff": ["spring:fin-1"], "receivables": [claim]}
    days = {"dueOn": "2026-05-15", "payBy": "2026-03-04"}
    asked = cast.spring.post("/pools/rival:pool-2/pay-offs", paying | days)
    told = notice(cast.rival, claim)
    hands = (cast.spring, cast.bank, cast.rival, cast.river)
    under_way = [listed(cast, hand) for hand in hands]
    paid = {"amount": asked.json()["amount"], **PAID}
    out = cast.rival.post("/financings/spring:fin-2/disbursement", paid)

    assert (stated["settlesToday"], stated["settlesThrough"]) == (yuan("700.00"), yuan("700.23"))
    assert (stated["lender"], stated["account"]["number"]) == ("bank", "acc-bank")
    assert others == [403, 404]
    assert asked.status_code == 201, asked.text
    assert (paid["amount"], asked.json()["payBy"]) == (yuan("700.23"), "2026-03-04")
    check_sides(under_way, claim)
    assert [listed(cast, hand) for hand in hands] == [[], [], [], []]
    assert (told, out.json()["stage"]) == (200, "disbursed"), out.text
    assert cast.spring.get("/financings/spring:fin-1").json()["stage"] == "repaid"
    pool = cast.rival.get("/pools/pool-2").json()
    assert (pool["claims"], pool["status"], pool["outstanding"]) == (1, "open", yuan("700.23"))


def listed(cast: Cast, hand: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - a hand
    """Pay-offs under way, after all that anybody wrote."""
    hands = (cast.spring, cast.bank, cast.rival, cast.anchor)
    hand.position = str(max(int(it.position) for it in hands))
    found = hand.get("/pay-offs")
    assert found.status_code == 200, found.text
    items: list[dict[str, Any]] = found.json()["items"]
    return items


def check_sides(under_way: list[list[dict[str, Any]]], claim: str) -> None:
    """The borrower sees both sides, the lenders one each, and others none."""
    (whole,), (old,), (new,), of_others = under_way
    assert of_others == []
    for row in (whole, old, new):
        assert (row["borrower"], row["owedTo"], row["payBy"]) == ("spring", "bank", "2026-03-04")
        assert row["amount"] == yuan("700.23")
    assert (whole["loans"], old["loans"], new["loans"]) == (["spring:fin-1"], ["spring:fin-1"], [])
    assert (whole["lender"], new["lender"], old["lender"]) == ("rival", "rival", None)
    for row in (whole, new):
        assert (row["pool"], row["financing"]) == ("rival:pool-2", "spring:fin-2")
        assert row["receivables"] == [claim]
    assert (old["pool"], old["financing"], old["drawn"], old["receivables"]) == (
        None,
        None,
        None,
        [],
    )


def test_what_is_written_wrongly_is_told_by_field(platform: Edge) -> None:
    cast = everyone(platform)
    body = {"takesOut": [], "receivables": ["rcv-1"], "dueOn": "2026-05-15"}

    answer = cast.spring.post("/pools/bank:pool-1/take-outs", body)

    assert (answer.status_code, answer.json()["facts"]["field"]) == (422, "body.takesOut")
