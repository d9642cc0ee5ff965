"""A core enterprise says with its own key how far its orders are borrowed on."""

from __future__ import annotations

import pytest

from tests.api.scenes import everyone, open_a_programme, yuan
from tests.api.test_lending_on_orders import AT, ordered
from tests.support.edge import Edge

pytestmark = pytest.mark.postgres

SAYING = "/parties/spring/order-financing"


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
