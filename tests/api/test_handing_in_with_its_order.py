"""An invoice that waited as perhaps registered is handed in again with its order: nothing waits."""

from __future__ import annotations

from typing import Any

import pytest

from tests.adapters.documents.order_x import Said, order_x
from tests.api.scenes import Cast, everyone, invoice
from tests.support.edge import Edge

pytestmark = pytest.mark.postgres


@pytest.fixture
def cast(platform: Edge) -> Cast:
    """INV-1 of 500.00 is on record; an order of 1,000.00 is placed."""
    cast = everyone(platform)
    file = ("order.xml", order_x("220", "PO-7", Said("1", "100", "10.00"), day="20260210"))
    (told,) = cast.anchor.upload("/documents", file).json()["documents"]
    assert told["outcome"] == "placed", told
    assert entered(cast, "INV-1")["outcome"] == "registered"
    return cast


def entered(cast: Cast, number: str, **more: object) -> Any:  # noqa: ANN401  # JSON has no narrower type
    return cast.spring.post("/receivables", {**invoice(number, "500.00"), **more}).json()


def tasks(cast: Cast) -> list[str]:
    rows = cast.spring.get("/inbox", task="resolve_document").json()["items"]
    return [row["of"] for row in rows]


def test_it_is_one_claim_out_of_its_order_and_no_task_is_left(cast: Cast) -> None:
    waits = entered(cast, "INV-2")
    before = tasks(cast)

    came = entered(cast, "INV-2", order="PO-7")
    claims = cast.spring.get("/receivables").json()["items"]

    assert (waits["outcome"], waits["why"]) == ("waiting", "perhaps_registered")
    assert before == [waits["document"]]
    assert came["outcome"] == "registered", came
    assert sorted(it["number"] for it in claims) == ["INV-1", "INV-2"]
    (order,) = cast.spring.get("/orders").json()["items"]
    assert order["bills"] == ["INV-2"]
    assert tasks(cast) == []
    shown = cast.spring.get(f"/documents/{waits['document']}").json()
    assert (shown["status"], shown["receivable"]) == ("taken", came["receivable"])


def test_all_papers_of_it_that_waited_are_taken_with_the_one_a_person_resolves(cast: Cast) -> None:
    first, second = entered(cast, "INV-2"), entered(cast, "INV-2", contract="C-1")
    assert sorted(tasks(cast)) == sorted([first["document"], second["document"]])

    at = f"/documents/{first['document']}/resolution"
    came = cast.spring.post(at, {"another": True}).json()

    assert came["outcome"] == "registered", came
    assert tasks(cast) == []
    shown = cast.spring.get(f"/documents/{second['document']}").json()
    assert (shown["status"], shown["receivable"]) == ("taken", came["receivable"])


def test_a_paper_that_contradicts_what_was_taken_waits_on(cast: Cast) -> None:
    waits = entered(cast, "INV-2")

    corrected = {**invoice("INV-2", "600.00"), "order": "PO-7"}
    came = cast.spring.post("/receivables", corrected).json()

    assert came["outcome"] == "registered", came
    assert tasks(cast) == [waits["document"]]


def test_a_paper_that_names_an_order_waits_on_where_the_one_taken_names_none(cast: Cast) -> None:
    assert entered(cast, "INV-3", order="PO-7")["outcome"] == "registered"
    waits = entered(cast, "INV-4", order="PO-7")
    other = cast.spring.post("/receivables", {**invoice("INV-5", "700.00")}).json()

    came = entered(cast, "INV-4", issuedOn="2026-02-17")

    assert (waits["why"], other["outcome"]) == ("perhaps_registered", "registered")
    assert came["outcome"] == "registered", came
    assert tasks(cast) == [waits["document"]]
