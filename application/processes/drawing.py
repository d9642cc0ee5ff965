"""A supplier draws against its claims: quoted before, decided on the base as it stands, once.

In one transaction the pool certifies its base and is drawn, the financing is
opened, and the bank is instructed to pay. The quote comes from the same figures.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from application.enterprise import streams as enterprises
from application.financing import streams as financings
from application.processes.assigning import At, check_seller_in
from application.processes.certifying import (
    Decision,
    decided,
    keep_results,
    lender_of,
    parties_of,
    pool_of,
)
from application.processes.instructing import instruct
from application.processes.limit_locks import check_locked, streams_for
from application.processes.limits import untold
from application.processes.loan_index import own_loan
from application.processes.loan_terms import loan_terms_of
from application.processes.standing import in_good_standing
from application.processes.supports import streams_behind
from application.receivable_pool import streams as pools
from application.shared.carry_out import UseCase
from application.shared.owners import owner_of
from application.shared.ports import Conflict, Reading, UnitOfWork
from domain.eligibility.certificate import BaseCertificate
from domain.eligibility.judgement import Judgement
from domain.enterprise.profile import Role
from domain.financing.commands import OpenFinancing
from domain.receivable_pool.checks import currency_agrees, in_use, size_and_term_fit
from domain.receivable_pool.commands import Draw
from domain.receivable_pool.refusals import DrawAlreadyMade
from domain.receivable_pool.state import Pool
from domain.shared.attribution import Parts
from domain.shared.event import Context
from domain.shared.facility import Facility, Product, Supports
from domain.shared.ids import FinancingId, LineId, PartyId, PoolId
from domain.shared.money import Money
from domain.shared.pricing import Quote, quote
from domain.shared.refusal import Refused


@dataclass(frozen=True, slots=True)
class DrawFromPool:
    """`financing` is the caller's own id for the money it asks for."""

    pool: PoolId
    financing: FinancingId
    seller: PartyId
    amount: Money
    due_on: date
    line: LineId | None = None
    """The seller's credit line that the draw uses up as well."""

    @property
    def facility(self) -> Facility:
        return Facility(Product.RECEIVABLE_POOL, self.pool)

    @property
    def supports(self) -> Supports:
        return Supports(line=self.line)


@dataclass(frozen=True, slots=True)
class DrawQuoted:
    """What a draw would cost, and whether the base would bear it now."""

    pool: PoolId
    seller: PartyId
    amount: Money
    interest: Money
    fee: Money
    net_proceeds: Money
    repayable: Money
    annual_rate: Decimal
    effective_annual_rate: Decimal
    due_on: date
    seller_available: Money
    """What it may draw now: its own part, within what the pool as a whole bears."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A draw that was made: what the seller gets, what it will pay back, what is left."""

    financing: FinancingId
    pool: PoolId
    seller: PartyId
    amount: Money
    interest: Money
    fee: Money
    net_proceeds: Money
    repayable: Money
    effective_annual_rate: Decimal
    due_on: date
    decision: str
    """Under this hash the results per claim are kept."""

    seller_available: Money


def draw(asked: DrawFromPool) -> UseCase:
    """Raise `Refused` with the figure that stands in the way."""

    def use_case(work: UnitOfWork, context: Context) -> Drawn:
        lender = lender_of(work, asked.pool)
        _lock(work, lender, asked)
        check_seller_in(work, At(lender, asked.pool), asked.seller)
        seller = in_good_standing(work, asked.seller, context, Role.SUPPLIER)
        in_good_standing(work, lender, context, Role.LENDER)
        pool = pool_of(work, lender, asked.pool)

        def pay(stream: str) -> None:
            instruct(work, context, stream, asked.financing, seller)

        with untold():
            return draw_and_pay(work, context, Wanted(asked, pool), pay)

    return use_case


