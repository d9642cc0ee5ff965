"""An order counts up to agreed sizes and shares, and bears what its supplier's rating says."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from domain.eligibility.order_reasons import OrderRule
from domain.eligibility.order_terms import OrderConcentration, RatingTerms, ShareOf
from domain.shared.currency import Currency
from domain.shared.money import Money
from domain.shared.pricing import Fee
from tests.domain.eligibility.orders import (
    LINE,
    ORDER,
    RATED,
    RIVER,
    TERMS,
    WELL,
    costing,
    judged,
    only,
    other,
    rules,
    told,
    yuan,
)


def test_a_large_order_counts_up_to_the_agreed_size() -> None:
    judgement = judged(terms=replace(TERMS, size_max=yuan("600.00")))

    assert only(judgement).rule is OrderRule.TOO_LARGE
    assert judgement.eligible == yuan("600.00")


def test_a_supplier_over_its_share_of_the_limit_loses_the_excess_alone() -> None:
    """15 % of 10,000.00 is 1,500.00; another order counts 800.00, so 300.00 of this is over."""
    terms = replace(TERMS, concentration=OrderConcentration(supplier=Decimal("0.15")))
    around = replace(WELL, others=(other("800.00"), other("5000.00", RIVER, "ord-8")))

    judgement = judged(terms=terms, around=around)

    assert only(judgement).rule is OrderRule.CONCENTRATION_OF_SUPPLIER
    assert judgement.eligible == yuan("700.00")
    assert told(only(judgement))["cap"] == yuan("1500.00")


def test_a_cap_on_the_buyer_may_be_a_share_of_all_financed_orders() -> None:
    """Of 4,000.00 with this order, 60 % is 2,400.00; the buyer's make 4,000.00."""
    agreed = OrderConcentration(buyer=Decimal("0.60"), share_of=ShareOf.ORDERS)
    around = replace(WELL, others=(other("3000.00", RIVER),))

    judgement = judged(terms=replace(TERMS, concentration=agreed), around=around)

    assert only(judgement).rule is OrderRule.CONCENTRATION_OF_BUYER
    assert judgement.eligible.is_zero


def test_a_cap_is_told_to_an_order_that_is_out_for_another_reason_too() -> None:
    terms = replace(TERMS, concentration=OrderConcentration(supplier=Decimal("0.05")))

    judgement = judged(replace(ORDER, accepted=False), terms)

    assert rules(judgement) == [OrderRule.NOT_ACCEPTED, OrderRule.CONCENTRATION_OF_SUPPLIER]
    assert judgement.results.reasons[1].amount == yuan("500.00")
    assert judgement.results.reasons[1].counted.is_zero


def test_ratio_margin_and_security_go_by_the_suppliers_rating() -> None:
    table = (
        RatingTerms(rating="AA", financing_ratio=Decimal(1)),
        RatingTerms(
            rating="A",
            financing_ratio=Decimal("0.85"),
            margin_ratio=Decimal("0.10"),
            guarantee_ratio=Decimal("0.333333"),
            collateral_ratio=Decimal("0.20"),
        ),
    )
    certificate = judged(terms=replace(TERMS, ratings=table)).certificate(1)
    best = judged(
        terms=replace(TERMS, ratings=table),
        around=replace(WELL, rated=replace(RATED, rating="AA")),
    ).certificate(1)

    assert certificate.advance == yuan("850.00")
    assert certificate.security.margin == yuan("85.00")
    assert certificate.security.guarantee == yuan("283.34")  # rounded up
    assert certificate.security.collateral == yuan("170.00")
    assert best.advance == yuan("1000.00")
    assert best.security.guarantee.is_zero


def test_the_gross_margin_screen_of_a_purchase_order_funder() -> None:
    """INV-10: 500,000 ordered, cost 300,000, margin 40 %; 3 % per 30 days on the cost, 60 days."""
    worth, cost = Money.of("500000.00", Currency.CAD), Money.of("300000.00", Currency.CAD)
    order = replace(
        ORDER,
        ordered=worth,
        lines=(replace(LINE, amount=worth),),
        prepaid=Money.zero(Currency.CAD),
        invoiced=Money.zero(Currency.CAD),
        lost=Money.zero(Currency.CAD),
    )
    terms = replace(
        TERMS, limit=Money.of("1000000.00", Currency.CAD), gross_margin_min=Decimal("0.20")
    )
    around = replace(WELL, cost=replace(costing("1.00"), cost=cost))
    thin = replace(terms, gross_margin_min=Decimal("0.41"))
    fee = Fee(rate=Decimal("0.03"), step_days=30).on(cost, 60)

    assert rules(judged(order, terms, around)) == []
    assert told(only(judged(order, thin, around)))["margin"] == Decimal("0.4")
    assert fee == Money.of("18000.00", Currency.CAD)
    assert worth - cost - fee == Money.of("182000.00", Currency.CAD)


@pytest.mark.parametrize(
    ("ratio", "advance"), [("0.70", "700.00"), ("0.80", "800.00"), ("0.90", "900.00")]
)
def test_what_lenders_publish_as_their_ratio_comes_out(ratio: str, advance: str) -> None:
    """70 % of a bank's order loan, 80 % of export orders, 90 % of e-commerce orders (INV-07)."""
    row = RatingTerms(rating="A", financing_ratio=Decimal(ratio))

    assert judged(terms=replace(TERMS, ratings=(row,))).advance == yuan(advance)


def test_a_pledge_of_a_contract_with_advances_received_bears_what_the_question_bank_says() -> None:
    """INV-09: contract 1,000,000, advances 200,000, cap 70 %: 560,000 at most."""
    order = replace(ORDER, ordered=yuan("1000000.00"), prepaid=yuan("200000.00"), lines=())
    roomy = replace(TERMS, limit=yuan("2000000.00"))

    assert judged(order, roomy).advance == yuan("560000.00")
