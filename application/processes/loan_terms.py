"""The terms of a loan, and its due days, as the facility's terms say on the day it is asked for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Protocol

from domain.financing.terms import FinancingTerms
from domain.shared.allocation import Order
from domain.shared.calendar import Adjustment, BusinessCalendar
from domain.shared.instalments import Plan, months_after
from domain.shared.loan_terms import LoanTerms
from domain.shared.pricing import Price


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


def due_days(plan: Plan, due_on: date, calendar: BusinessCalendar) -> tuple[date, ...]:
    """Of every line, counted back from the last; a loan in one sum is due on the day itself.

    Each is moved to a business day of its own month, before anything is agreed.
    """
    if plan.number == 1:
        return (due_on,)
    steps = range(-plan.every_months * (plan.number - 1), 1, plan.every_months)
    days = (months_after(due_on, months) for months in steps)
    return tuple(calendar.adjust(day, Adjustment.MODIFIED_FOLLOWING) for day in days)
