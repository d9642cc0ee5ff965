"""How a payment is used up: which component of a debt it meets first.

The order is a term of the contract and is stored with each payment. Where none
is agreed, Civil Code 561 has costs first, then interest, then principal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from domain.shared.currency import Currency
from domain.shared.money import CurrencyMismatch, Money


class Component(Enum):
    """A part of what is owed."""

    PENALTY = "penalty"
    """Late interest, 罚息."""

    FEE = "fee"
    INTEREST = "interest"
    PRINCIPAL = "principal"

    __hash__ = object.__hash__
    """Members are keys in the innermost loops, and Enum's own hash is slow."""


Amounts = dict[Component, int]
"""In minor units."""

Order = tuple[Component, ...]

PENALTY_FIRST: Order = (
    Component.PENALTY,
    Component.FEE,
    Component.INTEREST,
    Component.PRINCIPAL,
)
"""What most loan books do."""

STATUTORY: Order = (
    Component.FEE,
    Component.INTEREST,
    Component.PENALTY,
    Component.PRINCIPAL,
)
"""Civil Code 561: costs, interest (late interest with it), principal."""


def is_complete(order: Order) -> bool:
    """Whether each component stands in `order` exactly once."""
    return len(order) == len(Component) and set(order) == set(Component)


@dataclass(frozen=True, slots=True)
class Breakdown:
    """An amount owed or paid, by component, in one currency."""

    penalty: Money
    fee: Money
    interest: Money
    principal: Money

    @classmethod
    def nothing(cls, currency: Currency) -> Breakdown:
        zero = Money.zero(currency)
        return cls(zero, zero, zero, zero)

    @property
    def total(self) -> Money:
        return self.penalty + self.fee + self.interest + self.principal

    def of(self, component: Component) -> Money:
        amount: Money = getattr(self, component.value)
        return amount

    def minor(self, currency: Currency) -> Amounts:
        """In minor units; raise `CurrencyMismatch` where it is in another currency."""
        parts = (self.penalty, self.fee, self.interest, self.principal)
        if any(it.currency is not currency for it in parts):
            raise CurrencyMismatch(f"{currency} with {self.principal.currency}")
        penalty, fee, interest, principal = parts
        return {
            Component.PENALTY: penalty.minor,
            Component.FEE: fee.minor,
            Component.INTEREST: interest.minor,
            Component.PRINCIPAL: principal.minor,
        }

    def __add__(self, other: Breakdown) -> Breakdown:
        return Breakdown(
            self.penalty + other.penalty,
            self.fee + other.fee,
            self.interest + other.interest,
            self.principal + other.principal,
        )

    def __sub__(self, other: Breakdown) -> Breakdown:
        return self + -other

    def __neg__(self) -> Breakdown:
        return Breakdown(-self.penalty, -self.fee, -self.interest, -self.principal)


@dataclass(frozen=True, slots=True)
class Allocation:
    """What became of a payment: `split.total + surplus` is the payment."""

    split: Breakdown
    surplus: Money


def allocate(payment: Money, owed: Breakdown, order: Order) -> Allocation:
    """Use up `payment` against `owed` in `order`; what is over is the surplus.

    Raise `ValueError` where `order` names a component twice or not at all, or
    the payment is negative.
    """
    (split,), surplus = allocate_across(payment, (owed,), order, Sweep.BY_INSTALMENT)
    return Allocation(split, surplus)


class Sweep(Enum):
    """How a payment goes through several instalments."""

    BY_INSTALMENT = "by_instalment"
    """Everything of the oldest instalment, then the next."""

    BY_COMPONENT = "by_component"
    """One component of all instalments, oldest first, before the next component."""


def allocate_across(
    payment: Money, instalments: Sequence[Breakdown], order: Order, sweep: Sweep
) -> tuple[tuple[Breakdown, ...], Money]:
    """Use up `payment` over `instalments`, oldest first: a split for each, and the surplus.

    Raise `ValueError` as `allocate` does.
    """
    if not is_complete(order):
        raise ValueError("an order names each component once")
    if payment.is_negative:
        raise ValueError("a payment is not negative")

    currency = payment.currency
    owed = [it.minor(currency) for it in instalments]
    paid = [dict.fromkeys(Component, 0) for _ in instalments]
    left = payment.minor
    for place, component in _places(len(instalments), order, sweep):
        paid[place][component] = min(left, owed[place][component])
        left -= paid[place][component]
    return tuple(broken_down(it, currency) for it in paid), Money(left, currency)


def total(parts: Iterable[Breakdown], currency: Currency) -> Breakdown:
    """The sum of `parts`, each of which must be in `currency`."""
    return sum(parts, start=Breakdown.nothing(currency))


def broken_down(amounts: Amounts, currency: Currency) -> Breakdown:
    return Breakdown(
        penalty=Money(amounts[Component.PENALTY], currency),
        fee=Money(amounts[Component.FEE], currency),
        interest=Money(amounts[Component.INTEREST], currency),
        principal=Money(amounts[Component.PRINCIPAL], currency),
    )


def _places(lines: int, order: Order, sweep: Sweep) -> Iterator[tuple[int, Component]]:
    """Which component of which instalment is met next."""
    if sweep is Sweep.BY_INSTALMENT:
        return ((line, component) for line in range(lines) for component in order)
    return ((line, component) for component in order for line in range(lines))
