"""What a loan owes on any day, computed from its facts in effective order.

Interest is exact until it is posted: what has run since the bank paid out is
rounded as a whole, so that roundings never add up. A payment that arrives late
is a fact with an earlier day; walking the facts again says what it changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from domain.financing.lines import Line, Share
from domain.financing.loan import Loan
from domain.financing.walk import Walk
from domain.shared.allocation import Breakdown, Component, broken_down, total
from domain.shared.currency import Currency
from domain.shared.money import Money


@dataclass(frozen=True, slots=True)
class Payment:
    """Money that was taken and not given back."""

    counts_on: date
    amount: Money
    changes: int | None = None
    """How many changes of the lines came before it; None: all up to its day."""


@dataclass(frozen=True, slots=True)
class Accrued:
    """Interest and penalty run since the start, rounded as a whole, and fees charged since."""

    interest: Money
    penalty: Money
    fee: Money

    @classmethod
    def nothing(cls, currency: Currency) -> Accrued:
        zero = Money.zero(currency)
        return cls(zero, zero, zero)

    def __add__(self, other: Accrued) -> Accrued:
        return Accrued(
            self.interest + other.interest, self.penalty + other.penalty, self.fee + other.fee
        )

    def __sub__(self, other: Accrued) -> Accrued:
        return Accrued(
            self.interest - other.interest, self.penalty - other.penalty, self.fee - other.fee
        )

    @property
    def is_zero(self) -> bool:
        return self.interest.is_zero and self.penalty.is_zero and self.fee.is_zero


@dataclass(frozen=True, slots=True)
class LineStanding:
    """One instalment as it stands: what is owed on it, and whether its day has come."""

    due_on: date
    is_due: bool
    owed: Breakdown


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a loan stands on a day."""

    accrued: Accrued
    owed: Breakdown
    early_fee: Money
    """What settling everything today would cost besides."""

    lines: tuple[LineStanding, ...]

    def overdue(self, on: date) -> tuple[LineStanding, ...]:
        """Lines whose day has passed unpaid, the oldest first."""
        return tuple(it for it in self.lines if it.due_on < on and it.owed.total.is_positive)


@dataclass(frozen=True, slots=True)
class UsedUp:
    """How a payment is used up, in all and line by line."""

    split: Breakdown
    across: tuple[Share, ...]


def used_up(loan: Loan, payments: Sequence[Payment]) -> tuple[UsedUp, ...]:
    """How each payment is used up, in the order of `payments`.

    Those of one day keep the order they are given in.
    """
    return _paid(Walk(loan), loan, payments)


def used_up_by(
    loan: Loan, payments: Sequence[Payment], on: date
) -> tuple[tuple[UsedUp, ...], Standing | None]:
    """The same, and where the loan then stands on `on`, in one walk; None where one counts later.

    What is over of a payment changes nothing: with what was taken of each, it stands the same.
    """
    walk = Walk(loan)
    used = _paid(walk, loan, payments)
    if any(it.counts_on > on for it in payments):
        return used, None
    walk.to(max(on, loan.starts_on))
    return used, _as_it_stands(walk, loan.principal.currency)


def _paid(walk: Walk, loan: Loan, payments: Sequence[Payment]) -> tuple[UsedUp, ...]:
    found = dict[int, UsedUp]()
    for place in sorted(range(len(payments)), key=lambda place: payments[place].counts_on):
        walk.to(payments[place].counts_on, payments[place].changes)
        took, shares = walk.pay(payments[place].amount.minor)
        found[place] = UsedUp(broken_down(took, loan.principal.currency), shares)
    return tuple(found[place] for place in range(len(payments)))


def standing(loan: Loan, payments: Iterable[Payment], on: date) -> Standing:
    """Where the loan stands on `on`, with the payments that count by then."""
    walk = Walk(loan)
    for payment in sorted(payments, key=lambda each: each.counts_on):
        if payment.counts_on <= on:
            walk.to(payment.counts_on, payment.changes)
            walk.pay(payment.amount.minor)
    walk.to(max(on, loan.starts_on))
    return _as_it_stands(walk, loan.principal.currency)


def _as_it_stands(walk: Walk, currency: Currency) -> Standing:
    lines = tuple(_line(line, currency, is_due=line in walk.due) for line in walk.lines())
    penalty = sum(line.charged[Component.PENALTY] for line in walk.lines())
    return Standing(
        accrued=Accrued(
            Money(walk.interest(), currency), Money(penalty, currency), Money(walk.fees, currency)
        ),
        owed=total((line.owed for line in lines), currency),
        early_fee=Money(walk.early_fee, currency),
        lines=lines,
    )


def _line(line: Line, currency: Currency, *, is_due: bool) -> LineStanding:
    return LineStanding(line.due_on, is_due, broken_down(line.owed, currency))
