"""The lines of a loan as the walk goes along: what fell due with each, and what was paid of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from domain.shared.allocation import Amounts, Breakdown, Component
from domain.shared.daycount import DayCount, year_units
from domain.shared.exact import half_up
from domain.shared.money import Money


def nothing() -> Amounts:
    return dict.fromkeys(Component, 0)


@dataclass(frozen=True, slots=True)
class Share:
    """What one line took of a payment."""

    due_on: date
    split: Breakdown


class Run:
    """An amount times time since an anchor, exact.

    Time is counted from the one anchor, so that conventions of 30 days a month
    add up over any days at which the amount changed.
    """

    def __init__(self, anchor: date) -> None:
        self._anchor = anchor
        self._units = 0
        self.weighted = 0

    def to(self, day: date, amount: int, count: DayCount, *, at_maturity: bool) -> None:
        if day <= self._anchor:
            return
        units = year_units(self._anchor, day, count, ends_at_maturity=at_maturity)
        self.weighted += amount * (units - self._units)
        self._units = units


class Line:
    """One instalment. Its interest is what ran since the line before, once it is due."""

    def __init__(self, due_on: date, principal: int, penalty_from: date) -> None:
        self.due_on = due_on
        self.charged = nothing() | {Component.PRINCIPAL: principal}
        self.paid = nothing()
        self.run = Run(penalty_from)

    def left(self, component: Component) -> int:
        return self.charged[component] - self.paid[component]

    @property
    def owed(self) -> Amounts:
        return {component: self.left(component) for component in Component}

    @property
    def is_open(self) -> bool:
        return any(self.left(component) for component in Component)

    def take(self, split: Mapping[Component, int]) -> None:
        for component, amount in split.items():
            self.paid[component] += amount

    def late(self, *, with_interest: bool) -> int:
        """What bears penalty once the line is overdue."""
        interest = self.left(Component.INTEREST) if with_interest else 0
        return self.left(Component.PRINCIPAL) + interest

    def penalise(self, rate: Fraction) -> None:
        self.charged[Component.PENALTY] = half_up(self.run.weighted * rate)


def lower(lines: Sequence[Line], amounts: Sequence[int]) -> None:
    """Take parts of principal out of lines: they are paid already, and no longer planned."""
    for line, amount in zip(lines, amounts, strict=True):
        line.charged[Component.PRINCIPAL] -= amount


def in_turn(amount: int, planned: Sequence[int]) -> list[int]:
    parts = list[int]()
    for most in planned:
        parts.append(min(amount, most))
        amount -= parts[-1]
    return parts


def in_proportion(amount: Money, planned: Sequence[int]) -> list[int]:
    if amount.is_zero:
        return [0] * len(planned)
    return [part.minor for part in amount.split(planned)]


def fitted(planned: Sequence[int], whole: int) -> list[int]:
    """The parts as agreed; what is more goes on the last, what is less comes off the last."""
    over = sum(planned) - whole
    if over <= 0:
        return [*planned[:-1], planned[-1] - over]
    cut = in_turn(over, planned[::-1])[::-1]
    return [part - less for part, less in zip(planned, cut, strict=True)]
