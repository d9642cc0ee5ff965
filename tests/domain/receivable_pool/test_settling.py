"""What comes in repays the seller's draws; the rest goes where the legal form says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.receivable_pool import commands as ask
from domain.receivable_pool import events as fact
from domain.receivable_pool import over_advance_events as over
from domain.receivable_pool import refusals as no
from domain.receivable_pool.state import Pool
from domain.receivable_pool.terms import PoolTerms
from domain.shared.ids import CollectionId, PartyId, ReceivableId
from tests.domain.receivable_pool.scenes import (
    ANCHOR,
    CONTEXT,
    FIRST,
    IN_MAY,
    NONRECOURSE,
    READ,
    SAID,
    SECOND,
    SPRING,
    TERMS,
    assigned,
    certificate,
    certified,
    claim,
    drawn,
    given,
    joined,
    opened,
    yuan,
)

PAID = ask.TakeProceeds(
    seller=SPRING,
    payer=ANCHOR,
    receivable=ReceivableId("inv-1"),
    collection=CollectionId("col-1"),
    value_date=IN_MAY,
    amount=yuan("1000.00"),
    repaid=yuan("810.00"),
    held=yuan("0.00"),
)


@pytest.mark.parametrize(
    ("terms", "released", "kept"), [(TERMS, "190.00", "0.00"), (NONRECOURSE, "0.00", "190.00")]
)
def test_the_surplus_goes_to_the_seller_with_recourse_and_stays_without(
    terms: PoolTerms, released: str, kept: str
) -> None:
    """Civil Code 766 and 767."""
    taken = fact.ProceedsTaken(
        **SAID,
        seller=SPRING,
        payer=ANCHOR,
        receivable=ReceivableId("inv-1"),
        collection=CollectionId("col-1"),
        value_date=IN_MAY,
        amount=yuan("1000.00"),
        repaid=yuan("810.00"),
        held=yuan("0.00"),
        released=yuan(released),
        kept=yuan(kept),
    )
    given(opened(terms), joined()).when(PAID, context=CONTEXT).then(taken)


def test_a_draw_repaid_in_full_no_longer_uses_the_base_but_is_remembered() -> None:
    repaid = given(opened(), joined(), drawn("100.00")).when(
        ask.RepayDraw(FIRST, yuan("100.00")), context=CONTEXT
    )

    pool = given(opened(), joined(), drawn("100.00"), *repaid.events()).state

    assert isinstance(pool, Pool)
    assert pool.outstanding.is_zero
    assert FIRST in pool.repaid_draws


def test_a_repayment_the_bank_takes_back_uses_the_base_again() -> None:
    history: list[fact.PoolEvent] = [opened(), joined(), drawn("100.00")]
    for amount in ("100.00", "-40.00"):
        asked = given(*history).when(ask.RepayDraw(FIRST, yuan(amount)), context=CONTEXT)
        history += asked.events()

    pool = given(*history).state

    assert isinstance(pool, Pool)
    assert pool.outstanding == yuan("40.00")
    assert FIRST in pool.draws


def test_a_draw_nobody_made_is_not_found() -> None:
    asked = ask.RepayDraw(SECOND, yuan("1.00"))
    given(opened()).when(asked, context=CONTEXT).then_refused(no.DrawNotFound(SECOND))


def test_a_base_that_falls_below_what_is_drawn_is_an_event_and_so_is_its_cure() -> None:
    low, high = certificate(spring="60.00"), certificate(spring="100.00")
    own = ((SPRING, yuan("40.00")),)
    raised = over.OverAdvanceRaised(**SAID, amount=yuan("40.00"), sellers=own)
    drawn_100 = (opened(), joined(), drawn("100.00"))

    given(*drawn_100).when(ask.Certify(low, READ), context=CONTEXT).then(
        certified(low, "100.00"), raised
    )
    given(*drawn_100, raised).when(ask.Certify(low, READ), context=CONTEXT).then(
        certified(low, "100.00")
    )
    given(*drawn_100, raised).when(ask.Certify(high, READ), context=CONTEXT).then(
        certified(high, "100.00"),
        over.OverAdvanceCured(**SAID, sellers=(SPRING,)),
    )


def test_claims_that_the_draws_rest_on_are_not_let_go() -> None:
    asked = ask.ReleaseClaims("released", (claim(),), certificate(spring="60.00"))
    (
        given(opened(), joined(), assigned(claim()), drawn("100.00"))
        .when(asked, context=CONTEXT)
        .then_refused(no.WouldOverAdvance(yuan("40.00")))
    )


def test_a_pool_closes_only_when_nothing_is_drawn_and_nothing_is_held() -> None:
    drawn_up = given(opened(), joined(), assigned(claim()), drawn("100.00"))
    drawn_up.when(ask.Close(), context=CONTEXT).then_refused(no.StillDrawn(yuan("100.00")))
    holding = given(opened(), joined(), assigned(claim()))
    holding.when(ask.Close(), context=CONTEXT).then_refused(no.StillHoldsClaims(1))


def test_a_claim_on_somebody_the_terms_do_not_name_is_not_taken() -> None:
    other = replace(claim(), obligor=PartyId("stranger"))
    asked = ask.AssignClaims(SPRING, (claim("inv-2"), other))
    given(opened(), joined()).when(asked, context=CONTEXT).then_refused(
        no.ObligorNotInTerms(other.receivable, PartyId("stranger"))
    )
