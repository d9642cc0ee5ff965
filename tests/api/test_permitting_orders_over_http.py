"""A core enterprise says with its own key how far its orders are borrowed on."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.scenes import PROGRAMME_TERMS, RATED, Cast, everyone, open_a_programme, yuan
from tests.api.test_lending_on_orders import AT, ordered
from tests.support.edge import Edge

pytestmark = pytest.mark.postgres

SAYING = "/parties/spring/order-financing"
THEIRS = "/order-programmes/rival:theirs"


def test_it_allows_forbids_and_reads_what_it_said(platform: Edge) -> None:
    cast = everyone(platform)
    open_a_programme(cast)
    name = ordered(cast)
    wanted = {"order": name, "amount": yuan("700.00"), "dueOn": "2026-05-15"}

    assert cast.anchor.get(SAYING).json()["permit"] is None
    allowed = {"since": "2026-03-02", "ratioMax": "0.60", "limit": yuan("5000.00")}
    assert cast.anchor.post(SAYING, allowed).status_code == 200
    why = cast.spring.get(f"{AT}/orders/{name}/eligibility").json()["reasons"]
    quote = cast.spring.post(f"{AT}/quotes", wanted)
    assert cast.anchor.get(SAYING).json()["permit"]["ratioMax"] == "0.60"
    assert cast.anchor.post(f"{SAYING}/prohibition", {"reason": "late"}).status_code == 200
    none = cast.spring.post(f"{AT}/quotes", wanted).json()

    assert [it["rule"] for it in why] == ["chain_ratio"]
    assert "at most 0.60" in why[0]["words"]["en"]
    assert quote.json()["code"] == "order_programme.beyond_core_enterprise"
    assert "own terms (the share it allows)" in quote.json()["detail"]
    assert "核心企业的准入条件 (融资比例上限)" in quote.json()["detailZh"]
    assert none["facts"]["rule"] == "chain_forbids"
    own = cast.spring.get("/parties/spring").json()["orderFinancing"]
    assert own[0]["coreEnterprise"] == "anchor"
    assert not own[0]["permit"]["allowed"]


def test_it_is_nobody_elses_to_say_or_read(platform: Edge) -> None:
    cast = everyone(platform)
    body = {"since": "2026-03-02"}

    for hand in (cast.spring, cast.bank, cast.operator):
        assert hand.post(SAYING, body).status_code == 403
        assert hand.get(SAYING).status_code == 403
    assert cast.anchor.get(SAYING).status_code == 404
    assert cast.anchor.post(SAYING, body).json()["code"] == "enterprise.not_in_chain"
    cast.anchor.post("/parties/spring/chain-place", {"until": None})
    late = cast.anchor.post(SAYING, {**body, "until": "2026-03-01"}).json()
    assert (late["code"], late["facts"]["field"]) == ("enterprise.order_financing_unsound", "until")
    assert "until not before 2026-03-02, found 2026-03-01" in late["detail"]
    wrong = cast.anchor.post(SAYING, {"since": "2026-03-02", "ratioMax": "much"})
    assert wrong.status_code == 422


def two_lenders(cast: Cast) -> tuple[str, str]:
    """Each has a programme for the anchor's orders, and an order of 1,000.00 that bears 800.00."""
    open_a_programme(cast)
    opened = {"programme": "theirs", "coreEnterprise": "anchor", "terms": PROGRAMME_TERMS}
    assert cast.rival.post("/order-programmes", opened).status_code == 201
    joined = {"supplier": "spring", "rated": RATED, "limit": yuan("30000.00")}
    assert cast.rival.post(f"{THEIRS}/suppliers", joined).status_code == 200
    return ordered(cast, "PO-1"), ordered(cast, "PO-2")


def seen(cast: Cast, hand: Any, path: str = "/eligibility") -> Any:  # noqa: ANN401  # JSON has no narrower type
    """After all that anybody wrote."""
    hands = (cast.spring, cast.bank, cast.rival, cast.anchor, cast.operator)
    hand.position = str(max(int(it.position) for it in hands))
    answer = hand.get(path)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_its_limit_is_one_sum_over_two_lenders_who_learn_what_is_left(platform: Edge) -> None:
    """The bank lends 700.01 of 1,234.00; the rival is told of 533.99, and of nothing else."""
    cast = everyone(platform)
    first, second = two_lenders(cast)
    assert cast.anchor.post(SAYING, {"since": "2026-03-02", "limit": yuan("1234.00")}).is_success
    wanted = {"order": first, "amount": yuan("700.01"), "dueOn": "2026-05-15", "financing": "ours"}
    assert cast.spring.post(f"{AT}/requests", wanted).status_code == 201
    assert cast.bank.post(f"{AT}/requests/spring:ours/approvals", {}).status_code == 200
    cost = {"order": second, "cost": yuan("500.00"), "source": "q", "statedOn": "2026-03-02"}
    assert cast.spring.post(f"{THEIRS}/costs", cost).status_code == 200
    more = {"order": second, "amount": yuan("533.99"), "dueOn": "2026-05-15"}

    refused = cast.spring.post(f"{THEIRS}/requests", {**more, "amount": yuan("534.00")})
    why = cast.rival.get(f"{THEIRS}/orders/{second}/eligibility").json()
    (listed,) = seen(cast, cast.rival)["items"]
    own = seen(cast, cast.spring, "/eligibility/own?product=e_order")["items"]
    totals = seen(cast, cast.spring, "/eligibility/own/totals")["totals"]

    assert refused.json()["facts"]["available"] == yuan("533.99")
    assert cast.spring.post(f"{THEIRS}/requests", more).status_code == 201
    (binds,) = why["reasons"]
    assert (binds["rule"], binds["figures"]) == ("chain_limit", {"most": yuan("533.99")})
    assert "it leaves CNY 533.99 for this one" in binds["words"]["en"]
    assert why["available"] == listed["available"] == yuan("533.99")
    assert listed["order"]["coreEnterpriseLeaves"] is None
    assert not any(it in str((why, listed, refused.json())) for it in ("700.01", "1234.00"))
    assert {it["order"]["coreEnterpriseLeaves"]["amount"] for it in own} == {"533.99"}
    assert [it["available"] for it in totals if it["product"] == "e_order"] == [yuan("533.99")]


def test_what_its_limit_counts_is_in_nobodys_list_of_limits(platform: Edge) -> None:
    cast = everyone(platform)
    first, _ = two_lenders(cast)
    wanted = {"order": first, "amount": yuan("700.00"), "dueOn": "2026-05-15", "financing": "ours"}
    cast.spring.post(f"{AT}/requests", wanted)
    cast.bank.post(f"{AT}/requests/spring:ours/approvals", {})

    ours = seen(cast, cast.bank, "/lender-limits")["items"]
    theirs = seen(cast, cast.rival, "/lender-limits")["items"]

    assert sorted(it["party"] for it in ours) == ["anchor", "spring"]
    assert {it["inUse"][0]["obligor"]["amount"] for it in ours} == {"700.00"}
    assert theirs == []
    assert cast.anchor.get("/lender-limits").status_code == 403
