"""A seller that buys claims back pays the lender by a transfer of its own."""

from __future__ import annotations

from dataclasses import dataclass

from domain.shared.money import Money


@dataclass(frozen=True, slots=True)
class ByTransfer:
    reference: str
    """As the bank names it on the lender's account."""

    brought: Money
    """Altogether: more than the price where it paid other loans too."""
