"""What a supplier can draw today on every product, and what keeps it from more."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.scenes import (
    LINE_TERMS,
    PROGRAMME_TERMS,
    RATED,
    Cast,
    dealt,
    everyone,
    open_a_programme,
    yuan,
)
from tests.api.test_lending_on_orders import ordered
from tests.support.edge import Edge, Hand

pytestmark = pytest.mark.postgres

AT = "/order-programmes/bank:prog-1"


def read(hand: Hand, cast: Cast, path: str = "/eligibility/own", **query: object) -> Any:  # noqa: ANN401  # JSON has no narrower type
    """After all that anybody wrote."""
    hands = (cast.spring, cast.river, cast.bank, cast.anchor, cast.operator, cast.rival)
    hand.position = str(max(int(it.position) for it in hands))
    answer = hand.get(path, **query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def own(cast: Cast, product: str) -> Any:  # noqa: ANN401  # JSON has no narrower type
    (found,) = read(cast.spring, cast, product=product)["items"]
    return found


def codes(item: Any) -> list[str]:  # noqa: ANN401  # JSON has no narrower type
    return [it["code"] for it in item["obstacles"]]


def open_a_line(platform: Edge, cast: Cast, **different: object) -> Hand:
    """Proposed by one person of the bank and approved by another, who is given back."""
    terms = {**LINE_TERMS, **different}
    body = {"line": "line-1", "borrower": "spring", "terms": terms}
    assert cast.bank.post("/credit-lines", body).status_code == 201
    second = platform.hand("bank", "lender")
    approved = second.post("/credit-lines/bank:line-1/approval")
    assert approved.status_code == 200, approved.text
    cast.bank.position = second.position
    return second


def test_every_product_is_listed_with_what_can_be_drawn_and_summed(platform: Edge) -> None:
    cast = everyone(platform)
    dealt(cast)
    open_a_line(platform, cast)
    open_a_programme(cast)
    name = ordered(cast)

    items = read(cast.spring, cast)["items"]
    totals = read(cast.spring, cast, "/eligibility/own/totals")

    pool, line, order = items
    assert [it["product"] for it in items] == ["receivable_pool", "credit_line", "e_order"]
    assert {it["lender"] for it in items} == {"bank"}
    assert (pool["facility"], pool["outstanding"], pool["pool"]["base"]) == (
        "bank:pool-1",
        yuan("800.00"),
        yuan("800.00"),
    )
    assert (line["facility"], line["available"], line["obstacles"]) == (
        "bank:line-1",
        yuan("1000.00"),
        [],
    )
    assert (order["facility"], order["available"]) == ("bank:prog-1", yuan("800.00"))
    assert (order["order"]["order"], order["order"]["eligible"]) == (name, yuan("1000.00"))
    assert totals == {
        "day": "2026-03-02",
        "totals": [
            {"product": "credit_line", "available": yuan("1000.00"), "fromThings": 1},
            {"product": "e_order", "available": yuan("800.00"), "fromThings": 1},
            {"product": "receivable_pool", "available": yuan("0.00"), "fromThings": 0},
        ],
        "complete": True,
    }


def test_pages_go_on_from_one_product_to_the_next(platform: Edge) -> None:
    cast = everyone(platform)
    dealt(cast)
    open_a_line(platform, cast)
    open_a_programme(cast)
    for number in ("PO-1", "PO-2"):
        ordered(cast, number)
    together = read(cast.spring, cast)["items"]

    seen, after = [], None
    for _ in range(10):
        query: dict[str, str] = {} if after is None else {"after": after}
        page = read(cast.spring, cast, limit=1, **query)
        assert len(page["items"]) <= 1
        seen += page["items"]
        after = page["next"]
        if after is None:
            break

    assert len(together) == 4
    assert seen == together
    stolen = cast.river.get(
        "/eligibility/own", limit=1, after=read(cast.spring, cast, limit=1)["next"]
    )
    assert stolen.json()["code"] == "request.cursor_unknown"


def test_what_is_said_of_an_order_is_what_asking_for_it_is_told(platform: Edge) -> None:
    """To the cent: what is available is quoted, and a cent more is refused."""
    cast = everyone(platform)
    open_a_programme(cast)
    name = ordered(cast)
    said = own(cast, "e_order")
    wanted = {"order": name, "amount": said["available"], "dueOn": said["order"]["dueLatest"]}

    assert cast.spring.post(f"{AT}/quotes", wanted).status_code == 200
    more = cast.spring.post(f"{AT}/quotes", {**wanted, "amount": yuan("800.01")})
    later = cast.spring.post(f"{AT}/quotes", {**wanted, "dueOn": "2028-01-01"})

    assert more.json()["code"] == "order_programme.beyond_order"
    assert later.json()["facts"]["latest"] == said["order"]["dueLatest"]


def test_an_order_that_bears_nothing_gives_the_refusal_and_all_reasons(platform: Edge) -> None:
    cast = everyone(platform)
    open_a_programme(cast)
    name = ordered(cast)
    cast.anchor.post("/parties/spring/chain-place/removal", {"reason": "left"})
    price = {"item": "casting", "unit": "H87", "price": "80", "asOf": "2026-03-01"}
    cast.bank.post(f"{AT}/references", {"references": [{**price, "source": "rivers file"}]})

    said = own(cast, "e_order")

    assert (said["available"], codes(said)) == (yuan("0.00"), ["order_programme.beyond_order"])
    reasons = {it["rule"]: it for it in said["order"]["reasons"]}
    assert reasons.keys() == {"not_in_chain", "overpriced"}
    assert reasons["not_in_chain"]["remedyWords"]["en"].startswith("Ask the core enterprise")
    assert reasons["overpriced"]["figures"] == {"price": "100", "most": "88", "asOf": "2026-03-01"}
    assert [it["rule"] for it in said["obstacles"][0]["facts"]["why"]] == list(reasons)
    assert "rivers file" not in str(said)
    explained = cast.spring.get(f"{AT}/orders/{name}/eligibility").json()
    assert explained["reasons"] == said["order"]["reasons"]
    assert explained["hash"] == said["order"]["decision"]


def test_an_order_without_a_programme_says_which_is_missing(platform: Edge) -> None:
    cast = everyone(platform)
    ordered(cast)

    said = own(cast, "e_order")

    assert (said["facility"], said["lender"], codes(said)) == (None, None, ["process.no_programme"])
    assert said["obstacles"][0]["facts"] == {"coreEnterprise": "anchor", "supplier": "spring"}
    assert said["order"]["ordered"] == yuan("1000.00")


def test_a_supplier_that_is_suspended_can_draw_on_nothing(platform: Edge) -> None:
    cast = everyone(platform)
    open_a_line(platform, cast)
    open_a_programme(cast)
    ordered(cast)
    cast.operator.post("/parties/spring/suspension", {"reason": "under review"})

    items = read(cast.spring, cast)["items"]

    assert len(items) == 2
    for item in items:
        assert item["available"] == yuan("0.00")
        assert codes(item)[0] == "enterprise.suspended"
        refused = cast.spring.post(
            "/credit-lines/bank:line-1/draws", {"amount": yuan("10.00"), "dueOn": "2026-05-15"}
        )
        assert refused.json()["code"] == "enterprise.suspended"


@pytest.mark.parametrize(
    ("different", "code", "figure"),
    [
        (
            {"commitment": "conditional", "conditions": ["accounts"]},
            "conditions_not_met",
            "accounts",
        ),
        ({"validUntil": "2026-03-02", "reviewDueOn": "2026-03-02"}, "", ""),
        (
            {"parts": [{"product": "receivable_pool"}]},
            "product_not_in_line",
            "credit_line",
        ),
    ],
)
def test_a_line_says_what_a_draw_would_be_refused_with(
    different: dict[str, Any], code: str, figure: str, platform: Edge
) -> None:
    cast = everyone(platform)
    open_a_line(platform, cast, **different)

    said = own(cast, "credit_line")
    drawn = cast.spring.post(
        "/credit-lines/bank:line-1/draws", {"amount": yuan("10.00"), "dueOn": "2026-03-03"}
    )

    if not code:
        assert (drawn.status_code, said["obstacles"]) == (201, [])
        return
    assert codes(said) == [drawn.json()["code"]] == [f"credit_line.{code}"]
    assert figure in str(said["obstacles"][0]["facts"])
    assert said["available"] == yuan("0.00")


def test_a_suspended_line_and_a_used_up_part_say_so_part_by_part(platform: Edge) -> None:
    cast = everyone(platform)
    parts = [
        {"product": "credit_line", "limit": yuan("300.00")},
        {"product": "receivable_pool"},
    ]
    open_a_line(platform, cast, parts=parts)
    body = {"financing": "fin-9", "amount": yuan("300.00"), "dueOn": "2026-05-15"}
    assert cast.spring.post("/credit-lines/bank:line-1/draws", body).status_code == 201

    used = own(cast, "credit_line")
    cast.bank.post("/credit-lines/bank:line-1/suspension", {"reason": "accounts are late"})
    stopped = own(cast, "credit_line")

    assert codes(used) == ["credit_line.beyond_part"]
    assert used["obstacles"][0]["facts"]["limit"] == yuan("300.00")
    first, second = used["line"]["parts"]
    assert first["obstacle"]["code"] == "credit_line.beyond_part"
    assert (second["available"], second["obstacle"]) == (yuan("700.00"), None)
    (block,) = used["line"]["blocks"]
    assert (block["financing"], block["amount"]) == ("spring:fin-9", yuan("300.00"))
    assert codes(stopped) == ["credit_line.suspended"]
    assert {it["obstacle"]["code"] for it in stopped["line"]["parts"]} == {"credit_line.suspended"}


def test_a_frozen_pool_keeps_its_figures_and_lets_nothing_be_drawn(platform: Edge) -> None:
    cast = everyone(platform)
    deal = dealt(cast)
    repaid = {"amount": yuan("300.00"), "valueDate": "2026-03-02", "bankReference": "b-9"}
    cast.bank.post(f"/financings/{deal.financing}/repayments", repaid)
    before = own(cast, "receivable_pool")

    cast.bank.post("/pools/pool-1/freezing", {"reason": "count under way"})
    after = own(cast, "receivable_pool")

    assert (before["available"], before["obstacles"]) == (yuan("300.00"), [])
    assert (after["bears"], after["available"]) == (yuan("300.00"), yuan("0.00"))
    assert codes(after) == ["receivable_pool.frozen"]


def test_a_supplier_is_shown_neither_the_lenders_limit_nor_others(platform: Edge) -> None:
    """The programme's limit leaves 200.00 after spring's 800.00; river's own would bear 400.00."""
    cast = everyone(platform)
    terms = {**PROGRAMME_TERMS, "orders": {**PROGRAMME_TERMS["orders"], "limit": yuan("1000.00")}}
    opening = {"programme": "prog-1", "coreEnterprise": "anchor", "terms": terms}
    cast.bank.post("/order-programmes", opening)
    for supplier in ("spring", "river"):
        joining = {"supplier": supplier, "rated": RATED, "limit": yuan("30000.00")}
        cast.bank.post(f"{AT}/suppliers", joining)
    first, _ = ordered(cast, "PO-1"), ordered(cast, "PO-2")
    wanted = {"order": first, "amount": yuan("800.00"), "dueOn": "2026-05-15"}
    cast.spring.post(f"{AT}/requests", {**wanted, "financing": "fin-1"})
    cast.bank.post(f"{AT}/requests/spring:fin-1/approvals", {})

    items = read(cast.spring, cast, product="e_order")["items"]

    lent, other = sorted(items, key=lambda it: it["outstanding"]["amount"], reverse=True)
    assert (lent["outstanding"], lent["available"]) == (yuan("800.00"), yuan("0.00"))
    assert codes(other) == ["process.lender_takes_no_more"]
    assert (other["bears"], other["available"]) == (yuan("800.00"), yuan("0.00"))
    assert "1000.00" not in str(other["obstacles"])
    assert '"200.00"' not in str(items)
    assert read(cast.river, cast)["items"] == []


