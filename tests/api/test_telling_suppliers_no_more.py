"""What a supplier is told of a programme: nothing of others in it, nor of the lender's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from tests.api.papers import accepted, order
from tests.api.scenes import PROGRAMME_TERMS, RATED, Cast, everyone, yuan
from tests.support.edge import Edge

pytestmark = pytest.mark.postgres

AT = "/order-programmes/bank:prog-1"


@dataclass(frozen=True, slots=True)
class Two:
    """Spring borrowed 800.00 on its order; river asks on an order of its own."""

    cast: Cast
    springs: str
    decision: str
    rivers: str

    def wanted(self, amount: str = "400.00") -> dict[str, Any]:
        return {"order": self.rivers, "amount": yuan(amount), "dueOn": "2026-05-15"}


def two_suppliers(platform: Edge, **orders: Any) -> Two:  # noqa: ANN401 - as JSON has it
    cast = everyone(platform)
    terms = {**PROGRAMME_TERMS, "orders": {**PROGRAMME_TERMS["orders"], **orders}}
    opening = {"programme": "prog-1", "coreEnterprise": "anchor", "terms": terms}
    cast.bank.post("/order-programmes", opening)
    for supplier in ("spring", "river"):
        joining = {"supplier": supplier, "rated": RATED, "limit": yuan("30000.00")}
        cast.bank.post(f"{AT}/suppliers", joining)
        cast.anchor.post(f"/parties/{supplier}/chain-place", {"until": None})
    springs, rivers = _ordered(cast, "PO-1"), _ordered(cast, "PO-2", to="2002")
    wanted = {"order": springs, "amount": yuan("800.00"), "dueOn": "2026-05-15"}
    cast.spring.post(f"{AT}/requests", {**wanted, "financing": "fin-1"})
    lent = cast.bank.post(f"{AT}/requests/spring:fin-1/approvals", {})
    assert lent.status_code == 200, lent.text
    return Two(cast, springs, lent.json()["decision"], rivers)


def _ordered(cast: Cast, number: str, to: str = "2001") -> str:
    def addressed(paper: bytes) -> bytes:
        return paper.replace(b">2001<", f">{to}<".encode())

    supplier = cast.spring if to == "2001" else cast.river
    placed = cast.anchor.upload("/documents", ("o.xml", addressed(order(number, "1000.00"))))
    answered = supplier.upload("/documents", ("r.xml", addressed(accepted(number))))
    assert answered.json()["documents"][0]["outcome"] == "recorded", answered.text
    name: str = placed.json()["documents"][0]["order"]
    return name


def test_a_cap_on_the_buyer_is_told_without_what_others_have_under_it(platform: Edge) -> None:
    """1,500.00 of the buyer's orders count, 1,000.00 of them spring's: 500.00 are left."""
    two = two_suppliers(platform, concentration={"buyer": "0.015"})
    path = f"{AT}/orders/{two.rivers}/eligibility"
    assert two.cast.bank.get(path).status_code == 404
    two.cast.river.post(f"{AT}/requests", {**two.wanted(), "financing": "fin-2"})

    told, known = two.cast.river.get(path).json(), two.cast.bank.get(path).json()

    (reason,) = told["reasons"]
    assert (reason["rule"], reason["counted"]) == ("concentration_of_buyer", yuan("500.00"))
    assert reason["figures"] == {}
    assert reason["words"]["en"] == "The lender takes on no more of this buyer's orders."
    assert told["certificate"] is None
    assert told["bears"]["advance"] == yuan("400.00")
    assert known["reasons"][0]["figures"]["balance"] == yuan("2000.00")
    assert known["certificate"]["advance"] == yuan("400.00")


def test_a_decision_as_it_was_kept_tells_no_more(platform: Edge) -> None:
    two = two_suppliers(platform, concentration={"buyer": "0.015"})
    two.cast.river.post(f"{AT}/requests", {**two.wanted(), "financing": "fin-2"})
    lent = two.cast.bank.post(f"{AT}/requests/river:fin-2/approvals", {}).json()

    kept = f"{AT}/decisions/{lent['decision']}"
    told, known = two.cast.river.get(kept).json(), two.cast.bank.get(kept).json()

    assert [it["figures"] for it in told["reasons"]] == [{}]
    assert known["reasons"][0]["figures"]["cap"] == yuan("1500.00")
    assert two.cast.spring.get(kept).status_code == 404
    assert two.cast.river.get(f"{AT}/decisions/{two.decision}").status_code == 404


def test_the_limit_of_the_programme_and_what_is_left_of_it_are_the_lenders_own(
    platform: Edge,
) -> None:
    two = two_suppliers(platform, limit=yuan("1000.00"))
    asked = {**two.wanted(), "financing": "fin-2"}

    quoted = two.cast.river.post(f"{AT}/quotes", two.wanted())
    first, again = (two.cast.river.post(f"{AT}/requests", asked) for _ in range(2))
    fitting = two.cast.river.post(f"{AT}/quotes", two.wanted("200.00")).json()

    for answer in (quoted, first, again):
        assert answer.status_code == 409
        assert (answer.json()["code"], answer.json()["facts"]) == (
            "process.lender_takes_no_more",
            {},
        )
    assert fitting["available"] == yuan("800.00")


def test_a_supplier_is_not_told_why_the_lender_froze_a_programme(platform: Edge) -> None:
    two = two_suppliers(platform)
    two.cast.bank.post(f"{AT}/freezing", {"reason": "spring is being looked into"})

    quoted = two.cast.river.post(f"{AT}/quotes", two.wanted())
    shown = two.cast.river.get(AT)

    assert quoted.json()["code"] == "process.lender_takes_no_more"
    assert shown.json()["status"] == "frozen"
    for answer in (quoted, shown):
        assert "looked into" not in answer.text


def test_a_supplier_sees_its_own_rating_and_orders_and_nothing_of_others(platform: Edge) -> None:
    two = two_suppliers(platform)
    price = {"item": "casting", "unit": "H87", "price": "90", "asOf": "2026-03-01"}
    two.cast.bank.post(f"{AT}/references", {"references": [{**price, "source": "springs file"}]})

    rivers, springs = two.cast.river.get(AT), two.cast.spring.get(AT).json()

    for secret in ("spring", two.springs, "100000.00", '"B"', "own model", "springs file"):
        assert secret not in rivers.text
    assert rivers.json()["lending"]["financingRatio"] == "0.80"
    assert [it["order"] for it in springs["orders"]] == [two.springs]
    assert springs["orders"][0]["bears"]["advance"] == yuan("800.00")
