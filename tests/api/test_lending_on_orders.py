"""Money on an order over HTTP: the reasons, the quote, the request and its approval."""

from __future__ import annotations

import pytest

from tests.api.papers import accepted, entry, order, statement
from tests.api.scenes import (
    PROGRAMME_TERMS,
    RATED,
    Cast,
    everyone,
    invoice,
    open_a_programme,
    yuan,
)
from tests.support.edge import Edge

pytestmark = pytest.mark.postgres

AT = "/order-programmes/bank:prog-1"


def ordered(cast: Cast, number: str = "PO-1", amount: str = "1000.00") -> str:
    """Placed by the anchor, accepted by spring, which is in the anchor's chain."""
    cast.anchor.post("/parties/spring/chain-place", {"until": None})
    placed = cast.anchor.upload("/documents", ("order.xml", order(number, amount)))
    answered = cast.spring.upload("/documents", ("response.xml", accepted(number)))
    assert answered.json()["documents"][0]["outcome"] == "recorded", answered.text
    name: str = placed.json()["documents"][0]["order"]
    return name


def test_a_supplier_is_told_why_quoted_and_lent_to(platform: Edge) -> None:
    cast = everyone(platform)
    open_a_programme(cast)
    name = ordered(cast)
    wanted = {"order": name, "amount": yuan("800.00"), "dueOn": "2026-05-15"}

    quoted = cast.spring.post(f"{AT}/quotes", wanted)
    too_much = cast.spring.post(f"{AT}/quotes", {**wanted, "amount": yuan("800.01")})
    asked = cast.spring.post(f"{AT}/requests", {**wanted, "financing": "fin-1"})
    lent = cast.bank.post(f"{AT}/requests/spring:fin-1/approvals", {})

    assert quoted.json()["repayable"] == yuan("809.87"), quoted.text
    assert quoted.json()["available"] == yuan("800.00")
    assert too_much.status_code == 409
    assert "800.00" in too_much.json()["detail"]
    assert asked.status_code == 201, asked.text
    assert asked.json()["stage"] == "requested"
    assert lent.json()["stage"] == "instructed", lent.text
    financing = cast.spring.get("/financings/spring:fin-1").json()
    assert financing["facility"] == {"product": "e_order", "id": "bank:prog-1"}
    kept = cast.spring.get(f"{AT}/decisions/{lent.json()['decision']}")
    assert kept.json()["eligible"] == yuan("1000.00"), kept.text
    assert kept.json()["certificate"] is None
    (owed,) = cast.bank.get(AT).json()["orders"]
    assert (owed["order"], owed["outstanding"]) == (name, yuan("800.00"))


def test_every_reason_is_worded_in_both_languages_with_its_remedy(platform: Edge) -> None:
    cast = everyone(platform)
    open_a_programme(cast)
    name = ordered(cast)
    price = {"item": "casting", "unit": "H87", "price": "80", "asOf": "2026-03-01"}
    cast.bank.post(f"{AT}/references", {"references": [{**price, "source": "exchange"}]})
    cast.bank.post(
        f"{AT}/suppliers/spring/ratings",
        {"rated": {**RATED, "rating": "D", "ratedOn": "2026-03-02"}},
    )

    shown = cast.spring.get(f"{AT}/orders/{name}/eligibility").json()

    by_rule = {reason["rule"]: reason for reason in shown["reasons"]}
    assert set(by_rule) == {"rating_not_lent_on", "overpriced"}
    over = by_rule["overpriced"]
    assert (over["line"], over["amount"]) == ("1", yuan("120.00"))
    assert over["figures"] == {"price": "100", "most": "88", "asOf": "2026-03-01"}
    assert over["words"]["en"].startswith("Line 1: a unit costs 100; what is above 88, by prices")
    assert over["words"]["zh"].startswith("第 1 行")
    assert over["remedyWords"]["en"].startswith("Lower the price to 88 a unit")
    assert "exchange" not in str(shown)
    assert shown["eligible"] == yuan("0.00")
    assert cast.river.get(f"{AT}/orders/{name}/eligibility").status_code == 404
    stated = {"cost": yuan("700.00"), "source": "quotation", "statedOn": "2026-03-02"}
    cast.spring.post(f"{AT}/costs", {"order": name, **stated})
    known = cast.bank.get(f"{AT}/orders/{name}/eligibility").json()
    (lenders,) = [it for it in known["reasons"] if it["rule"] == "overpriced"]
    assert (lenders["figures"]["reference"], lenders["figures"]["source"]) == ("80", "exchange")
    assert "against 80 of 2026-03-01 by exchange" in lenders["words"]["en"]


