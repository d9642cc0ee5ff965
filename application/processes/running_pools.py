"""A lender opens a pool, sets its terms, lets sellers in, and ends it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from application.enterprise import streams as enterprises
from application.lien import streams as lien
from application.processes.assigning import At, check_seller_in, free, own_pool
from application.processes.certifying import certify, files_of, lender_of, pool_of
from application.processes.standing import in_good_standing
from application.receivable_pool import streams as pools
from application.shared.carry_out import UseCase
from application.shared.expecting import check_version
from application.shared.owners import own, owner_of
from application.shared.ports import Conflict, UnitOfWork
from domain.enterprise.profile import Role
from domain.lien.events import Reason
from domain.receivable_pool.commands import (
    AgreeCrossSupport,
    AmendTerms,
    Close,
    Freeze,
    JoinSeller,
    OpenPool,
    PoolCommand,
    Unfreeze,
)
from domain.receivable_pool.refusals import PoolAlreadyOpen
from domain.receivable_pool.terms import PoolTerms
from domain.shared.event import Context
from domain.shared.ids import AssetId, PartyId, PoolId, ReceivableId
from domain.shared.money import Money
from domain.shared.refusal import Refused


@dataclass(frozen=True, slots=True)
class PoolAsItIs:
    """What became of the pool."""

    pool: PoolId
    lender: PartyId
    sellers: tuple[PartyId, ...]
    claims: int
    outstanding: Money
    over_advance: Money | None
    frozen: str | None
    closed: bool
    terms_version: int
    version: int


@dataclass(frozen=True, slots=True)
class OpenWith:
    pool: PoolId
    lender: PartyId
    terms: PoolTerms


@dataclass(frozen=True, slots=True)
class Amend:
    pool: PoolId
    lender: PartyId
    terms: PoolTerms
    effective_on: date
    expected: int | None = None
    """The version of the pool that the lender read."""


@dataclass(frozen=True, slots=True)
class LetIn:
    pool: PoolId
    lender: PartyId
    seller: PartyId


@dataclass(frozen=True, slots=True)
class AgreeToSupport:
    """A seller lets the other sellers draw against its claims."""

    pool: PoolId
    seller: PartyId


@dataclass(frozen=True, slots=True)
class FreezePool:
    pool: PoolId
    lender: PartyId
    reason: str


@dataclass(frozen=True, slots=True)
class ForPool:
    """Unfreeze it, close it, or certify it, as the name of the command says."""

    pool: PoolId
    lender: PartyId


def open_pool(asked: OpenWith) -> UseCase:
    def use_case(work: UnitOfWork, context: Context) -> PoolAsItIs:
        at = At(asked.lender, asked.pool)
        parties = [enterprises.stream_of(party) for party in (at.lender, *asked.terms.obligors)]
        work.lock(change=[at.stream], rely_on=parties)
        if owner_of(work, pools.ROOM.name, at.pool) is not None:
            raise Refused(PoolAlreadyOpen(at.pool))
        in_good_standing(work, at.lender, context, Role.LENDER)
        for obligor in asked.terms.obligors:
            in_good_standing(work, obligor, context, Role.CORE_ENTERPRISE)
        command = OpenPool(at.pool, at.lender, asked.terms)
        work.handle(pools.ROOM, at.stream, command, context)
        own(work, pools.ROOM.name, at.pool, at.lender)
        return _as_it_is(work, at)

    return use_case


def amend(asked: Amend) -> UseCase:
    """New terms may bear less: the base is certified again at once."""

    def use_case(work: UnitOfWork, context: Context) -> PoolAsItIs:
        at = _locked(work, context, asked.pool, asked.lender)
        check_version(work.load(pools.ROOM, at.stream), asked.expected)
        command = AmendTerms(asked.terms, asked.effective_on)
        work.handle(pools.ROOM, at.stream, command, context)
        certify(work, context, at.lender, at.pool)
        return _as_it_is(work, at)

    return use_case


def let_in(asked: LetIn) -> UseCase:
    """Support ends where one comes in that has not agreed to it: what is left is certified."""

    def use_case(work: UnitOfWork, context: Context) -> PoolAsItIs:
        at = _locked(work, context, asked.pool, asked.lender, asked.seller)
        in_good_standing(work, asked.seller, context, Role.SUPPLIER)
        work.handle(pools.ROOM, at.stream, JoinSeller(asked.seller), context)
        certify(work, context, at.lender, at.pool)
        return _as_it_is(work, at)

    return use_case


def agree_to_support(asked: AgreeToSupport) -> UseCase:
    def use_case(work: UnitOfWork, context: Context) -> PoolAsItIs:
        lender = lender_of(work, asked.pool)
        check_seller_in(work, At(lender, asked.pool), asked.seller)
        at = _locked(work, context, asked.pool, lender, asked.seller)
        in_good_standing(work, asked.seller, context, Role.SUPPLIER)
        return _handled(work, context, at, AgreeCrossSupport(asked.seller))

    return use_case


def freeze(asked: FreezePool) -> UseCase:
    def use_case(work: UnitOfWork, context: Context) -> PoolAsItIs:
        at = _locked(work, context, asked.pool, asked.lender)
        return _handled(work, context, at, Freeze(asked.reason))

    return use_case


def unfreeze(asked: ForPool) -> UseCase:
    def use_case(work: UnitOfWork, context: Context) -> PoolAsItIs:
        at = _locked(work, context, asked.pool, asked.lender)
        return _handled(work, context, at, Unfreeze())

    return use_case


def close(asked: ForPool) -> UseCase:
    """Claims that are paid are let go first; any other stands in the way."""

    def use_case(work: UnitOfWork, context: Context) -> PoolAsItIs:
        at = own_pool(work, asked.pool, asked.lender)
        paid = _paid(work, at)
        liens = [lien.stream_of(AssetId(it)) for it in paid]
        work.lock(change=[at.stream, *liens], rely_on=files_of(pool_of(work, at.lender, at.pool)))
        if _paid(work, at) != paid:
            raise Conflict
        in_good_standing(work, at.lender, context, Role.LENDER)
        if paid:
            free(work, context, at, paid, Reason.COLLECTED)
        return _handled(work, context, at, Close())

    return use_case


def _paid(work: UnitOfWork, at: At) -> tuple[ReceivableId, ...]:
    return tuple(claim.receivable for claim in work.claims(at.pool) if not claim.open)


def certify_now(asked: ForPool) -> UseCase:
    """The day's certificate, with every claim's result kept."""

    def use_case(work: UnitOfWork, context: Context) -> PoolAsItIs:
        at = _locked(work, context, asked.pool, asked.lender)
        certify(work, context, at.lender, at.pool, keep=True)
        return _as_it_is(work, at)

    return use_case


def _locked(
    work: UnitOfWork, context: Context, pool: PoolId, lender: PartyId, *others: PartyId
) -> At:
    at = own_pool(work, pool, lender)
    parties = [enterprises.stream_of(party) for party in (lender, *others)]
    work.lock(change=[at.stream], rely_on=parties)
    in_good_standing(work, lender, context, Role.LENDER)
    return at


def _handled(work: UnitOfWork, context: Context, at: At, command: PoolCommand) -> PoolAsItIs:
    work.handle(pools.ROOM, at.stream, command, context)
    return _as_it_is(work, at)


def _as_it_is(work: UnitOfWork, at: At) -> PoolAsItIs:
    pool = pool_of(work, at.lender, at.pool)
    return PoolAsItIs(
        pool=at.pool,
        lender=at.lender,
        sellers=tuple(sorted(pool.sellers)),
        claims=pool.claims,
        outstanding=pool.outstanding,
        over_advance=pool.over_advance,
        frozen=pool.frozen,
        closed=pool.closed,
        terms_version=len(pool.next_terms) + 1,
        version=work.load(pools.ROOM, at.stream).version,
    )
