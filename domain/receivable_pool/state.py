"""What is true of a pool now, and how each event changes it.

The claims themselves stand in the claim table; the pool's state keeps only what
its rules need, so that it stays small however many claims it holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import assert_never

from domain.eligibility.standing import MonthlyFigures
from domain.receivable_pool.claim_counts import change_of, counted
from domain.receivable_pool.draw_events import DrawRescheduled, DrawReturned
from domain.receivable_pool.events import (
    BorrowingBaseCertified,
    ClaimsAssigned,
    ClaimsChanged,
    ClaimsReleased,
    CrossSupportAgreed,
    DrawRepaid,
    HeldProceedsGiven,
    PoolClosed,
    PoolDrawn,
    PoolEvent,
    PoolFrozen,
    PoolOpened,
    PoolReopened,
    PoolUnfrozen,
    ProceedsTaken,
    ProceedsUndone,
    SellerJoined,
    TermsAmended,
)
from domain.receivable_pool.history import after
from domain.receivable_pool.holding import HeldProceeds, held_after
from domain.receivable_pool.over_advance_events import OverAdvanceCured, OverAdvanceRaised
from domain.receivable_pool.pay_off import PayOffStage
from domain.receivable_pool.pay_off_events import PayOffEvent
from domain.receivable_pool.promised import PayOffs, PromisedDraw, pay_offs_after
from domain.receivable_pool.terms import PoolTerms
from domain.shared.ids import FinancingId, PartyId, PoolId
from domain.shared.money import Money
from domain.shared.refusal import BrokenPromise


@dataclass(frozen=True, slots=True)
class NoPool:
    """Before the first event."""


@dataclass(frozen=True, slots=True)
class Draw:
    """One draw that still uses the base."""

    seller: PartyId
    principal: Money
    due_on: date


@dataclass(frozen=True, slots=True)
class Pool:
    pool: PoolId
    lender: PartyId
    terms: PoolTerms
    next_terms: tuple[tuple[date, PoolTerms], ...] = ()
    """Amendments in the order they were agreed; each counts from its day."""

    sellers: frozenset[PartyId] = frozenset()
    cross_support: frozenset[PartyId] = frozenset()
    draws: Mapping[FinancingId, Draw] = field(default_factory=dict[FinancingId, Draw])
    repaid_draws: Mapping[FinancingId, Draw] = field(default_factory=dict[FinancingId, Draw])
    """Paid to the last cent, kept because a bank may take a payment back."""

    held: tuple[HeldProceeds, ...] = ()
    """In the order it came."""

    claims: int = 0
    brought: Mapping[PartyId, int] = field(default_factory=dict[PartyId, int])
    """Who brought the claims, and how many of them."""

    obligors: Mapping[PartyId, int] = field(default_factory=dict[PartyId, int])
    """Who owes the claims, and how many of them."""

    months: tuple[MonthlyFigures, ...] = ()
    """What was sold to the pool and what became of it, oldest first, for reserves."""

    over_advance: Money | None = None
    short_sellers: tuple[tuple[PartyId, Money], ...] = ()
    """By how much each one's own draws go beyond its own claims."""

    frozen: str | None = None
    closed: bool = False
    pay_offs: PayOffs = field(default_factory=dict[FinancingId, PromisedDraw])

    def terms_on(self, day: date) -> PoolTerms:
        """The terms that count on `day`."""
        due = [terms for effective_on, terms in self.next_terms if effective_on <= day]
        return due[-1] if due else self.terms

    @property
    def outstanding(self) -> Money:
        return Money.total((d.principal for d in self.draws.values()), self.terms.currency)

    @property
    def promised(self) -> Money:
        """To pay off other lenders, and not paid yet."""
        own = (it.amount for it in self.pay_offs.values() if it.stage is PayOffStage.UNDER_WAY)
        return Money.total(own, self.terms.currency)

    def knows(self, financing: FinancingId) -> bool:
        return any(financing in each for each in (self.draws, self.repaid_draws, self.pay_offs))

    def outstanding_of(self, seller: PartyId) -> Money:
        own = (d.principal for d in self.draws.values() if d.seller == seller)
        return Money.total(own, self.terms.currency)

    def held_for(self, seller: PartyId) -> Money:
        own = (each.amount for each in self.held if each.seller == seller)
        return Money.total(own, self.terms.currency)

    def supports(self, day: date) -> bool:
        """Whether each seller's claims bear the draws of all on `day`."""
        return self.terms_on(day).cross_support and self.all_agree_cross_support

    @property
    def all_agree_cross_support(self) -> bool:
        return self.sellers <= self.cross_support


PoolState = NoPool | Pool
Standing = (
    OverAdvanceRaised | OverAdvanceCured | PoolFrozen | PoolUnfrozen | PoolClosed | PoolReopened
)