def test_an_order_that_bears_nothing_is_refused_with_the_rules_and_figures_that_say_so(
    platform: Edge,
) -> None:
    cast = everyone(platform)
    open_a_programme(cast)
    name = ordered(cast)
    price = {"item": "casting", "unit": "H87", "price": "80", "asOf": "2026-03-01"}
    cast.bank.post(f"{AT}/references", {"references": [{**price, "source": "rivers file"}]})
    stale = {**RATED, "rating": "D", "ratedOn": "2026-03-02"}
    cast.bank.post(f"{AT}/suppliers/spring/ratings", {"rated": stale})
    wanted = {"order": name, "amount": yuan("10.00"), "dueOn": "2026-05-15"}

    for path in ("quotes", "requests"):
        refused = cast.spring.post(f"{AT}/{path}", wanted).json()

        assert refused["code"] == "order_programme.beyond_order", refused
        facts = refused["facts"]
        assert (facts["ordered"], facts["lent"]) == (yuan("1000.00"), yuan("0.00"))
        by_rule = {it["rule"]: it for it in facts["why"]}
        assert by_rule.keys() == {"rating_not_lent_on", "overpriced"}
        assert by_rule["overpriced"]["amount"] == yuan("120.00")
        assert by_rule["overpriced"]["figures"][1] == {"name": "most", "value": "88"}
        assert by_rule["rating_not_lent_on"]["remedy"] == "not_here"
        assert "Nothing is lent on the rating D (CNY 1000.00)" in refused["detail"]
        assert "评级 D 不予融资 (CNY 1000.00); 第 1 行: 单价 100" in refused["detailZh"]
        assert "rivers file" not in str(refused)


def test_margin_by_rating_is_told_and_must_be_there(platform: Edge) -> None:
    cast = everyone(platform)
    open_a_programme(cast)
    name = ordered(cast)
    worse = {"rated": {**RATED, "rating": "B", "ratedOn": "2026-03-02"}}
    cast.bank.post(f"{AT}/suppliers/spring/ratings", worse)
    wanted = {"order": name, "amount": yuan("700.00"), "dueOn": "2026-05-15"}

    quoted = cast.spring.post(f"{AT}/quotes", wanted).json()
    cast.spring.post(f"{AT}/requests", {**wanted, "financing": "fin-1"})
    short = cast.bank.post(f"{AT}/requests/spring:fin-1/approvals", {"margin": yuan("69.99")})
    enough = cast.bank.post(f"{AT}/requests/spring:fin-1/approvals", {"margin": yuan("70.00")})

    assert quoted["security"]["margin"] == yuan("70.00")
    assert short.json()["code"] == "order_programme.security_short"
    assert short.json()["facts"]["required"] == yuan("70.00")
    assert enough.json()["stage"] == "instructed", enough.text


def test_two_people_of_the_lender_approve_what_the_terms_say(platform: Edge) -> None:
    cast = everyone(platform)
    terms = {**PROGRAMME_TERMS, "secondPersonFrom": yuan("100.00")}
    body = {"programme": "prog-1", "coreEnterprise": "anchor", "terms": terms}
    cast.bank.post("/order-programmes", body)
    joined = {"supplier": "spring", "rated": RATED, "limit": yuan("1000.00")}
    cast.bank.post(f"{AT}/suppliers", joined)
    name = ordered(cast)
    wanted = {"order": name, "amount": yuan("700.00"), "dueOn": "2026-05-15"}
    cast.spring.post(f"{AT}/requests", {**wanted, "financing": "fin-1"})
    another = platform.hand("bank", "lender")

    first = cast.bank.post(f"{AT}/requests/spring:fin-1/approvals", {})
    second = another.post(f"{AT}/requests/spring:fin-1/approvals", {})

    assert (first.json()["stage"], first.json()["approvalsNeeded"]) == ("approved", 2)
    assert second.json()["stage"] == "instructed", second.text


def test_a_request_is_rejected_or_withdrawn(platform: Edge) -> None:
    cast = everyone(platform)
    open_a_programme(cast)
    wanted = {"order": ordered(cast), "amount": yuan("100.00"), "dueOn": "2026-05-15"}
    for financing in ("fin-1", "fin-2"):
        cast.spring.post(f"{AT}/requests", {**wanted, "financing": financing})

    rejected = cast.bank.post(f"{AT}/requests/spring:fin-1/rejection", {"reason": "not now"})
    withdrawn = cast.spring.post(f"{AT}/requests/spring:fin-2/withdrawal", {"reason": "not needed"})
    again = cast.bank.post(f"{AT}/requests/spring:fin-1/approvals", {})

    assert rejected.json()["stage"] == "rejected"
    assert withdrawn.json()["stage"] == "withdrawn"
    assert (again.status_code, again.json()["facts"]["was"]) == (409, "rejected")


