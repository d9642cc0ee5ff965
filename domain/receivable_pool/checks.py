"""What must be so before a pool does anything, in the words of its refusals."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TypedDict

from domain.receivable_pool import commands as ask
from domain.receivable_pool import refusals as no
from domain.receivable_pool.state import Pool
from domain.receivable_pool.terms import PoolTerms
from domain.shared.event import Context
from domain.shared.ids import ActorId, PartyId, PoolId
from domain.shared.money import Money
from domain.shared.refusal import Refused


class Said(TypedDict):
    """What every event of a pool says."""

    pool: PoolId
    lender: PartyId
    at: datetime
    effective_on: date
    by: ActorId


def size_and_term_fit(pool: Pool, command: ask.Draw, today: date) -> None:
    terms = pool.terms_on(today)
    if not command.amount.is_positive:
        raise Refused(no.AmountNotPositive(command.amount))
    if command.amount < terms.draw_minimum:
        raise Refused(no.BelowMinimum(command.amount, terms.draw_minimum))
    if command.due_on <= today:
        raise Refused(no.DueTooSoon(command.due_on, today))
    latest = today + timedelta(days=terms.tenor_days_max)
    if command.due_on > latest:
        raise Refused(no.DueTooLate(command.due_on, latest))


def base_bears(pool: Pool, command: ask.Draw, today: date) -> None:
    """The pool first, then the seller's own part of it."""
    terms = pool.terms_on(today)
    base = command.certificate.base
    limit = terms.eligibility.limit
    available = min(base, limit) - pool.outstanding
    if command.amount > available:
        figures = (command.amount, available, base, limit, pool.outstanding)
        raise Refused(no.BeyondPool(*figures))
    if terms.cross_support and pool.all_agree_cross_support:
        return
    own = command.certificate.base_of(command.seller) - pool.outstanding_of(command.seller)
    if command.amount > own:
        raise Refused(no.BeyondSellersBase(command.amount, own))


def claims_fit(pool: Pool, command: ask.AssignClaims, today: date) -> None:
    if not command.claims:
        raise Refused(no.NothingAsked())
    obligors = pool.terms_on(today).obligors
    for claim in command.claims:
        if claim.seller != command.seller:
            raise Refused(no.NotTheSellersClaim(claim.receivable))
        currency_agrees(pool, Money(claim.open, claim.currency))
        if obligors and claim.obligor not in obligors:
            raise Refused(no.ObligorNotInTerms(claim.receivable, claim.obligor))


def in_use(pool: Pool) -> Pool:
    if pool.closed:
        raise Refused(no.PoolIsClosed())
    if pool.frozen is not None:
        raise Refused(no.PoolIsFrozen(pool.frozen))
    return pool


def seller_is_in(pool: Pool, seller: PartyId) -> None:
    if seller not in pool.sellers:
        raise Refused(no.SellerNotInPool(seller))


def currency_agrees(pool: Pool, amount: Money) -> None:
    if amount.currency is not pool.terms.currency:
        raise Refused(no.OtherCurrency(pool=pool.terms.currency, asked=amount.currency))


def terms_are_sound(terms: PoolTerms, version: int) -> None:
    for field, rule, figure in terms.faults(version):
        raise Refused(no.TermsUnsound(field, rule, figure))


def what_all_say(pool: PoolId, lender: PartyId, context: Context) -> Said:
    return {
        "pool": pool,
        "lender": lender,
        "at": context.now.at,
        "effective_on": context.now.day,
        "by": context.by,
    }


def nothing_left(pool: Pool) -> None:
    if not pool.outstanding.is_zero:
        raise Refused(no.StillDrawn(pool.outstanding))
    if pool.claims:
        raise Refused(no.StillHoldsClaims(pool.claims))
