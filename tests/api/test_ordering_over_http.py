"""An order over HTTP: handed in, confirmed, accepted, changed, shipped, received, billed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.scenes import Cast, everyone, invoice, line, order, yuan
from tests.support.edge import Edge, Hand

pytestmark = pytest.mark.postgres


def goods(number: str, quantity: str, **more: object) -> dict[str, Any]:
    said = {"line": "1", "quantity": quantity, **more}
    return {"number": number, "issuedOn": "2026-03-02", "lines": [said]}


def placed(hand: Hand) -> str:
    answer = hand.post("/orders", order())
    assert answer.status_code == 201, answer.text
    named: str = answer.json()["order"]
    return named


def waiting(hand: Hand, *others: Hand) -> set[str]:
    """As everything that `others` did has left it."""
    hand.position = max((hand.position, *(it.position for it in others)), key=int)
    return {row["task"] for row in hand.get("/inbox").json()["items"]}


def done(hand: Hand, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    answer = hand.post(path, body)
    assert answer.status_code == 200, answer.text
    said: dict[str, Any] = answer.json()
    return said


@pytest.fixture
def cast(platform: Edge) -> Cast:
    return everyone(platform, strangers=True)


def test_an_order_is_carried_from_placing_to_closing(cast: Cast) -> None:
    anchor, spring = cast.anchor, cast.spring
    named = placed(spring)
    at = f"/orders/{named}"

    assert done(anchor, f"{at}/authenticity")["authentic"] is True
    assert done(spring, f"{at}/acceptance", {})["status"] == "accepted"
    changed = {
        "number": "C-1",
        "proposedOn": "2026-03-02",
        "lines": [line("120", "1200.00")],
    }
    assert done(anchor, f"{at}/changes", changed)["status"] == "change_proposed"
    after = done(spring, f"{at}/changes/acceptance", {"number": "C-1"})
    assert after["ordered"] == yuan("1200.00")
    done(spring, f"{at}/despatches", goods("D-1", "90"))
    done(anchor, f"{at}/receipts", goods("R-1", "90", short="30", rejected="10"))
    spring.post("/receivables", {**invoice("INV-1", "900.00"), "order": "po 7"})
    assert done(spring, f"{at}/closing", {"reason": ""})["status"] == "closed"

    seen = anchor.get(at).json()
    assert {it["discord"]: it["amount"] for it in seen["mismatches"]} == {
        "short_shipped": yuan("300.00"),
        "rejected": yuan("100.00"),
    }
    assert (seen["lost"], seen["invoiced"]) == (yuan("400.00"), yuan("900.00"))
    assert (seen["despatches"], seen["receipts"], seen["bills"]) == (["D-1"], ["R-1"], ["INV-1"])
    listed = spring.get("/orders?status=closed").json()["items"]
    assert [row["order"] for row in listed] == [named]


def test_what_waits_for_whom_stands_in_the_inbox(cast: Cast) -> None:
    named = placed(cast.spring)

    assert "confirm_order" in waiting(cast.anchor, cast.spring)
    assert "accept_order" in waiting(cast.spring)
    done(cast.anchor, f"/orders/{named}/authenticity")
    done(cast.spring, f"/orders/{named}/acceptance", {})
    assert not waiting(cast.anchor, cast.spring) | waiting(cast.spring, cast.anchor)
    asked = {"number": "C-1", "proposedOn": "2026-03-02", "deliverBy": "2026-04-30"}
    done(cast.anchor, f"/orders/{named}/changes", asked)
    assert waiting(cast.spring, cast.anchor) == {"answer_change"}
    refused = {"number": "C-1", "reason": "too late"}
    done(cast.spring, f"/orders/{named}/changes/rejection", refused)
    assert not waiting(cast.spring)


def test_the_same_order_again_is_the_same_and_another_a_contradiction(cast: Cast) -> None:
    named = placed(cast.spring)

    again = cast.anchor.post("/orders", order("po-7"))
    other = cast.anchor.post("/orders", order(lines=[line("99")]))

    assert (again.json()["outcome"], again.json()["order"]) == ("known", named)
    assert other.status_code == 409
    assert other.json()["code"] == "e_order.contradiction"
    assert cast.anchor.get(f"/orders/{named}").json()["authentic"] is True


def test_cancelling_needs_the_supplier_once_goods_are_under_way(cast: Cast) -> None:
    named = placed(cast.anchor)
    at = f"/orders/{named}"
    done(cast.spring, f"{at}/despatches", goods("D-1", "5"))

    refused = cast.anchor.post(f"{at}/cancellation", {"reason": "no need"})
    assert refused.json()["code"] == "e_order.already_shipped"
    annulled = {"paper": "despatch", "number": "D-1", "reason": "typing"}
    done(cast.spring, f"{at}/annulments", annulled)
    done(cast.spring, f"{at}/despatches", goods("D-1", "6"))
    done(cast.spring, f"{at}/cancellation/allowance", {})
    assert done(cast.anchor, f"{at}/cancellation", {"reason": "x"})["status"] == "cancelled"


def test_an_order_is_nobody_elses_business(cast: Cast, platform: Edge) -> None:
    named = placed(cast.spring)
    stranger = platform.hand("stranger-anchor", "core_enterprise")

    assert stranger.get(f"/orders/{named}").status_code == 404
    assert stranger.post(f"/orders/{named}/authenticity").status_code == 404
    assert cast.anchor.post(f"/orders/{named}/acceptance", {}).status_code == 403
    rejected = {"reason": "no stock"}
    assert done(cast.spring, f"/orders/{named}/rejection", rejected)["status"] == "rejected"
    assert cast.auditor.get(f"/orders/{named}").json()["status"] == "rejected"
    cast.anchor.position = cast.spring.position
    told = cast.anchor.get(f"/trail/{named}")
    assert [it["what"] for it in told.json()["items"]] == ["order_placed", "order_rejected"]


def test_amounts_of_an_order_are_in_one_currency(cast: Cast) -> None:
    mixed = order(tax={"amount": "1.00", "currency": "EUR"})

    assert cast.anchor.post("/orders", mixed).status_code == 422


def test_a_paper_may_have_as_many_lines_as_its_order(cast: Cast) -> None:
    many = [{**line("1", "10.00"), "line": str(it)} for it in range(1, 1_202)]
    answer = cast.anchor.post("/orders", order(lines=many))
    assert answer.status_code == 201, answer.text
    at = f"/orders/{answer.json()['order']}"
    done(cast.spring, f"{at}/acceptance", {})
    sent = [{"line": it["line"], "quantity": "1"} for it in many]

    done(cast.spring, f"{at}/despatches", {**goods("D-1", "1"), "lines": sent})

    assert cast.anchor.get(at).json()["mismatches"] == []
    too_many = {**goods("D-2", "1"), "lines": sent * 9}
    assert cast.spring.post(f"{at}/despatches", too_many).status_code == 422
