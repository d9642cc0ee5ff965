"""A supplier may draw what its own eligible claims bear, inside the pool's base and limit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.receivable_pool import commands as ask
from domain.receivable_pool import events as fact
from domain.receivable_pool import refusals as no
from domain.receivable_pool.commands import RescheduleDraw
from domain.receivable_pool.draw_events import DrawRescheduled, DrawReturned
from domain.shared.currency import Currency
from domain.shared.ids import PartyId
from domain.shared.money import Money
from domain.shared.refusal import Refusal
from tests.domain.receivable_pool.scenes import (
    CONTEXT,
    CROSS,
    FIRST,
    POOL,
    RIVER,
    SAID,
    SECOND,
    SPRING,
    TERMS,
    assigned,
    certificate,
    certified,
    claim,
    draw,
    drawn,
    given,
    joined,
    opened,
    yuan,
)

BASE = certificate(spring="800.00")


def test_the_whole_base_may_be_drawn_and_the_certificate_stands_beside_the_draw() -> None:
    (
        given(opened(), joined(), assigned(claim()))
        .when(draw("800.00", BASE), context=CONTEXT)
        .then(
            certified(BASE, "0.00"),
            drawn("800.00"),
        )
    )


def test_one_fen_more_than_the_sellers_claims_bear_is_refused_and_says_what_is_left() -> None:
    (
        given(opened(), joined(), assigned(claim()), drawn("300.00"))
        .when(draw("500.01", BASE, SECOND), context=CONTEXT)
        .then_refused(no.BeyondSellersBase(requested=yuan("500.01"), available=yuan("500.00")))
    )


def test_one_supplier_does_not_draw_against_anothers_claims() -> None:
    both = certificate(spring="800.00", river="800.00")
    (
        given(opened(), joined(), joined(RIVER), assigned(claim()))
        .when(draw("800.01", both), context=CONTEXT)
        .then_refused(no.BeyondSellersBase(requested=yuan("800.01"), available=yuan("800.00")))
    )


def test_with_terms_and_every_sellers_consent_one_bears_anothers_draw() -> None:
    both = certificate(spring="800.00", river="800.00")
    history: list[fact.PoolEvent] = [opened(CROSS), joined(), joined(RIVER)]
    history += [fact.CrossSupportAgreed(**SAID, seller=seller) for seller in (SPRING, RIVER)]

    asked = given(*history).when(draw("1600.00", both), context=CONTEXT)

    asked.then(
        certified(both, "0.00"),
        drawn("1600.00", sellers=(RIVER, SPRING)),
    )


def test_one_sellers_consent_is_not_everyones() -> None:
    both = certificate(spring="800.00", river="800.00")
    (
        given(
            opened(CROSS),
            joined(),
            joined(RIVER),
            fact.CrossSupportAgreed(**SAID, seller=SPRING),
        )
        .when(draw("1600.00", both), context=CONTEXT)
        .then_refused(no.BeyondSellersBase(requested=yuan("1600.00"), available=yuan("800.00")))
    )


def test_a_limit_below_the_base_decides() -> None:
    small = replace(TERMS, eligibility=replace(TERMS.eligibility, limit=yuan("500.00")))
    (
        given(opened(small), joined())
        .when(draw("500.01", BASE), context=CONTEXT)
        .then_refused(no.BeyondPool(requested=yuan("500.01"), available=yuan("500.00")))
    )


def test_a_returned_draw_frees_what_it_used() -> None:
    returned = DrawReturned(**SAID, seller=SPRING, financing=FIRST, amount=yuan("800.00"))
    (
        given(opened(), joined(), drawn("800.00"), returned)
        .when(draw("800.00", BASE, SECOND), context=CONTEXT)
        .then(
            certified(BASE, "0.00"),
            drawn("800.00", SECOND),
        )
    )


def test_an_amended_limit_counts_from_its_day() -> None:
    small = replace(TERMS, version=2, eligibility=replace(TERMS.eligibility, limit=yuan("20.00")))
    agreed = fact.TermsAmended(**SAID, terms=small)
    tomorrow = replace(agreed, effective_on=date(2026, 3, 3))
    (
        given(opened(), joined(), tomorrow)
        .when(draw("800.00", BASE), context=CONTEXT)
        .then(
            certified(BASE, "0.00"),
            drawn("800.00"),
        )
    )


FROZEN = fact.PoolFrozen(**SAID, reason="count of stock failed")
CLOSED = fact.PoolClosed(**SAID)
DOLLARS = Money(100, Currency.USD)

WRONG: list[tuple[str, list[fact.PoolEvent], ask.Draw, Refusal]] = [
    ("closed", [opened(), FROZEN, CLOSED], draw("1.00", BASE), no.PoolIsClosed()),
    ("frozen", [opened(), FROZEN], draw("1.00", BASE), no.PoolIsFrozen("count of stock failed")),
    ("stranger", [opened()], draw("-1.00", BASE), no.SellerNotInPool(SPRING)),
    (
        "currency",
        [opened(), joined()],
        replace(draw("1.00", BASE), amount=DOLLARS),
        no.OtherCurrency(pool=Currency.CNY, asked=Currency.USD),
    ),
    ("nothing", [opened(), joined()], draw("0.00", BASE), no.AmountNotPositive(yuan("0.00"))),
    (
        "small",
        [opened(), joined()],
        replace(draw("9.99", BASE), due_on=date(2026, 3, 2)),
        no.BelowMinimum(yuan("9.99"), yuan("10.00")),
    ),
    (
        "due today",
        [opened(), joined()],
        replace(draw("900.00", BASE), due_on=date(2026, 3, 2)),
        no.DueTooSoon(date(2026, 3, 2), date(2026, 3, 2)),
    ),
    (
        "due late",
        [opened(), joined()],
        replace(draw("900.00", BASE), due_on=date(2026, 8, 30)),
        no.DueTooLate(date(2026, 8, 30), date(2026, 8, 29)),
    ),
    (
        "again",
        [opened(), joined(), drawn("100.00")],
        draw("900.00", BASE),
        no.DrawAlreadyMade(FIRST),
    ),
]


@pytest.mark.parametrize(
    ("history", "asked", "refusal"), [w[1:] for w in WRONG], ids=[w[0] for w in WRONG]
)
def test_what_is_wrong_in_two_ways_is_refused_for_the_more_fundamental(
    history: list[fact.PoolEvent], asked: ask.Draw, refusal: Refusal
) -> None:
    given(*history).when(asked, context=CONTEXT).then_refused(refusal)


def test_a_pool_that_was_never_opened_is_not_found() -> None:
    given().when(draw("1.00", BASE), context=CONTEXT).then_refused(no.PoolNotFound())


def test_a_pool_is_opened_once() -> None:
    again = ask.OpenPool(POOL, PartyId("other"), TERMS)
    given(opened()).when(again, context=CONTEXT).then_refused(no.PoolAlreadyOpen(POOL))


def test_a_draw_that_is_put_off_is_due_then_and_that_is_said_once() -> None:
    later = date(2026, 8, 31)
    asked = RescheduleDraw(FIRST, later)
    draw_ = drawn("800.00")
    told = DrawRescheduled(
        **SAID, seller=SPRING, financing=FIRST, was_due_on=draw_.due_on, due_on=later
    )

    given(opened(), joined(), draw_).when(asked, context=CONTEXT).then(told)
    given(opened(), joined(), draw_, told).when(asked, context=CONTEXT).then()
