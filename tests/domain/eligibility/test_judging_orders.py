"""An order is lent on for what it will bring, and every rule that takes from it is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from domain.eligibility.order_facts import Discord, OrderFacts
from domain.eligibility.order_reasons import ORDER_REMEDIES, OrderRemedy, OrderRule
from domain.eligibility.order_standing import OrderCircumstances
from domain.eligibility.order_terms import (
    DeliveryWindow,
    OrderConcentration,
    OrderTerms,
    PriceSanity,
    RatingTerms,
    ShareOf,
    WithoutCost,
    WithoutReference,
)
from domain.eligibility.standing import PartyStanding
from domain.shared.currency import Currency
from domain.shared.facility import Product
from domain.shared.ids import PartyId
from domain.shared.money import Money
from domain.shared.pricing import Fee
from tests.domain.eligibility.orders import (
    ANCHOR,
    DAY,
    LINE,
    ORDER,
    RATED,
    RIVER,
    SPRING,
    TERMS,
    WELL,
    costing,
    judged,
    mismatch,
    only,
    other,
    permitted,
    reference,
    rules,
    standing,
    told,
    yuan,
)


def test_an_order_with_nothing_wrong_is_lent_on_at_seventy_in_a_hundred() -> None:
    certificate = judged().certificate(3)

    assert rules(judged()) == []
    assert certificate.eligible == yuan("1000.00")
    assert certificate.advance == yuan("700.00")
    assert certificate.terms_version == 3
    assert certificate.due_latest == date(2026, 5, 30)


YESTERDAY, TOMORROW = DAY - timedelta(days=1), DAY + timedelta(days=1)

FAILING: tuple[tuple[OrderFacts, OrderTerms, OrderCircumstances, OrderRule], ...] = (
    (replace(ORDER, accepted=False), TERMS, WELL, OrderRule.NOT_ACCEPTED),
    (replace(ORDER, authentic=False), TERMS, WELL, OrderRule.NOT_AUTHENTIC),
    (replace(ORDER, cancelled=True, cancellable=True), TERMS, WELL, OrderRule.CANCELLED),
    (
        replace(ORDER, cancellable=True),
        replace(TERMS, exclude_cancellable=True),
        WELL,
        OrderRule.CANCELLABLE,
    ),
    (
        ORDER,
        TERMS,
        standing(PartyStanding(party=SPRING, admitted=False)),
        OrderRule.SUPPLIER_NOT_ADMITTED,
    ),
    (
        ORDER,
        TERMS,
        standing(PartyStanding(party=SPRING, suspended=True)),
        OrderRule.SUPPLIER_SUSPENDED,
    ),
    (
        ORDER,
        TERMS,
        standing(PartyStanding(party=SPRING, insolvent=True)),
        OrderRule.SUPPLIER_INSOLVENT,
    ),
    (
        ORDER,
        TERMS,
        standing(PartyStanding(party=SPRING, sanctioned=True)),
        OrderRule.SUPPLIER_SANCTIONED,
    ),
    (ORDER, TERMS, standing(PartyStanding(party=SPRING, overdue=True)), OrderRule.SUPPLIER_OVERDUE),
    (
        ORDER,
        TERMS,
        standing(buyer=PartyStanding(party=ANCHOR, suspended=True)),
        OrderRule.BUYER_SUSPENDED,
    ),
    (
        ORDER,
        TERMS,
        standing(buyer=PartyStanding(party=ANCHOR, insolvent=True)),
        OrderRule.BUYER_INSOLVENT,
    ),
    (ORDER, TERMS, replace(WELL, in_chain=False), OrderRule.NOT_IN_CHAIN),
    (ORDER, TERMS, permitted(allowed=False), OrderRule.CHAIN_FORBIDS),
    (ORDER, TERMS, permitted(since=TOMORROW), OrderRule.CHAIN_NOT_YET),
    (ORDER, TERMS, permitted(until=YESTERDAY), OrderRule.CHAIN_RAN_OUT),
    (ORDER, TERMS, permitted(products=(Product.CREDIT_LINE,)), OrderRule.CHAIN_OTHER_PRODUCT),
    (ORDER, TERMS, permitted(lenders=(PartyId("rival"),)), OrderRule.CHAIN_OTHER_LENDER),
    (ORDER, TERMS, replace(WELL, encumbered=True), OrderRule.ORDER_ENCUMBERED),
    (ORDER, TERMS, replace(WELL, suspected=True), OrderRule.ORDER_LENT_ON_TWICE),
    (
        ORDER,
        TERMS,
        standing(PartyStanding(party=SPRING, affiliates=(ANCHOR,))),
        OrderRule.AFFILIATED,
    ),
    (
        ORDER,
        TERMS,
        standing(
            PartyStanding(party=SPRING, group="g"), buyer=PartyStanding(party=ANCHOR, group="g")
        ),
        OrderRule.AFFILIATED,
    ),
    (ORDER, TERMS, replace(WELL, rated=None), OrderRule.NOT_RATED),
    (
        ORDER,
        TERMS,
        replace(WELL, rated=replace(RATED, rated_on=DAY - timedelta(days=366))),
        OrderRule.RATING_STALE,
    ),
    (ORDER, TERMS, replace(WELL, rated=replace(RATED, rating="C")), OrderRule.RATING_NOT_LENT_ON),
    (
        ORDER,
        replace(TERMS, ratings=(RatingTerms(rating="D", financing_ratio=Decimal(0)),)),
        replace(WELL, rated=replace(RATED, rating="D")),
        OrderRule.RATING_NOT_LENT_ON,
    ),
    (ORDER, replace(TERMS, size_min=yuan("1000.01")), WELL, OrderRule.TOO_SMALL),
    (ORDER, replace(TERMS, order_days_max=9), WELL, OrderRule.TOO_OLD),
    (replace(ORDER, deliver_by=None), TERMS, WELL, OrderRule.NO_DELIVERY_DATE),
    (replace(ORDER, deliver_by=DAY - timedelta(days=1)), TERMS, WELL, OrderRule.DELIVERY_PAST),
    (
        ORDER,
        replace(TERMS, delivery=DeliveryWindow(days_min=60)),
        WELL,
        OrderRule.DELIVERY_TOO_SOON,
    ),
    (ORDER, replace(TERMS, delivery=DeliveryWindow(days_max=58)), WELL, OrderRule.DELIVERY_TOO_FAR),
    (ORDER, replace(TERMS, gross_margin_min=Decimal("0.20")), WELL, OrderRule.COST_UNKNOWN),
    (
        ORDER,
        replace(TERMS, gross_margin_min=Decimal("0.20")),
        replace(WELL, cost=costing("800.01")),
        OrderRule.GROSS_MARGIN_LOW,
    ),
    (
        replace(ORDER, ordered=Money(100_000, Currency.USD), lines=()),
        TERMS,
        WELL,
        OrderRule.OTHER_CURRENCY,
    ),
)


@pytest.mark.parametrize(
    ("order", "terms", "around", "rule"),
    FAILING,
    ids=[f"{at}-{case[3].value}" for at, case in enumerate(FAILING)],
)
def test_what_fails_as_a_whole_is_lent_nothing_on_and_told_why(
    order: OrderFacts, terms: OrderTerms, around: OrderCircumstances, rule: OrderRule
) -> None:
    judgement = judged(order, terms, around)

    assert only(judgement).rule is rule
    assert only(judgement).counted == order.ordered
    assert only(judgement).remedy is ORDER_REMEDIES[rule]
    assert judgement.eligible.is_zero
    assert judgement.advance.is_zero


def test_each_rule_that_the_terms_leave_out_takes_nothing() -> None:
    lenient = replace(
        TERMS,
        supplier_faults=(),
        buyer_faults=(),
        exclude_affiliates=False,
        exclude_encumbered=False,
        chain_required=False,
        authenticity_required=False,
        delivery=DeliveryWindow(date_required=False),
        deduct_prepaid=False,
        gross_margin_min=Decimal("0.20"),
        without_cost=WithoutCost.COUNTS,
        prices=None,
    )
    order = replace(
        ORDER, authentic=False, cancellable=True, deliver_by=None, prepaid=yuan("100.00")
    )
    around = OrderCircumstances(rated=RATED, encumbered=True)

    assert rules(judged(order, lenient, around)) == []
    assert judged(order, lenient, around).certificate(1).due_latest == DAY + timedelta(days=365)


def test_an_order_that_fails_twice_is_told_twice_and_counted_once() -> None:
    order = replace(ORDER, accepted=False, prepaid=yuan("200.00"))

    first, second = judged(order).results.reasons

    assert (first.rule, first.counted) == (OrderRule.NOT_ACCEPTED, yuan("1000.00"))
    assert (second.rule, second.amount) == (OrderRule.PREPAID_PART, yuan("200.00"))
    assert second.counted.is_zero


def test_what_was_prepaid_invoiced_or_lost_is_not_lent_on() -> None:
    order = replace(ORDER, prepaid=yuan("200.00"), invoiced=yuan("300.00"), lost=yuan("50.00"))

    judgement = judged(order)

    assert judgement.eligible == yuan("450.00")
    assert [(it.rule, it.counted) for it in judgement.results.reasons] == [
        (OrderRule.PREPAID_PART, yuan("200.00")),
        (OrderRule.INVOICED_PART, yuan("300.00")),
        (OrderRule.LOST_PART, yuan("50.00")),
    ]


def test_goods_that_are_missing_are_not_taken_out_as_lost_and_as_a_mismatch() -> None:
    found = (mismatch(Discord.SHORT_RECEIVED, "80.00"), mismatch(Discord.OTHER_PRICE, "7.00"))
    order = replace(ORDER, lost=yuan("50.00"), mismatches=found)

    judgement = judged(order)

    assert judgement.eligible == yuan("913.00")
    assert [it.counted for it in judgement.results.reasons] == [
        yuan("50.00"),
        yuan("30.00"),
        yuan("7.00"),
    ]
    assert judgement.results.reasons[1].line == "1"
    assert told(judgement.results.reasons[1])["discord"] == "short_received"


def test_a_price_within_the_band_counts_in_full() -> None:
    around = replace(WELL, references=(reference("9.10"),))

    assert rules(judged(around=around)) == []


def test_only_what_is_over_the_band_is_out() -> None:
    """Reference 8.00, band 10 %: 8.80 at most, so 1.20 of each of 100 pieces is over."""
    around = replace(WELL, references=(reference("7.00", date(2026, 1, 5)), reference("8.00")))

    judgement = judged(around=around)

    assert only(judgement).rule is OrderRule.OVERPRICED
    assert only(judgement).counted == yuan("120.00")
    assert told(only(judgement)) == {
        "price": Decimal("10.00"),
        "reference": Decimal("8.00"),
        "as_of": date(2026, 2, 1),
        "source": "exchange",
        "band": Decimal("0.10"),
    }


def test_an_amount_that_quantity_and_price_do_not_make_up_is_no_low_price() -> None:
    """Said to be 5.00 a piece, but 100 pieces come to 1,000.00: ten each, 1.20 over the band."""
    around = replace(WELL, references=(reference("8.00"),))
    disguised = replace(ORDER, lines=(replace(LINE, unit_price=Decimal("5.00")),))

    assert only(judged(disguised, around=around)).counted == yuan("120.00")


@pytest.mark.parametrize("as_of", [DAY - timedelta(days=91), DAY + timedelta(days=1)])
def test_a_reference_too_old_or_of_a_day_to_come_is_as_good_as_none(as_of: date) -> None:
    around = replace(WELL, references=(reference("1.00", as_of),))
    strict = replace(TERMS, prices=PriceSanity(without_reference=WithoutReference.OUT))

    assert rules(judged(around=around)) == []
    assert rules(judged(terms=strict, around=around)) == [OrderRule.NO_REFERENCE]
    assert judged(terms=strict, around=around).eligible.is_zero


def test_a_reference_for_another_unit_is_none() -> None:
    around = replace(WELL, references=(replace(reference("1.00"), unit="KGM"),))

    assert rules(judged(around=around)) == []


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


def test_every_rule_says_what_would_change_it() -> None:
    assert set(ORDER_REMEDIES) == set(OrderRule)
    assert set(ORDER_REMEDIES.values()) == set(OrderRemedy)


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


def test_an_invoice_that_is_owed_bears_what_is_lent_and_nothing_new() -> None:
    order = replace(ORDER, invoiced=yuan("600.00"))

    unpaid = judged(order, around=replace(WELL, owed=yuan("600.00").minor)).certificate(1)
    paid = judged(order, around=replace(WELL, owed=yuan("100.00").minor)).certificate(1)

    assert (unpaid.advance, unpaid.carried) == (yuan("280.00"), yuan("700.00"))
    assert (paid.advance, paid.carried) == (yuan("280.00"), yuan("350.00"))


def test_tax_in_what_is_owed_bears_nothing() -> None:
    order = replace(ORDER, invoiced=yuan("600.00"))
    around = replace(WELL, owed=yuan("678.00").minor)

    assert judged(order, around=around).certificate(1).carried == yuan("700.00")


def test_an_order_that_others_have_carries_what_invoices_in_its_place_bring() -> None:
    """Of 600.00 owed the programme holds 400.00; disputes and payments lower it."""
    order = replace(ORDER, invoiced=yuan("600.00"))
    taken = replace(WELL, owed=yuan("600.00").minor, encumbered=True)
    instead = replace(taken, instead=yuan("400.00").minor)

    none, some = judged(order, around=taken), judged(order, around=instead)

    assert none.certificate(1).carried.is_zero
    assert some.certificate(1).carried == yuan("280.00")
    assert some.certificate(1).advance.is_zero
    assert none.inputs_hash != some.inputs_hash


def test_invoices_in_place_of_an_order_carry_nothing_when_their_buyer_fails() -> None:
    order = replace(ORDER, invoiced=yuan("600.00"))
    insolvent = standing(buyer=PartyStanding(party=ANCHOR, insolvent=True))
    around = replace(insolvent, owed=60_000, encumbered=True, instead=40_000)

    assert judged(order, around=around).certificate(1).carried.is_zero


def test_what_was_looked_at_when_it_was_lent_on_does_not_make_an_over_advance_later() -> None:
    """Older, nearer to its delivery, with a rating to be renewed, over a cap by others' growth."""
    strict = replace(
        TERMS,
        order_days_max=1,
        rating_days_max=1,
        size_min=yuan("5000.00"),
        delivery=DeliveryWindow(days_min=90),
        concentration=OrderConcentration(supplier=Decimal("0.01")),
    )

    certificate = judged(terms=strict).certificate(1)

    assert certificate.advance.is_zero
    assert certificate.carried == yuan("700.00")


