"""The days of a loan's lines are moved to business days before anything is agreed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from adapters.calendars.published import calendar_named
from application.processes.loan_terms import Named, laid_out
from domain.financing.request_refusals import LinesLaidOutByRule, TooManyLines
from domain.shared.instalments import Plan, PlanKind
from domain.shared.loan_terms import LoanTerms
from domain.shared.refusal import Refused
from tests.domain.credit_line.scenes import TERMS, yuan

CALENDAR = calendar_named("CN")
SATURDAY, MONDAY = date(2026, 3, 14), date(2026, 3, 16)
NAMED: Named = ((SATURDAY, yuan("50.00")), (date(2026, 6, 1), yuan("250.00")))


GIVEN = Plan(kind=PlanKind.GIVEN, number=3)


def test_a_named_day_is_moved_and_its_part_stays() -> None:
    terms = replace(TERMS, loan=LoanTerms(plan=GIVEN))

    loan = laid_out(terms, date(2026, 6, 1), NAMED, CALENDAR)

    assert loan.dates == (MONDAY, date(2026, 6, 1))
    assert loan.parts == (yuan("50.00"), yuan("250.00"))
    assert loan.terms.plan.number == 2


def test_lines_are_named_where_the_terms_leave_them_and_nowhere_else() -> None:
    given = replace(TERMS, loan=LoanTerms(plan=GIVEN))
    for terms, named, refusal in (
        (TERMS, NAMED, LinesLaidOutByRule(PlanKind.BULLET)),
        (given, (), TooManyLines(0, 3)),
        (given, (*NAMED, *NAMED), TooManyLines(4, 3)),
    ):
        with pytest.raises(Refused) as refused:
            laid_out(terms, date(2026, 6, 1), named, CALENDAR)
        assert refused.value.refusal == refusal
