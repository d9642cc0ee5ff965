"""Over HTTP: an order and its invoice were lent on as two trades; who is concerned is told."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.scenes import TERMS, Cast, everyone, invoice, open_a_programme, order, yuan
from tests.support.edge import Edge, Hand

pytestmark = pytest.mark.postgres

LENT_ON = "/order-programmes/bank:prog-1/requests"
TASK = "look_at_double_financing"


def lent_on_both(cast: Cast) -> tuple[str, str]:
    """The bank lent on the order; its rival's pool has the invoice, which named none."""
    open_a_programme(cast)
    cast.anchor.post("/parties/spring/chain-place", {"until": None})
    placed: str = cast.anchor.post("/orders", order()).json()["order"]
    cast.spring.post(f"/orders/{placed}/acceptance", {})
    asked = {"order": placed, "amount": yuan("700.00"), "dueOn": "2026-04-15"}
    cast.spring.post(LENT_ON, {**asked, "financing": "fin-1"})
    assert cast.bank.post(f"{LENT_ON}/spring:fin-1/approvals", {}).status_code == 200
    cast.rival.post("/pools", {"pool": "pool-2", "terms": TERMS})
    cast.rival.post("/pools/pool-2/sellers", {"seller": "spring"})
    claim: str = cast.spring.post("/receivables", invoice("INV-1", "1130.00")).json()["receivable"]
    cast.anchor.post(f"/receivables/{claim}/confirmation", {"evidence": "signed"})
    taken = cast.spring.post("/pools/rival:pool-2/assignments", {"receivables": [claim]})
    assert taken.status_code == 200, taken.text
    return placed, claim


def tasks(hand: Hand, after: Hand) -> list[Any]:
    """As of what the other did last."""
    hand.position = max(hand.position, after.position, key=int)
    return [it["of"] for it in hand.get("/inbox", task=TASK).json()["items"]]


def test_the_paper_waits_each_lender_is_told_of_its_own_and_the_operator_settles(
    platform: Edge,
) -> None:
    cast = everyone(platform)
    placed, claim = lent_on_both(cast)

    copy = cast.spring.post("/receivables", {**invoice("INV-1", "1130.00"), "order": "PO-7"})
    seen = {
        name: tasks(getattr(cast, name), cast.spring)
        for name in ("bank", "rival", "operator", "anchor")
    }
    own = cast.rival.get(f"/suspicions/{claim}").json()["items"]
    both = cast.operator.get(f"/suspicions/{claim}").json()["items"]
    anothers = cast.bank.get(f"/suspicions/{claim}")
    why = cast.rival.get("/pools/pool-2/eligibility").json()["items"][0]["reasons"]
    said = cast.bank.post(f"/suspicions/{placed}/answer", {"apart": False, "words": "same goods"})
    found = {"order": placed, "apart": False, "reason": "same goods"}
    early = cast.operator.post(f"/suspicions/{claim}/settlement", found)
    settled = cast.operator.post(f"/suspicions/{claim}/settlement", {**found, "apart": True})

    assert (copy.json()["outcome"], copy.json()["why"]) == ("waiting", "lent_on_twice")
    assert seen == {"bank": [placed], "rival": [claim], "operator": [claim], "anchor": []}
    assert (own[0]["lender"], own[0]["other"], own[0]["otherLender"]) == ("rival", None, None)
    assert (both[0]["other"], both[0]["otherLender"]) == (placed, "bank")
    assert anothers.status_code == 404
    (twice,) = (it for it in why if it["rule"] == "lent_on_twice")
    assert "settled" in twice["words"]["en"]
    assert said.json()["settled"] is False
    assert (early.status_code, early.json()["code"]) == (409, "process.still_lent_on_twice")
    assert settled.json() == {"asset": claim, "settled": True, "apart": True}
    assert [tasks(it, cast.operator) for it in (cast.bank, cast.rival)] == [[], []]
    assert tasks(cast.operator, cast.operator) == []
