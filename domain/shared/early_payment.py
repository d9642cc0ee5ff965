"""Dynamic discounting: what it is worth to a buyer to pay early with its own money."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction


def net_benefit(discount: Decimal, cost_of_capital: Decimal, days_early: int) -> Fraction:
    """The discount less what the money would have earned, as a part of the invoice."""
    return Fraction(discount) - Fraction(cost_of_capital) * Fraction(days_early, 365)


def annualised(benefit: Fraction, days_early: int) -> Fraction:
    """The benefit as a simple annual rate."""
    return benefit * Fraction(365, days_early)
