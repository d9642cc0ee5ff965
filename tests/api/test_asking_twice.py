"""The same request gives the same answer for ever; another content under its id is refused."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.api.scenes import TERMS, Cast, everyone, invoice, open_a_pool, registered
from tests.support.edge import Edge, Hand

pytestmark = pytest.mark.postgres


@pytest.fixture
def cast(platform: Edge) -> Cast:
    made = everyone(platform)
    open_a_pool(made)
    return made


def test_an_answer_is_repeated_byte_for_byte_whatever_happened_since(cast: Cast) -> None:
    first = cast.spring.post("/receivables", invoice("A", "1.00"), Idempotency_Key="the-first-one")
    claim = first.json()["receivable"]
    cast.spring.post(f"/receivables/{claim}/withdrawal", {"reason": "mistaken"})

    again = cast.spring.post("/receivables", invoice("A", "1.00"), Idempotency_Key="the-first-one")

    assert again.content == first.content
    assert again.status_code == first.status_code == 201
    assert again.headers["Anchorline-Position"] == first.headers["Anchorline-Position"]
    assert first.headers["Idempotency-Replayed"] == "false"
    assert again.headers["Idempotency-Replayed"] == "true"


def test_a_refusal_is_an_answer_and_is_repeated_too(cast: Cast) -> None:
    asked = {"seller": "spring"}
    first = cast.bank.post("/pools/bank:pool-1/sellers", asked, Idempotency_Key="again-and-again")

    again = cast.bank.post("/pools/bank:pool-1/sellers", asked, Idempotency_Key="again-and-again")

    assert first.status_code == again.status_code == 409
    assert again.content == first.content


def test_another_content_under_the_same_id_is_refused(cast: Cast) -> None:
    cast.spring.post("/receivables", invoice("A", "1.00"), Idempotency_Key="used-once")

    other = cast.spring.post("/receivables", invoice("A", "2.00"), Idempotency_Key="used-once")

    assert (other.status_code, other.json()["code"]) == (422, "request.reused")


def test_another_act_with_the_same_fields_is_another_content(cast: Cast) -> None:
    cast.bank.post("/pools/bank:pool-1/certificates", Idempotency_Key="one-of-two")

    other = cast.bank.post("/pools/bank:pool-1/closing", Idempotency_Key="one-of-two")

    assert (other.status_code, other.json()["code"]) == (422, "request.reused")


def test_the_same_id_of_two_parties_is_two_requests(cast: Cast) -> None:
    ours = cast.spring.post("/receivables", invoice("A", "1.00"), Idempotency_Key="everybodys")
    theirs = cast.river.post(
        "/receivables", invoice("A", "1.00", "river"), Idempotency_Key="everybodys"
    )

    assert ours.status_code == theirs.status_code == 201
    assert ours.json()["receivable"] != theirs.json()["receivable"]


def test_many_at_once_under_one_id_have_one_effect_and_one_answer(cast: Cast) -> None:
    def ask(_: int) -> bytes:
        answer = cast.spring.post(
            "/receivables", invoice("A", "1.00"), Idempotency_Key="all-at-once"
        )
        return answer.content

    with ThreadPoolExecutor(6) as crowd:
        answers = set(crowd.map(ask, range(12)))

    assert len(answers) == 1
    assert len(cast.spring.get("/receivables").json()["items"]) == 1


def test_a_bulk_confirmation_by_filter_is_known_again_by_its_filter(cast: Cast) -> None:
    for number, amount in (("A", "10.00"), ("B", "20.00")):
        claim = registered(cast.spring, number, amount)
        cast.spring.post(f"/receivables/{claim}/confirmation-request", {})
    cast.anchor.position = cast.spring.position
    wait(cast.anchor)
    asked = {"waiting": {"seller": "spring"}, "evidence": "signed"}

    first = cast.anchor.post("/receivables/confirmations", asked, Idempotency_Key="all-of-them")
    again = cast.anchor.post("/receivables/confirmations", asked, Idempotency_Key="all-of-them")
    none = cast.anchor.post("/receivables/confirmations", asked, Idempotency_Key="once-more")

    assert first.json()["count"] == 2, first.text
    assert again.content == first.content
    assert none.json()["code"] in {"receivable.none_named", "receivable.some_not_confirmed"}


def wait(hand: Hand) -> None:
    """Until the views show what was written before."""
    assert hand.get("/receivables").status_code == 200


def test_whoever_edits_says_what_was_read(cast: Cast) -> None:
    read = cast.bank.get("/pools/bank:pool-1")
    amended = {**TERMS, "version": 2, "tenorDaysMax": 90}
    asked = {"terms": amended, "effectiveOn": "2026-03-02"}
    put = "/pools/bank:pool-1/terms"

    silent = cast.bank.send("PUT", put, asked)
    stale = cast.bank.send("PUT", put, asked, If_Match='"v1"')
    done = cast.bank.send(
        "PUT", put, asked, If_Match=read.headers["ETag"], Idempotency_Key="amend-once"
    )
    again = cast.bank.send(
        "PUT", put, asked, If_Match=read.headers["ETag"], Idempotency_Key="amend-once"
    )

    assert (silent.status_code, silent.json()["code"]) == (428, "request.version_missing")
    assert (stale.status_code, stale.json()["code"]) == (412, "request.stale")
    assert done.status_code == 200, done.text
    assert done.json()["termsVersion"] == 2
    assert again.content == done.content


def test_a_party_is_edited_only_as_it_was_read(cast: Cast) -> None:
    read = cast.operator.get("/parties/spring")
    asked = {"roles": ["supplier", "core_enterprise"], "reason": "buys too"}

    done = cast.operator.send("PUT", "/parties/spring/roles", asked, If_Match=read.headers["ETag"])
    late = cast.operator.send("PUT", "/parties/spring/roles", asked, If_Match=read.headers["ETag"])

    assert done.status_code == 200, done.text
    assert (late.status_code, late.json()["code"]) == (412, "request.stale")


def test_what_became_of_a_request_can_be_asked(cast: Cast) -> None:
    done = cast.spring.post("/receivables", invoice("A", "1.00"), Idempotency_Key="asked-later")
    cast.bank.post(
        "/pools/bank:pool-1/sellers", {"seller": "spring"}, Idempotency_Key="refused-later"
    )

    accepted = cast.spring.get("/commands/asked-later").json()
    refused = cast.bank.get("/commands/refused-later").json()
    never = cast.spring.get("/commands/never-asked")

    assert accepted["outcome"] == "accepted"
    assert accepted["result"] == done.json()
    assert refused["problem"]["code"] == "receivable_pool.seller_already_in_pool"
    assert never.status_code == 404
