"""The terms of a loan, and its due days, as the facility's terms say on the day it is asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Protocol

from domain.financing.opening import check_dates
from domain.financing.request_refusals import LinesLaidOutByRule, TooManyLines
from domain.financing.terms import FinancingTerms
from domain.shared.allocation import Order
from domain.shared.calendar import Adjustment, BusinessCalendar
from domain.shared.instalments import Plan, PlanKind, months_after
from domain.shared.loan_terms import LoanTerms
from domain.shared.money import Money
from domain.shared.pricing import Price
from domain.shared.refusal import Refused


class FacilityTerms(Protocol):
    """What the terms of pool, programme and line have in common."""

    @property
    def price(self) -> Price: ...

    @property
    def penalty_rate(self) -> Decimal: ...

    @property
    def allocation(self) -> Order: ...

    @property
    def loan(self) -> LoanTerms: ...


def loan_terms_of(terms: FacilityTerms) -> FinancingTerms:
    return FinancingTerms.under(terms.price, terms.penalty_rate, terms.allocation, terms.loan)


Named = tuple[tuple[date, Money], ...]
"""Lines as whoever asks names them: when each is due, and how much of the principal."""


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The terms of one loan with the days of its lines, and their parts where those are given."""

    terms: FinancingTerms
    dates: tuple[date, ...]
    parts: tuple[Money, ...] = ()


def laid_out(
    terms: FacilityTerms, due_on: date, named: Named, calendar: BusinessCalendar
) -> LaidOut:
    """By the plan in the terms; where it leaves the lines to whoever asks, as they are named.

    Each named day too is moved to a business day. Raise `Refused` where lines are named that
    the terms lay out, or more of them than the terms allow.
    """
    loan = loan_terms_of(terms)
    if loan.plan.kind is not PlanKind.GIVEN:
        if named:
            raise Refused(LinesLaidOutByRule(loan.plan.kind))
        return LaidOut(loan, due_days(loan.plan, due_on, calendar))
    if not 1 <= len(named) <= loan.plan.number:
        raise Refused(TooManyLines(len(named), loan.plan.number))
    check_dates([day for day, _ in named], len(named), due_on)
    dates = tuple(calendar.adjust(day, Adjustment.MODIFIED_FOLLOWING) for day, _ in named)
    plan = replace(loan.plan, number=len(named))
    return LaidOut(replace(loan, plan=plan), dates, tuple(part for _, part in named))


def due_days(plan: Plan, due_on: date, calendar: BusinessCalendar) -> tuple[date, ...]:
    """Of every line, counted back from the last; a loan in one sum is due on the day itself.

    Each is moved to a business day of its own month, before anything is agreed.
    """
    if plan.number == 1:
        return (due_on,)
    steps = range(-plan.every_months * (plan.number - 1), 1, plan.every_months)
    days = (months_after(due_on, months) for months in steps)
    return tuple(calendar.adjust(day, Adjustment.MODIFIED_FOLLOWING) for day in days)
