"""What a bullet loan owes on any day, computed from its facts in effective order.

Interest is exact until it is posted: what has run since the bank paid out is
rounded as a whole, so that roundings never add up. A payment that arrives late
is a fact with an earlier day; walking the facts again says what it changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from domain.financing.terms import FinancingTerms
from domain.shared.allocation import Breakdown, Component
from domain.shared.daycount import DayCount, year_units
from domain.shared.exact import half_up
from domain.shared.money import Money


@dataclass(frozen=True, slots=True)
class Loan:
    """What was lent, from the bank's value date on."""

    principal: Money
    fee: Money
    """Owed with the repayment; zero where it came out of the proceeds."""

    terms: FinancingTerms
    starts_on: date
    due_on: date

    @property
    def interest_from(self) -> date:
        """A discount has paid for the time to the due date; interest runs after it."""
        if self.terms.price.discount_form.is_upfront:
            return max(self.starts_on, self.due_on)
        return self.starts_on

    @property
    def penalty_from(self) -> date:
        return max(self.starts_on, self.due_on)


@dataclass(frozen=True, slots=True)
class Payment:
    """Money that was taken and not given back."""

    counts_on: date
    amount: Money


@dataclass(frozen=True, slots=True)
class Accrued:
    """Interest and penalty run since the start, rounded as a whole."""

    interest: Money
    penalty: Money

    def __add__(self, other: Accrued) -> Accrued:
        return Accrued(self.interest + other.interest, self.penalty + other.penalty)

    def __sub__(self, other: Accrued) -> Accrued:
        return Accrued(self.interest - other.interest, self.penalty - other.penalty)

    @property
    def is_zero(self) -> bool:
        return self.interest.is_zero and self.penalty.is_zero


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a loan stands on a day."""

    accrued: Accrued
    owed: Breakdown


def splits(loan: Loan, payments: Sequence[Payment]) -> tuple[Breakdown, ...]:
    """How each payment is used up, in the order of `payments`.

    Those of one day keep the order they are given in.
    """
    walk, found = Walk(loan), dict[int, Breakdown]()
    for place in sorted(range(len(payments)), key=lambda place: payments[place].counts_on):
        walk.to(payments[place].counts_on)
        found[place] = walk.broken_down(walk.pay(payments[place].amount.minor))
    return tuple(found[place] for place in range(len(payments)))


def standing(loan: Loan, payments: Iterable[Payment], on: date) -> Standing:
    """Where the loan stands on `on`, with the payments that count by then."""
    walk = Walk(loan)
    for payment in sorted(payments, key=lambda each: each.counts_on):
        if payment.counts_on <= on:
            walk.to(payment.counts_on)
            walk.pay(payment.amount.minor)
    walk.to(max(on, loan.starts_on))
    return walk.standing()


class Walk:
    """The facts of one loan in effective order.

    It counts in whole numbers (minor units, and parts of a year in units of the
    convention's basis), so that thousands of facts are walked in a moment.
    """

    def __init__(self, loan: Loan) -> None:
        self._loan = loan
        self._rate = Fraction(loan.terms.price.annual_rate) / loan.terms.price.day_count.basis
        self._penalty_rate = Fraction(loan.terms.penalty_rate) / loan.terms.price.day_count.basis
        self._paid = dict.fromkeys(Component, 0)
        self._interest = Run(loan.interest_from)
        self._penalty = Run(loan.penalty_from)

    def to(self, day: date) -> None:
        """Let time pass to `day`, never backwards."""
        left = self._loan.principal.minor - self._paid[Component.PRINCIPAL]
        count, due_on = self._loan.terms.price.day_count, self._loan.due_on
        for run in (self._interest, self._penalty):
            run.to(day, left, count, at_maturity=day == due_on)

    def pay(self, amount: int) -> dict[Component, int]:
        """Use up `amount` against what is owed now, in the agreed order; what each took."""
        owed, took = self._owed(), dict.fromkeys(Component, 0)
        for component in self._loan.terms.allocation:
            took[component] = min(amount, owed[component])
            amount -= took[component]
            self._paid[component] += took[component]
        return took

    def standing(self) -> Standing:
        run = {Component.INTEREST: self._run_interest(), Component.PENALTY: self._run_penalty()}
        whole = self.broken_down(dict.fromkeys(Component, 0) | run)
        return Standing(Accrued(whole.interest, whole.penalty), self.broken_down(self._owed()))

    def broken_down(self, amounts: Mapping[Component, int]) -> Breakdown:
        currency = self._loan.principal.currency
        return Breakdown(
            penalty=Money(amounts[Component.PENALTY], currency),
            fee=Money(amounts[Component.FEE], currency),
            interest=Money(amounts[Component.INTEREST], currency),
            principal=Money(amounts[Component.PRINCIPAL], currency),
        )

    def _owed(self) -> dict[Component, int]:
        return {
            Component.PENALTY: self._run_penalty() - self._paid[Component.PENALTY],
            Component.FEE: self._loan.fee.minor - self._paid[Component.FEE],
            Component.INTEREST: self._run_interest() - self._paid[Component.INTEREST],
            Component.PRINCIPAL: self._loan.principal.minor - self._paid[Component.PRINCIPAL],
        }

    def _run_interest(self) -> int:
        return half_up(self._interest.weighted * self._rate)

    def _run_penalty(self) -> int:
        return half_up(self._penalty.weighted * self._penalty_rate)


class Run:
    """Principal times time since an anchor, exact.

    Time is counted from the one anchor, so that conventions of 30 days a month
    add up over any days at which the principal changed.
    """

    def __init__(self, anchor: date) -> None:
        self._anchor = anchor
        self._units = 0
        self.weighted = 0

    def to(self, day: date, principal: int, count: DayCount, *, at_maturity: bool) -> None:
        if day <= self._anchor:
            return
        units = year_units(self._anchor, day, count, ends_at_maturity=at_maturity)
        self.weighted += principal * (units - self._units)
        self._units = units
