"""A seller puts claims into a pool; the lender lets go of those that nothing rests on.

Every claim passes the lien: whoever comes second is told that it is encumbered,
and no more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from application.enterprise import streams as enterprises
from application.lien import streams as lien
from application.lien.taking import encumber_all, release_all
from application.processes.answering import confirming
from application.processes.certifying import certify, decided, files_of, lender_of, pool_of
from application.processes.held_claims import CLAIMS_AN_EVENT, FIRST_RANK
from application.processes.refusals import NotHeldHere, PoolUnknown, ReceivablesUnknown
from application.processes.standing import in_good_standing
from application.receivable import streams as receivables
from application.receivable_pool import streams as pools
from application.shared.carry_out import UseCase
from application.shared.owners import owners_of
from application.shared.ports import Conflict, Reading, UnitOfWork
from domain.eligibility.certificate import BaseCertificate
from domain.eligibility.claim import Claim
from domain.enterprise.profile import Role
from domain.lien.commands import Encumber, Release
from domain.lien.events import Encumbrance, Reason
from domain.lien.refusals import TooManyAtOnce
from domain.receivable.state import Receivable, claim_of
from domain.receivable_pool.commands import AssignClaims, ReleaseClaims
from domain.receivable_pool.refusals import NothingAsked
from domain.shared.event import Context
from domain.shared.ids import AssetId, PartyId, PoolId, ReceivableId
from domain.shared.money import Money
from domain.shared.refusal import Refused

CLAIMS_AT_ONCE_MAX = 1_000
"""As many locks as one transaction may sensibly hold."""

NAMED_MAX = 100


@dataclass(frozen=True, slots=True)
class Assign:
    """A seller assigns (or pledges) its claims to a pool; all of them, or none."""

    pool: PoolId
    seller: PartyId
    receivables: tuple[ReceivableId, ...]


@dataclass(frozen=True, slots=True)
class Assigned:
    """What the pool holds more, and what it bears now."""

    pool: PoolId
    count: int
    open: Money
    base: Money
    available: Money
    seller_available: Money


@dataclass(frozen=True, slots=True)
class LetGo:
    """The lender frees claims that no draw rests on."""

    pool: PoolId
    receivables: tuple[ReceivableId, ...]


@dataclass(frozen=True, slots=True)
class Freed:
    """What the pool still bears."""

    pool: PoolId
    count: int
    base: Money
    available: Money


@dataclass(frozen=True, slots=True)
class At:
    """A pool, and whose it is."""

    lender: PartyId
    pool: PoolId

    @property
    def stream(self) -> str:
        return pools.stream_of(self.lender, self.pool)


def own_pool(work: UnitOfWork, pool: PoolId, lender: PartyId) -> At:
    """Another lender's pool does not exist for this one."""
    if lender_of(work, pool) != lender:
        raise Refused(PoolUnknown(pool))
    return At(lender, pool)


def assign(asked: Assign) -> UseCase:
    """Raise `Refused`; nothing is assigned unless everything is."""

    def use_case(work: UnitOfWork, context: Context) -> Assigned:
        at = At(lender_of(work, asked.pool), asked.pool)
        named = names_of(asked.receivables)
        _lock(work, at, asked.seller, named)
        check_seller_in(work, at, asked.seller)
        in_good_standing(work, asked.seller, context, Role.SUPPLIER)
        in_good_standing(work, at.lender, context, Role.LENDER)
        claims = claims_of(work, asked.seller, named)
        encumber_all(work, [encumber(at, it) for it in named], context)
        take_in(work, context, at, claims)
        return _assigned(work, context, at, claims)

    return use_case


def let_go(asked: LetGo) -> UseCase:
    """Raise `Refused` where the pool would be drawn beyond what is left."""

    def use_case(work: UnitOfWork, context: Context) -> Freed:
        at = At(lender_of(work, asked.pool), asked.pool)
        named = names_of(asked.receivables)
        liens = [lien.stream_of(AssetId(it)) for it in named]
        work.lock(change=[at.stream, *liens], rely_on=files_of(pool_of(work, at.lender, at.pool)))
        in_good_standing(work, at.lender, context, Role.LENDER)
        return free(work, context, at, named, Reason.RELEASED)

    return use_case


