"""The facts of one loan in effective order: time passes, lines fall due, payments are used up.

It counts in whole numbers (minor units, and parts of a year in units of the
convention's basis), so that thousands of facts are walked in a moment.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import assert_never

from domain.financing.lines import (
    Line,
    Run,
    Share,
    fitted,
    in_proportion,
    in_turn,
    lower,
    nothing,
)
from domain.financing.loan import Loan, Rescheduled
from domain.shared.allocation import Amounts, Component, allocate_across, broken_down
from domain.shared.exact import half_up
from domain.shared.instalments import Instalment
from domain.shared.loan_terms import Early
from domain.shared.money import Money


class Walk:
    def __init__(self, loan: Loan) -> None:
        self._loan, self._basis = loan, loan.terms.price.day_count.basis
        self._rate = Fraction(loan.terms.price.annual_rate) / self._basis
        self._penalty_rate = Fraction(loan.terms.penalty_rate) / self._basis
        self._interest, self._settled = Run(loan.interest_from), Fraction(0)
        self._assigned = 0
        """Interest that fell due with lines."""

        self._changes = list(loan.changes)
        self._left, self._fees = loan.principal.minor, 0
        self.due: list[Line] = []
        self._arrears: list[Line] = []
        """Those due and not paid in full, and the last of all, on which interest runs on."""

        self.waiting = [self._line(each) for each in loan.schedule]
        self._waiting_principal = self._left
        self.waiting[0].charged[Component.FEE] = loan.fee.minor
        self._begin_period()

    @property
    def principal_left(self) -> int:
        return self._left

    @property
    def fees(self) -> int:
        """Charged as periods began and principal came early."""
        return self._fees

    @property
    def early_fee(self) -> int:
        """What repaying everything now would cost besides."""
        return half_up(self._waiting_principal * Fraction(self._loan.terms.fees.early_rate))

    def interest(self) -> int:
        return half_up(self._settled + self._interest.weighted * self._rate)

    def lines(self) -> Iterator[Line]:
        yield from self.due
        yield from self.waiting

    def to(self, day: date, changes: int | None = None) -> None:
        """Let time pass to `day`, never backwards; what falls due on it is due.

        No more than the first `changes` are made; None: all up to that day.
        """
        while (stop := self._next_stop(changes)) is not None and stop <= day:
            self._pass(stop)
            if self.waiting and self.waiting[0].due_on <= stop:
                self._fall_due()
            else:
                self._reschedule(self._changes.pop(0))
        self._pass(day)

    def pay(self, amount: int) -> tuple[Amounts, tuple[Share, ...]]:
        """Use up `amount`: what is due first, by the terms, then what is not due yet."""
        shares, left = self._pay_due(amount)
        if left and self.waiting:
            shares += self._pay_in_advance(left)
        took = nothing()
        for share in shares:
            for component, part in share.split.minor(self._loan.principal.currency).items():
                took[component] += part
        self._left -= took[Component.PRINCIPAL]
        return took, tuple(shares)

    def _pay_due(self, amount: int) -> tuple[list[Share], int]:
        terms, currency = self._loan.terms, self._loan.principal.currency
        lines = self._arrears
        owed = [broken_down(line.owed, currency) for line in lines]
        money = Money(amount, currency)
        splits, over = allocate_across(money, owed, terms.allocation, terms.sweep)
        shares = list[Share]()
        for line, split in zip(lines, splits, strict=True):
            took = split.minor(currency)
            line.take(took)
            if any(took.values()):
                shares.append(Share(line.due_on, split))
        self._keep_arrears()
        return shares, over.minor

    def _keep_arrears(self) -> None:
        last = None if self.waiting else self.due[-1]
        self._arrears = [line for line in self._arrears if line is last or line.is_open]

    def _pay_in_advance(self, amount: int) -> list[Share]:
        """The fee and interest of the running period, and principal before its time."""
        current, principal, took = self.waiting[0], 0, nothing()
        for component in self._loan.terms.allocation:
            if component is Component.PRINCIPAL:
                principal, fee = self._early(amount)
                self._charge(current, fee)
                took[Component.FEE] += fee
                amount -= principal + fee
            else:
                part = min(amount, current.left(component) - took[component])
                took[component] += part
                amount -= part
        current.take(took)
        return self._shares(took, self._lowered(principal))

    def _early(self, amount: int) -> tuple[int, int]:
        """Principal, and the fee on it; the fee takes the remainder where not all is repaid."""
        rate, principal = Fraction(self._loan.terms.fees.early_rate), self._waiting_principal
        if amount >= principal + self.early_fee:
            return principal, self.early_fee
        part = min(int(amount / (1 + rate)), principal)
        return part, amount - part

    def _lowered(self, principal: int) -> list[int]:
        """Take `principal` out of the lines to come, by the terms; how much out of each."""
        if not principal:
            return [0] * len(self.waiting)
        planned = [line.left(Component.PRINCIPAL) for line in self.waiting]
        match self._loan.terms.early:
            case Early.NEXT:
                parts = in_turn(principal, planned)
            case Early.SHORTEN:
                parts = in_turn(principal, planned[::-1])[::-1]
            case Early.RECOMPUTE:
                parts = in_proportion(Money(principal, self._loan.principal.currency), planned)
            case _:
                assert_never(self._loan.terms.early)
        lower(self.waiting, parts)
        self._waiting_principal -= principal
        return parts

    def _shares(self, took: Amounts, principal: Sequence[int]) -> list[Share]:
        currency, shares = self._loan.principal.currency, list[Share]()
        first = took | {Component.PRINCIPAL: principal[0]}
        if any(first.values()):
            shares.append(Share(self.waiting[0].due_on, broken_down(first, currency)))
        for line, part in zip(self.waiting[1:], principal[1:], strict=True):
            if part:
                only = nothing() | {Component.PRINCIPAL: part}
                shares.append(Share(line.due_on, broken_down(only, currency)))
        return shares

    def _next_stop(self, changes: int | None) -> date | None:
        made = len(self._loan.changes) - len(self._changes)
        stops = [line.due_on for line in self.waiting[:1]]
        if changes is None or made < changes:
            stops += [change.on for change in self._changes[:1]]
        return min(stops, default=None)

    def _pass(self, day: date) -> None:
        """Interest and penalty run on; the line that is running has what ran since the last."""
        terms, at_maturity = self._loan.terms, day == self._loan.due_on
        count = terms.price.day_count
        self._interest.to(day, self._left, count, at_maturity=at_maturity)
        for line in self._arrears:
            late = line.late(with_interest=terms.penalty_on_interest)
            line.run.to(day, late, count, at_maturity=at_maturity)
            line.penalise(self._penalty_rate)
        running = self.waiting[0] if self.waiting else self.due[-1]
        others = self._assigned if self.waiting else self._assigned - self._last_assigned
        running.charged[Component.INTEREST] = self.interest() - others

    def _fall_due(self) -> None:
        line = self.waiting.pop(0)
        self.due.append(line)
        self._arrears.append(line)
        self._keep_arrears()
        self._waiting_principal -= line.left(Component.PRINCIPAL)
        self._last_assigned = line.charged[Component.INTEREST]
        self._assigned += self._last_assigned
        if self.waiting:
            self._begin_period()

    _last_assigned = 0
    """What fell due with the latest line, which goes on taking interest if no other comes."""

    def _begin_period(self) -> None:
        rate = Fraction(self._loan.terms.fees.period_rate)
        self._charge(self.waiting[0], half_up(self._left * rate))

    def _charge(self, line: Line, fee: int) -> None:
        line.charged[Component.FEE] += fee
        self._fees += fee

    def _reschedule(self, change: Rescheduled) -> None:
        if change.annual_rate is not None:
            self._settled += self._interest.weighted * self._rate
            self._rate = Fraction(change.annual_rate) / self._basis
            self._interest = Run(max(change.on, self._loan.interest_from))
        if change.accelerates and not self.waiting:
            return
        moved = self._waiting_principal
        if not change.accelerates:
            moved += sum(line.left(Component.PRINCIPAL) for line in self.due)
            lower(self.due, [line.left(Component.PRINCIPAL) for line in self.due])
        self._put_off(moved, change)

    def _put_off(self, moved: int, change: Rescheduled) -> None:
        """Interest and fees of the running period go over to the first new line."""
        running = self.waiting[:1]
        if not running:
            taken = self.due[-1].charged[Component.INTEREST]
            self._assigned += taken - self._last_assigned
            self._last_assigned = taken
        parts = fitted([each.principal.minor for each in change.schedule], moved)
        self._waiting_principal = moved
        currency = self._loan.principal.currency
        self.waiting = [
            self._line(Instalment(each.due_on, Money(part, currency)))
            for each, part in zip(change.schedule, parts, strict=True)
        ]
        for line in running:
            for component in (Component.FEE, Component.INTEREST):
                self.waiting[0].charged[component] = line.charged[component]
                self.waiting[0].paid[component] = line.paid[component]

    def _line(self, planned: Instalment) -> Line:
        grace = timedelta(days=self._loan.terms.grace_days)
        penalty_from = max(self._loan.starts_on, planned.due_on) + grace
        return Line(planned.due_on, planned.principal.minor, penalty_from)