def test_a_lender_sees_the_same_figures_of_its_own_and_of_no_other(platform: Edge) -> None:
    cast = everyone(platform)
    dealt(cast)
    open_a_line(platform, cast)
    open_a_programme(cast)
    asked, untouched = ordered(cast, "PO-1"), ordered(cast, "PO-2")
    wanted = {"order": asked, "amount": yuan("500.00"), "dueOn": "2026-05-15"}
    cast.spring.post(f"{AT}/requests", {**wanted, "financing": "fin-1"})

    theirs = read(cast.bank, cast, "/eligibility")["items"]
    springs = read(cast.spring, cast)["items"]

    shared = ("product", "facility", "borrower", "bears", "available", "outstanding", "line")
    for item in theirs:
        assert (item["product"], item["borrower"]) == ("receivable_pool", "river") or any(
            all(item[name] == own[name] for name in shared) for own in springs
        ), item
    assert [it["order"]["order"] for it in theirs if it["order"]] == [asked]
    assert untouched not in str(theirs)
    assert read(cast.rival, cast, "/eligibility")["items"] == []
    assert cast.rival.get("/eligibility/own").status_code == 403


def test_a_lender_sees_an_order_once_it_was_told_what_it_costs(platform: Edge) -> None:
    cast = everyone(platform)
    open_a_programme(cast)
    name = ordered(cast)
    cost = {"order": name, "cost": yuan("500.00"), "source": "q", "statedOn": "2026-03-02"}

    before = read(cast.bank, cast, "/eligibility", product="e_order")["items"]
    stated = cast.spring.post(f"{AT}/costs", cost)
    after = read(cast.bank, cast, "/eligibility", product="e_order")["items"]

    assert stated.status_code == 200, stated.text
    assert before == []
    assert [(it["order"]["order"], it["available"]) for it in after] == [(name, yuan("800.00"))]
