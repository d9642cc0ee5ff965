"""Lines and limits over HTTP: set by two people of the bank, drawn by the borrower."""

from __future__ import annotations

import pytest

from tests.api.scenes import LIMIT, LINE_TERMS, Cast, everyone, yuan
from tests.support.edge import Edge, Hand

pytestmark = pytest.mark.postgres

WANTED = {"amount": yuan("400.00"), "dueOn": "2026-05-15"}


def standing(platform: Edge) -> tuple[Cast, Hand]:
    """A line of a thousand for spring, approved by a colleague."""
    cast = everyone(platform)
    colleague = platform.hand("bank", "lender")
    proposed = cast.bank.post(
        "/credit-lines", {"line": "line-1", "borrower": "spring", "terms": LINE_TERMS}
    )
    assert proposed.status_code == 201, proposed.text
    assert tasks(cast.bank) == {"approve_line"}
    alone = cast.bank.post("/credit-lines/bank:line-1/approval")
    assert (alone.status_code, alone.json()["code"]) == (403, "credit_line.same_person")
    approved = colleague.post("/credit-lines/bank:line-1/approval")
    assert approved.json()["approvedOn"] == "2026-03-02", approved.text
    return cast, colleague


def tasks(hand: Hand) -> set[str]:
    return {row["task"] for row in hand.get("/inbox").json()["items"]}


def test_a_borrower_draws_on_its_line_and_pays_back(platform: Edge) -> None:
    cast, colleague = standing(platform)
    assert tasks(colleague) == {"review_line", "renew_line"}
    quoted = cast.spring.post("/credit-lines/bank:line-1/quotes", WANTED)
    assert quoted.json()["available"] == yuan("1000.00"), quoted.text

    drawn = cast.spring.post("/credit-lines/bank:line-1/draws", WANTED)

    assert drawn.status_code == 201, drawn.text
    assert drawn.json()["available"] == yuan("600.00")
    financing = drawn.json()["financing"]
    told = {"valueDate": "2026-03-02", "bankReference": "b-1"}
    paid = {"amount": drawn.json()["netProceeds"], **told}
    assert cast.bank.post(f"/financings/{financing}/disbursement", paid).status_code == 200
    back = {"amount": yuan("150.00"), **told}
    assert cast.bank.post(f"/financings/{financing}/repayments", back).status_code == 200
    cast.spring.position = cast.bank.position
    (line,) = cast.spring.get("/credit-lines", status="open").json()["items"]
    assert line["utilised"] == yuan("250.00")
    assert [part["available"] for part in line["parts"]] == [yuan("750.00"), yuan("600.00")]
    too_much = cast.spring.post(
        "/credit-lines/bank:line-1/draws", {"amount": yuan("750.01"), "dueOn": "2026-05-15"}
    )
    assert (too_much.status_code, too_much.json()["code"]) == (409, "credit_line.beyond_line")
    assert "750.00" in too_much.json()["detail"]


def test_a_line_is_changed_by_two_people_and_stopped_by_one(platform: Edge) -> None:
    cast, colleague = standing(platform)
    more = {
        "amount": yuan("500.00"),
        "firstDay": "2026-03-02",
        "lastDay": "2026-03-31",
        "reason": "season",
    }
    waits = cast.bank.post("/credit-lines/bank:line-1/increases", more).json()["proposal"]
    raised = colleague.post("/credit-lines/bank:line-1/change-approval", {"proposal": waits})
    assert raised.json()["limit"] == yuan("1500.00"), raised.text

    stopped = cast.bank.post("/credit-lines/bank:line-1/suspension", {"reason": "fraud"})
    assert stopped.json()["suspended"] == "fraud"
    refused = cast.spring.post("/credit-lines/bank:line-1/draws", WANTED)
    assert refused.json()["code"] == "credit_line.suspended"
    resumed = colleague.post("/credit-lines/bank:line-1/resumption", {"reason": "cleared"})
    assert resumed.status_code == 200
    closed = cast.bank.post("/credit-lines/bank:line-1/closing", {"reason": "not wanted"})
    assert closed.json()["closedOn"] == "2026-03-02"
    assert tasks(cast.bank) == set()


def test_a_lender_limits_a_party_and_a_group(platform: Edge) -> None:
    cast, colleague = standing(platform)
    wanted = {"terms": LIMIT, "effectiveOn": "2026-03-02"}
    proposed = cast.bank.post("/lender-limits/parties/spring/proposals", wanted)
    assert proposed.json()["proposal"] == 1, proposed.text
    approved = colleague.post("/lender-limits/parties/spring/approval", {"proposal": 1})
    assert approved.json()["inUse"]["together"] == yuan("0.00"), approved.text
    assert cast.spring.post("/credit-lines/bank:line-1/draws", WANTED).status_code == 201

    refused = cast.spring.post("/credit-lines/bank:line-1/draws", WANTED)

    assert refused.json()["code"] == "process.lender_takes_no_more"
    assert refused.json()["facts"] == {}
    shown = cast.bank.get("/lender-limits/parties/spring").json()
    assert shown["inUse"]["obligor"] == yuan("400.00")

    group = {"group": "harbour", "members": ["spring"], "basis": "control", "evidence": "chart"}
    assert cast.bank.post("/lender-limits/groups", group).status_code == 201
    lower = {"terms": {**LIMIT, "together": yuan("300.00")}, "effectiveOn": "2026-03-02"}
    assert cast.bank.post("/lender-limits/groups/harbour/proposals", lower).status_code == 200
    over = colleague.post("/lender-limits/groups/harbour/approval", {"proposal": 1}).json()
    assert over["over"] == [
        {"capacity": "together", "limit": yuan("300.00"), "inUse": yuan("400.00")}
    ]
    assert "cure_limit" in tasks(colleague)


def test_a_lender_lists_what_it_has_on_whom_and_what_is_left(platform: Edge) -> None:
    cast, colleague = standing(platform)
    wanted = {"terms": LIMIT, "effectiveOn": "2026-03-02"}
    cast.bank.post("/lender-limits/parties/spring/proposals", wanted)
    colleague.post("/lender-limits/parties/spring/approval", {"proposal": 1})
    assert cast.spring.post("/credit-lines/bank:line-1/draws", WANTED).status_code == 201
    group = {"group": "harbour", "members": ["spring"], "basis": "control", "evidence": "chart"}
    cast.bank.position = cast.spring.position
    assert cast.bank.post("/lender-limits/groups", group).status_code == 201

    first = cast.bank.get("/lender-limits", limit="1").json()
    rest = cast.bank.get("/lender-limits", limit="1", after=first["next"]).json()
    (limited,) = cast.bank.get("/lender-limits", status="set").json()["items"]

    rows = {it["party"] or it["group"]: it for page in (first, rest) for it in page["items"]}
    assert set(rows) == {"spring", "harbour"}
    assert rest["next"] is None
    assert rows["spring"] == limited
    assert rows["spring"]["limit"]["together"] == yuan("700.00")
    assert rows["spring"]["inUse"][0]["together"] == yuan("400.00")
    assert rows["spring"]["available"]["together"] == yuan("300.00")
    assert rows["harbour"]["limit"] is None
    assert rows["harbour"]["members"] == ["spring"]
    assert rows["harbour"]["inUse"][0]["together"] == yuan("400.00")
