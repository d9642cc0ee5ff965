"""Money is a whole number of minor units in one currency.

Amounts never become floats and never mix currencies. A rate is a `Decimal`,
and whoever multiplies by one says who keeps the remainder.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from enum import Enum

from domain.shared.currency import Currency


class Rounding(Enum):
    """Who keeps the remainder, in the words of the business."""

    IN_FAVOUR_OF_LENDER = ROUND_DOWN
    """Never advance a cent more than the rate allows."""

    HALF_EVEN = ROUND_HALF_EVEN
    """Sums of many roundings, where a bias would accumulate."""

    HALF_UP = ROUND_HALF_UP
    """What contracts and bank statements print."""


WRITTEN = re.compile(r"-?\d{1,15}(?:\.\d{1,6})?", re.ASCII)
"""How an amount may be written: no exponent, no NaN, no separators, no full-width digits."""


class CurrencyMismatch(TypeError):
    """Two currencies met in one sum: a bug of ours, never a refusal."""


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount: `Money(12_345, Currency.CNY)` is CNY 123.45."""

    minor: int
    currency: Currency

    @classmethod
    def of(cls, major: str | Decimal, currency: Currency) -> Money:
        """Read an amount in major units; raise `ValueError` rather than round it."""
        written = format(major, "f") if isinstance(major, Decimal) else major
        if WRITTEN.fullmatch(written) is None:
            raise ValueError(f"{written!r} is not an amount")
        minor = Decimal(written).scaleb(currency.exponent)
        if minor != minor.to_integral_value():
            raise ValueError(f"{written} has more decimals than {currency} allows")
        return cls(int(minor), currency)

    @classmethod
    def zero(cls, currency: Currency) -> Money:
        return cls(0, currency)

    @classmethod
    def total(cls, amounts: Iterable[Money], currency: Currency) -> Money:
        """The sum of `amounts`, each of which must be in `currency`."""
        minor = 0
        for each in amounts:
            if each.currency is not currency:
                raise CurrencyMismatch(f"{currency} with {each.currency}")
            minor += each.minor
        return cls(minor, currency)

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - self._same(other), self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.minor < self._same(other)

    def __le__(self, other: Money) -> bool:
        return self.minor <= self._same(other)

    def __gt__(self, other: Money) -> bool:
        return self.minor > self._same(other)

    def __ge__(self, other: Money) -> bool:
        return self.minor >= self._same(other)

    def times(self, rate: Decimal, rounding: Rounding) -> Money:
        exact = self.minor * rate
        return Money(int(exact.to_integral_value(rounding.value)), self.currency)

    def split(self, weights: Sequence[int]) -> tuple[Money, ...]:
        """Divide by `weights`; parts sum to the whole, odd units go to the largest remainders.

        Raise `ValueError` where no weight is positive or one is negative.
        """
        whole = sum(weights)
        if whole <= 0 or min(weights) < 0:
            raise ValueError("weights must be non-negative and not all zero")
        shares = [divmod(self.minor * weight, whole) for weight in weights]
        odd = self.minor - sum(quotient for quotient, _ in shares)
        by_remainder = sorted(range(len(shares)), key=lambda i: (-shares[i][1], i))
        lucky = set(by_remainder[:odd])
        return tuple(
            Money(quotient + (i in lucky), self.currency) for i, (quotient, _) in enumerate(shares)
        )

    @property
    def is_positive(self) -> bool:
        return self.minor > 0

    @property
    def is_zero(self) -> bool:
        return self.minor == 0

    @property
    def is_negative(self) -> bool:
        return self.minor < 0

    @property
    def major(self) -> Decimal:
        return Decimal(self.minor).scaleb(-self.currency.exponent)

    def __str__(self) -> str:
        return f"{self.currency} {self.major:f}"

    def _same(self, other: Money) -> int:
        if self.currency is not other.currency:
            raise CurrencyMismatch(f"{self.currency} with {other.currency}")
        return other.minor
