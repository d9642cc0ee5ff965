"""What a core enterprise lets a supplier of its chain borrow on its orders, and from whom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from domain.shared.facility import Product
from domain.shared.ids import PartyId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPermit:
    """The last word of a core enterprise on one supplier. Of what it leaves open, all is allowed.

    It counts for new money only: what is lent already was lent with its leave.
    """

    allowed: bool
    since: date
    until: date | None = None
    """The last day; None until it says otherwise."""

    products: tuple[Product, ...] = ()
    """None named: every product that lends on orders."""

    lenders: tuple[PartyId, ...] = ()
    """None named: every lender."""

    ratio_max: Decimal | None = None
    """The most that is lent on an order, as a share of what was ordered."""

    limit: Money | None = None
    """The most that is lent to the supplier on this core enterprise's orders, by all lenders
    together."""

    def less(self, lent: Money) -> OrderPermit:
        """With what its limit leaves where so much is lent in its currency; never negative."""
        if self.limit is None or self.limit.currency is not lent.currency:
            return self
        left = max(self.limit - lent, Money.zero(lent.currency))
        return replace(self, limit=left)
