"""The fixed-charge covenant of an asset-based facility, tested only when little is left to draw."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from domain.shared.money import Money, Rounding


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedCharges:
    """Twelve months of a borrower, all in one currency."""

    ebitda: Money
    unfinanced_capex: Money
    cash_taxes: Money
    distributions: Money
    cash_interest: Money
    scheduled_principal: Money

    @property
    def cash(self) -> Money:
        return self.ebitda - self.unfinanced_capex - self.cash_taxes - self.distributions

    @property
    def charges(self) -> Money:
        return self.cash_interest + self.scheduled_principal


@dataclass(frozen=True, slots=True)
class CovenantTest:
    """`cure` is the equity that would bring coverage up to the covenant; zero where it holds."""

    coverage: Fraction
    tested: bool
    breach: bool
    cure: Money


def fixed_charge_coverage(
    year: FixedCharges, covenant: Decimal, *, availability: Money, trigger: Money
) -> CovenantTest:
    """(EBITDA - capex - taxes - distributions) / (interest + principal) against `covenant`.

    Springing: tested only while `availability` is below `trigger`. Raise `ValueError`
    where there are no fixed charges to cover.
    """
    if not year.charges.is_positive:
        raise ValueError("there are no fixed charges to cover")
    coverage = Fraction(year.cash.minor, year.charges.minor)
    tested = availability < trigger
    needed = year.charges.times(covenant, Rounding.HALF_UP)
    short = max(needed - year.cash, Money.zero(needed.currency))
    return CovenantTest(coverage, tested, tested and coverage < Fraction(covenant), short)