def test_what_is_neither_delivered_nor_invoiced_on_the_agreed_day_bears_nothing() -> None:
    late = replace(ORDER, deliver_by=DAY - timedelta(days=1), invoiced=yuan("400.00"))

    around = replace(WELL, owed=yuan("400.00").minor)

    assert judged(late, around=around).certificate(1).carried == yuan("280.00")


def test_every_reason_why_it_carries_no_more_is_kept_and_they_add_up() -> None:
    """Of 1,000.00, 100.00 was lost and 400.00 is owed on an invoice; the rest came too late."""
    late = replace(
        ORDER,
        deliver_by=DAY - timedelta(days=1),
        invoiced=yuan("400.00"),
        lost=yuan("100.00"),
    )

    made = judged(late, around=replace(WELL, owed=yuan("400.00").minor))

    carrying = made.carrying
    assert [(it.rule, it.counted) for it in carrying.reasons] == [
        (OrderRule.LOST_PART, yuan("100.00")),
        (OrderRule.DELIVERY_PAST, yuan("500.00")),
    ]
    assert carrying.excluded == yuan("600.00")
    assert made.certificate(1).carrying_hash == carrying.hash != made.results.hash


def test_a_buyer_that_fails_carries_nothing() -> None:
    order = replace(ORDER, invoiced=yuan("1000.00"))
    around = replace(
        standing(buyer=PartyStanding(party=ANCHOR, insolvent=True)), owed=yuan("1000.00").minor
    )

    assert judged(order, around=around).certificate(1).carried.is_zero
