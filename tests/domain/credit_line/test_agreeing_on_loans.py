"""What the terms of a line say about the loans on it must hold together before it is proposed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from domain.credit_line.refusals import TermsUnsound
from domain.credit_line.terms import LineTerms
from domain.shared.currency import Currency
from domain.shared.instalments import Plan
from domain.shared.loan_terms import Fees, LoanTerms
from domain.shared.money import Money
from tests.domain.credit_line.scenes import CONTEXT, PROPOSE, TERMS, given, yuan


@pytest.mark.parametrize(
    ("terms", "field", "rule", "figure"),
    [
        (
            replace(TERMS, loan=LoanTerms(grace_days=-1)),
            "loan.graceDays",
            "not negative",
            "-1",
        ),
        (
            replace(TERMS, loan=LoanTerms(default_after_days=0)),
            "loan.defaultAfterDays",
            "at least 1",
            "0",
        ),
        (
            replace(TERMS, loan=LoanTerms(fees=Fees(early_rate=Decimal(1)))),
            "loan.fees.earlyRate",
            "from 0 to below 1",
            "1",
        ),
        (
            replace(TERMS, loan=LoanTerms(rate_ceiling=Decimal(0))),
            "loan.rateCeiling",
            "more than 0",
            "0",
        ),
        (
            replace(TERMS, loan=LoanTerms(offer_days=0)),
            "loan.offerDays",
            "at least 1",
            "0",
        ),
        (
            replace(TERMS, loan=LoanTerms(plan=Plan(number=2))),
            "loan.plan.number",
            "1 for a bullet",
            "2",
        ),
        (
            replace(TERMS, second_person_from=yuan("-0.01")),
            "secondPersonFrom",
            "not negative",
            "CNY -0.01",
        ),
        (
            replace(TERMS, second_person_from=Money.of("1.00", Currency.EUR)),
            "secondPersonFrom",
            "must be in CNY",
            "EUR",
        ),
    ],
)
def test_what_contradicts_itself_is_refused(
    terms: LineTerms, field: str, rule: str, figure: str
) -> None:
    asked = given().when(replace(PROPOSE, terms=terms), CONTEXT)

    asked.then_refused(TermsUnsound(field, rule, figure))


def test_two_people_approve_from_the_amount_on() -> None:
    terms = replace(TERMS, second_person_from=yuan("200.00"))

    asked = [terms.needs_second_person(yuan(it)) for it in ("199.99", "200.00")]

    assert asked == [False, True]
    assert not TERMS.needs_second_person(yuan("999999.00"))
