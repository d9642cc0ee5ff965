"""The same order is one order, and only its buyer can make it authentic."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from domain.e_order import commands as ask
from domain.e_order import events as fact
from domain.e_order import refusals as no
from domain.e_order.decide import MOST_AWAITED
from domain.e_order.order import Status
from domain.e_order.state import status_of
from domain.shared.ids import DocumentId
from domain.shared.refusal import Refusal
from tests.domain.e_order.scenes import (
    ANCHOR,
    CONTEXT,
    CSV,
    JARS,
    PLACED,
    PO,
    PURCHASE,
    SAID,
    SPRING,
    TODAY,
    WAX,
    bill,
    given,
    order_after,
    place,
    placed,
    yuan,
)


def test_an_order_that_the_buyer_places_is_authentic() -> None:
    given().when(place(), CONTEXT).then(placed())
    assert status_of(order_after(placed())) is Status.PLACED


def test_an_order_that_the_supplier_hands_in_is_not() -> None:
    given().when(place(SPRING), CONTEXT).then(placed(SPRING))
    assert status_of(order_after(placed(SPRING))) is Status.HANDED_IN


def test_an_agent_of_the_buyer_does_not_make_it_authentic() -> None:
    by_agent = replace(place(), party=SPRING, on_behalf_of=ANCHOR)

    (event,) = given().when(by_agent, CONTEXT).events()

    assert isinstance(event, fact.OrderPlaced)
    assert not event.authentic


def test_the_buyer_confirms_it_with_its_own_key_once() -> None:
    confirm = ask.ConfirmAuthentic(buyer=ANCHOR, order=PO, party=ANCHOR)
    said = fact.OrderAuthenticated(**SAID)

    given(placed(SPRING)).when(confirm, CONTEXT).then(said)
    given(placed(SPRING), said).when(confirm, CONTEXT).then()
    assert order_after(placed(SPRING), said).authentic


def test_the_buyers_own_copy_makes_it_authentic_and_is_evidence() -> None:
    given(placed(SPRING)).when(place(evidence=CSV), CONTEXT).then(
        fact.OrderEvidenceAdded(**SAID, evidence=CSV), fact.OrderAuthenticated(**SAID)
    )


def test_the_same_order_in_another_encoding_is_evidence_and_the_same_file_nothing() -> None:
    renumbered = (replace(WAX, line="10", unit="kg"), replace(JARS, line="20"))
    again = place(SPRING, CSV, lines=renumbered, deliver_by=None)

    given(placed()).when(again, CONTEXT).then(fact.OrderEvidenceAdded(**SAID, evidence=CSV))
    given(placed()).when(place(), CONTEXT).then()


def test_the_same_order_with_other_contents_is_a_contradiction() -> None:
    more = replace(WAX, quantity=WAX.quantity + 1)

    given(placed()).when(place(lines=(more, JARS), placed_on=TODAY), CONTEXT).then_refused(
        no.OrderContradiction(
            order=PO,
            fields=("placedOn", "lines"),
            net_on_record=yuan("300.00"),
            net_given=yuan("300.00"),
            placed_on_record=PLACED,
            placed_given=TODAY,
        )
    )


@pytest.mark.parametrize(
    ("different", "refusal"),
    [
        ({"lines": ()}, no.NoLines(PO)),
        ({"lines": (WAX, WAX)}, no.LineNamedTwice("1")),
        (
            {"lines": (replace(WAX, quantity=-WAX.quantity), JARS)},
            no.QuantityNotPositive("1", -WAX.quantity),
        ),
        (
            {"lines": (replace(WAX, amount=-WAX.amount), JARS)},
            no.PartUnsound("line 1", yuan("-100.00"), yuan("339.00")),
        ),
        (
            {"tax": yuan("300.01"), "gross": yuan("600.01")},
            no.TaxAboveNet(
                "tax",
                "not above the net amount, CNY 300.00",
                yuan("300.01"),
                yuan("300.00"),
            ),
        ),
        ({"tax": yuan("38.00")}, no.PartUnsound("net", yuan("300.00"), yuan("339.00"))),
        ({"prepaid": yuan("340.00")}, no.PartUnsound("prepaid", yuan("340.00"), yuan("339.00"))),
        (
            {"deliver_by": PLACED.replace(day=1)},
            no.DeliveryBeforeOrder(PLACED, PLACED.replace(day=1)),
        ),
    ],
)
def test_an_order_that_does_not_add_up_is_refused(
    different: dict[str, Any], refusal: Refusal
) -> None:
    given().when(place(**different), CONTEXT).then_refused(refusal)


def test_an_allowance_lowers_what_is_ordered_and_a_charge_does_not_raise_it() -> None:
    low = placed(net=yuan("290.00"), gross=yuan("329.00"))
    high = placed(net=yuan("310.00"), gross=yuan("349.00"))

    assert order_after(low).ordered == yuan("290.00")
    assert order_after(high).ordered == yuan("300.00") == order_after(placed()).ordered


def test_what_names_an_order_before_it_comes_is_kept_until_it_does() -> None:
    wait = ask.Await(
        buyer=ANCHOR, order=PO, supplier=SPRING, document=DocumentId("doc_1"), submitter=SPRING
    )
    kept = fact.PaperAwaited(**SAID, document=DocumentId("doc_1"), submitter=SPRING)

    given().when(wait, CONTEXT).then(kept)
    given(kept).when(wait, CONTEXT).then()
    given(kept).when(place(), CONTEXT).then(placed())
    given(placed()).when(wait, CONTEXT).then()


def test_the_purchase_says_in_which_currency_it_is() -> None:
    assert PURCHASE.currency is PURCHASE.net.currency


@pytest.mark.parametrize("bills", [False, True], ids=["papers", "bills"])
def test_no_more_waits_for_an_order_than_can_be_taken_up_at_once(*, bills: bool) -> None:
    def told(number: int) -> ask.Await | ask.AwaitBill:
        named: Any = {"buyer": ANCHOR, "order": PO, "supplier": SPRING}
        if bills:
            return ask.AwaitBill(**named, bill=bill(f"INV-{number}", net="1.00"))
        return ask.Await(**named, document=DocumentId(f"doc_{number}"), submitter=SPRING)

    full = [it for n in range(MOST_AWAITED) for it in given().when(told(n), CONTEXT).events()]

    given(*full[:-1]).when(told(MOST_AWAITED), CONTEXT).events()
    given(*full).when(told(0), CONTEXT).then()
    refusal = no.TooMuchAwaited(PO, MOST_AWAITED)
    given(*full).when(told(MOST_AWAITED), CONTEXT).then_refused(refusal)


def test_a_bill_that_cannot_be_counted_is_said_once_with_the_rule() -> None:
    left_out = ask.LeaveBillOut(
        buyer=ANCHOR, order=PO, bill=bill("INV-1", net="1.00"), why="e_order.other_currency"
    )
    event = fact.OrderBillLeftOut(**SAID, bill=left_out.bill, why=left_out.why)

    given(placed()).when(left_out, CONTEXT).then(event)
    given(placed(), event).when(left_out, CONTEXT).then()
