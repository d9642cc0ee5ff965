"""What could never be meant is refused: which field, by which rule, with which figure."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.scenes import (
    LINE_TERMS,
    PROGRAMME_TERMS,
    TERMS,
    Cast,
    everyone,
    order,
    yuan,
)
from tests.support.edge import Edge

pytestmark = pytest.mark.postgres


@pytest.fixture
def cast(platform: Edge) -> Cast:
    return everyone(platform)


def refused(answer: Any, code: str) -> dict[str, Any]:  # noqa: ANN401  # a response
    body: dict[str, Any] = answer.json()
    assert (answer.status_code, body["code"]) == (422, code), answer.text
    assert body["detail"] != body["detailZh"]
    facts: dict[str, Any] = body["facts"]
    return facts


def test_nothing_is_drawn_at_least_that_is_more_than_the_limit(cast: Cast) -> None:
    more = {"drawMinimum": yuan("100000.01")}
    pool = cast.bank.post("/pools", {"pool": "p", "terms": {**TERMS, **more}})
    line = cast.bank.post(
        "/credit-lines", {"line": "l", "borrower": "spring", "terms": {**LINE_TERMS, **more}}
    )
    programme = cast.bank.post(
        "/order-programmes",
        {"programme": "p", "coreEnterprise": "anchor", "terms": {**PROGRAMME_TERMS, **more}},
    )

    for answer, room, limit in (
        (pool, "receivable_pool", "100000.00"),
        (line, "credit_line", "1000.00"),
        (programme, "order_programme", "100000.00"),
    ):
        assert refused(answer, f"{room}.terms_unsound") == {
            "field": "drawMinimum",
            "rule": f"not above the limit of CNY {limit}",
            "figure": "CNY 100000.01",
        }


def test_a_review_is_not_due_in_the_past(cast: Cast) -> None:
    terms = {**LINE_TERMS, "reviewDueOn": "2020-01-01"}
    answer = cast.bank.post("/credit-lines", {"line": "l", "borrower": "spring", "terms": terms})

    assert refused(answer, "credit_line.terms_unsound") == {
        "field": "reviewDueOn",
        "rule": "not before today, 2026-03-02",
        "figure": "2020-01-01",
    }


def test_no_more_tax_is_ordered_than_goods(cast: Cast) -> None:
    answer = cast.anchor.post("/orders", order("PO-7", tax=yuan("9000.00")))

    assert refused(answer, "e_order.tax_above_net") == {
        "field": "tax",
        "rule": "not above the net amount, CNY 1000.00",
        "tax": yuan("9000.00"),
        "net": yuan("1000.00"),
    }


def test_a_paper_is_not_older_than_its_order(cast: Cast) -> None:
    placed = cast.anchor.post("/orders", order("PO-7"))
    name = placed.json()["order"]
    goods = {"number": "D-1", "issuedOn": "2026-02-09", "lines": [{"line": "1", "quantity": "1"}]}

    answer = cast.spring.post(f"/orders/{name}/despatches", goods)
    later = cast.spring.post(f"/orders/{name}/despatches", {**goods, "issuedOn": "2026-02-10"})

    assert refused(answer, "e_order.paper_before_order") == {
        "order": name,
        "field": "issuedOn",
        "rule": "not before the order, 2026-02-10",
        "dated": "2026-02-09",
        "placedOn": "2026-02-10",
    }
    assert later.status_code == 200, later.text
