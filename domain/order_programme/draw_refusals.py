"""Why an order does not bear what is asked for on it, rule by rule."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from domain.eligibility.order_reasons import OrderFigure, OrderRemedy, OrderRule
from domain.shared.money import Money
from domain.shared.refusal import Kind, Refusal


@dataclass(frozen=True, slots=True)
class OutByRule:
    """What one rule takes out of an order, with what it rests on and what would change it."""

    rule: OrderRule
    line: str
    """The line of the order it is about; empty where it is the whole order."""

    amount: Money
    figures: tuple[OrderFigure, ...]
    remedy: OrderRemedy


@dataclass(frozen=True, slots=True)
class BeyondOrder(Refusal):
    """The order does not bear it, with what is lent on it already."""

    code: ClassVar[str] = "order_programme.beyond_order"
    kind: ClassVar[Kind] = Kind.CONFLICT
    requested: Money
    available: Money
    ordered: Money
    eligible: Money
    financing_ratio: Decimal
    lent: Money
    why: tuple[OutByRule, ...]
    """All the rules that the order fails; none where the ratio alone says how much."""
