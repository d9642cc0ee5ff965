"""An order carried by Order-X files alone: placed, answered, changed; what is malformed is told."""

from __future__ import annotations

from typing import Any

import pytest

from tests.adapters.documents.order_x import Said, order_x
from tests.api.scenes import Cast, everyone, yuan
from tests.support.edge import Edge, Hand

pytestmark = pytest.mark.postgres

LINES = (Said("1", "100", "10.00"), Said("2", "5", "4.00"))


@pytest.fixture
def cast(platform: Edge) -> Cast:
    return everyone(platform)


def given(hand: Hand, content: bytes, name: str = "paper.xml") -> dict[str, Any]:
    answer = hand.upload("/documents", (name, content))
    assert answer.status_code == 200, answer.text
    (told,) = answer.json()["documents"]
    return dict(told)


def placed(cast: Cast) -> str:
    told = given(cast.anchor, order_x("220", "PO-7", *LINES))
    assert told["outcome"] == "placed", told
    return str(told["order"])


def seen(cast: Cast, order: str, *others: Hand) -> dict[str, Any]:
    cast.anchor.position = max((it.position for it in (cast.anchor, *others)), key=int)
    return dict(cast.anchor.get(f"/orders/{order}").json())


def answered(cast: Cast, status: str, *lines: Said, **more: str) -> dict[str, Any]:
    response = order_x("231", "R-1", *lines, order="PO-7", status=status, **more)
    return given(cast.spring, response)


def test_a_response_accepts_the_whole(cast: Cast) -> None:
    order = placed(cast)

    answered(cast, "1")

    after = seen(cast, order, cast.spring)
    assert (after["status"], after["ordered"]) == ("accepted", yuan("1020.00"))


def test_a_response_accepts_in_part(cast: Cast) -> None:
    order = placed(cast)

    answered(
        cast, "3", Said("1", "100", None, "6", "60", "1"), Said("2", "5", None, "7", None, "2")
    )

    after = seen(cast, order, cast.spring)
    assert (after["status"], after["ordered"]) == ("partly_accepted", yuan("600.00"))


def test_a_response_rejects(cast: Cast) -> None:
    order = placed(cast)

    answered(cast, "8", note="no wax this year")

    assert seen(cast, order, cast.spring)["status"] == "rejected"


def test_a_change_of_quantity_and_price_holds_once_it_is_accepted(cast: Cast) -> None:
    order = placed(cast)
    answered(cast, "1")
    lines = (Said("1", "120", "9.50", "3", names="1"), Said("2", "5", "4.00", "2", names="2"))

    given(cast.anchor, order_x("230", "C-1", *lines, order="PO-7"))
    proposed = seen(cast, order, cast.spring)
    accepts = order_x("231", "R-2", order="PO-7", status="1", change="C-1", day="20260211")
    given(cast.spring, accepts)

    assert (proposed["status"], proposed["ordered"]) == ("change_proposed", yuan("1020.00"))
    after = seen(cast, order, cast.spring)
    assert (after["status"], after["ordered"]) == ("accepted", yuan("1140.00"))


def test_a_malformed_one_is_refused_with_place_and_rule_in_both_languages(cast: Cast) -> None:
    placed(cast)

    told = answered(cast, "29")

    assert told["outcome"] == "refused"
    assert told["no"]["code"] == "document.reply_unknown"
    assert told["no"]["facts"]["place"] == "ram:StatusCode"
    assert told["no"]["detail"] == (
        "ram:StatusCode: it does not say whether the order is accepted (reply)."
    )
    assert "ram:StatusCode: 未说明是否接受订单 (reply)。" in told["no"].values()
