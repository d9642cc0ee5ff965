"""A line is drawn by item: blocked, utilised, released, restored or dropped."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.credit_line import commands as ask
from domain.credit_line import draw_refusals as no_draw
from domain.credit_line import events as fact
from domain.credit_line import refusals as no
from domain.credit_line.checks import what_all_say
from domain.credit_line.events import LineEvent
from domain.credit_line.state import Line
from domain.credit_line.terms import LineTerms
from domain.shared.currency import Currency
from domain.shared.facility import Product
from domain.shared.money import Money
from domain.shared.refusal import Refusal
from tests.domain.credit_line.scenes import (
    CONDITIONAL,
    CONTEXT,
    FIRST,
    LINE,
    ONCE,
    PROPOSE,
    RIVER,
    SAID,
    SECOND,
    TERMS,
    TODAY,
    approved,
    block,
    blocked,
    given,
    on,
    proposed,
    released,
    standing,
    utilised,
    yuan,
)

POOL, ORDER, OWN = Product.RECEIVABLE_POOL, Product.E_ORDER, Product.CREDIT_LINE
UTILISE = ask.Utilise(financing=FIRST, value_date=TODAY)
SUSPENDED = fact.LineSuspended(**SAID, reason="fraud")
CLOSED = fact.LineClosed(**SAID, reason="not wanted")


def line(*events: LineEvent, terms: LineTerms = TERMS) -> Line:
    state = standing(*events, terms=terms).state
    assert isinstance(state, Line)
    return state


def test_a_block_is_kept_for_as_long_as_the_terms_say() -> None:
    standing().when(block("400.00"), CONTEXT).then(blocked("400.00"))
    standing().when(block("400.00", bound=True), CONTEXT).then(blocked("400.00", until=None))


def test_parts_overlap_under_one_total() -> None:
    """800 for pools and 600 for orders, and 1,000 together."""
    used = standing(blocked("700.00", POOL))

    used.when(block("301.00", ORDER, SECOND), CONTEXT).then_refused(
        no_draw.BeyondLine(yuan("301.00"), yuan("300.00"), yuan("1000.00"))
    )
    used.when(block("101.00", POOL, SECOND), CONTEXT).then_refused(
        no_draw.BeyondPart(POOL, yuan("101.00"), yuan("100.00"), yuan("800.00"))
    )
    assert line(blocked("700.00", POOL)).available(TODAY, ORDER) == yuan("300.00")
    assert line(blocked("700.00", POOL)).available(TODAY, POOL) == yuan("100.00")


def test_a_block_that_lapsed_makes_room_and_is_never_utilised() -> None:
    used, late = standing(blocked("1000.00")), date(2026, 3, 8)

    used.when(UTILISE, on(date(2026, 3, 7))).events()
    used.when(UTILISE, on(late)).then_refused(no_draw.BlockLapsed(FIRST, date(2026, 3, 7)))
    used.when(ask.Bind(financing=FIRST), on(late)).then_refused(
        no_draw.BlockLapsed(FIRST, date(2026, 3, 7))
    )
    assert used.when(block("1000.00", financing=SECOND), on(late)).events()


def test_the_close_says_of_a_block_whose_day_is_over_that_it_is_free() -> None:
    used, late = standing(blocked("1000.00")), on(date(2026, 3, 8))
    ended = fact.BlockDropped(
        **what_all_say(PROPOSE, late),
        financing=FIRST,
        product=Product.CREDIT_LINE,
        blocked=yuan("1000.00"),
        utilised=yuan("0.00"),
        reason="not paid out by 2026-03-07",
    )

    used.when(ask.EndBlocks(), on(date(2026, 3, 7))).then()
    used.when(ask.EndBlocks(), late).then(ended)
    standing(blocked("1000.00"), ended).when(ask.EndBlocks(), late).then()
    standing(blocked("1000.00"), utilised("1000.00")).when(ask.EndBlocks(), late).then()


def test_a_block_the_bank_was_told_of_does_not_lapse() -> None:
    bound = fact.BlockBound(**SAID, financing=FIRST)
    standing(blocked("1000.00")).when(ask.Bind(financing=FIRST), CONTEXT).then(bound)
    late = on(date(2026, 4, 8))

    used = standing(blocked("1000.00"), bound)
    assert used.when(UTILISE, late).events()
    used.when(block("10.00", financing=SECOND), late).then_refused(
        no_draw.BeyondLine(yuan("10.00"), yuan("0.00"), yuan("1000.00"))
    )


def test_a_dropped_block_is_free_and_never_utilised() -> None:
    drop = ask.Drop(financing=FIRST, reason="not wanted", value_date=TODAY)
    dropped = fact.BlockDropped(
        **SAID,
        financing=FIRST,
        product=OWN,
        blocked=yuan("400.00"),
        utilised=yuan("0.00"),
        reason="not wanted",
    )
    standing(blocked("400.00")).when(drop, CONTEXT).then(dropped)

    after = standing(blocked("400.00"), dropped)
    after.when(UTILISE, CONTEXT).then_refused(no_draw.NotBlocked(FIRST))
    after.when(drop, CONTEXT).then_refused(no_draw.NotBlocked(FIRST))
    assert line(blocked("400.00"), dropped).in_use(TODAY) == yuan("0.00")


def test_what_is_repaid_can_be_drawn_again_where_the_line_revolves() -> None:
    used: list[LineEvent] = [blocked("1000.00"), utilised("1000.00"), released("400.00")]

    assert line(*used).available(TODAY, OWN) == yuan("400.00")
    assert line(*used, terms=ONCE).available(TODAY, OWN) == yuan("0.00")


def test_no_more_is_released_than_was_utilised() -> None:
    release = ask.Release(financing=FIRST, amount=yuan("400.01"), value_date=TODAY)

    standing(blocked("400.00"), utilised("400.00")).when(release, CONTEXT).then_refused(
        no_draw.ReleasedTooMuch(FIRST, yuan("400.01"), yuan("400.00"))
    )
    standing(blocked("400.00")).when(release, CONTEXT).then_refused(
        no_draw.ReleasedTooMuch(FIRST, yuan("400.01"), yuan("0.00"))
    )


@pytest.mark.parametrize("terms", [TERMS, ONCE])
def test_a_repayment_taken_back_is_used_again_even_beyond_the_limit(terms: LineTerms) -> None:
    """Meanwhile another drew what was free: the money is out, whatever the limit says."""
    restore = ask.Restore(financing=FIRST, product=OWN, amount=yuan("1000.00"), value_date=TODAY)
    history: list[LineEvent] = [blocked("1000.00"), utilised("1000.00"), released("1000.00")]
    if terms.revolving:
        history.append(blocked("600.00", financing=SECOND))

    (restored,) = standing(*history, terms=terms).when(restore, CONTEXT).events()

    expected = yuan("1600.00") if terms.revolving else yuan("1000.00")
    assert line(*history, restored, terms=terms).in_use(TODAY) == expected


REFUSED: list[tuple[tuple[LineEvent, ...], ask.Block, Refusal]] = [
    ((), replace(block("1.00"), amount=yuan("0.00")), no.AmountNotPositive(yuan("0.00"))),
    ((), replace(block("50.00"), borrower=RIVER), no_draw.NotTheBorrower(RIVER)),
    (
        (),
        replace(block("50.00"), amount=Money(5000, Currency.USD)),
        no.OtherCurrency(Currency.CNY, Currency.USD),
    ),
    ((CLOSED,), block("50.00"), no.LineIsClosed(TODAY)),
    ((SUSPENDED,), block("50.00"), no.LineIsSuspended("fraud")),
    ((), block("9.99"), no_draw.BelowMinimum(yuan("9.99"), yuan("10.00"))),
    ((), replace(block("50.00"), due_on=TODAY), no_draw.DueTooSoon(TODAY, TODAY)),
    (
        (),
        replace(block("50.00"), due_on=date(2026, 8, 30)),
        no_draw.DueTooLate(date(2026, 8, 30), date(2026, 8, 29)),
    ),
    ((blocked("50.00"),), block("50.00"), no_draw.AlreadyBlocked(FIRST)),
]


@pytest.mark.parametrize(("history", "asked", "refusal"), REFUSED)
def test_a_block_is_refused_with_the_figure(
    history: tuple[LineEvent, ...], asked: ask.Block, refusal: Refusal
) -> None:
    standing(*history).when(asked, CONTEXT).then_refused(refusal)


def test_nothing_is_drawn_before_approval_nor_after_the_last_day() -> None:
    given(proposed()).when(block("50.00"), CONTEXT).then_refused(no.NotYetApproved(LINE))
    late = replace(block("50.00"), due_on=date(2027, 4, 1))
    standing().when(late, on(date(2027, 3, 2))).then_refused(
        no.LineHasExpired(date(2027, 3, 1), date(2027, 3, 2))
    )


def test_a_conditional_line_is_drawn_once_its_conditions_are_met() -> None:
    met = fact.ConditionsMet(**SAID, evidence="order 4711")
    unmet = no_draw.ConditionsNotMet(("the order is confirmed",))
    standing(terms=CONDITIONAL).when(block("50.00"), CONTEXT).then_refused(unmet)
    standing(met, terms=CONDITIONAL).when(block("50.00"), CONTEXT).then(blocked("50.00"))

    broken = fact.ConditionsBroken(**SAID, reason="the order was cancelled")
    standing(met, broken, terms=CONDITIONAL).when(block("50.00"), CONTEXT).then_refused(unmet)


def test_refusals_come_in_one_order() -> None:
    """Nearest to the one who asks first: the amount, whose line, its currency, its standing."""
    wrong = replace(block("50.00"), amount=Money(0, Currency.USD), borrower=RIVER, due_on=TODAY)
    history = (proposed(CONDITIONAL), approved(CONDITIONAL), SUSPENDED)
    late = on(date(2027, 3, 2))
    steps: list[tuple[ask.Block, Refusal]] = [
        (wrong, no.AmountNotPositive(Money(0, Currency.USD))),
        (replace(wrong, amount=Money(500, Currency.USD)), no_draw.NotTheBorrower(RIVER)),
        (
            replace(block("5.00"), amount=Money(500, Currency.USD), due_on=TODAY),
            no.OtherCurrency(Currency.CNY, Currency.USD),
        ),
        (
            replace(block("5.00"), due_on=TODAY),
            no.LineHasExpired(date(2027, 3, 1), date(2027, 3, 2)),
        ),
    ]

    for asked, refusal in steps:
        given(*history).when(asked, late).then_refused(refusal)
    given(*history).when(steps[-1][0], CONTEXT).then_refused(no.LineIsSuspended("fraud"))
