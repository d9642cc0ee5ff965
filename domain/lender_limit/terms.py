"""What a lender will have on one party at most: data with a day from which it counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from domain.shared.currency import Currency
from domain.shared.fault import Fault
from domain.shared.money import Money


class Capacity(StrEnum):
    """As what a party answers for money lent."""

    OBLIGOR = "obligor"
    GUARANTOR = "guarantor"
    TOGETHER = "together"
    """As either. What a party both owes and guarantees is one risk, and counted once."""


class OwedAs(StrEnum):
    """How an obligor comes to answer for money lent."""

    DEBTOR = "debtor"
    """It was lent the money, and owes it."""

    PAYER = "payer"
    """It is to pay what repays the money."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InUse:
    """What is blocked and utilised on one day, in one currency."""

    obligor: Money
    guarantor: Money
    together: Money

    @classmethod
    def nothing(cls, currency: Currency) -> InUse:
        zero = Money.zero(currency)
        return cls(obligor=zero, guarantor=zero, together=zero)

    def __add__(self, other: InUse) -> InUse:
        return InUse(
            obligor=self.obligor + other.obligor,
            guarantor=self.guarantor + other.guarantor,
            together=self.together + other.together,
        )

    def used_as(self, capacity: Capacity) -> Money:
        match capacity:
            case Capacity.OBLIGOR:
                return self.obligor
            case Capacity.GUARANTOR:
                return self.guarantor
            case Capacity.TOGETHER:
                return self.together


@dataclass(frozen=True, slots=True, kw_only=True)
class Excess:
    """What is used goes beyond what counts: the limit was lowered, or a repayment taken back."""

    capacity: Capacity
    limit: Money
    in_use: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitTerms:
    """None: no limit in that capacity. Every other currency is refused once a limit is set."""

    currency: Currency
    obligor: Money | None = None
    guarantor: Money | None = None
    together: Money | None = None
    source: str
    """Who decided it where: a credit committee's minute, a large exposure rule."""

    four_eyes: bool = True
    """A second person approves; named here so that who waived it is on record."""

    def limit_as(self, capacity: Capacity) -> Money | None:
        match capacity:
            case Capacity.OBLIGOR:
                return self.obligor
            case Capacity.GUARANTOR:
                return self.guarantor
            case Capacity.TOGETHER:
                return self.together

    def exceeded_by(self, used: InUse) -> tuple[Excess, ...]:
        """In which capacities more is used than counts."""
        limits = ((capacity, self.limit_as(capacity)) for capacity in Capacity)
        return tuple(
            Excess(capacity=capacity, limit=limit, in_use=used.used_as(capacity))
            for capacity, limit in limits
            if limit is not None and used.used_as(capacity) > limit
        )

    def faults(self) -> Iterator[Fault]:
        for capacity in Capacity:
            limit = self.limit_as(capacity)
            if limit is None:
                continue
            if limit.currency is not self.currency:
                yield capacity.value, f"must be in {self.currency}", str(limit.currency)
            elif limit.is_negative:
                yield capacity.value, "not negative", str(limit)
        if not self.source:
            yield "source", "is named", "nothing"
