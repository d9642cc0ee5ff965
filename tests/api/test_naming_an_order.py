"""An order number of two years: the invoice waits over HTTP, and a person names the order."""

from __future__ import annotations

import pytest

from tests.adapters.documents.order_x import Said, order_x
from tests.api.scenes import Cast, everyone, invoice
from tests.support.edge import Edge

pytestmark = pytest.mark.postgres

WAX = Said("1", "100", "10.00")


@pytest.fixture
def cast(platform: Edge) -> Cast:
    return everyone(platform)


def placed(cast: Cast, day: str) -> str:
    file = (f"{day}.xml", order_x("220", "PO-7", WAX, day=day))
    (told,) = cast.anchor.upload("/documents", file).json()["documents"]
    assert told["outcome"] == "placed", told
    assert told["choices"] == []
    return str(told["order"])


def test_the_choices_are_told_and_one_is_named(cast: Cast) -> None:
    old, new = placed(cast, "20250303"), placed(cast, "20260210")

    waits = cast.spring.post("/receivables", {**invoice("INV-1", "500.00"), "order": "PO-7"}).json()
    shown = cast.spring.get(f"/documents/{waits['document']}").json()
    at = f"/documents/{waits['document']}/resolution"
    wrong = cast.spring.post(at, {"order": "ord_other"})
    came = cast.spring.post(at, {"order": old}).json()
    after = cast.spring.get(f"/documents/{waits['document']}").json()

    assert (waits["outcome"], waits["why"], waits["choices"]) == (
        "waiting",
        "several_orders",
        [new, old],
    )
    assert (shown["status"], shown["choices"]) == ("waiting", [new, old])
    assert (wrong.status_code, wrong.json()["code"]) == (409, "intake.order_not_meant")
    assert came["outcome"] == "registered"
    assert (after["status"], after["choices"]) == ("taken", [])
    cast.anchor.position = cast.spring.position
    assert cast.anchor.get(f"/orders/{old}").json()["bills"] == ["INV-1"]
    assert cast.anchor.get(f"/orders/{new}").json()["bills"] == []
