"""What an order carries of the money that is lent on it, and why it carries no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from domain.eligibility.order_reasons import OrderRule
from domain.eligibility.order_terms import DeliveryWindow, OrderConcentration
from domain.eligibility.standing import PartyStanding
from tests.domain.eligibility.orders import ANCHOR, DAY, ORDER, TERMS, WELL, judged, standing, yuan


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
