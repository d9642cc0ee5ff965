"""How much of a book rests on few names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

SIX_DECIMALS = 10**6


@dataclass(frozen=True, slots=True)
class BookConcentration:
    """Shares rounded down to six decimals; all zero where nothing is drawn."""

    hhi: Decimal
    """Herfindahl-Hirschman index: the sum of squared shares; 1 is one name."""

    effective_names: Decimal
    """1 / HHI: so many equal names would be as concentrated."""

    top_share: Decimal
    top: int


def concentration(drawn: Sequence[int], top: int) -> BookConcentration:
    """Measure `drawn` (minor units of one currency, one figure a name, none negative)."""
    total = sum(drawn)
    if total == 0:
        return BookConcentration(Decimal(0), Decimal(0), Decimal(0), top)
    hhi = Fraction(sum(figure * figure for figure in drawn), total * total)
    largest = sum(sorted(drawn, reverse=True)[:top])
    return BookConcentration(_six(hhi), _six(1 / hhi), _six(Fraction(largest, total)), top)


def _six(share: Fraction) -> Decimal:
    return Decimal(share.numerator * SIX_DECIMALS // share.denominator).scaleb(-6)
