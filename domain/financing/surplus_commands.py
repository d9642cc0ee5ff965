"""What may be asked about money that was paid too much and waits to go back."""

from __future__ import annotations

from dataclasses import dataclass

from domain.shared.ids import PartyId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldSurplus:
    """It waits for a second person of the lender before it goes back."""

    reference: str
    to: PartyId
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseSurplus:
    """By another person than the one who keyed the repayment in."""

    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DropSurplus:
    """Needed again before it went out: as much of `amount` as is held for the party."""

    to: PartyId
    amount: Money


SurplusCommand = HoldSurplus | ReleaseSurplus | DropSurplus
