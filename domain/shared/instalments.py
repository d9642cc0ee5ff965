"""How a loan is to be paid back: on which days, and how much of the principal on each.

Whatever the kind, the plan comes to lines of a due date and a part of the principal;
interest that has run falls due with each line. The parts always make up the principal:
all lines but the last are rounded, and the last takes what is left.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from domain.shared.daycount import year_units
from domain.shared.exact import DIGITS, half_up
from domain.shared.fault import Fault
from domain.shared.money import Money
from domain.shared.pricing import Price

LINES_MAX = 360
"""Thirty years of months; nobody lends longer here."""


class PlanKind(StrEnum):
    """By which rule the principal comes back."""

    BULLET = "bullet"
    """到期一次还本."""

    EQUAL_PRINCIPAL = "equal_principal"
    """等额本金."""

    EQUAL_INSTALMENTS = "equal_instalments"
    """等额本息: principal and interest together are level."""

    GIVEN = "given"
    """Dates and parts as they were agreed."""

    REVOLVING = "revolving"
    """随借随还: interest on each date, the principal at any time, at the latest on the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The kind, and how many lines a loan under it has."""

    kind: PlanKind = PlanKind.BULLET
    number: int = 1
    every_months: int = 1

    def faults(self) -> Iterator[Fault]:
        """What contradicts itself, as (field, rule, figure)."""
        if not 1 <= self.number <= LINES_MAX:
            yield "plan.number", f"from 1 to {LINES_MAX}", str(self.number)
        if self.kind is PlanKind.BULLET and self.number != 1:
            yield "plan.number", "1 for a bullet", str(self.number)
        if self.every_months < 1:
            yield "plan.everyMonths", "at least 1", str(self.every_months)

    def dates(self, first_on: date) -> tuple[date, ...]:
        """Every so many months from the first; the caller moves them to business days."""
        steps = range(0, self.number * self.every_months, self.every_months)
        return tuple(months_after(first_on, months) for months in steps)


BULLET = Plan()


def months_after(day: date, months: int) -> date:
    """The same day of a later month; from a month's last day always to a month's last day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    last = monthrange(year, month)[1]
    ends_month = day.day == monthrange(day.year, day.month)[1]
    return date(year, month, last if ends_month else min(day.day, last))


@dataclass(frozen=True, slots=True)
class Instalment:
    """A part of the principal, and when it is to be paid."""

    due_on: date
    principal: Money


Schedule = tuple[Instalment, ...]


def lay_out(
    principal: Money, price: Price, plan: Plan, starts_on: date, dates: Sequence[date]
) -> Schedule:
    """The lines on `dates`, which follow each other after `starts_on`.

    Not for given parts. A level instalment that would not even bear the interest of an
    odd first period leaves no principal on that line.
    """
    match plan.kind:
        case PlanKind.EQUAL_PRINCIPAL:
            parts = [principal.minor // len(dates)] * (len(dates) - 1)
        case PlanKind.EQUAL_INSTALMENTS:
            parts = _level(principal.minor, price, starts_on, dates)
        case _:
            parts = [0] * (len(dates) - 1)
    last = principal.minor - sum(parts)
    currency = principal.currency
    return tuple(
        Instalment(day, Money(part, currency))
        for day, part in zip(dates, [*parts, last], strict=True)
    )


def _level(principal: int, price: Price, starts_on: date, dates: Sequence[date]) -> list[int]:
    """All lines but the last: the level amount less the interest of the line's own days."""
    rates = period_rates(price, starts_on, dates)
    level, left, parts = _annuity(principal, rates), principal, list[int]()
    run, posted = Fraction(0), 0
    for rate in rates[:-1]:
        run += left * rate
        interest, posted = half_up(run) - posted, half_up(run)
        part = min(max(level - interest, 0), left)
        parts.append(part)
        left -= part
    return parts


def period_rates(price: Price, starts_on: date, dates: Sequence[date]) -> list[Fraction]:
    """What one unit bears from each date to the next, by the day count, exact."""
    count = price.day_count
    units = [
        year_units(starts_on, day, count, ends_at_maturity=day == dates[-1])
        for day in (starts_on, *dates)
    ]
    yearly = Fraction(price.annual_rate)
    return [yearly * Fraction(then - now, count.basis) for now, then in pairwise(units)]


def _annuity(principal: int, rates: Sequence[Fraction]) -> int:
    """The level amount that pays off `principal`: its value today is just the principal."""
    with localcontext(prec=DIGITS):
        factor, worth = Decimal(1), Decimal(0)
        for rate in rates:
            factor /= 1 + Decimal(rate.numerator) / Decimal(rate.denominator)
            worth += factor
        return half_up(Fraction(Decimal(principal) / worth))
