"""An order programme over HTTP: opened, amended, suppliers rated and limited, frozen, closed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.papers import order
from tests.api.scenes import PROGRAMME_TERMS, RATED, everyone, open_a_programme, yuan
from tests.support.edge import Edge

pytestmark = pytest.mark.postgres

AT = "/order-programmes/bank:prog-1"


def test_a_programme_is_run_from_opening_to_its_end(platform: Edge) -> None:
    cast = everyone(platform)
    open_a_programme(cast)

    rated = cast.bank.post(
        f"{AT}/suppliers/spring/ratings",
        {"rated": {**RATED, "rating": "B", "ratedOn": "2026-03-02"}},
    )
    limited = cast.bank.send("PUT", f"{AT}/suppliers/spring/limit", {"limit": yuan("500.00")})
    price = {"item": "bolt", "unit": "H87", "price": "0.12345678", "asOf": "2026-03-01"}
    recorded = cast.bank.post(f"{AT}/references", {"references": [{**price, "source": "exchange"}]})
    name = cast.anchor.upload("/documents", ("order.xml", order("PO-1", "1000.00"))).json()[
        "documents"
    ][0]["order"]
    cost = cast.spring.post(
        f"{AT}/costs",
        {"order": name, "cost": yuan("60.00"), "source": "offer", "statedOn": "2026-03-01"},
    )
    terms = {**PROGRAMME_TERMS, "version": 2, "penaltyRate": "0.10"}
    amended = cast.bank.send(
        "PUT",
        f"{AT}/terms",
        {"terms": terms, "effectiveOn": "2026-04-01"},
        If_Match=cast.bank.get(AT).headers["ETag"],
    )
    for answer in (rated, limited, recorded, cost, amended):
        assert answer.status_code == 200, answer.text

    shown = cast.bank.get(AT).json()
    assert shown["status"] == "open"
    assert [it["supplier"] for it in shown["suppliers"]] == ["river", "spring"]
    assert shown["suppliers"][1]["rated"]["rating"] == "B"
    assert shown["suppliers"][1]["available"] == yuan("500.00")
    assert shown["references"][0]["price"] == "0.12345678"
    assert shown["terms"]["orders"]["ratings"][0]["financingRatio"] == "0.80"
    assert shown["amendments"][0]["effectiveOn"] == "2026-04-01"

    assert cast.bank.post(f"{AT}/freezing", {"reason": "review"}).json()["frozen"] == "review"
    listed = cast.bank.get("/order-programmes", status="frozen").json()["items"]
    assert [it["programme"] for it in listed] == ["bank:prog-1"]
    assert cast.bank.post(f"{AT}/unfreezing").json()["frozen"] is None
    assert cast.bank.post(f"{AT}/closing").json()["closed"] is True


def test_a_rating_that_the_terms_do_not_have_is_refused_with_those_they_have(
    platform: Edge,
) -> None:
    cast = everyone(platform)
    open_a_programme(cast)

    def rate(rating: str) -> Any:  # noqa: ANN401  # a response
        body = {"rated": {**RATED, "rating": rating, "ratedOn": "2026-03-02"}}
        return cast.bank.post(f"{AT}/suppliers/spring/ratings", body)

    refused, fallen = rate("Z9"), rate("D")
    shown = cast.bank.get(AT).json()["suppliers"][1]

    assert (refused.status_code, refused.json()["code"]) == (
        409,
        "order_programme.rating_not_in_terms",
    )
    assert refused.json()["facts"] == {
        "field": "rated.rating",
        "rule": "one of A, B, D",
        "rating": "Z9",
        "ratings": ["A", "B", "D"],
    }
    assert "one of A, B, D; found Z9" in refused.json()["detail"]
    assert "A, B, D" in refused.json()["detailZh"]
    assert fallen.status_code == 200, fallen.text
    assert (shown["supplier"], shown["rated"]["rating"]) == ("spring", "D")


def test_a_supplier_sees_its_own_part_and_the_core_enterprise_nothing(platform: Edge) -> None:
    cast = everyone(platform, strangers=True)
    open_a_programme(cast)
    stranger = platform.hand("stranger-supplier", "supplier")

    own = cast.spring.get(AT).json()

    assert (own["rating"], own["limit"]) == ("A", yuan("30000.00"))
    assert not {"suppliers", "references", "terms", "amendments", "frozen"} & set(own)
    assert stranger.get(AT).status_code == 404
    assert cast.rival.get(AT).status_code == 404
    assert cast.auditor.get(AT).status_code == 200


def test_terms_that_cannot_stand_are_refused_by_field_rule_and_figure(platform: Edge) -> None:
    cast = everyone(platform)
    pledge = {**PROGRAMME_TERMS["price"], "legalForm": "assignment_recourse"}
    body = {"coreEnterprise": "anchor", "terms": {**PROGRAMME_TERMS, "price": pledge}}

    refused = cast.bank.post("/order-programmes", body)
    to_a_supplier = cast.bank.post(
        "/order-programmes", {"coreEnterprise": "spring", "terms": PROGRAMME_TERMS}
    )
    twice = [
        cast.bank.post(
            "/order-programmes",
            {"programme": "prog-1", "coreEnterprise": "anchor", "terms": PROGRAMME_TERMS},
        )
        for _ in range(2)
    ]

    assert refused.status_code == 422
    assert refused.json()["facts"]["field"] == "price"
    assert "loan" in refused.json()["detail"]
    assert to_a_supplier.json()["code"] == "enterprise.role_not_held"
    assert [it.status_code for it in twice] == [201, 409]


def test_what_was_changed_since_it_was_read_is_not_amended(platform: Edge) -> None:
    cast = everyone(platform)
    open_a_programme(cast)
    terms = {"terms": {**PROGRAMME_TERMS, "version": 2}, "effectiveOn": "2026-04-01"}

    stale = cast.bank.send("PUT", f"{AT}/terms", terms, If_Match='"v1"')
    blind = cast.bank.send("PUT", f"{AT}/terms", terms)

    assert stale.status_code == 412
    assert blind.status_code == 428
