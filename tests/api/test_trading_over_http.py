"""A trade over HTTP: from an invoice entered to a financing repaid, everyone with its own key."""

from __future__ import annotations

import pytest

from tests.api.scenes import everyone, open_a_pool, pooled, registered, yuan
from tests.support.edge import Edge

pytestmark = pytest.mark.postgres


def test_a_supplier_draws_against_its_invoice_and_pays_it_back(platform: Edge) -> None:
    cast = everyone(platform)
    open_a_pool(cast)
    claim = registered(cast.spring, "INV-1", "1000.00")
    pooled(cast, claim)

    wanted = {"amount": yuan("800.00"), "dueOn": "2026-05-15"}
    quoted = cast.spring.post("/pools/bank:pool-1/quotes", wanted)
    too_much = cast.spring.post(
        "/pools/bank:pool-1/draws", {"amount": yuan("800.01"), "dueOn": "2026-05-15"}
    )
    drawn = cast.spring.post("/pools/bank:pool-1/draws", wanted)

    assert quoted.json()["sellerAvailable"] == yuan("800.00"), quoted.text
    assert too_much.status_code == 409
    assert "800.00" in too_much.json()["detail"]
    assert drawn.status_code == 201, drawn.text
    financing = drawn.json()["financing"]

    paid = {
        "amount": drawn.json()["netProceeds"],
        "valueDate": "2026-03-02",
        "bankReference": "b-1",
    }
    assert cast.bank.post(f"/financings/{financing}/disbursement", paid).status_code == 200
    owed = cast.spring.get(f"/financings/{financing}").json()["owedInAll"]
    bought = cast.bank.post(
        "/pools/bank:pool-1/buy-backs",
        {
            "receivables": [claim],
            "price": yuan("1000.00"),
            "valueDate": "2026-03-02",
            "bankReference": "bb-1",
        },
    )
    back = cast.bank.post("/pools/bank:pool-1/buy-backs/reversal", {"bankReference": "bb-1"})
    assert (bought.json()["count"], back.json()["count"]) == (1, 1), bought.text + back.text

    repaid = cast.bank.post(
        f"/financings/{financing}/repayments",
        {"amount": owed, "valueDate": "2026-03-02", "bankReference": "b-2"},
    )
    assert repaid.json()["stage"] == "repaid", repaid.text

    freed = cast.bank.post("/pools/bank:pool-1/releases", {"receivables": [claim]})
    assert freed.json()["count"] == 1, freed.text
    assert cast.bank.post("/pools/bank:pool-1/closing").json()["closed"] is True
