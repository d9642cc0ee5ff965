"""A line is reviewed, suspended, closed; what is unused may cost something."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from domain.credit_line import commands as ask
from domain.credit_line import events as fact
from domain.credit_line import refusals as no
from domain.credit_line.checks import what_all_say
from domain.credit_line.commands import Finding
from domain.credit_line.events import LineEvent
from domain.credit_line.state import Line
from domain.credit_line.terms import LineTerms
from domain.credit_line.unused import unused_fee
from tests.domain.credit_line.scenes import (
    BEN,
    CONTEXT,
    LINE,
    PROPOSE,
    SAID,
    TERMS,
    TODAY,
    blocked,
    on,
    released,
    standing,
    utilised,
    yuan,
)

APRIL = date(2026, 4, 1)
USED = (blocked("400.00"), utilised("400.00"))


def fee(*events: LineEvent, through: date = APRIL, terms: LineTerms = TERMS) -> Fraction:
    state = standing(*events, terms=terms).state
    assert isinstance(state, Line)
    return unused_fee(state, through)


def of(major: str, days: int) -> Fraction:
    return yuan(major).minor * Fraction("0.01") * Fraction(days, 360)


def test_the_fee_is_on_what_is_not_drawn_by_the_day() -> None:
    """Thirty days from 2 March to 1 April; a block is no use."""
    assert fee() == of("1000.00", 30)
    assert fee(blocked("400.00")) == of("1000.00", 30)
    assert fee(*USED) == of("600.00", 30)


def test_what_is_learnt_late_counts_from_its_own_day() -> None:
    in_order = (*USED, released("100.00", day=date(2026, 3, 12)))

    assert fee(*in_order) == of("600.00", 10) + of("700.00", 20)
    late = (
        *USED,
        released("50.00", day=date(2026, 3, 20)),
        released("50.00", day=date(2026, 3, 12)),
    )
    assert fee(*late) == of("600.00", 10) + of("650.00", 8) + of("700.00", 12)


def test_nothing_is_owed_for_days_on_which_nothing_could_be_drawn() -> None:
    suspended = fact.LineSuspended(**what_all_say(PROPOSE, on(date(2026, 3, 12))), reason="fraud")
    resumed = fact.LineResumed(**what_all_say(PROPOSE, on(date(2026, 3, 22))), reason="cleared")
    closed = fact.LineClosed(**what_all_say(PROPOSE, on(date(2026, 3, 12))), reason="done")

    assert fee(suspended, resumed) == of("1000.00", 20)
    assert fee(closed) == of("1000.00", 10)
    assert fee(terms=replace(TERMS, valid_until=date(2026, 3, 11))) == of("1000.00", 10)
    assert fee(terms=replace(TERMS, unused_fee_rate=Decimal(0))) == 0


def test_the_fee_is_rounded_once_and_a_late_fact_is_posted_as_the_difference() -> None:
    post = ask.PostUnusedFee(through=APRIL)
    today = on(APRIL)
    (first,) = standing().when(post, today).events()
    assert isinstance(first, fact.UnusedFeePosted)
    assert first.amount == yuan("0.83")
    standing(first).when(post, today).then()

    (second,) = standing(first, *USED).when(post, today).events()

    assert isinstance(second, fact.UnusedFeePosted)
    assert second.amount == yuan("-0.33")


def test_daily_posting_comes_to_the_same_as_posting_once() -> None:
    history: list[LineEvent] = [*USED]
    for day in range(3, 32):
        through = date(2026, 3, day)
        history += standing(*history).when(ask.PostUnusedFee(through=through), on(through)).events()
    history += standing(*history).when(ask.PostUnusedFee(through=APRIL), on(APRIL)).events()
    posted = [it.amount.minor for it in history if isinstance(it, fact.UnusedFeePosted)]

    assert sum(posted) == round(of("600.00", 30))


def test_a_fee_is_posted_for_days_that_are_over() -> None:
    standing().when(ask.PostUnusedFee(through=APRIL), CONTEXT).then_refused(
        no.NotYetDay(APRIL, TODAY)
    )


def test_a_line_is_resumed_by_another_than_who_suspended_it() -> None:
    suspended = fact.LineSuspended(**SAID, reason="fraud")
    resume = ask.Resume(reason="cleared")

    standing().when(ask.Suspend(reason="fraud"), CONTEXT).then(suspended)
    standing(suspended).when(resume, CONTEXT).then_refused(no.SamePerson(BEN))
    standing().when(resume, CONTEXT).then_refused(no.LineNotSuspended(LINE))
    standing(suspended).when(ask.Suspend(reason="again"), CONTEXT).then_refused(
        no.LineIsSuspended("fraud")
    )


def test_a_line_in_use_is_not_closed() -> None:
    close = ask.Close(reason="not wanted")
    closed = fact.LineClosed(**SAID, reason="not wanted")

    standing(blocked("400.00")).when(close, CONTEXT).then_refused(no.StillInUse(yuan("400.00")))
    standing(*USED).when(close, CONTEXT).then_refused(no.StillInUse(yuan("400.00")))
    standing(*USED, released("400.00")).when(close, CONTEXT).then(closed)
    standing(closed).when(close, CONTEXT).then_refused(no.LineIsClosed(TODAY))


def test_a_review_sets_the_next() -> None:
    review = ask.Review(finding=Finding.CONTINUE, words="sound", next_on=date(2027, 1, 4))
    (reviewed,) = standing().when(review, CONTEXT).events()
    line = standing(reviewed).state

    assert isinstance(line, Line)
    assert line.next_review_on == date(2027, 1, 4)
    standing().when(replace(review, next_on=TODAY), CONTEXT).then_refused(
        no.DatesUnsound("nextOn", TODAY, date(2026, 3, 3))
    )


def test_a_committed_line_has_no_conditions_to_declare() -> None:
    standing().when(ask.DeclareConditionsMet(evidence="x"), CONTEXT).then_refused(
        no.NoConditions(LINE)
    )
