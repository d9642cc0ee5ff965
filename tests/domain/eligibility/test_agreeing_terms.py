"""Terms that cannot be applied are named, each by its path."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings

from domain.eligibility.reserve_terms import (
    DilutionReserve,
    LossReserve,
    NamedReserve,
    ReserveName,
    ReserveTerms,
)
from domain.eligibility.terms import (
    AgeLimits,
    Concentration,
    CrossAging,
    Dimension,
    EligibilityTerms,
    JointCap,
    SpecialCap,
)
from domain.eligibility.terms_faults import Problem, TermsFault, faults_of
from domain.shared.currency import Currency
from domain.shared.money import Money
from tests.domain.eligibility.portfolios import TERMS
from tests.domain.eligibility.scenes import PLAIN

BY_OBLIGOR = Concentration(dimension=Dimension.OBLIGOR)
TOO_MUCH = Decimal("1.01")


def named(amount: Money, rate: str = "0") -> ReserveTerms:
    reserve = NamedReserve(name=ReserveName.RENT, amount=amount, rate=Decimal(rate))
    return ReserveTerms(named=(reserve,))


def caps(**changed: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever fields the test is about
    return {"concentrations": (replace(BY_OBLIGOR, **changed),)}


FAULTS: list[tuple[dict[str, Any], str, Problem]] = [
    ({"advance_rate": Decimal(0)}, "advanceRate", Problem.ZERO),
    ({"advance_rate": TOO_MUCH}, "advanceRate", Problem.NOT_A_RATE),
    ({"advance_rate": Decimal("NaN")}, "advanceRate", Problem.NOT_A_RATE),
    ({"advance_rate": Decimal("0.1234567")}, "advanceRate", Problem.NOT_A_RATE),
    ({"limit": Money(0, Currency.CNY)}, "limit", Problem.ZERO),
    ({"age": AgeLimits(past_due=-1)}, "age.pastDue", Problem.OUT_OF_RANGE),
    ({"age": AgeLimits(first_day=2)}, "age.firstDay", Problem.OUT_OF_RANGE),
    (
        {"cross_aging": CrossAging(threshold=TOO_MUCH)},
        "crossAging.threshold",
        Problem.NOT_A_RATE,
    ),
    (
        {"cross_aging": CrossAging(limits=AgeLimits(from_invoice=9999))},
        "crossAging.limits.fromInvoice",
        Problem.OUT_OF_RANGE,
    ),
    ({"terms_days_max": -1}, "termsDaysMax", Problem.OUT_OF_RANGE),
    ({"concentrations": (BY_OBLIGOR, BY_OBLIGOR)}, "concentrations", Problem.REPEATED),
    (caps(cap=TOO_MUCH), "concentrations.obligor.cap", Problem.NOT_A_RATE),
    (
        caps(special=(SpecialCap("a", TOO_MUCH),)),
        "concentrations.obligor.special.a",
        Problem.NOT_A_RATE,
    ),
    (
        caps(special=(SpecialCap("a", Decimal(1)), SpecialCap("a", Decimal(1)))),
        "concentrations.obligor.special",
        Problem.REPEATED,
    ),
    (
        caps(joint=(JointCap(("a", "b"), TOO_MUCH),)),
        "concentrations.obligor.joint",
        Problem.NOT_A_RATE,
    ),
    (
        caps(joint=(JointCap(("a",), Decimal(1)),)),
        "concentrations.obligor.joint",
        Problem.TOO_FEW,
    ),
    ({"reserves": ReserveTerms(minimum=TOO_MUCH)}, "reserves.minimum", Problem.NOT_A_RATE),
    ({"reserves": named(Money(-1, Currency.CNY))}, "reserves.named.rent.amount", Problem.NEGATIVE),
    (
        {"reserves": named(Money(1, Currency.EUR))},
        "reserves.named.rent.amount",
        Problem.OTHER_CURRENCY,
    ),
    (
        {"reserves": named(Money(1, Currency.CNY), "2")},
        "reserves.named.rent.rate",
        Problem.NOT_A_RATE,
    ),
    (
        {"reserves": ReserveTerms(dilution=DilutionReserve(months=0))},
        "reserves.dilution.months",
        Problem.OUT_OF_RANGE,
    ),
    (
        {"reserves": ReserveTerms(dilution=DilutionReserve(stress_factor=Decimal(-1)))},
        "reserves.dilution.stressFactor",
        Problem.OUT_OF_RANGE,
    ),
    (
        {"reserves": ReserveTerms(loss=LossReserve(horizon_months=0))},
        "reserves.loss.horizonMonths",
        Problem.OUT_OF_RANGE,
    ),
]


@pytest.mark.parametrize(("changed", "term", "problem"), FAULTS)
def test_a_term_that_cannot_stand_is_named(
    changed: dict[str, Any], term: str, problem: Problem
) -> None:
    (fault,) = faults_of(replace(PLAIN, **changed))
    assert (fault.term, fault.problem) == (term, problem)


def test_all_faults_are_told_at_once_with_what_was_written() -> None:
    unsound = replace(PLAIN, advance_rate=Decimal(2), terms_days_max=-5)
    assert faults_of(unsound) == (
        TermsFault("advanceRate", Problem.NOT_A_RATE, "2"),
        TermsFault("termsDaysMax", Problem.OUT_OF_RANGE, "-5"),
    )


@settings(max_examples=30, deadline=None)
@given(TERMS)
def test_terms_that_the_other_tests_judge_by_may_stand(agreed: EligibilityTerms) -> None:
    assert [f for f in faults_of(agreed) if f.term != "advanceRate"] == []
