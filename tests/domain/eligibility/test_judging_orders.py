"""An order is lent on for what it will bring, and every rule that takes from it is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from domain.eligibility.order_facts import Discord, OrderFacts
from domain.eligibility.order_reasons import ORDER_REMEDIES, OrderRemedy, OrderRule
from domain.eligibility.order_standing import OrderCircumstances
from domain.eligibility.order_terms import DeliveryWindow, OrderTerms, RatingTerms, WithoutCost
from domain.eligibility.standing import PartyStanding
from domain.shared.currency import Currency
from domain.shared.facility import Product
from domain.shared.ids import PartyId
from domain.shared.money import Money
from tests.domain.eligibility.orders import (
    ANCHOR,
    DAY,
    ORDER,
    RATED,
    SPRING,
    TERMS,
    WELL,
    costing,
    judged,
    mismatch,
    only,
    permitted,
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


def test_every_rule_says_what_would_change_it() -> None:
    assert set(ORDER_REMEDIES) == set(OrderRule)
    assert set(ORDER_REMEDIES.values()) == set(OrderRemedy)
