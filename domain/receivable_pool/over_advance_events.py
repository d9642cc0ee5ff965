"""A pool is drawn beyond what bears it, or no longer; whose draws those are is said with it."""

from __future__ import annotations

from dataclasses import dataclass

from domain.shared.event import Event
from domain.shared.ids import PartyId, PoolId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class OverAdvanceRaised(Event):
    """The base or limit fell below what is drawn: `amount` is to be cured."""

    pool: PoolId
    lender: PartyId
    amount: Money
    sellers: tuple[tuple[PartyId, Money], ...] = ()
    """By how much each seller's own draws go beyond its own claims; nobody else is told."""

    no_longer: tuple[PartyId, ...] = ()
    """Sellers that were short before, while the pool still is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverAdvanceCured(Event):
    pool: PoolId
    lender: PartyId
    sellers: tuple[PartyId, ...] = ()
    """Those that had been short."""
