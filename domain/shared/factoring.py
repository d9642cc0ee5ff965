"""The money flow of factoring: advance, reserve, fee, rebate.

Advance and reserve make the face. Fee and shortages come out of the reserve;
what is left of it is the rebate. By recourse, a surplus belongs to one or the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from domain.shared.legal_form import LegalForm
from domain.shared.money import Money, Rounding


@dataclass(frozen=True, slots=True)
class Settlement:
    """How one factored invoice ends."""

    reserve: Money
    shortfall: Money
    """What the buyer did not pay of the face."""

    rebate: Money
    """Out of the reserve to the seller."""

    recourse: Money
    """What the reserve could not bear, claimed from the seller."""

    seller_total: Money


def advance(face: Money, rate: Decimal) -> Money:
    """What is paid out against `face`; the fraction of a cent stays with the lender."""
    return face.times(rate, Rounding.IN_FAVOUR_OF_LENDER)


def settle(face: Money, advanced: Money, paid: Money, fee: Money) -> Settlement:
    """Settle an invoice on which the buyer paid `paid`."""
    nothing = Money.zero(face.currency)
    reserve = face - advanced
    shortfall = max(face - paid, nothing)
    left = reserve - shortfall - fee
    rebate, recourse = max(left, nothing), max(-left, nothing)
    return Settlement(reserve, shortfall, rebate, recourse, advanced + rebate - recourse)


def surplus_to_seller(collected: Money, owed: Money, costs: Money, form: LegalForm) -> Money:
    """What goes back to the seller of what was collected beyond debt and costs.

    Civil Code 766 (recourse: all of it) and 767 (none: it stays with the factor).
    """
    nothing = Money.zero(collected.currency)
    return max(collected - owed - costs, nothing) if form.surplus_goes_to_seller else nothing
