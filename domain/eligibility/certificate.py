"""The borrowing base certificate: what a pool bears on one day, small enough for an event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.eligibility.reasons import Rule
from domain.eligibility.reserve_terms import ReserveName
from domain.shared.ids import PartyId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True)
class Ineligible:
    """What one rule took out, counted once: no amount stands under two rules."""

    rule: Rule
    claims: int
    """How many claims fail it, counted or not."""

    amount: Money


@dataclass(frozen=True, slots=True)
class Reserve:
    """What is held back. `ratio` is of the eligible amount, 0 where an amount was agreed."""

    name: ReserveName
    ratio: Decimal
    amount: Money


@dataclass(frozen=True, slots=True)
class SellerBase:
    """One seller's part; the bases of all sellers add up to the pool's, to the cent."""

    seller: PartyId
    claims: int
    gross: Money
    eligible: Money
    base: Money
    outstanding: Money
    available: Money
    """What it may draw now, never negative; within the pool's limit and availability."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseCertificate:
    """Gross - ineligible = eligible; x rate = advance; - reserves = base (never below zero)."""

    terms_version: int
    day: date
    claims: int
    gross: Money
    ineligible: tuple[Ineligible, ...]
    eligible: Money
    advance: Money
    reserves: tuple[Reserve, ...]
    base: Money
    limit: Money
    outstanding: Money
    available: Money
    """The lesser of base and limit, less what is outstanding; negative is an over-advance."""

    sellers: tuple[SellerBase, ...]
    """Sorted by party."""

    inputs_hash: str
    """BLAKE2b-256 of claims, circumstances, terms and day, in canonical bytes."""

    results_hash: str
    """BLAKE2b-256 of the results per claim, which stand in the side table."""

    def base_of(self, seller: PartyId) -> Money:
        """The seller's part of the base; nothing where it has no claim in the pool."""
        own = (part.base for part in self.sellers if part.seller == seller)
        return next(own, Money.zero(self.base.currency))
