"""Old claims do not count, and too many of them take the whole account out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from domain.eligibility.reasons import Fact, Figure, Remedy, Rule
from domain.eligibility.standing import UnappliedCredit
from domain.eligibility.terms import Account, AgeLimits, CrossAging, Operator
from tests.domain.eligibility.scenes import (
    ANCHOR,
    OTHER,
    RIVAL,
    SUPPLIER,
    TODAY,
    aged,
    around,
    claim,
    eligible,
    judged,
    rules,
    taken,
)

LIMITS = AgeLimits(past_due=60, from_invoice=90)
HALF = CrossAging(threshold=Decimal("0.50"))


def test_a_claim_that_fails_both_legs_is_told_both() -> None:
    judgement = judged(claim(**aged(120, 75)), age=LIMITS)
    result = judgement.results.of(claim().receivable)
    assert result is not None
    past_due, from_invoice = result.reasons
    assert past_due.facts == (Fact(Figure.DAYS, 75), Fact(Figure.LIMIT_DAYS, 60))
    assert from_invoice.facts == (Fact(Figure.DAYS, 120), Fact(Figure.LIMIT_DAYS, 90))
    assert (past_due.counted, from_invoice.counted) == (100_000, 0)
    assert past_due.remedy is Remedy.COLLECT


@pytest.mark.parametrize(
    ("limits", "days", "is_out"),
    [
        (AgeLimits(past_due=60, from_invoice=None), 60, False),
        (AgeLimits(past_due=60, from_invoice=None), 61, True),
        (AgeLimits(past_due=60, from_invoice=None, operator=Operator.OR_MORE), 60, True),
        (AgeLimits(past_due=60, from_invoice=None, first_day=1), 60, True),
        (AgeLimits(past_due=None, from_invoice=None), 400, False),
    ],
)
def test_the_boundary_is_as_the_terms_write_it(limits: AgeLimits, days: int, is_out: bool) -> None:  # noqa: FBT001 - one column of the table above
    judgement = judged(claim(**aged(500, days)), age=limits)
    assert (rules(judgement) == [Rule.AGED_PAST_DUE]) is is_out


def test_an_extension_does_not_make_a_claim_young_unless_the_terms_say_so() -> None:
    extended = claim(original_due_on=date(2026, 4, 1), issued_on=date(2026, 3, 1))
    by_current = AgeLimits(past_due=60, from_invoice=None, original_due_date=False)
    assert rules(judged(extended, age=LIMITS)) == [Rule.AGED_PAST_DUE, Rule.AGED_FROM_INVOICE]
    assert rules(judged(extended, age=by_current)) == []


def test_an_old_credit_never_makes_the_aged_part_smaller() -> None:
    credit = UnappliedCredit(SUPPLIER, ANCHOR, 40_000)
    judgement = judged(
        claim("old", 70_000, **aged(95)),
        claim("young", 50_000),
        age=LIMITS,
        circumstances=around(credits=(credit,)),
    )
    assert taken(judgement) == {Rule.AGED_FROM_INVOICE: 70_000, Rule.UNAPPLIED_CREDIT: 40_000}
    assert judgement.base.eligible == 10_000


def test_cross_aging_looks_at_full_balances_and_takes_the_rest() -> None:
    judgement = judged(
        claim("old", 60_000, **aged(95)),
        claim("young", 50_000, disputed=50_000),
        claim("else", 10_000, obligor=OTHER),
        age=LIMITS,
        cross_aging=HALF,
    )
    assert rules(judgement, "young") == [Rule.CROSS_AGED, Rule.DISPUTED]
    assert rules(judgement, "else") == []
    assert taken(judgement)[Rule.CROSS_AGED] == 50_000


def test_one_sellers_slow_claims_need_not_take_out_anothers() -> None:
    book = (claim("old", 60_000, **aged(95)), claim("rivals", 50_000, seller=RIVAL))
    alone = CrossAging(threshold=Decimal("0.50"), account=Account.SELLER_AND_OBLIGOR)
    assert eligible(judged(*book, age=LIMITS, cross_aging=HALF), "rivals") == 0
    assert eligible(judged(*book, age=LIMITS, cross_aging=alone), "rivals") == 50_000


def test_the_test_may_use_a_leg_of_its_own() -> None:
    cross = CrossAging(threshold=Decimal("0.35"), limits=AgeLimits(past_due=30, from_invoice=None))
    judgement = judged(
        claim("late", 40_000, **aged(60, 31)),
        claim("rest", 60_000),
        age=LIMITS,
        cross_aging=cross,
    )
    assert rules(judgement, "late") == [Rule.CROSS_AGED]
    assert judgement.base.eligible == 0


def test_days_are_counted_to_the_day_of_judging() -> None:
    assert rules(judged(claim(issued_on=TODAY, due_on=TODAY), age=LIMITS)) == []


@pytest.mark.parametrize(
    ("operator", "late", "is_out"),
    [
        (Operator.MORE_THAN, 33, False),
        (Operator.MORE_THAN, 34, True),
        (Operator.OR_MORE, 33, False),
        (Operator.OR_MORE, 34, True),
    ],
)
def test_a_threshold_between_two_cents_is_neither_rounded_up_nor_down(
    operator: Operator,
    late: int,
    is_out: bool,  # noqa: FBT001 - one column of the table above
) -> None:
    third = CrossAging(threshold=Decimal("0.333333"), operator=operator)
    book = (claim("late", late, **aged(95)), claim("rest", 100 - late))
    judgement = judged(*book, age=LIMITS, cross_aging=third)
    assert (rules(judgement, "rest") == [Rule.CROSS_AGED]) is is_out
