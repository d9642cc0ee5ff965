"""Advance and reserve make the face; fee and shortages come out of the reserve."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from domain.shared.currency import Currency
from domain.shared.factoring import advance, settle, surplus_to_seller
from domain.shared.legal_form import LegalForm
from domain.shared.money import Money
from domain.shared.pricing import Fee
from tests.support.shared import case

USD = Currency.USD


def dollars(major: int) -> Money:
    return Money(100 * major, USD)


def test_advance_reserve_fee_and_rebate() -> None:
    told = case("FAC-02")
    face = dollars(told["inputs"]["invoice"])
    fee = Fee(Decimal(str(told["inputs"]["fee_rate"]))).on(face, 30)

    advanced = advance(face, Decimal(str(told["inputs"]["advance_rate"])))
    settled = settle(face, advanced, paid=face, fee=fee)

    assert advanced == dollars(told["expected"]["advance"])
    assert fee == dollars(told["expected"]["fee"])
    assert settled.reserve == dollars(told["expected"]["reserve"])
    assert settled.rebate == dollars(told["expected"]["final_reserve_payment"])
    assert settled.seller_total == dollars(told["expected"]["total"])


def test_each_invoice_is_advanced_on_by_the_same_rate() -> None:
    told = case("FAC-03")
    rate = Decimal(str(told["inputs"]["advance_rate"]))

    advances = [advance(dollars(face), rate) for face in told["inputs"]["invoices"]]

    assert advances == [dollars(expected) for expected in told["expected"]["advances"]]


def test_a_short_payment_is_absorbed_by_the_reserve() -> None:
    told = case("FAC-04")["inputs"]
    expected = case("FAC-04")["expected"]

    settled = settle(
        dollars(told["invoice"]),
        dollars(told["advance"]),
        paid=dollars(told["buyer_paid"]),
        fee=dollars(told["fee"]),
    )

    assert settled.reserve == dollars(expected["reserve"])
    assert settled.shortfall == dollars(expected["shortfall"])
    assert settled.rebate == dollars(expected["rebate"])
    assert settled.seller_total == dollars(expected["seller_total"])


def test_what_the_reserve_cannot_bear_is_claimed_from_the_seller() -> None:
    settled = settle(dollars(1_000), dollars(900), paid=dollars(700), fee=dollars(30))

    assert settled.rebate == dollars(0)
    assert settled.recourse == dollars(230)
    assert settled.seller_total == dollars(670)


def test_a_surplus_goes_back_to_the_seller_only_with_recourse() -> None:
    told = case("FAC-05")
    collected, owed, costs = (
        dollars(told["inputs"][which])
        for which in ("collected", "financing_principal_and_interest", "costs")
    )

    back = surplus_to_seller(collected, owed, costs, LegalForm.ASSIGNMENT_RECOURSE)

    assert back == dollars(told["expected"]["return_to_seller"])
    kept = surplus_to_seller(collected, owed, costs, LegalForm.ASSIGNMENT_NONRECOURSE)
    assert kept == dollars(0)
    assert surplus_to_seller(collected, owed, costs, LegalForm.PLEDGE) == back


@given(*[st.integers(min_value=0, max_value=10_000)] * 4)
def test_seller_and_factor_together_have_what_the_buyer_paid(
    face: int, advanced: int, paid: int, fee: int
) -> None:
    face_, advanced_ = dollars(face), dollars(min(advanced, face))
    paid_ = dollars(min(paid, face))

    settled = settle(face_, advanced_, paid_, dollars(fee))

    factor_has = paid_ - advanced_ - settled.rebate + settled.recourse
    assert factor_has == dollars(fee)
    assert settled.seller_total + factor_has == paid_
