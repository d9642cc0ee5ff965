"""Why a pool pays no other lender off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from domain.shared.ids import FinancingId
from domain.shared.money import Money
from domain.shared.refusal import Kind, Refusal


@dataclass(frozen=True, slots=True)
class ClaimsBearLess(Refusal):
    """The claims that come in must bear the whole draw: no other claim stands in for them."""

    code: ClassVar[str] = "receivable_pool.claims_bear_less"
    kind: ClassVar[Kind] = Kind.CONFLICT
    asked: Money
    borne: Money
    missing: Money


@dataclass(frozen=True, slots=True)
class NotUnderWay(Refusal):
    """It was made, sent back or given up already."""

    code: ClassVar[str] = "receivable_pool.pay_off_not_under_way"
    kind: ClassVar[Kind] = Kind.CONFLICT
    financing: FinancingId
