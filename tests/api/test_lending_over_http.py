"""A request approved by two keys of the bank becomes a loan, is paid late, and is pursued."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from application.processes.requesting import RequestAsItIs
from domain.shared.ids import FinancingId
from tests.api.scenes import everyone, yuan
from tests.scenarios.lending import handed_in, people, request
from tests.support.edge import Edge, Hand

pytestmark = pytest.mark.postgres

LOAN = FinancingId("spring:loan-1")
PATH, ASKED = f"/financings/{LOAN}", f"/financing-requests/{LOAN}"


def requested(platform: Edge) -> None:
    sue, _, _ = people(platform.house)
    wanted = replace(request(), financing=LOAN)
    sue.do(wanted, handed_in(wanted))


def approved(platform: Edge) -> tuple[Hand, Hand]:
    anna, ben = platform.hand("bank", "lender"), platform.hand("bank", "lender")
    for person in (anna, ben):
        answer = person.post(f"{ASKED}/approval")
        assert answer.status_code == 200, answer.text
    paid = {"amount": yuan("3000.00"), "valueDate": "2026-03-02", "bankReference": "out-1"}
    assert anna.post(f"{PATH}/disbursement", paid).status_code == 200
    return anna, ben


def test_a_request_is_seen_with_all_its_costs_by_those_it_concerns(platform: Edge) -> None:
    cast = everyone(platform)
    requested(platform)

    shown = cast.spring.get(ASKED)
    first = cast.bank.post(f"{ASKED}/approval")
    again = cast.bank.post(f"{ASKED}/approval")
    listed = cast.bank.get("/financing-requests", state="open").json()["items"]

    assert [line["dueOn"] for line in shown.json()["quote"]["lines"]] == [
        "2026-04-02",
        "2026-05-02",
        "2026-06-02",
    ]
    assert shown.json()["quote"]["repayable"] == yuan("3030.00")
    assert first.json()["state"] == "open", first.text
    assert (again.status_code, again.json()["code"]) == (409, "financing.approved_already")
    assert [(one["financing"], len(one["approvedBy"])) for one in listed] == [(LOAN, 1)]
    assert cast.river.get(ASKED).status_code == cast.rival.get(ASKED).status_code == 404
    assert set(RequestAsItIs.__slots__) == {_snake(name) for name in shown.json()}


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)


def test_rejected_or_withdrawn_it_is_over(platform: Edge) -> None:
    cast = everyone(platform)
    requested(platform)

    strange = cast.river.post(f"{ASKED}/withdrawal", {"reason": "no"})
    withdrawn = cast.spring.post(f"{ASKED}/withdrawal", {"reason": "paid otherwise"})
    rejected = cast.bank.post(f"{ASKED}/rejection", {"reason": "too late"})

    assert strange.status_code == 404
    assert withdrawn.json()["state"] == "withdrawn", withdrawn.text
    assert (rejected.status_code, rejected.json()["code"]) == (409, "financing.request_over")


def test_a_loan_is_shown_line_by_line_and_pursued_by_two_people(platform: Edge) -> None:
    cast = everyone(platform)
    requested(platform)
    anna, ben = approved(platform)
    platform.house.clock.pass_days(63)

    tasks = anna.post(f"{PATH}/accruals", {"through": "2026-05-04"})
    seen = cast.spring.get(PATH).json()
    waits = {row["task"] for row in anna.get("/inbox").json()["items"]}
    default = anna.post(f"{PATH}/default", {"cause": "overdue"})
    accelerated = anna.post(f"{PATH}/acceleration", {"reason": "default"})

    assert tasks.status_code == 200, tasks.text
    assert [line["isDue"] for line in seen["lines"]] == [True, True, False]
    assert seen["daysPastDue"] == 32
    assert "pursue_overdue" in waits
    assert default.json() == {"financing": LOAN, "followed": []}, default.text
    assert accelerated.status_code == 200, accelerated.text

    proposed = anna.post(f"{PATH}/write-off", {"reason": "nothing left"})
    own = anna.post(f"{PATH}/proposal/agreement")
    agreed = ben.post(f"{PATH}/proposal/agreement")
    closed = anna.post(f"{PATH}/closing", {"reason": "liquidated"})

    assert proposed.status_code == 200, proposed.text
    assert (own.status_code, own.json()["code"]) == (403, "financing.agrees_to_own_proposal")
    assert agreed.json()["stage"] == "written_off", agreed.text
    assert closed.json()["stage"] == "closed", closed.text
    assert anna.get("/exposure", by="product").json()["lines"] == []


OTHER_LINES = {
    "dates": ["2026-08-02", "2026-09-02"],
    "parts": [yuan("1000.00"), yuan("2000.00")],
    "annualRate": "0.05",
    "reason": "a late harvest",
}


def test_a_loan_is_put_off(platform: Edge) -> None:
    spring = everyone(platform).spring
    requested(platform)
    anna, ben = approved(platform)
    lines = OTHER_LINES

    proposed = anna.post(f"{PATH}/restructuring", lines)
    dropped = anna.post(f"{PATH}/proposal/drop", {"reason": "a mistake"})
    again = anna.post(f"{PATH}/restructuring", lines)
    hidden = spring.get(PATH).json()
    agreed = ben.post(f"{PATH}/proposal/agreement")
    spring.position = ben.position
    (task,) = spring.get("/inbox", task="accept_restructuring").json()["items"]
    offer = spring.get(PATH).json()["offer"]
    taken_back = anna.post(f"{PATH}/proposal/drop", {"reason": "no"}, Idempotency_Key="drop-again")
    anothers = platform.hand("river", "supplier").post(f"{PATH}/restructuring/acceptance")
    accepted = spring.post(f"{PATH}/restructuring/acceptance")

    assert [it.status_code for it in (proposed, dropped, again, agreed, accepted)] == [200] * 5
    assert (hidden["proposal"], hidden["offer"]) == (None, None)
    assert (task["of"], task["until"]) == ("spring:loan-1", offer["expiresOn"])
    assert taken_back.json()["code"] == "financing.offer_stands"
    assert anothers.status_code == 404
    assert anna.get(PATH).json()["dueOn"] == "2026-09-02"
    call = {"guarantee": "g-1", "amount": yuan("1.00"), "dueOn": "2026-09-09"}
    assert anna.post(f"{PATH}/guarantee-calls", call).json()["code"] == "process.guarantee_unknown"


def test_of_one_transfer_no_more_is_booked_than_it_brought(platform: Edge) -> None:
    everyone(platform)
    requested(platform)
    anna, _ = approved(platform)
    told = {"valueDate": "2026-03-02", "bankReference": "T-1"}

    first = anna.post(
        f"{PATH}/repayments", {"amount": yuan("600.00"), "transfer": yuan("500.00"), **told}
    )
    second = anna.post(
        f"{PATH}/repayments", {"amount": yuan("400.00"), "transfer": yuan("500.00"), **told}
    )

    assert (first.status_code, first.json()["code"]) == (409, "process.transfer_used_up")
    assert first.json()["facts"]["transfer"] == yuan("500.00")
    assert second.status_code == 200, second.text


def test_what_is_more_than_owed_is_said_or_refused_with_the_figures(platform: Edge) -> None:
    everyone(platform)
    requested(platform)
    anna, ben = approved(platform)
    told = {"amount": yuan("30000.00"), "valueDate": "2026-03-02", "bankReference": "T-1"}

    slip = anna.post(f"{PATH}/repayments", told)
    facts = slip.json()["facts"]
    paid = anna.post(f"{PATH}/repayments", {**told, "surplus": facts["surplus"]})
    nothing = ben.post(f"{PATH}/surplus/release", {"bankReference": "T-1"})

    assert (slip.status_code, slip.json()["code"]) == (409, "financing.surplus_not_stated")
    assert facts["amount"] == yuan("30000.00")
    owed, surplus = (Decimal(facts[it]["amount"]) for it in ("owed", "surplus"))
    assert owed + surplus == Decimal(30000)
    assert paid.json()["stage"] == "repaid", paid.text
    assert (nothing.status_code, nothing.json()["code"]) == (404, "financing.no_surplus_held")