def evolve(state: PoolState, event: PoolEvent) -> PoolState:
    if isinstance(event, PoolOpened):
        return Pool(pool=event.pool, lender=event.lender, terms=event.terms)
    return _evolve(_opened(state), event)


def _evolve(pool: Pool, event: PoolEvent) -> Pool:
    if isinstance(event, PayOffEvent):
        return replace(pool, pay_offs=pay_offs_after(pool.pay_offs, event))
    match event:
        case PoolDrawn() | DrawReturned() | DrawRepaid() | DrawRescheduled():
            return _drawn(pool, event)
        case ClaimsAssigned() | ClaimsChanged() | ClaimsReleased():
            return replace(_held_claims(pool, event), months=after(pool.months, event))
        case ProceedsTaken() | HeldProceedsGiven() | ProceedsUndone():
            return replace(pool, held=held_after(pool.held, event))
        case BorrowingBaseCertified() | PoolOpened():
            return pool
        case _:
            return _agreed(pool, event)


def _agreed(pool: Pool, event: TermsAmended | SellerJoined | CrossSupportAgreed | Standing) -> Pool:
    match event:
        case TermsAmended():
            amended = (event.effective_on, event.terms)
            return replace(pool, next_terms=(*pool.next_terms, amended))
        case SellerJoined():
            return replace(pool, sellers=pool.sellers | {event.seller})
        case CrossSupportAgreed():
            return replace(pool, cross_support=pool.cross_support | {event.seller})
        case _:
            return _stands(pool, event)


def _stands(pool: Pool, event: Standing) -> Pool:
    match event:
        case OverAdvanceRaised():
            return replace(pool, over_advance=event.amount, short_sellers=event.sellers)
        case OverAdvanceCured():
            return replace(pool, over_advance=None, short_sellers=())
        case PoolFrozen() | PoolUnfrozen():
            reason = event.reason if isinstance(event, PoolFrozen) else None
            return replace(pool, frozen=reason)
        case PoolClosed():
            return replace(pool, closed=True)
        case PoolReopened():
            return replace(pool, closed=False, frozen=pool.frozen or event.reason)
        case _:
            assert_never(event)


def _held_claims(pool: Pool, event: ClaimsAssigned | ClaimsChanged | ClaimsReleased) -> Pool:
    change = change_of(event)
    return replace(
        pool,
        claims=pool.claims + change * len(event.claims),
        brought=counted(pool.brought, (claim.seller for claim in event.claims), change),
        obligors=counted(pool.obligors, (claim.obligor for claim in event.claims), change),
    )


def _drawn(pool: Pool, event: PoolDrawn | DrawReturned | DrawRepaid | DrawRescheduled) -> Pool:
    match event:
        case PoolDrawn():
            draw = Draw(event.seller, event.amount, event.due_on)
            return replace(pool, draws={**pool.draws, event.financing: draw})
        case DrawReturned():
            return replace(pool, draws=_without(pool.draws, event.financing))
        case DrawRepaid():
            return _repaid(pool, event)
        case DrawRescheduled():
            return _rescheduled(pool, event)
        case _:
            assert_never(event)


def _rescheduled(pool: Pool, event: DrawRescheduled) -> Pool:
    """One that is paid keeps its day too: the bank may take a repayment back."""
    name, draw = event.financing, replace(draw_of(pool, event.financing), due_on=event.due_on)
    if name in pool.draws:
        return replace(pool, draws={**pool.draws, name: draw})
    return replace(pool, repaid_draws={**pool.repaid_draws, name: draw})


def _repaid(pool: Pool, event: DrawRepaid) -> Pool:
    draw = draw_of(pool, event.financing)
    after = replace(draw, principal=draw.principal - event.principal)
    live = _without(pool.draws, event.financing)
    over = _without(pool.repaid_draws, event.financing)
    if after.principal.is_zero:
        return replace(pool, draws=live, repaid_draws={**over, event.financing: after})
    return replace(pool, draws={**live, event.financing: after}, repaid_draws=over)


def draw_of(pool: Pool, financing: FinancingId) -> Draw:
    """The draw, still open or paid; raise `BrokenPromise` where the pool never made it."""
    draw = pool.draws.get(financing) or pool.repaid_draws.get(financing)
    if draw is None:
        raise BrokenPromise(f"{financing} was never drawn from {pool.pool}")
    return draw


def _without(draws: Mapping[FinancingId, Draw], financing: FinancingId) -> dict[FinancingId, Draw]:
    return {key: draw for key, draw in draws.items() if key != financing}


def _opened(state: PoolState) -> Pool:
    if isinstance(state, NoPool):
        raise BrokenPromise("a pool's history starts with PoolOpened")
    return state
