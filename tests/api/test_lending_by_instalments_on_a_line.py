"""A loan by instalments on a line over HTTP: asked for, approved twice, paid, and not paid."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.api.scenes import LINE_TERMS, Cast, everyone, yuan
from tests.support.edge import Edge, Hand

pytestmark = pytest.mark.postgres

TERMS: dict[str, Any] = {
    **LINE_TERMS,
    "secondPersonFrom": yuan("200.00"),
    "loan": {
        "plan": {"kind": "equal_principal", "number": 3, "everyMonths": 1},
        "defaultAfterDays": 30,
        "crossDefault": True,
    },
}
LARGES = "/financing-requests/spring:large"
LARGE = {"financing": "large", "amount": yuan("300.00"), "dueOn": "2026-06-02"}
SMALL = {"financing": "small", "amount": yuan("60.00"), "dueOn": "2026-06-02"}


def standing(platform: Edge) -> tuple[Cast, Hand]:
    cast, colleague = everyone(platform), platform.hand("bank", "lender")
    wanted = {"line": "line-1", "borrower": "spring", "terms": TERMS}
    proposed = cast.bank.post("/credit-lines", wanted)
    assert proposed.status_code == 201, proposed.text
    assert colleague.post("/credit-lines/bank:line-1/approval").status_code == 200
    return cast, colleague


def paid_out(cast: Cast, financing: str, amount: str) -> None:
    told = {"amount": yuan(amount), "valueDate": "2026-03-02", "bankReference": f"out-{financing}"}
    confirmed = cast.bank.post(f"/financings/{financing}/disbursement", told)
    assert confirmed.status_code == 200, confirmed.text


def repaid(cast: Cast, amount: str, on: date) -> Any:  # noqa: ANN401 - JSON has no narrower type
    told = {"amount": yuan(amount), "valueDate": str(on), "bankReference": f"in-{on}-{amount}"}
    return cast.bank.post("/financings/spring:large/repayments", told).json()


def approved(*hands: Hand) -> list[str]:
    answers = [hand.post("/financing-requests/spring:large/approval").json() for hand in hands]
    return [it["state"] if "state" in it else it["code"] for it in answers]


def test_the_quote_shows_every_line_and_what_a_year_costs(platform: Edge) -> None:
    cast, _ = standing(platform)
    wanted = {name: LARGE[name] for name in ("amount", "dueOn")}

    quoted = cast.spring.post("/credit-lines/bank:line-1/quotes", wanted).json()

    assert [(it["dueOn"], it["principal"], it["interest"]) for it in quoted["lines"]] == [
        ("2026-04-02", yuan("100.00"), yuan("1.55")),
        ("2026-05-02", yuan("100.00"), yuan("1.00")),
        ("2026-06-02", yuan("100.00"), yuan("0.52")),
    ]
    assert quoted["repayable"] == yuan("303.07")
    assert quoted["approvals"] == 2
    assert quoted["effectiveAnnualRate"] == "0.062627"


def test_a_large_draw_waits_for_two_people_and_blocks_nothing_before(platform: Edge) -> None:
    cast, colleague = standing(platform)

    asked = cast.spring.post("/credit-lines/bank:line-1/draws", LARGE)

    assert (asked.status_code, asked.json()["stage"]) == (201, "requested"), asked.text
    assert asked.json()["available"] == yuan("1000.00")
    assert (
        cast.spring.post("/credit-lines/bank:line-1/draws", SMALL).json()["stage"] == "instructed"
    )
    assert approved(cast.bank, cast.bank) == ["open", "financing.approved_already"]
    assert cast.bank.get("/credit-lines/bank:line-1").json()["utilised"] == yuan("0.00")
    assert approved(colleague) == ["instructed"]
    shown = cast.bank.get("/credit-lines/bank:line-1").json()
    assert shown["inUse"] == yuan("360.00")


def test_the_borrower_sees_how_many_approved_and_not_who(platform: Edge) -> None:
    cast, _ = standing(platform)
    cast.spring.post("/credit-lines/bank:line-1/draws", LARGE)
    approved(cast.bank)
    cast.spring.position = cast.bank.position

    for hand, people in ((cast.bank, 1), (cast.auditor, 1), (cast.spring, 0)):
        shown = hand.get("/financing-requests/spring:large").json()
        assert (shown["approvals"], len(shown["approvedBy"])) == (1, people)
    for hand, people in ((cast.bank, 1), (cast.spring, 0)):
        (row,) = hand.get("/financing-requests").json()["items"]
        assert (row["approvals"], len(row["approvedBy"])) == (1, people)
    ended = cast.spring.post(
        "/financing-requests/spring:large/withdrawal", {"reason": "paid otherwise"}
    )
    assert ended.json()["approvedBy"] == [], ended.text


def test_the_last_approval_is_refused_where_the_line_no_longer_bears_it(platform: Edge) -> None:
    cast, colleague = standing(platform)
    cast.spring.post("/credit-lines/bank:line-1/draws", LARGE)
    assert approved(cast.bank) == ["open"]
    cast.bank.post("/credit-lines/bank:line-1/suspension", {"reason": "late accounts"})

    assert approved(colleague) == ["credit_line.suspended"]

    back = cast.spring.post(
        "/financing-requests/spring:large/withdrawal", {"reason": "paid otherwise"}
    )
    assert back.json()["state"] == "withdrawn", back.text


def test_a_loan_by_instalments_is_paid_in_part_and_falls_in_default(platform: Edge) -> None:
    cast, colleague = standing(platform)
    cast.spring.post("/credit-lines/bank:line-1/draws", LARGE)
    cast.spring.post("/credit-lines/bank:line-1/draws", SMALL)
    assert approved(cast.bank, colleague) == ["open", "instructed"]
    paid_out(cast, "spring:large", "300.00")
    paid_out(cast, "spring:small", "60.00")
    clock = platform.house.clock

    clock.day = date(2026, 4, 2)
    assert repaid(cast, "101.55", clock.day)["owed"]["principal"] == yuan("200.00")
    clock.day = date(2026, 5, 2)
    assert repaid(cast, "101.00", clock.day)["owed"]["principal"] == yuan("100.00")
    early = repaid(cast, "50.00", clock.day)
    clock.day = date(2026, 7, 1)
    soon = cast.bank.post("/financings/spring:large/default", {"cause": "overdue"})
    clock.day = date(2026, 7, 2)
    declared = cast.bank.post("/financings/spring:large/default", {"cause": "overdue"})

    assert early["owed"]["principal"] == yuan("50.00")
    assert (soon.status_code, soon.json()["code"]) == (409, "financing.not_late_enough")
    assert soon.json()["facts"] == {"daysPastDue": 29, "needed": 30}
    assert declared.json()["followed"] == ["spring:small"], declared.text
    last = cast.bank.get("/financings/spring:large").json()["lines"][-1]
    assert last["owed"]["principal"] == yuan("50.00")
    assert last["owed"]["interest"] == yuan("0.51")
