"""What a supplier is shown of a pool: its own claims, draws and over-advance, and nobody else's."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.scenes import Cast, dealt, everyone, pooled, registered, yuan
from tests.support.edge import Edge

pytestmark = pytest.mark.postgres

AT = "/pools/bank:pool-1"


def short_by_four_hundred(platform: Edge) -> Cast:
    """Spring drew 800.00 on 1,000.00, of which 500.00 are disputed; river brought two claims."""
    cast = everyone(platform)
    deal = dealt(cast)
    for number, amount in (("INV-7", "2000.00"), ("INV-8", "3000.00")):
        pooled(cast, registered(cast.river, number, amount, "river"), by=cast.river)
    said = {"amount": yuan("500.00"), "reason": "quality"}
    disputed = cast.anchor.post(f"/receivables/{deal.claim}/dispute", said)
    assert disputed.status_code == 200, disputed.text
    for hand in (cast.spring, cast.river, cast.bank):
        hand.position = cast.anchor.position
    return cast


def of(pool: Any) -> tuple[Any, ...]:  # noqa: ANN401  # JSON has no narrower type
    names = ("status", "sellers", "claims", "outstanding", "overAdvance")
    return tuple(pool[name] for name in names)


def test_a_supplier_is_shown_its_claims_and_the_over_advance_it_answers_for(
    platform: Edge,
) -> None:
    cast = short_by_four_hundred(platform)

    shown = cast.spring.get(AT).json()
    waits = cast.spring.get("/inbox", task="cure_over_advance").json()["items"]

    assert of(shown) == ("over_advance", ["spring"], 1, yuan("800.00"), yuan("400.00"))
    assert [it["amount"] for it in waits] == [yuan("400.00")]


def test_a_supplier_that_is_not_short_is_told_nothing_of_anothers_over_advance(
    platform: Edge,
) -> None:
    cast = short_by_four_hundred(platform)

    shown = cast.river.get(AT).json()
    whole = cast.bank.get(AT).json()

    assert of(shown) == ("open", ["river"], 2, yuan("0.00"), None)
    assert of(whole) == ("over_advance", ["river", "spring"], 3, yuan("800.00"), yuan("400.00"))


def test_an_over_advance_that_is_cured_is_shown_no_longer(platform: Edge) -> None:
    cast = short_by_four_hundred(platform)
    (financing,) = cast.bank.get("/financings").json()["items"]

    paid = {"amount": yuan("500.00"), "valueDate": "2026-03-02", "bankReference": "b-2"}
    repaid = cast.bank.post(f"/financings/{financing['financing']}/repayments", paid)

    assert repaid.status_code == 200, repaid.text
    assert of(cast.spring.get(AT).json()) == ("open", ["spring"], 1, yuan("300.00"), None)
