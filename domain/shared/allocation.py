"""How a payment is used up: which component of a debt it meets first.

The order is a term of the contract and is stored with each payment. Where none
is agreed, Civil Code 561 has costs first, then interest, then principal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from domain.shared.currency import Currency
from domain.shared.money import Money


class Component(Enum):
    """A part of what is owed."""

    PENALTY = "penalty"
    """Late interest, 罚息."""

    FEE = "fee"
    INTEREST = "interest"
    PRINCIPAL = "principal"

    __hash__ = object.__hash__
    """Members are keys in the innermost loops, and Enum's own hash is slow."""


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
    if not is_complete(order):
        raise ValueError("an order names each component once")
    if payment.is_negative:
        raise ValueError("a payment is not negative")

    left = payment
    used = {component: Money.zero(payment.currency) for component in Component}
    for component in order:
        used[component] = min(left, owed.of(component))
        left -= used[component]
    return Allocation(_broken_down(used), left)


class Sweep(Enum):
    """How a payment goes through several instalments."""

    BY_INSTALMENT = "by_instalment"
    """Everything of the oldest instalment, then the next."""

    BY_COMPONENT = "by_component"
    """One component of all instalments, oldest first, before the next component."""


def allocate_across(
    payment: Money, instalments: Sequence[Breakdown], order: Order, sweep: Sweep
) -> tuple[tuple[Breakdown, ...], Money]:
    """Use up `payment` over `instalments`, oldest first: a split for each, and the surplus."""
    if sweep is Sweep.BY_INSTALMENT:
        return _by_instalment(payment, instalments, order)

    paid = [Breakdown.nothing(payment.currency)] * len(instalments)
    for component in order:
        one_at_a_time = [_only(component, owed) for owed in instalments]
        more, payment = _by_instalment(payment, one_at_a_time, order)
        paid = [before + now for before, now in zip(paid, more, strict=True)]
    return tuple(paid), payment


def total(parts: Iterable[Breakdown], currency: Currency) -> Breakdown:
    """The sum of `parts`, each of which must be in `currency`."""
    return sum(parts, start=Breakdown.nothing(currency))


def _by_instalment(
    payment: Money, instalments: Sequence[Breakdown], order: Order
) -> tuple[tuple[Breakdown, ...], Money]:
    splits = []
    for owed in instalments:
        allocation = allocate(payment, owed, order)
        splits.append(allocation.split)
        payment = allocation.surplus
    return tuple(splits), payment


def _only(component: Component, owed: Breakdown) -> Breakdown:
    zero = Money.zero(owed.principal.currency)
    return _broken_down({c: owed.of(c) if c is component else zero for c in Component})


def _broken_down(amounts: dict[Component, Money]) -> Breakdown:
    return Breakdown(
        penalty=amounts[Component.PENALTY],
        fee=amounts[Component.FEE],
        interest=amounts[Component.INTEREST],
        principal=amounts[Component.PRINCIPAL],
    )
