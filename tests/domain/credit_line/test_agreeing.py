"""A line is approved once by a second person, and changed the same way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.credit_line import commands as ask
from domain.credit_line import events as fact
from domain.credit_line import refusals as no
from domain.credit_line.state import Line
from domain.credit_line.terms import LineTerms, Part
from domain.shared.currency import Currency
from domain.shared.facility import Product
from domain.shared.money import Money
from tests.domain.credit_line.scenes import (
    ANNA,
    BEN,
    BY_ANNA,
    CONTEXT,
    LINE,
    ONCE,
    PROPOSE,
    SAID,
    TERMS,
    TODAY,
    approved,
    blocked,
    given,
    on,
    proposed,
    standing,
    yuan,
)

LESS = replace(TERMS, version=2, limit=yuan("300.00"), parts=(Part(Product.CREDIT_LINE),))
INCREASE = ask.ProposeIncrease(
    amount=yuan("500.00"),
    first_day=date(2026, 3, 10),
    last_day=date(2026, 3, 20),
    reason="season",
)


def test_a_line_waits_for_a_second_person() -> None:
    given().when(PROPOSE, on(TODAY, ANNA)).then(proposed())
    waiting = given(proposed())

    waiting.when(ask.ApproveLine(), on(TODAY, ANNA)).then_refused(no.SamePerson(ANNA))
    waiting.when(ask.ApproveLine(), CONTEXT).then(approved())


def test_terms_may_say_that_one_person_is_enough() -> None:
    alone = replace(TERMS, four_eyes=False)
    (event,) = given(proposed(alone)).when(ask.ApproveLine(), on(TODAY, ANNA)).events()

    assert isinstance(event, fact.LineApproved)


def test_a_line_is_decided_once() -> None:
    given(proposed()).when(PROPOSE, CONTEXT).then_refused(no.AlreadyProposed(LINE))
    standing().when(ask.ApproveLine(), CONTEXT).then_refused(no.AlreadyApproved(TODAY))
    rejected = given(proposed(), fact.LineRejected(**SAID, reason="too young"))
    rejected.when(ask.ApproveLine(), CONTEXT).then_refused(no.LineIsRejected("too young"))
    given().when(ask.ApproveLine(), CONTEXT).then_refused(no.LineNotFound())


def test_a_line_that_ran_out_while_it_waited_is_not_approved() -> None:
    late = on(date(2027, 3, 2))

    given(proposed()).when(ask.ApproveLine(), late).then_refused(
        no.LineHasExpired(date(2027, 3, 1), date(2027, 3, 2))
    )


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        (replace(TERMS, version=2), "version"),
        (replace(TERMS, limit=yuan("0.00"), parts=TERMS.parts[:1]), "limit"),
        (replace(TERMS, parts=()), "parts"),
        (replace(TERMS, parts=(Part(Product.E_ORDER), Part(Product.E_ORDER))), "parts"),
        (replace(TERMS, parts=(Part(Product.E_ORDER, yuan("1000.01")),)), "parts.limit"),
        (
            replace(TERMS, parts=(Part(Product.E_ORDER, Money(1, Currency.USD)),)),
            "parts.limit",
        ),
        (replace(TERMS, conditions=("one",)), "conditions"),
        (replace(TERMS, tenor_days_max=0), "tenorDaysMax"),
        (replace(TERMS, draw_minimum=Money(1, Currency.USD)), "drawMinimum"),
        (replace(TERMS, draw_minimum=TERMS.limit + yuan("0.01")), "drawMinimum"),
        (replace(TERMS, penalty_rate=TERMS.penalty_rate + 1), "penaltyRate"),
        (replace(TERMS, allocation=TERMS.allocation[::-1]), "allocation"),
    ],
)
def test_terms_that_contradict_themselves_are_refused_by_field(
    terms: LineTerms, field: str
) -> None:
    faults = [fault for fault, _, _ in terms.faults(1)]

    assert faults == [field]


@pytest.mark.parametrize("due", [date(2020, 1, 1), TODAY - timedelta(days=1)])
def test_no_review_is_agreed_on_for_a_day_that_has_passed(due: date) -> None:
    terms = replace(TERMS, review_due_on=due)
    refusal = no.TermsUnsound("reviewDueOn", f"not before today, {TODAY}", str(due))
    change = ask.ProposeAmendment(terms=replace(terms, version=2), counts_from=TODAY)

    given().when(replace(PROPOSE, terms=terms), CONTEXT).then_refused(refusal)
    standing().when(change, CONTEXT).then_refused(refusal)


def test_a_review_may_be_due_today() -> None:
    terms = replace(TERMS, review_due_on=TODAY)

    (event,) = given().when(replace(PROPOSE, terms=terms), CONTEXT).events()

    assert isinstance(event, fact.LineProposed)


def test_an_amendment_counts_from_its_day_and_says_what_is_beyond_it() -> None:
    """Lowering a limit below what is used is allowed; no new block is."""
    lowered = ask.ProposeAmendment(terms=LESS, counts_from=TODAY)
    waits = fact.AmendmentProposed(**BY_ANNA, proposal=1, terms=LESS, counts_from=TODAY)
    used = standing(blocked("400.00"))
    used.when(lowered, on(TODAY, ANNA)).then(waits)

    (event,) = (
        standing(blocked("400.00"), waits).when(ask.ApproveChange(proposal=1), CONTEXT).events()
    )

    assert isinstance(event, fact.LineAmended)
    assert event.beyond == yuan("100.00")
    line = standing(blocked("400.00"), waits, event).state
    assert isinstance(line, Line)
    assert line.available(TODAY, Product.CREDIT_LINE) == yuan("0.00")


def test_a_change_waits_for_a_second_person_and_is_named_by_its_number() -> None:
    (waits,) = standing().when(INCREASE, on(TODAY, ANNA)).events()
    waiting = standing(waits)

    approve = ask.ApproveChange(proposal=1)
    waiting.when(approve, on(TODAY, ANNA)).then_refused(no.SamePerson(ANNA))
    waiting.when(ask.ApproveChange(proposal=2), CONTEXT).then_refused(no.NothingProposed(2))
    rejected = fact.ChangeRejected(**SAID, proposal=1, reason="no season")
    waiting.when(ask.RejectChange(proposal=1, reason="no season"), CONTEXT).then(rejected)
    standing(waits, rejected).when(approve, CONTEXT).then_refused(no.NothingProposed(1))


def test_an_increase_counts_on_its_days_only() -> None:
    (waits,) = standing().when(INCREASE, on(TODAY, ANNA)).events()
    (more,) = standing(waits).when(ask.ApproveChange(proposal=1), on(TODAY, BEN)).events()
    line = standing(waits, more).state

    assert isinstance(line, Line)
    totals = [line.total_on(date(2026, 3, day)) for day in (9, 10, 20, 21)]
    assert totals == [yuan("1000.00"), yuan("1500.00"), yuan("1500.00"), yuan("1000.00")]
    assert line.available(date(2026, 3, 15), Product.E_ORDER) == yuan("600.00")


def test_what_a_line_is_cannot_be_amended() -> None:
    once = replace(ONCE, version=2)
    amended = ask.ProposeAmendment(terms=once, counts_from=TODAY)

    standing().when(amended, CONTEXT).then_refused(no.TermStays("revolving", "true", "false"))


def test_a_change_does_not_count_before_it_was_agreed() -> None:
    past = date(2026, 3, 1)

    standing().when(ask.ProposeAmendment(terms=LESS, counts_from=past), CONTEXT).then_refused(
        no.DatesUnsound("countsFrom", past, TODAY)
    )
    standing().when(replace(INCREASE, last_day=date(2026, 3, 9)), CONTEXT).then_refused(
        no.DatesUnsound("lastDay", date(2026, 3, 9), date(2026, 3, 10))
    )
