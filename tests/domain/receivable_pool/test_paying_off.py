"""A draw that pays off another lender enters the pool with its claims, when the bank has paid."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from domain.receivable_pool import commands as ask
from domain.receivable_pool import events as fact
from domain.receivable_pool import pay_off_events as paid
from domain.receivable_pool import refusals as no
from domain.receivable_pool.draw_events import DrawReturned
from domain.receivable_pool.pay_off import PayOff, PayOffStage
from domain.receivable_pool.pay_off_refusals import ClaimsBearLess, NotUnderWay
from domain.receivable_pool.state import Pool
from domain.shared.ids import FinancingId, PartyId, ReceivableId
from domain.shared.refusal import Refusal
from tests.domain.receivable_pool.scenes import (
    CONTEXT,
    FIRST,
    IN_MAY,
    READ,
    RIVER,
    SAID,
    SECOND,
    SPRING,
    TERMS,
    assigned,
    certificate,
    claim,
    draw,
    drawn,
    given,
    joined,
    opened,
    yuan,
)

AGREED = PayOff(
    financings=(FinancingId("old-1"),),
    owed_to=PartyId("rival"),
    amount=yuan("700.00"),
    pay_by=date(2026, 3, 4),
    until=datetime(2026, 3, 9, 4, tzinfo=UTC),
    receivables=(ReceivableId("inv-1"),),
)
JOINED = certificate(spring="800.00")
PROMISE = ask.PromisePayOff(
    financing=SECOND,
    seller=SPRING,
    amount=yuan("700.00"),
    due_on=IN_MAY,
    last_claim_due_on=IN_MAY,
    pay_off=AGREED,
    claims=(claim(),),
    certificate=JOINED,
    base_without=yuan("0.00"),
    relied_on=READ,
)
PROMISED = paid.PayOffPromised(
    **SAID,
    seller=SPRING,
    financing=SECOND,
    amount=yuan("700.00"),
    due_on=IN_MAY,
    pay_off=AGREED,
    certificate=JOINED,
    outstanding=yuan("0.00"),
    relied_on=READ,
)
DRAWN = drawn("700.00", SECOND)
ENDED: Any = {
    **SAID,
    "seller": SPRING,
    "financing": SECOND,
    "owed_to": AGREED.owed_to,
    "loans": AGREED.financings,
}
MADE = paid.PayOffMade(**ENDED)
FELL = paid.PayOffFellShort(**ENDED, missing=yuan("20.00"))
DROPPED = paid.PayOffDropped(**ENDED)
DROPPED_LATER = paid.PayOffDropped(**SAID, seller=SPRING, financing=SECOND)
"""It had ended before: nobody waits for it any more."""

BEGUN = (opened(), joined())


def pool_after(*events: fact.PoolEvent) -> Pool:
    state = given(*BEGUN, *events).state
    assert isinstance(state, Pool)
    return state


def test_it_is_promised_and_neither_claims_nor_draw_are_in_the_pool_yet() -> None:
    given(*BEGUN).when(PROMISE, CONTEXT).then(PROMISED)

    pool = pool_after(PROMISED)
    assert pool.promised == yuan("700.00")
    assert pool.outstanding == yuan("0.00")
    assert pool.claims == 0


def test_when_the_bank_has_paid_the_claims_come_in_with_the_draw() -> None:
    came = ask.FulfilPayOff(financing=SECOND, claims=(claim(),))

    given(*BEGUN, PROMISED).when(came, CONTEXT).then(assigned(claim()), DRAWN, MADE)

    pool = pool_after(PROMISED, assigned(claim()), DRAWN, MADE)
    assert (pool.promised, pool.outstanding) == (yuan("0.00"), yuan("700.00"))
    given(*BEGUN, PROMISED, MADE).when(came, CONTEXT).then_refused(NotUnderWay(SECOND))


def test_what_the_bank_did_is_recorded_although_the_pool_is_frozen_meanwhile() -> None:
    frozen = fact.PoolFrozen(**SAID, reason="audit")
    came = ask.FulfilPayOff(financing=SECOND, claims=(claim(),))

    assert given(*BEGUN, PROMISED, frozen).when(came, CONTEXT).events()
    given(*BEGUN, frozen).when(PROMISE, CONTEXT).then_refused(no.PoolIsFrozen("audit"))


def test_where_something_is_missing_the_claims_stay_out_and_the_draw_stands() -> None:
    short = ask.FulfilPayOff(financing=SECOND, claims=(), missing=yuan("20.00"))

    given(*BEGUN, PROMISED).when(short, CONTEXT).then(FELL, DRAWN)

    pool = pool_after(PROMISED, FELL, DRAWN)
    assert (pool.claims, pool.outstanding) == (0, yuan("700.00"))
    assert pool.pay_offs[SECOND].stage is PayOffStage.SHORT


def test_money_that_came_back_ends_the_promise_or_the_draw() -> None:
    back = DrawReturned(**SAID, seller=SPRING, financing=SECOND, amount=yuan("700.00"))
    command = ask.ReturnDraw(SECOND)

    given(*BEGUN, PROMISED).when(command, CONTEXT).then(DROPPED)
    made = (*BEGUN, PROMISED, assigned(claim()), DRAWN, MADE)
    given(*made).when(command, CONTEXT).then(back, DROPPED_LATER)
    assert pool_after(PROMISED, DROPPED).pay_offs == {}


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (replace(PROMISE, seller=RIVER), no.SellerNotInPool(RIVER)),
        (replace(PROMISE, claims=()), no.NothingAsked()),
        (replace(PROMISE, amount=yuan("9.99")), no.BelowMinimum(yuan("9.99"), yuan("10.00"))),
        (
            replace(PROMISE, due_on=SAID["effective_on"]),
            no.DueTooSoon(date(2026, 3, 2), date(2026, 3, 2)),
        ),
        (
            replace(PROMISE, amount=yuan("800.01")),
            ClaimsBearLess(yuan("800.01"), yuan("800.00"), yuan("0.01")),
        ),
        (
            replace(PROMISE, base_without=yuan("200.00")),
            ClaimsBearLess(yuan("700.00"), yuan("600.00"), yuan("100.00")),
        ),
    ],
    ids=["seller", "claims", "minimum", "term", "base", "other claims"],
)
def test_it_is_refused_as_a_draw_is_and_borne_by_its_own_claims(
    command: ask.PromisePayOff, expected: Refusal
) -> None:
    given(*BEGUN).when(command, CONTEXT).then_refused(expected)


def test_it_is_promised_once_and_its_name_is_no_other_draws() -> None:
    other = draw("10.00", JOINED, SECOND)

    given(*BEGUN, PROMISED).when(PROMISE, CONTEXT).then_refused(no.DrawAlreadyMade(SECOND))
    given(*BEGUN, PROMISED).when(other, CONTEXT).then_refused(no.DrawAlreadyMade(SECOND))


def test_what_is_promised_uses_the_limit_of_the_pool() -> None:
    small = replace(TERMS, eligibility=replace(TERMS.eligibility, limit=yuan("750.00")))
    history = (opened(small), joined(), PROMISED)
    base = certificate(spring="800.00")

    given(*history).when(draw("50.01", base, FIRST), CONTEXT).then_refused(
        no.BeyondPool(yuan("50.01"), yuan("50.00"))
    )
    assert given(*history).when(draw("50.00", base, FIRST), CONTEXT).events()


def test_a_pool_that_promised_is_not_closed() -> None:
    given(*BEGUN, PROMISED).when(ask.Close(), CONTEXT).then_refused(no.StillDrawn(yuan("700.00")))
