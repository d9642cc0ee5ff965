"""Does everything that is kept of a pool say the same as what happened to it?

The claim table is folded again from the pool's events, every claim is looked up in
the lien register, and every draw in its financing. What is owed and secured by nothing is
named too, however lawfully it came to be so. An operator asks; nothing is changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from application.financing import streams as financings
from application.lien import streams as lien
from application.processes.certifying import lender_of, pool_of
from application.processes.held_claims import FIRST_RANK, holders_of
from application.processes.judging_orders import claims_in_place
from application.processes.order_draws import held_here
from application.processes.programmes import ProgrammeAt, programme_of
from application.receivable_pool import streams as pools
from application.shared.ports import Reading
from domain.eligibility.claim import Claim
from domain.financing.state import Financing, Stage
from domain.receivable_pool.state import Pool
from domain.shared.ids import AssetId, FinancingId, PoolId, ReceivableId
from domain.shared.money import Money

AsOf = Callable[[Mapping[str, int]], Reading]
"""Gives streams at the versions asked for, from their events alone."""


class Wrong(Enum):
    """How what is kept differs from what happened."""

    CLAIM_MISSING = "claim_missing"
    CLAIM_UNEXPECTED = "claim_unexpected"
    CLAIM_DIFFERENT = "claim_different"
    CLAIM_BELOW_ZERO = "claim_below_zero"
    CLAIMS_MISCOUNTED = "claims_miscounted"
    NOT_ENCUMBERED = "not_encumbered"
    """The pool holds the claim, and the lien register does not say so."""

    DRAW_DIFFERENT = "draw_different"
    """Its financing owes another principal."""

    UNSECURED = "unsecured"
    """It is owed, and its lender holds no lien for it."""

    CLOSED_AND_OWED = "closed_and_owed"
    """The pool or programme is closed, and something is outstanding in it."""


@dataclass(frozen=True, slots=True)
class Fault:
    pool: str
    """Or the order programme."""

    wrong: Wrong
    of: str
    """The claim, financing or order; the pool itself where it is about the pool."""


def faults(reading: Reading, as_of: AsOf, named: Iterable[PoolId]) -> Iterator[Fault]:
    """Of each pool, on the one snapshot that `reading` sees."""
    for name in named:
        lender = lender_of(reading, name)
        stream = pools.stream_of(lender, name)
        version = reading.load(pools.ROOM, stream).version
        told = {claim.receivable: claim for claim in as_of({stream: version}).claims(name)}
        kept = {claim.receivable: claim for claim in reading.claims(name)}
        pool = pool_of(reading, lender, name)
        for wrong, of in (
            *_of_claims(told, kept),
            *_of_liens(reading, pool, kept),
            *_of_draws(reading, pool),
            *_of_security(pool, kept.values()),
        ):
            yield Fault(name, wrong, of)
        if pool.claims != len(kept) or sum(pool.obligors.values()) != len(kept):
            yield Fault(name, Wrong.CLAIMS_MISCOUNTED, name)


def faults_of_programmes(reading: Reading, named: Iterable[ProgrammeAt]) -> Iterator[Fault]:
    """Orders on which something is owed, where neither they nor claims out of them are held."""
    for at in named:
        programme = programme_of(reading, at).state
        if programme.closed and not programme.outstanding.is_zero:
            yield Fault(at.programme, Wrong.CLOSED_AND_OWED, at.programme)
        for order in programme.orders_lent_on():
            if not (held_here(reading, at, order) or claims_in_place(reading, at, order).claims):
                yield Fault(at.programme, Wrong.UNSECURED, order)


def _of_security(pool: Pool, kept: Iterable[Claim]) -> Iterator[tuple[Wrong, str]]:
    """Liens on the claims themselves are looked at before; sellers may support each other."""
    if pool.closed and not pool.outstanding.is_zero:
        yield Wrong.CLOSED_AND_OWED, pool.pool
    holding = {claim.seller for claim in kept} | {it.seller for it in pool.held}
    for name, draw in sorted(pool.draws.items()):
        bearing = holding if pool.all_agree_cross_support else holding & {draw.seller}
        if draw.principal.is_positive and not bearing:
            yield Wrong.UNSECURED, name


def _of_claims(
    told: Mapping[ReceivableId, Claim], kept: Mapping[ReceivableId, Claim]
) -> Iterator[tuple[Wrong, str]]:
    for claim in sorted({*told, *kept}):
        if claim not in kept:
            yield Wrong.CLAIM_MISSING, claim
        elif claim not in told:
            yield Wrong.CLAIM_UNEXPECTED, claim
        elif told[claim] != kept[claim]:
            yield Wrong.CLAIM_DIFFERENT, claim
        elif kept[claim].open < 0:
            yield Wrong.CLAIM_BELOW_ZERO, claim


def _of_liens(
    reading: Reading, pool: Pool, kept: Mapping[ReceivableId, Claim]
) -> Iterator[tuple[Wrong, str]]:
    named = [claim.receivable for claim in kept.values()]
    holders = holders_of(reading, named)
    liens = reading.load_many(lien.ROOM, [lien.stream_of(AssetId(it)) for it in named])
    for receivable in named:
        held = liens[lien.stream_of(AssetId(receivable))].state.held(FIRST_RANK)
        ours = held is not None and (held.lender, held.secures) == (pool.lender, pool.pool)
        if not ours or holders.get(receivable) != pool.pool:
            yield Wrong.NOT_ENCUMBERED, receivable


def _of_draws(reading: Reading, pool: Pool) -> Iterator[tuple[Wrong, str]]:
    draws = {**pool.repaid_draws, **pool.draws}
    streams = {name: financings.stream_of(pool.lender, name) for name in draws}
    loaded = reading.load_many(financings.ROOM, list(streams.values()))
    for name, draw in sorted(draws.items()):
        if _left(loaded[streams[name]].state, name) != draw.principal:
            yield Wrong.DRAW_DIFFERENT, name


def _left(state: object, name: FinancingId) -> Money | None:
    if not isinstance(state, Financing) or state.financing != name:
        return None
    if state.stage is Stage.RELEASED:
        return Money.zero(state.currency)
    return state.principal - state.paid.principal
