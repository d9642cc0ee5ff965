"""Over HTTP: an order is billed twice; the buyer is warned, and says whether it owes both."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.scenes import TERMS, Cast, everyone, invoice, order, yuan
from tests.support.edge import Edge

pytestmark = pytest.mark.postgres

TASK = "accept_beyond_order"


def billed_twice(cast: Cast) -> str:
    """The second claim, of 990.00 on an order of 1,000.00 that was billed for 980.00 before."""
    cast.anchor.post("/orders", order())
    first = cast.spring.post("/receivables", {**invoice("INV-1", "980.00"), "order": "PO-7"})
    second = cast.spring.post("/receivables", {**invoice("INV-2", "990.00"), "order": "PO-7"})
    assert (first.status_code, second.status_code) == (201, 201)
    claim: str = second.json()["receivable"]
    return claim


def waiting(cast: Cast) -> list[Any]:
    return [(it["of"], it["amount"]) for it in cast.anchor.get("/inbox", task=TASK).json()["items"]]


def test_the_buyer_is_warned_and_the_pool_says_why(platform: Edge) -> None:
    cast = everyone(platform)
    claim = billed_twice(cast)
    cast.rival.post("/pools", {"pool": "pool-2", "terms": TERMS})
    cast.rival.post("/pools/pool-2/sellers", {"seller": "spring"})

    shown = cast.anchor.get(f"/receivables/{claim}").json()
    many = cast.anchor.post(
        "/receivables/confirmations", {"receivables": [claim], "evidence": "signed"}
    )
    taken = cast.spring.post("/pools/rival:pool-2/assignments", {"receivables": [claim]})
    cast.rival.position = cast.spring.position
    (item,) = cast.rival.get("/pools/pool-2/eligibility").json()["items"]

    assert shown["beyondOrder"] == yuan("970.00")
    assert many.json()["beyondOrders"] == [claim]
    assert taken.status_code == 200, taken.text
    (reason,) = (it for it in item["reasons"] if it["rule"] == "beyond_order")
    assert reason["amount"] == yuan("970.00")
    assert "970.00" in reason["words"]["en"]
    assert "订单" in reason["words"]["zh"]
    cast.anchor.position = cast.spring.position
    assert waiting(cast) == [(claim, yuan("970.00"))]


def test_it_owes_it_nevertheless_once_it_says_so(platform: Edge) -> None:
    cast = everyone(platform)
    claim = billed_twice(cast)
    path = f"/receivables/{claim}/beyond-order"

    others = (cast.spring, cast.bank)
    by_others = [it.post(path, {"evidence": "letter"}).status_code for it in others]
    unproved = cast.anchor.post(path, {"evidence": ""})
    accepted = cast.anchor.post(path, {"evidence": "letter of 3 March"})
    again = cast.anchor.post(path, {"evidence": "another letter"})

    assert by_others == [403, 403]
    assert unproved.status_code == 422
    assert accepted.json()["beyondOrder"] == yuan("0.00")
    assert waiting(cast) == []
    assert (again.status_code, again.json()["code"]) == (409, "receivable.nothing_beyond_order")


def test_what_is_billed_as_tax_is_beyond_the_order_too(platform: Edge) -> None:
    """The order is of 1,000.00 and 130.00 of tax; its invoice of 1,000.00 and 8,000.00."""
    cast = everyone(platform)
    cast.anchor.post("/orders", order())
    said = {**invoice("INV-1", "9000.00"), "tax": yuan("8000.00"), "order": "PO-7"}

    claim = cast.spring.post("/receivables", said).json()["receivable"]

    assert cast.anchor.get(f"/receivables/{claim}").json()["beyondOrder"] == yuan("7870.00")
