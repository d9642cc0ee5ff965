"""What must be so before a pool does anything, in the words of its refusals."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TypedDict

from domain.eligibility.certificate import BaseCertificate
from domain.receivable_pool import commands as ask
from domain.receivable_pool import refusals as no
from domain.receivable_pool.state import Pool
from domain.receivable_pool.terms import PoolTerms
from domain.shared.event import Context
from domain.shared.ids import ActorId, PartyId, PoolId
from domain.shared.money import Money
from domain.shared.refusal import Refused

Drawing = ask.Draw | ask.PromisePayOff


class Said(TypedDict):
    """What every event of a pool says."""

    pool: PoolId
    lender: PartyId
    at: datetime
    effective_on: date
    by: ActorId


def size_and_term_fit(pool: Pool, command: Drawing, today: date) -> None:
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
    _falls_due_with_claims(command, terms)


def _falls_due_with_claims(command: Drawing, terms: PoolTerms) -> None:
    """The money is due soon after the last claim that it is to be repaid from."""
    days, last = terms.days_after_last_claim_max, command.last_claim_due_on
    if days is None or last is None:
        return
    latest = last + timedelta(days=days)
    if command.due_on > latest:
        raise Refused(no.DueAfterClaims(command.due_on, last, latest))


def base_bears(pool: Pool, command: ask.Draw, today: date) -> None:
    """The seller's own part first: what the others do is not told where it need not be."""
    if not pool.supports(today):
        own = command.certificate.base_of(command.seller) - pool.outstanding_of(command.seller)
        if command.amount > own:
            raise Refused(no.BeyondSellersBase(command.amount, own))
    pool_bears(pool, command.amount, command.certificate.base, today)


def pool_bears(pool: Pool, amount: Money, base: Money, today: date) -> None:
    """What is promised to other lenders uses the limit, and claims of its own that are not in."""
    limit = pool.terms_on(today).eligibility.limit - pool.promised
    available = min(base, limit) - pool.outstanding
    if amount > available:
        raise Refused(no.BeyondPool(amount, available))


def claims_fit(pool: Pool, command: ask.AssignClaims, today: date) -> None:
    if not command.claims:
        raise Refused(no.NothingAsked())
    obligors = pool.terms_on(today).obligors
    for claim in command.claims:
        if claim.seller != command.seller:
            raise Refused(no.NotTheSellersClaim(claim.receivable))
        currency_agrees(pool, Money(claim.open, claim.currency))
        if not claim.open:
            raise Refused(no.NothingOpen(claim.receivable))
        if obligors and claim.obligor not in obligors:
            raise Refused(no.ObligorNotInTerms(claim.receivable, claim.obligor))


def short_by(pool: Pool, certificate: BaseCertificate, day: date) -> Money:
    """How far what is drawn goes beyond what bears it on `day`; not positive where it does not.

    Unless sellers support each other, a draw rests on its own seller's claims: what is
    short there is not made up by another's. Money held for a draw bears it too.
    """
    limit = pool.terms_on(day).eligibility.limit
    held = Money.total((each.amount for each in pool.held), limit.currency)
    of_pool = pool.outstanding - held - min(certificate.base, limit)
    if pool.supports(day):
        return of_pool
    of_sellers = (_seller_short_by(pool, certificate, seller) for seller in pool.sellers)
    return max(of_pool, Money.total(of_sellers, limit.currency))


def short_sellers(pool: Pool, certificate: BaseCertificate) -> tuple[tuple[PartyId, Money], ...]:
    """Whose own draws go beyond its own claims, and by how much."""
    short = ((it, _seller_short_by(pool, certificate, it)) for it in sorted(pool.sellers))
    return tuple((seller, amount) for seller, amount in short if amount.is_positive)


def _seller_short_by(pool: Pool, certificate: BaseCertificate, seller: PartyId) -> Money:
    """One minor unit is the remainder of dividing the base among sellers, and no shortfall."""
    short = pool.outstanding_of(seller) - pool.held_for(seller) - certificate.base_of(seller)
    return short if short.minor > 1 else Money.zero(short.currency)


def legal_form_stays(pool: Pool, terms: PoolTerms) -> None:
    """The claims were sold or pledged in one form; another form is another pool."""
    if terms.legal_form is not pool.terms.legal_form:
        raise Refused(no.LegalFormStays(pool.terms.legal_form, terms.legal_form))


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
    still = pool.outstanding + pool.promised
    if not still.is_zero:
        raise Refused(no.StillDrawn(still))
    if pool.claims:
        raise Refused(no.StillHoldsClaims(pool.claims))
