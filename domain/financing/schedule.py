"""What a bullet loan owes on any day, computed from its facts in effective order.

Interest is exact until it is posted: what has run since the bank paid out is
rounded as a whole, so that roundings never add up. A payment that arrives late
is a fact with an earlier day; walking the facts again says what it changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from domain.financing.terms import FinancingTerms
from domain.shared.allocation import Breakdown, allocate
from domain.shared.daycount import year_fraction
from domain.shared.exact import to_money
from domain.shared.money import Money, Rounding


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
class Walk:
    """Where a loan stands after its facts up to `day`."""

    loan: Loan
    day: date
    paid: Breakdown
    interest: Fraction
    """Exact minor units run so far."""

    penalty: Fraction

    @property
    def accrued(self) -> Accrued:
        currency = self.loan.principal.currency
        return Accrued(
            to_money(self.interest, currency, Rounding.HALF_UP),
            to_money(self.penalty, currency, Rounding.HALF_UP),
        )

    @property
    def owed(self) -> Breakdown:
        accrued = self.accrued
        run = Breakdown(accrued.penalty, self.loan.fee, accrued.interest, self.loan.principal)
        return run - self.paid

    def to(self, day: date) -> Walk:
        """Let time pass to `day`."""
        left = (self.loan.principal - self.paid.principal).minor
        terms = self.loan.terms
        ran = self._years(self.loan.interest_from, day) * Fraction(terms.price.annual_rate)
        late = self._years(self.loan.penalty_from, day) * Fraction(terms.penalty_rate)
        return replace(
            self, day=day, interest=self.interest + left * ran, penalty=self.penalty + left * late
        )

    def pay(self, amount: Money) -> tuple[Walk, Breakdown]:
        """Use up `amount` against what is owed today: the walk after it, and the split."""
        split = allocate(amount, self.owed, self.loan.terms.allocation).split
        return replace(self, paid=self.paid + split), split

    def _years(self, anchor: date, to: date) -> Fraction:
        """Counted from one anchor, so that conventions of 30 days a month add up."""
        return self._since(anchor, to) - self._since(anchor, self.day)

    def _since(self, anchor: date, day: date) -> Fraction:
        count = self.loan.terms.price.day_count
        at_maturity = day == self.loan.due_on
        return year_fraction(anchor, max(day, anchor), count, ends_at_maturity=at_maturity)


def splits(loan: Loan, payments: Sequence[Payment]) -> tuple[Breakdown, ...]:
    """How each payment is used up, in the order of `payments`.

    Those of one day keep the order they are given in.
    """
    order = sorted(range(len(payments)), key=lambda place: payments[place].counts_on)
    in_effect = [payments[place] for place in order]
    found = dict(zip(order, _used_up(loan, in_effect), strict=True))
    return tuple(found[place] for place in range(len(payments)))


def standing(loan: Loan, payments: Iterable[Payment], on: date) -> Walk:
    """Where the loan stands on `on`, with the payments that count by then."""
    walk = _start(loan)
    for payment in sorted(payments, key=lambda each: each.counts_on):
        if payment.counts_on <= on:
            walk, _ = walk.to(payment.counts_on).pay(payment.amount)
    return walk.to(max(on, loan.starts_on))


def _used_up(loan: Loan, payments: Iterable[Payment]) -> Iterator[Breakdown]:
    walk = _start(loan)
    for payment in payments:
        walk, split = walk.to(payment.counts_on).pay(payment.amount)
        yield split


def _start(loan: Loan) -> Walk:
    nothing = Breakdown.nothing(loan.principal.currency)
    return Walk(loan, loan.starts_on, nothing, Fraction(0), Fraction(0))