def quote_draw(reading: Reading, asked: DrawFromPool, day: date) -> DrawQuoted:
    """What the draw would cost today. Raise `Refused` as the draw itself would for size or term."""
    lender = lender_of(reading, asked.pool)
    check_seller_in(reading, At(lender, asked.pool), asked.seller)
    pool = in_use(pool_of(reading, lender, asked.pool))
    terms = pool.terms_on(day)
    decision = decided(reading, pool, day)
    wanted = _command(asked, decision)
    currency_agrees(pool, asked.amount)
    size_and_term_fit(pool, wanted, day)
    priced = quote(asked.amount, terms.price, day, asked.due_on)
    return _quoted(asked, decision.certificate, priced)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A draw, and the pool as it stands."""

    asked: DrawFromPool
    pool: Pool


Pay = Callable[[str], None]
"""How the money of the financing in that stream goes out."""


def _lock(work: UnitOfWork, lender: PartyId, asked: DrawFromPool) -> None:
    """Look, lock, look again: the standing of every party concerned must not change under it."""
    pool = pool_of(work, lender, asked.pool)
    before = parties_of(pool) | {asked.seller}
    limits = streams_for(work, lender, pool.obligors)
    work.lock(
        change=[
            financings.stream_of(lender, asked.financing),
            *streams_behind(lender, asked.facility, asked.supports),
            *limits.change,
        ],
        rely_on=[*(enterprises.stream_of(party) for party in before), *limits.rely_on],
    )
    again = pool_of(work, lender, asked.pool)
    if parties_of(again) - before:
        raise Conflict
    check_locked(work, lender, again.obligors, limits)


def draw_and_pay(work: UnitOfWork, context: Context, wanted: Wanted, pay: Pay) -> Drawn:
    """Behind the locks of whoever calls."""
    asked, pool, day = wanted.asked, wanted.pool, context.now.day
    decision = decided(work, pool, day)
    stream = pools.stream_of(pool.lender, pool.pool)
    check_name_free(work, asked.financing)
    work.handle(pools.ROOM, stream, _command(asked, decision), context)
    keep_results(work, pool.pool, decision.judgement)
    pay(open_draw(work, context, wanted, decision.judgement))
    priced = quote(asked.amount, pool.terms_on(day).price, day, asked.due_on)
    return drawn_as(asked, decision.certificate, priced)


def check_name_free(reading: Reading, financing: FinancingId) -> None:
    if owner_of(reading, financings.ROOM.name, financing) is not None:
        raise Refused(DrawAlreadyMade(financing))


def _command(asked: DrawFromPool, decision: Decision) -> Draw:
    supported = decision.judgement.around.cross_support
    return Draw(
        financing=asked.financing,
        seller=asked.seller,
        amount=asked.amount,
        due_on=asked.due_on,
        last_claim_due_on=decision.judgement.last_due_on(None if supported else asked.seller),
        certificate=decision.certificate,
        relied_on=decision.relied_on,
    )


def open_draw(work: UnitOfWork, context: Context, wanted: Wanted, judgement: Judgement) -> str:
    """The financing's stream."""
    asked, pool = wanted.asked, wanted.pool
    terms = pool.terms_on(context.now.day)
    stream = financings.stream_of(pool.lender, asked.financing)
    opened = OpenFinancing(
        financing=asked.financing,
        facility=asked.facility,
        lender=pool.lender,
        borrower=asked.seller,
        principal=asked.amount,
        terms=loan_terms_of(terms),
        due_on=asked.due_on,
        by_obligor=_attributed(asked, judgement),
        supports=asked.supports,
    )
    work.handle(financings.ROOM, stream, opened, context)
    own_loan(work, pool.lender, asked.seller, asked.financing)
    return stream


def _attributed(asked: DrawFromPool, judgement: Judgement) -> Parts:
    """Who is to pay it back in the end: the obligors of what bears it, in proportion."""
    bearing = judgement.eligible_by_obligor(asked.seller) or judgement.eligible_by_obligor()
    shares = asked.amount.split([part.minor for _, part in bearing])
    return tuple((who, share) for (who, _), share in zip(bearing, shares, strict=True))


def _quoted(asked: DrawFromPool, certificate: BaseCertificate, priced: Quote) -> DrawQuoted:
    return DrawQuoted(
        pool=asked.pool,
        seller=asked.seller,
        amount=asked.amount,
        interest=priced.interest,
        fee=priced.fee,
        net_proceeds=priced.net_proceeds,
        repayable=priced.repayable,
        annual_rate=priced.annual_rate,
        effective_annual_rate=priced.effective_annual_rate,
        due_on=asked.due_on,
        seller_available=available_to(certificate, asked.seller),
    )


def drawn_as(asked: DrawFromPool, certificate: BaseCertificate, priced: Quote) -> Drawn:
    return Drawn(
        financing=asked.financing,
        pool=asked.pool,
        seller=asked.seller,
        amount=asked.amount,
        interest=priced.interest,
        fee=priced.fee,
        net_proceeds=priced.net_proceeds,
        repayable=priced.repayable,
        effective_annual_rate=priced.effective_annual_rate,
        due_on=asked.due_on,
        decision=certificate.results_hash,
        seller_available=available_to(certificate, asked.seller) - asked.amount,
    )


def available_to(certificate: BaseCertificate, seller: PartyId) -> Money:
    own = (part.available for part in certificate.sellers if part.seller == seller)
    return next(own, Money.zero(certificate.base.currency))