def test_the_lender_sees_what_it_lent_on_and_lets_the_buyer_cancel(platform: Edge) -> None:
    cast = everyone(platform)
    open_a_programme(cast)
    name = ordered(cast)
    at, wanted = f"/orders/{name}", {"order": name, "amount": yuan("800.00"), "dueOn": "2026-05-15"}
    hidden = cast.bank.get(at)
    cast.spring.post(f"{AT}/requests", {**wanted, "financing": "fin-1"})
    cast.bank.post(f"{AT}/requests/spring:fin-1/approvals", {})
    refused = cast.anchor.post(f"{at}/cancellation", {"reason": "no need"})

    agreed = cast.bank.post(f"{at}/consent", {})
    shown = cast.bank.get(at).json()
    (row,) = cast.bank.get("/orders").json()["items"]
    cancelled = cast.anchor.post(
        f"{at}/cancellation", {"reason": "no need"}, Idempotency_Key="cancel-again"
    )

    assert hidden.status_code == 404
    assert refused.json()["code"] == "e_order.consent_missing"
    assert agreed.status_code == 200, agreed.text
    assert shown["consents"] == [{"number": None, "lines": [line["line"] for line in row["lines"]]}]
    assert row["order"] == name
    assert cancelled.json()["status"] == "cancelled", cancelled.text


def test_the_lender_is_asked_answers_and_takes_its_consent_back(platform: Edge) -> None:
    cast = everyone(platform)
    open_a_programme(cast)
    name = ordered(cast)
    at, wanted = f"/orders/{name}", {"order": name, "amount": yuan("800.00"), "dueOn": "2026-05-15"}
    cast.spring.post(f"{AT}/requests", {**wanted, "financing": "fin-1"})
    cast.bank.post(f"{AT}/requests/spring:fin-1/approvals", {})

    asked = cast.anchor.post(f"{at}/consent/request", {})
    cast.bank.position = cast.anchor.position
    (task,) = cast.bank.get("/inbox", task="consent_to_order").json()["items"]
    seen = cast.anchor.get(at).json()["asked"]
    no = cast.bank.post(f"{at}/consent/refusal", {"reason": "sold on"})
    gone = cast.bank.get("/inbox", task="consent_to_order").json()["items"]
    cast.bank.post(f"{at}/consent", {})
    reason = {"reason": "rates"}
    back = cast.bank.post(f"{at}/consent/withdrawal", reason, Idempotency_Key="take-back-1")
    again = cast.bank.post(f"{at}/consent/withdrawal", reason, Idempotency_Key="take-back-2")

    assert asked.status_code == 200, asked.text
    assert (task["of"], task["until"]) == (name, None)
    assert seen == [{"number": None, "lines": ["1"], "answerBy": None}]
    assert no.status_code == 200, no.text
    assert gone == []
    assert back.status_code == 200, back.text
    assert again.json()["code"] == "e_order.no_consent_to_withdraw"


def test_the_buyers_money_on_the_lenders_account_is_matched_and_repays_first(
    platform: Edge,
) -> None:
    cast = everyone(platform)
    open_a_programme(cast)
    name = ordered(cast)
    wanted = {"order": name, "amount": yuan("800.00"), "dueOn": "2026-05-15"}
    cast.spring.post(f"{AT}/requests", {**wanted, "financing": "fin-1"})
    net = cast.bank.post(f"{AT}/requests/spring:fin-1/approvals", {}).json()["netProceeds"]
    paid = {"amount": net, "valueDate": "2026-03-02", "bankReference": "out-1"}
    cast.bank.post("/financings/spring:fin-1/disbursement", paid)
    claim = cast.spring.post("/receivables", {**invoice("INV-1", "1000.00"), "order": "PO-1"})
    assert claim.json()["outcome"] == "registered", claim.text
    assert cast.bank.get("/inbox").json()["items"] == []

    message = statement("S-1", entry("1", "1000.00", "INV-1"))
    cast.bank.upload("/bank-messages", ("m.xml", message))

    financing = cast.bank.get("/financings/spring:fin-1").json()
    assert financing["stage"] == "repaid"
    assert cast.bank.get(AT).json()["orders"] == []
