"""From an exact fraction to money: rounded once, at the end, by a rounding that has a name."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction
from typing import assert_never

from domain.shared.currency import Currency
from domain.shared.money import Money, Rounding

DIGITS = 34
"""As many as IEEE decimal128: far more than any rate is quoted with."""


def to_money(minor: Fraction, currency: Currency, rounding: Rounding) -> Money:
    """An exact number of minor units as money."""
    return Money(_whole(minor, rounding), currency)


def to_rate(exact: Fraction, decimals: int = 6) -> Decimal:
    """A rate for people to read, rounded half up. Never calculate on with it."""
    with localcontext(prec=DIGITS):
        whole = _whole(exact * 10**decimals, Rounding.HALF_UP)
        return Decimal(whole).scaleb(-decimals)


def half_up(exact: Fraction) -> int:
    """To the nearest whole number; a half goes away from zero."""
    doubled, whole = 2 * abs(exact.numerator), exact.denominator
    nearest = (doubled + whole) // (2 * whole)
    return nearest if exact >= 0 else -nearest


def _whole(exact: Fraction, rounding: Rounding) -> int:
    match rounding:
        case Rounding.IN_FAVOUR_OF_LENDER:
            return int(exact)
        case Rounding.HALF_EVEN:
            return round(exact)
        case Rounding.HALF_UP:
            return half_up(exact)
        case _:
            assert_never(rounding)
