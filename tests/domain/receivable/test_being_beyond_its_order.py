"""What an order does not bear of a claim waits for the buyer, and counts for nothing until then."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.receivable import answer_refusals as no
from domain.receivable import commands as ask
from domain.receivable.events import ReceivableEvent
from domain.receivable.refusals import ReceivableIsSettled
from domain.receivable.state import claim_of
from domain.shared.ids import OrderId, PartyId
from domain.shared.money import Money
from tests.domain.receivable.scenes import (
    ANCHOR,
    BANK,
    CLAIM,
    CONTEXT,
    NOTHING,
    ORDER,
    SPRING,
    accepted_beyond,
    billed_beyond,
    claim_after,
    collected,
    given,
    registered,
    settled,
    yuan,
)
from tests.domain.receivable.test_refusal_order import credited

PART = billed_beyond("600.00", waiting="400.00")


def mark(borne: Money | None, order: OrderId = ORDER) -> ask.MarkBeyondOrder:
    return ask.MarkBeyondOrder(seller=SPRING, receivable=CLAIM, order=order, borne=borne)


def accept(party: PartyId = ANCHOR, evidence: str = "letter of 3 March") -> ask.AcceptBeyondOrder:
    return ask.AcceptBeyondOrder(seller=SPRING, receivable=CLAIM, party=party, evidence=evidence)


def waiting(*history: ReceivableEvent) -> Money:
    return claim_after(registered(), *history).beyond_order


def test_what_is_borne_net_of_tax_is_borne_with_its_share_of_the_tax() -> None:
    """Of CNY 870.00 net the order bears 522.00: of 1,000.00 gross, 600.00."""
    given(registered()).when(mark(yuan("522.00")), CONTEXT).then(PART)


def test_a_cent_that_is_begun_is_not_borne() -> None:
    given(registered()).when(mark(yuan("522.01")), CONTEXT).then(
        billed_beyond("600.01", waiting="399.99")
    )


def test_no_more_tax_is_borne_than_the_order_bears() -> None:
    """All of the net CNY 870.00, and 30.00 of the tax of 130.00."""
    asked = replace(mark(yuan("870.00")), tax=yuan("30.00"))

    given(registered()).when(asked, CONTEXT).then(billed_beyond("900.00", waiting="100.00"))


def test_that_all_of_it_is_borne_is_said_only_after_it_was_not() -> None:
    given(registered()).when(mark(None), CONTEXT).then()
    given(registered(), PART).when(mark(yuan("522.00")), CONTEXT).then()
    given(registered(), PART).when(mark(None), CONTEXT).then(
        billed_beyond("1000.00", waiting="0.00")
    )


def test_what_is_not_borne_does_not_count() -> None:
    assert waiting(PART) == yuan("400.00")
    assert claim_of(claim_after(registered(), PART), BANK).beyond_order == 40_000


def test_of_several_orders_the_one_that_bears_least_is_looked_at() -> None:
    other = ask.MarkBeyondOrder(
        seller=SPRING, receivable=CLAIM, order=OrderId("ord_2"), borne=yuan("783.00")
    )
    (said,) = given(registered(), PART).when(other, CONTEXT).events()

    assert waiting(PART, said) == yuan("400.00")


def test_what_is_credited_is_no_longer_billed() -> None:
    """A credit of CNY 100.00 comes off what is beyond first."""
    assert waiting(PART, credited()) == yuan("300.00")


def test_what_is_paid_is_paid_of_what_is_borne_first() -> None:
    assert waiting(PART, collected("500.00", left="500.00")) == yuan("400.00")
    assert waiting(PART, collected("700.00", left="300.00")) == yuan("300.00")


def test_the_buyer_owes_it_nevertheless_when_it_says_so() -> None:
    given(registered(), PART).when(accept(), CONTEXT).then(accepted_beyond("400.00"))

    assert waiting(PART, accepted_beyond("400.00")) == NOTHING


def test_what_goes_further_beyond_waits_again() -> None:
    further = billed_beyond("500.00", waiting="100.00")

    assert waiting(PART, accepted_beyond("400.00"), further) == yuan("100.00")


@pytest.mark.parametrize("history", [(), (PART, accepted_beyond("400.00"))])
def test_where_nothing_waits_there_is_nothing_to_accept(
    history: tuple[ReceivableEvent, ...],
) -> None:
    given(registered(), *history).when(accept(), CONTEXT).then_refused(no.NothingBeyondOrder(CLAIM))


def test_only_the_buyer_accepts_what_is_still_owed_and_says_where_it_stands() -> None:
    paid = (PART, collected("1000.00", left="0.00"), settled())

    given(registered(), *paid).when(accept(SPRING, ""), CONTEXT).then_refused(no.NotTheBuyer(CLAIM))
    given(registered(), *paid).when(accept(evidence=""), CONTEXT).then_refused(
        ReceivableIsSettled(CLAIM)
    )
    given(registered()).when(accept(evidence=""), CONTEXT).then_refused(no.EvidenceMissing(CLAIM))
