"""Under what a financing was lent, and what stands behind it besides the asset.

A financing is drawn under one facility, whose terms priced it. It may also use up
a credit line and be guaranteed; each of them is told when principal goes down.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from domain.shared.ids import GuaranteeId, LineId, PartyId
from domain.shared.money import Money


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


@dataclass(frozen=True, slots=True)
class Guaranteed:
    """The part of a financing that a guarantor answers for."""

    guarantee: GuaranteeId
    guarantor: PartyId
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Supports:
    """What a financing uses up besides its facility's own base."""

    line: LineId | None = None
    guarantees: tuple[Guaranteed, ...] = ()


UNSUPPORTED = Supports()
