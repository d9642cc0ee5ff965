"""Under what a financing was lent, and what stands behind it besides the asset.

A financing is drawn under one facility, whose terms priced it. It may also use up
a credit line and be guaranteed; each of them is told when principal goes down.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from domain.shared.attribution import Parts
from domain.shared.exact import to_money
from domain.shared.ids import GuaranteeId, LineId, PartyId, PoolId
from domain.shared.money import Money, Rounding


class Product(StrEnum):
    """What is lent on."""

    RECEIVABLE_POOL = "receivable_pool"
    """应收账款池融资."""

    E_ORDER = "e_order"
    """电子订单融资."""

    CREDIT_LINE = "credit_line"
    """网贷通: drawn on the line itself."""


@dataclass(frozen=True, slots=True)
class Facility:
    """The pool, order programme or line that a financing is drawn under."""

    product: Product
    id: str

    @property
    def pool(self) -> PoolId | None:
        """The receivable pool that it is, if it is one."""
        return PoolId(self.id) if self.product is Product.RECEIVABLE_POOL else None

    def __str__(self) -> str:
        return f"{self.product.value}/{self.id}"


@dataclass(frozen=True, slots=True)
class Guaranteed:
    """The part of a financing that a guarantor answers for."""

    guarantee: GuaranteeId
    guarantor: PartyId
    amount: Money

    def of(self, principal: Money, left: Money) -> Money:
        """What is still guaranteed once only `left` of `principal` is owed: in proportion."""
        part = Fraction(self.amount.minor * left.minor, principal.minor)
        return to_money(part, left.currency, Rounding.HALF_UP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Supports:
    """What a financing uses up besides its facility's own base."""

    line: LineId | None = None
    guarantees: tuple[Guaranteed, ...] = ()

    def by_guarantor(self, principal: Money, left: Money) -> Parts:
        """Who answers for how much once only `left` of `principal` is owed."""
        sums: dict[PartyId, Money] = {}
        for each in self.guarantees:
            before = sums.get(each.guarantor, Money.zero(left.currency))
            sums[each.guarantor] = before + each.of(principal, left)
        return tuple(sums.items())


UNSUPPORTED = Supports()
