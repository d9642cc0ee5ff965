"""Exact whole-number arithmetic on columns of amounts: no float, no silent overflow.

An amount is int64 minor units. `AMOUNT_TOTAL_MAX` bounds the sum of a column, so
that no sum of some of its amounts can leave int64.
"""

from __future__ import annotations

from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

Amounts = NDArray[np.int64]
Rows = NDArray[np.intp]
Codes = NDArray[np.int32]
Flags = NDArray[np.bool_]

AMOUNT_TOTAL_MAX = 2**61 - 1
MILLION = 1_000_000
_ROOM_BITS = 62


class BeyondMeasure(OverflowError):
    """The amounts of a pool add up to more than 64 bits can hold exactly."""


def millionths(rate: Decimal) -> int:
    """`rate` as a whole number of millionths; raise `ValueError` where it is none."""
    scaled = rate.scaleb(6)
    whole = int(scaled)
    if scaled != whole:
        raise ValueError(f"{rate} has more than six decimals")
    return whole


def share_floor(amounts: Amounts, rate_millionths: int) -> Amounts:
    """`amounts` (>= 0) times a rate of at most one, rounded down; exact at any size."""
    whole, rest = np.divmod(amounts, MILLION)
    floored: Amounts = whole * rate_millionths + rest * rate_millionths // MILLION
    return floored


def share_ceil(amounts: Amounts, rate_millionths: int) -> Amounts:
    return amounts - share_floor(amounts, MILLION - rate_millionths)


def proportion(amounts: Amounts, part: Amounts, whole: Amounts) -> tuple[Amounts, Amounts]:
    """Quotient and remainder of `amounts * part / whole`, element by element.

    0 <= amounts, 0 <= part <= whole, whole > 0. Long multiplication by digits
    small enough that no product leaves 63 bits.
    """
    if _bits(amounts) + _bits(part) <= _ROOM_BITS:
        return np.divmod(amounts * part, whole)
    digit_bits = max(_ROOM_BITS - _bits(whole), 1)
    return _long_proportion(amounts, part, whole, digit_bits)


def _long_proportion(
    amounts: Amounts, part: Amounts, whole: Amounts, digit_bits: int
) -> tuple[Amounts, Amounts]:
    quotient = np.zeros_like(amounts)
    remainder = np.zeros_like(amounts)
    digits = -(-_bits(amounts) // digit_bits)
    for position in reversed(range(digits)):
        digit = (amounts >> (position * digit_bits)) & ((1 << digit_bits) - 1)
        carried, remainder = np.divmod((remainder << digit_bits) + part * digit, whole)
        quotient = (quotient << digit_bits) + carried
    return quotient, remainder


def _bits(amounts: Amounts) -> int:
    return int(amounts.max(initial=0)).bit_length()


def sums(codes: Codes, amounts: Amounts, groups: int) -> Amounts:
    """The sum of `amounts` in each of `groups` groups; `codes` says which group a row is of."""
    totals = np.zeros(groups, np.int64)
    np.add.at(totals, codes, amounts)
    return totals