def free(
    work: UnitOfWork,
    context: Context,
    at: At,
    named: Sequence[ReceivableId],
    reason: Reason,
    short_before: Money | None = None,
) -> Freed:
    """Release claims from the pool, which must bear its draws without them.

    A pool that was short before they were paid for must not be shorter without them.
    """
    leaving = work.claims_by_id(at.pool, named)
    for receivable in named:
        if receivable not in leaving:
            raise Refused(NotHeldHere(receivable))
    claims = tuple(leaving[receivable] for receivable in named)
    without = _without(work, context, at, claims)
    asked = ReleaseClaims(reason.value, claims, without, short_before)
    work.handle(pools.ROOM, at.stream, asked, context)
    work.drop_claims(at.pool, list(named))
    release_all(work, [release(at, it, reason) for it in named], context)
    certified = certify(work, context, at.lender, at.pool)
    return Freed(at.pool, len(named), certified.base, certified.available)


def _without(
    work: UnitOfWork, context: Context, at: At, leaving: Sequence[Claim]
) -> BaseCertificate | None:
    """What the pool bears without them; not asked where all of them are paid and bear nothing."""
    if not any(claim.open for claim in leaving):
        return None
    gone = {claim.receivable for claim in leaving}
    staying = [claim for claim in work.claims(at.pool) if claim.receivable not in gone]
    return decided(work, pool_of(work, at.lender, at.pool), context.now.day, staying).certificate


def encumber(at: At, receivable: ReceivableId) -> Encumber:
    lien_on = Encumbrance(rank=FIRST_RANK, lender=at.lender, secures=at.pool)
    return Encumber(asset=AssetId(receivable), encumbrance=lien_on, act="assigned to a pool")


def release(at: At, receivable: ReceivableId, reason: Reason) -> Release:
    return Release(
        asset=AssetId(receivable),
        rank=FIRST_RANK,
        lender=at.lender,
        secures=at.pool,
        reason=reason,
        act="released from a pool",
    )


def names_of(asked: Sequence[ReceivableId]) -> tuple[ReceivableId, ...]:
    named = tuple(sorted(set(asked)))
    if not named:
        raise Refused(NothingAsked())
    if len(named) > CLAIMS_AT_ONCE_MAX:
        raise Refused(TooManyAtOnce(len(named), CLAIMS_AT_ONCE_MAX))
    return named


def _lock(work: UnitOfWork, at: At, seller: PartyId, named: Sequence[ReceivableId]) -> None:
    """The claims too, so that the pool is told nothing that is about to change."""
    owners = owners_of(work, receivables.ROOM.name, named)
    known = [receivables.stream_of(owners[it], it) for it in named if it in owners]
    buyers = {state.buyer for state in _states(work, known)}
    work.lock(
        change=[at.stream, *(lien.stream_of(AssetId(it)) for it in named)],
        rely_on=[
            *known,
            *(confirming(buyer) for buyer in buyers),
            enterprises.stream_of(seller),
            enterprises.stream_of(at.lender),
        ],
    )
    if {state.buyer for state in _states(work, known)} != buyers or set(owners) != set(
        owners_of(work, receivables.ROOM.name, named)
    ):
        raise Conflict


def _states(work: Reading, streams: Sequence[str]) -> list[Receivable]:
    loaded = work.load_many(receivables.ROOM, streams)
    states = (loaded[stream].state for stream in streams)
    return [state for state in states if isinstance(state, Receivable)]


def check_seller_in(work: Reading, at: At, seller: PartyId) -> None:
    """To a seller that was not let in, the pool does not exist."""
    if seller not in pool_of(work, at.lender, at.pool).sellers:
        raise Refused(PoolUnknown(at.pool))


def claims_of(
    work: Reading, seller: PartyId, named: Sequence[ReceivableId]
) -> tuple[Receivable, ...]:
    """The seller's own claims; those of others do not exist for it."""
    states = _states(work, [receivables.stream_of(seller, it) for it in named])
    unknown = sorted(set(named) - {state.receivable for state in states})
    if unknown:
        raise Refused(ReceivablesUnknown(tuple(unknown[:NAMED_MAX])))
    return tuple(states)


def take_in(work: UnitOfWork, context: Context, at: At, claims: Sequence[Receivable]) -> None:
    facts: list[Claim] = [claim_of(claim, at.lender) for claim in claims]
    for start in range(0, len(facts), CLAIMS_AN_EVENT):
        some = tuple(facts[start : start + CLAIMS_AN_EVENT])
        work.handle(pools.ROOM, at.stream, AssignClaims(some[0].seller, some), context)
    work.put_claims(at.pool, facts)


def _assigned(work: UnitOfWork, context: Context, at: At, claims: Sequence[Receivable]) -> Assigned:
    certified = certify(work, context, at.lender, at.pool)
    seller = claims[0].seller
    own = next(part for part in certified.sellers if part.seller == seller)
    return Assigned(
        pool=at.pool,
        count=len(claims),
        open=Money.total((claim.open for claim in claims), claims[0].open.currency),
        base=certified.base,
        available=certified.available,
        seller_available=own.available,
    )
