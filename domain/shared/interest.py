"""Interest and discount: exact until the last step, which rounds once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction

from domain.shared.daycount import DayCount, year_fraction
from domain.shared.exact import DIGITS, to_money, to_rate
from domain.shared.money import Money, Rounding

LPR_MULTIPLE_MAX = 4
"""最高法 民间借贷司法解释 25: four times the one-year LPR when the contract was made."""


def interest(
    amount: Money, rate: Decimal, years: Fraction, rounding: Rounding = Rounding.HALF_UP
) -> Money:
    """Simple interest on `amount` at the annual `rate` for a part of a year."""
    return to_money(amount.minor * Fraction(rate) * years, amount.currency, rounding)


def interest_between(
    amount: Money, rate: Decimal, count: DayCount, start: date, end: date
) -> Money:
    """Simple interest from `start` (counted) to `end` (not counted)."""
    return interest(amount, rate, year_fraction(start, end, count, ends_at_maturity=True))


def straight_discount(face: Money, rate: Decimal, years: Fraction) -> Money:
    """What is deducted from `face` where the rate is applied to the face itself."""
    return interest(face, rate, years)


def discount_to_yield(face: Money, rate: Decimal, years: Fraction) -> Money:
    """What is deducted from `face` where the price is to yield `rate`: face / (1 + r·t)."""
    price = face.minor / (1 + Fraction(rate) * years)
    return face - to_money(price, face.currency, Rounding.HALF_UP)


def yield_of_discount(discount_rate: Decimal, years: Fraction) -> Fraction:
    """The simple annual yield of a discount at `discount_rate`: d / (1 - d·t).

    Raise `ValueError` where the discount takes the whole face.
    """
    price = 1 - Fraction(discount_rate) * years
    if price <= 0:
        raise ValueError("the discount takes the whole face")
    return Fraction(discount_rate) / price


def discount_of_yield(rate: Decimal, years: Fraction) -> Fraction:
    """The discount rate that yields the simple annual `rate`: y / (1 + y·t)."""
    return Fraction(rate) / (1 + Fraction(rate) * years)


def effective_annual_rate(received: Money, repaid: Money, days: int) -> Decimal:
    """What the money cost over a whole year, compounded, by actual days of 365.

    Six decimals. Raise `ValueError` where nothing was received or no day passes.
    """
    if not received.is_positive or days <= 0:
        raise ValueError("a cost needs money received and days to use it")
    with localcontext(prec=DIGITS):
        growth = Decimal(repaid.minor) / Decimal(received.minor)
        yearly = growth ** (Decimal(365) / Decimal(days)) - 1
        return to_rate(Fraction(yearly))


def principal_of_loan(nominal: Money, deducted_in_advance: Money) -> Money:
    """Civil Code 670: what was deducted in advance was never lent."""
    return nominal - deducted_in_advance


def lawful_rate(agreed: Decimal, lpr: Decimal) -> Decimal:
    """The part of `agreed` (interest, penalty and fees together) a private lender may claim.

    最高法 民间借贷司法解释 25 and 29. Licensed lenders are outside it.
    """
    return min(agreed, LPR_MULTIPLE_MAX * lpr)
