"""Every pool as it stands, with its last certificate, for its lender."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import get_args

from application.shared.projection import Placed, Projection, Recorded
from application.views.keys import key, scope_of
from domain.eligibility.certificate import BaseCertificate
from domain.receivable_pool.events import BorrowingBaseCertified, PoolEvent, PoolOpened
from domain.receivable_pool.state import NoPool, Pool, evolve
from domain.receivable_pool.terms import PoolTerms
from domain.shared.ids import PartyId, PoolId
from domain.shared.money import Money
from domain.shared.refusal import BrokenPromise
from domain.shared.replacing import replace

POOL_EVENTS = get_args(PoolEvent)


@dataclass(frozen=True, slots=True)
class PoolRow:
    """A pool, and what it bore when last certified."""

    pool: Pool
    certificate: BaseCertificate | None
    version: int


def keys(recorded: Recorded) -> tuple[str, ...]:
    event = recorded.event
    return (key(event.lender, event.pool),) if isinstance(event, POOL_EVENTS) else ()


def fold(row: PoolRow | None, _: str, recorded: Recorded) -> PoolRow | None:
    event = recorded.event
    if not isinstance(event, POOL_EVENTS):
        return row
    if row is None and not isinstance(event, PoolOpened):
        raise BrokenPromise("a pool's history starts with PoolOpened")
    after = evolve(row.pool if row else NoPool(), event)
    if not isinstance(after, Pool):
        raise BrokenPromise("a pool does not vanish")
    certificate = row.certificate if row else None
    if isinstance(event, BorrowingBaseCertified):
        certificate = event.certificate
    if row is None:
        return PoolRow(after, certificate, recorded.version)
    return replace(row, pool=after, certificate=certificate, version=recorded.version)


@dataclass(frozen=True, slots=True)
class TermsFrom:
    """Amended terms, and the day from which they count."""

    effective_on: date
    terms: PoolTerms


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolSeen:
    """A pool as it stands."""

    pool: PoolId
    lender: PartyId
    status: str
    """`open`, `frozen`, `over_advance` or `closed`."""

    sellers: tuple[PartyId, ...]
    cross_support: tuple[PartyId, ...]
    """The sellers that agreed to it."""

    claims: int
    outstanding: Money
    over_advance: Money | None
    """How far what is drawn goes beyond what bears it; to a seller, its own draws and claims."""

    frozen: str | None
    terms: PoolTerms
    """As first agreed."""

    amendments: tuple[TermsFrom, ...]
    certificate: BaseCertificate | None
    """The last one, where the view is read."""


def seen(pool: Pool, certificate: BaseCertificate | None = None) -> PoolSeen:
    return PoolSeen(
        pool=pool.pool,
        lender=pool.lender,
        status=status(pool),
        sellers=tuple(sorted(pool.sellers)),
        cross_support=tuple(sorted(pool.cross_support)),
        claims=pool.claims,
        outstanding=pool.outstanding,
        over_advance=pool.over_advance,
        frozen=pool.frozen,
        terms=pool.terms,
        amendments=tuple(TermsFrom(*amended) for amended in pool.next_terms),
        certificate=certificate,
    )


def row_seen(row: PoolRow) -> PoolSeen:
    return seen(row.pool, row.certificate)


def seen_by_seller(pool: Pool, seller: PartyId) -> PoolSeen:
    """Its own part: what other sellers brought and drew, and are short of, is not its business."""
    whole, short = seen(pool), dict(pool.short_sellers).get(seller)
    return replace(
        whole,
        sellers=(seller,),
        cross_support=tuple(one for one in whole.cross_support if one == seller),
        status=_standing(pool, short),
        claims=pool.brought.get(seller, 0),
        outstanding=pool.outstanding_of(seller),
        over_advance=short,
    )


def place(row_key: str, row: PoolRow) -> Placed:
    return Placed(scope_of(row_key), status(row.pool), row.pool.pool)


def status(pool: Pool) -> str:
    return _standing(pool, pool.over_advance)


def _standing(pool: Pool, over_advance: Money | None) -> str:
    if pool.closed:
        return "closed"
    if over_advance is not None:
        return "over_advance"
    return "open" if pool.frozen is None else "frozen"


POOLS: Projection[PoolRow] = Projection(
    name="pools", version=3, row=PoolRow, keys=keys, fold=fold, place=place
)
