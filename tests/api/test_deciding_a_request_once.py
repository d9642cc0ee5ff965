"""A request is decided once: whoever comes later is told how, by whom and when."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.scenes import Cast, everyone, open_a_programme, yuan
from tests.api.test_lending_on_orders import ordered
from tests.support.crowd import all_at_once
from tests.support.edge import Edge, Hand

pytestmark = pytest.mark.postgres

AT = "/order-programmes/bank:prog-1/requests"
ASKED = f"{AT}/spring:fin-1"


def asked_for(platform: Edge) -> Cast:
    cast = everyone(platform)
    open_a_programme(cast)
    wanted = {"order": ordered(cast), "amount": yuan("700.00"), "dueOn": "2026-05-15"}
    answer = cast.spring.post(AT, {**wanted, "financing": "fin-1"})
    assert answer.status_code == 201, answer.text
    return cast


def told(answer: Any) -> tuple[int, str, str, int]:  # noqa: ANN401  # a response
    """Its status, its code, what was decided, and by how many that are named."""
    body = answer.json()
    return answer.status_code, body["code"], body["facts"]["was"], len(body["facts"]["by"])


def test_a_second_approval_right_after_is_told_who_approved_and_when(platform: Edge) -> None:
    cast = asked_for(platform)
    other = platform.hand("bank", "lender")

    first = cast.bank.post(f"{ASKED}/approvals", {})
    second = other.post(f"{ASKED}/approvals", {})
    refusal = other.post(f"{ASKED}/rejection", {"reason": "late"})
    back = cast.spring.post(f"{ASKED}/withdrawal", {"reason": "late"})

    assert first.status_code == 200, first.text
    over = (409, "financing.request_over", "approved")
    assert [told(it) for it in (second, refusal, back)] == [(*over, 1), (*over, 1), (*over, 0)]
    facts = second.json()["facts"]
    assert facts["financing"] == "spring:fin-1"
    assert facts["by"][0].startswith("bank/")
    assert facts["at"].startswith("2026-03-02T")
    assert facts["by"][0] in second.json()["detail"]
    assert "已有决定" in second.json()["detailZh"]


def test_the_same_request_sent_again_gets_the_same_answer(platform: Edge) -> None:
    cast = asked_for(platform)

    first, again = (
        cast.bank.send("POST", f"{ASKED}/approvals", {}, Idempotency_Key="approve-it-once")
        for _ in range(2)
    )

    assert first.status_code == again.status_code == 200, again.text
    assert first.content == again.content


def test_of_approvals_sent_at_once_one_lends_and_the_others_are_told(platform: Edge) -> None:
    cast = asked_for(platform)
    hands = [cast.bank, *(platform.hand("bank", "lender") for _ in range(3))]

    def approve(hand: Hand) -> Any:  # noqa: ANN401  # a response
        return hand.post(f"{ASKED}/approvals", {})

    answers = all_at_once(approve, hands)

    assert sorted(it.status_code for it in answers) == [200, 409, 409, 409]
    assert {told(it) for it in answers if it.status_code == 409} == {
        (409, "financing.request_over", "approved", 1)
    }


def test_what_was_rejected_is_told_to_have_been(platform: Edge) -> None:
    cast = asked_for(platform)
    cast.bank.post(f"{ASKED}/rejection", {"reason": "not now"})

    late = cast.bank.post(f"{ASKED}/approvals", {})
    back = cast.spring.post(f"{ASKED}/withdrawal", {"reason": "late"})

    assert told(late) == (409, "financing.request_over", "rejected", 1)
    assert told(back) == (409, "financing.request_over", "rejected", 0)


def test_to_others_there_is_no_such_request_before_and_after(platform: Edge) -> None:
    cast = asked_for(platform)

    for _ in range(2):
        strangers = (
            cast.rival.post(f"{ASKED}/approvals", {}),
            cast.river.post(f"{ASKED}/withdrawal", {"reason": "no"}),
            cast.bank.post(f"{AT}/spring:fin-9/approvals", {}),
        )
        assert [it.status_code for it in strangers] == [404, 404, 404]
        cast.bank.post(f"{ASKED}/approvals", {})
