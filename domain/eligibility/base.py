"""From eligible claims to what may be drawn: advance, reserves, base, and each seller's part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from domain.eligibility.arithmetic import MILLION, Amounts, millionths, sums
from domain.eligibility.certificate import SellerBase
from domain.eligibility.columns import ClaimColumns
from domain.eligibility.reserves import Held, Pool, held
from domain.eligibility.standing import Circumstances
from domain.eligibility.terms import EligibilityTerms
from domain.shared.ids import PartyId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True)
class Base:
    """The lower half of a borrowing base certificate. Minor units."""

    gross: int
    eligible: int
    advance: int
    reserves: tuple[Held, ...]
    base: int
    limit: int
    outstanding: int

    @property
    def available(self) -> int:
        """The lesser of base and limit, less what is outstanding; negative is an over-advance."""
        return min(self.base, self.limit) - self.outstanding


def base_of(
    claims: ClaimColumns, eligible: Amounts, terms: EligibilityTerms, around: Circumstances
) -> Base:
    total = int(eligible.sum())
    advance = total * millionths(terms.advance_rate) // MILLION
    pool = Pool(total, _by_obligor(claims, eligible, terms))
    reserves = held(terms.reserves, around.history, pool)
    return Base(
        gross=int(claims.open.sum()),
        eligible=total,
        advance=advance,
        reserves=reserves,
        base=max(advance - sum(reserve.amount for reserve in reserves), 0),
        limit=terms.limit.minor,
        outstanding=sum(drawn.amount for drawn in around.drawn),
    )


def _by_obligor(
    claims: ClaimColumns, eligible: Amounts, terms: EligibilityTerms
) -> tuple[int, ...]:
    """Largest first; only where a reserve looks at them."""
    if terms.reserves.loss is None or terms.reserves.loss.largest_obligors == 0:
        return ()
    balances = sums(claims.obligor, eligible, len(claims.parties))
    return tuple(np.sort(balances)[::-1].tolist())


def seller_bases(
    claims: ClaimColumns, eligible: Amounts, base: Base, around: Circumstances
) -> tuple[SellerBase, ...]:
    """Each seller's part of the base, by its eligible claims; the parts add up to the base.

    A seller draws against its own part only, unless all support each other, and
    never beyond what the pool has available.
    """
    count = len(claims.parties)
    gross = _named(claims, sums(claims.seller, claims.open, count))
    counted = _named(claims, sums(claims.seller, eligible, count))
    claim_counts = _named(claims, np.bincount(claims.seller, minlength=count))
    drawn = _drawn(around)
    selling = (party for party in claims.parties if claim_counts[party])
    sellers = sorted({*selling, *drawn})
    weights = [counted.get(seller, 0) for seller in sellers]
    parts = _split(Money(base.base, claims.currency), weights)

    def line(seller: PartyId, part: int) -> SellerBase:
        outstanding = drawn.get(seller, 0)
        own = base.available if around.cross_support else min(part - outstanding, base.available)
        figures = (gross.get(seller, 0), counted.get(seller, 0), part, outstanding, max(own, 0))
        money = (Money(minor, claims.currency) for minor in figures)
        return SellerBase(seller, claim_counts.get(seller, 0), *money)

    return tuple(line(seller, part.minor) for seller, part in zip(sellers, parts, strict=True))


def _named(claims: ClaimColumns, totals: Amounts) -> Mapping[PartyId, int]:
    return dict(zip(claims.parties, totals.tolist(), strict=True))


def _drawn(around: Circumstances) -> dict[PartyId, int]:
    totals: dict[PartyId, int] = {}
    for drawn in around.drawn:
        totals[drawn.seller] = totals.get(drawn.seller, 0) + drawn.amount
    return totals


def _split(base: Money, weights: Sequence[int]) -> tuple[Money, ...]:
    """By largest remainder; a base without eligible claims is nothing."""
    return base.split(weights) if any(weights) else (base,) * len(weights)
