"""What may be asked of the margin of a guarantee."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.guarantee.agreement import MarginEntry
from domain.shared.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositMargin:
    amount: Money
    value_date: date
    bank_reference: str
    entry: MarginEntry = MarginEntry.DEPOSIT
    transfer: Money | None = None
    """All that the transfer brought."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawMargin:
    amount: Money
    value_date: date
    bank_reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBackMargin:
    """The bank took back what had come in."""

    bank_reference: str
    """Of the deposit."""


MarginCommand = DepositMargin | WithdrawMargin | TakeBackMargin
