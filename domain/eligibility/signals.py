"""Early signals that can be read from a pool's claims alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

import numpy as np

from domain.eligibility.ageing import is_aged
from domain.eligibility.columns import ClaimColumns
from domain.eligibility.reserves import HUNDREDTH_OF_A_PERCENT, rounded
from domain.eligibility.terms import AgeLimits


@dataclass(frozen=True, slots=True)
class Stale:
    """How much of what is owed is long overdue. Minor units."""

    overdue: int
    owed: int
    share: Decimal
    """To 1/100 of 1 %; whether the signal is raised is decided on the exact share."""

    is_raised: bool


def stale_share(claims: ClaimColumns, day: date, *, days_over: int, threshold: Decimal) -> Stale:
    """The signal of ageing books: more than `threshold` is over `days_over` days past due.

    20 % at 31 days and more is a due-diligence rule of thumb.
    """
    late = is_aged(claims, AgeLimits(past_due=days_over, from_invoice=None), day)
    overdue, owed = int(np.sum(claims.open[late])), int(claims.open.sum())
    share = Fraction(overdue, owed) if owed else Fraction(0)
    return Stale(overdue, owed, rounded(share, HUNDREDTH_OF_A_PERCENT), share > threshold)
