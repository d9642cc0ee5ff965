"""A guarantee over HTTP: given, accepted by two people, seen by both sides and by nobody else."""

from __future__ import annotations

import pytest

from tests.api.scenes import PROMISED as TERMS
from tests.api.scenes import Cast, everyone, yuan
from tests.support.edge import Edge

pytestmark = pytest.mark.postgres

QUALIFIED = {
    "reference": "qual-1",
    "check": "qualification",
    "source": "rating agency",
    "checkedBy": "cheng",
    "checkedOn": "2026-03-01",
    "expiresOn": "2027-02-25",
}
HERE = "/guarantees/anchor:gua-1"


def given(cast: Cast) -> None:
    looked = cast.operator.post("/parties/anchor/evidence", {"evidence": [QUALIFIED]})
    assert looked.status_code == 200, looked.text
    gave = cast.anchor.post("/guarantees", {"guarantee": "gua-1", "lender": "bank", "terms": TERMS})
    assert gave.status_code == 201, gave.text


def accepted(cast: Cast, platform: Edge) -> None:
    given(cast)
    assert cast.bank.post(f"{HERE}/review", {"onEvidence": ["qual-1"]}).status_code == 200
    second = platform.hand("bank", "lender")
    taken = second.post(f"{HERE}/acceptance", {"terms": {}})
    assert taken.status_code == 200, taken.text
    paid = {"amount": yuan("60.00"), "valueDate": "2026-03-02", "bankReference": "in-1"}
    assert cast.bank.post(f"{HERE}/margin/deposits", paid).status_code == 200


def test_a_second_person_accepts_and_both_sides_see_it(platform: Edge) -> None:
    cast = everyone(platform)
    given(cast)
    cast.bank.position = cast.anchor.position
    tasks = [it["task"] for it in cast.bank.get("/inbox").json()["items"]]
    assert cast.bank.post(f"{HERE}/review", {"onEvidence": ["qual-1"]}).status_code == 200
    same = cast.bank.post(f"{HERE}/acceptance", {"terms": {}})
    taken = platform.hand("bank", "lender").post(f"{HERE}/acceptance", {"terms": {}})

    assert "review_guarantee" in tasks
    assert (same.status_code, same.json()["code"]) == (403, "guarantee.same_person")
    assert taken.json()["stage"] == "accepted", taken.text
    cast.anchor.position = cast.bank.position
    for hand, sees_review in ((cast.bank, True), (cast.auditor, True), (cast.anchor, False)):
        shown = hand.get(HERE).json()
        assert (shown["review"] is not None) == sees_review
        assert shown["available"] == yuan("1000.00")
        assert shown["marginPriority"] == {"hasPriority": False, "reason": "not_controlled"}
    assert cast.rival.get(HERE).status_code == 404


def test_margin_is_booked_once_and_withdrawn_while_nothing_needs_it(platform: Edge) -> None:
    cast = everyone(platform)
    accepted(cast, platform)
    moved = {"amount": yuan("60.01"), "valueDate": "2026-03-02", "bankReference": "out-1"}
    too_much = cast.bank.post(f"{HERE}/margin/withdrawals", moved)
    twice = cast.bank.post(f"{HERE}/margin/deposits", {**moved, "bankReference": "in-1"})

    assert too_much.json()["code"] == "guarantee.margin_not_free"
    assert "60.00" in too_much.json()["detail"]
    assert twice.json()["code"] == "guarantee.reference_taken"


def test_margin_that_the_bank_took_back_counts_as_never_come(platform: Edge) -> None:
    cast = everyone(platform)
    accepted(cast, platform)
    back = cast.bank.post(f"{HERE}/margin/deposits/reversal", {"bankReference": "in-1"})
    again = cast.bank.post(f"{HERE}/margin/deposits/reversal", {"bankReference": "in-1"})

    assert (back.status_code, back.json()["margin"]) == (200, yuan("0.00")), back.text
    assert (again.status_code, again.json()["code"]) == (404, "guarantee.deposit_unknown")
    assert "收回" in again.json()["detailZh"]


def test_the_lists_show_each_its_own_and_what_a_guarantor_answers_for(platform: Edge) -> None:
    cast = everyone(platform)
    accepted(cast, platform)
    changed = cast.anchor.post(f"{HERE}/changes", {"terms": {**TERMS, "limit": yuan("900.00")}})
    agreed = cast.bank.post(f"{HERE}/changes/1/consent", {"consent": "signed"})
    stopped = cast.anchor.post(f"{HERE}/notice", {"fromOn": "2026-03-02", "notice": "letter 9"})

    assert (changed.status_code, agreed.status_code) == (200, 200), agreed.text
    assert stopped.status_code == 200, stopped.text
    cast.bank.position = cast.anchor.position
    listed = cast.bank.get("/guarantees").json()["items"]
    assert [(it["guarantee"], it["status"], it["limit"]) for it in listed] == [
        ("anchor:gua-1", "stopped", yuan("900.00"))
    ]
    assert listed[0]["review"]["words"] == ""
    (given_by_it,) = cast.anchor.get("/guarantees").json()["items"]
    assert given_by_it["review"] is None
    assert cast.rival.get("/guarantees").json()["items"] == []
    (owed,) = cast.anchor.get("/guarantees/liability").json()["byGuarantor"]
    assert (owed["guarantor"], owed["limit"]) == ("anchor", yuan("900.00"))


def test_nothing_is_called_for_a_financing_that_is_not_there(platform: Edge) -> None:
    cast = everyone(platform)
    accepted(cast, platform)
    for path, body in (
        (
            "call",
            {
                "amount": yuan("1.00"),
                "payBy": "2026-04-01",
                "ground": "due_and_unpaid",
                "evidence": "notice",
            },
        ),
        (
            "payments",
            {"amount": yuan("1.00"), "valueDate": "2026-03-02", "bankReference": "p-1"},
        ),
    ):
        answer = cast.bank.post(f"{HERE}/debts/spring:fin-9/{path}", body)
        assert answer.json()["code"] == "process.financing_unknown", answer.text
    changed = cast.bank.post(
        f"{HERE}/debts/spring:fin-9/changes", {"amount": yuan("1.00"), "dueOn": "2026-05-01"}
    )
    assert changed.json()["code"] == "guarantee.not_in_use"
