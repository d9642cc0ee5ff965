"""Claims whose payment was taken back are in the pool again, and a closed pool is open again."""

from __future__ import annotations

from dataclasses import replace

from domain.receivable_pool import commands as ask
from domain.receivable_pool import events as fact
from domain.receivable_pool import over_advance_events as over
from domain.receivable_pool.decide import RECEIVABLE_POOL
from domain.receivable_pool.settling import TAKEN_BACK
from domain.receivable_pool.state import Pool
from tests.domain.receivable_pool.scenes import (
    CONTEXT,
    FIRST,
    READ,
    SAID,
    SPRING,
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

REPAID = fact.DrawRepaid(**SAID, seller=SPRING, financing=FIRST, principal=yuan("100.00"))
UNDONE = replace(REPAID, principal=yuan("-100.00"))
LET_GO = fact.ClaimsReleased(**SAID, cause="collected", claims=(claim(open_="0.00"),))
CLOSED = fact.PoolClosed(**SAID)
REOPENED = fact.PoolReopened(**SAID, reason=TAKEN_BACK)
TAKEN_AGAIN = fact.ClaimsAssigned(**SAID, seller=SPRING, claims=(claim(),), again=True)
OVER = (opened(), joined(), assigned(claim()), drawn("100.00"), REPAID, LET_GO, CLOSED)


def pool_after(*events: fact.PoolEvent) -> Pool:
    state = RECEIVABLE_POOL.initial
    for event in events:
        state = RECEIVABLE_POOL.evolve(state, event)
    assert isinstance(state, Pool)
    return state


def test_a_claim_is_taken_again_by_a_pool_that_was_closed() -> None:
    asked = ask.TakeClaimsAgain(SPRING, (claim(),))
    given(*OVER).when(asked, context=CONTEXT).then(REOPENED, TAKEN_AGAIN)


def test_a_claim_is_taken_again_by_a_pool_that_is_frozen() -> None:
    frozen = fact.PoolFrozen(**SAID, reason="fraud")
    asked = ask.TakeClaimsAgain(SPRING, (claim(),))
    given(*OVER[:-1], frozen).when(asked, context=CONTEXT).then(TAKEN_AGAIN)


def test_a_closed_pool_that_is_owed_something_is_open_again_and_frozen() -> None:
    nothing = certificate(spring="0.00")
    short = over.OverAdvanceRaised(
        **SAID, amount=yuan("100.00"), sellers=((SPRING, yuan("100.00")),)
    )
    (
        given(*OVER, UNDONE)
        .when(ask.Certify(nothing, READ), context=CONTEXT)
        .then(REOPENED, certified(nothing, "100.00"), short)
    )

    pool = pool_after(*OVER, UNDONE, REOPENED)

    assert (pool.closed, pool.frozen) == (False, TAKEN_BACK)


def test_a_closed_pool_that_is_owed_nothing_stays_closed() -> None:
    nothing = certificate(spring="0.00")
    given(*OVER).when(ask.Certify(nothing, READ), context=CONTEXT).then(certified(nothing, "0.00"))


def test_what_the_lender_had_frozen_it_for_stays_the_reason() -> None:
    frozen = fact.PoolFrozen(**SAID, reason="fraud")

    assert pool_after(*OVER[:-1], frozen, CLOSED, REOPENED).frozen == "fraud"


def test_a_claim_that_is_taken_again_is_not_sold_twice() -> None:
    """Reserves are reckoned from what was sold."""
    once, again = pool_after(*OVER[:3]), pool_after(*OVER, UNDONE, REOPENED, TAKEN_AGAIN)

    assert [it.sales for it in again.months] == [it.sales for it in once.months]
    assert again.claims == 1
