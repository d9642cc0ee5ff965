"""A pool's base is certified from the claims as they stand, and a fall below it is an event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from application.enterprise import streams as enterprises
from application.processes.refusals import PoolUnknown
from application.processes.standing import parties_as_read
from application.receivable_pool import streams as pools
from application.shared.owners import owner_of
from application.shared.ports import Loaded, Reading, UnitOfWork
from domain.eligibility.certificate import BaseCertificate
from domain.eligibility.claim import Claim
from domain.eligibility.judge import judge
from domain.eligibility.judgement import Judgement
from domain.eligibility.standing import Circumstances, Contra, Drawn
from domain.enterprise.state import Party, standing_of
from domain.receivable_pool.commands import Certify, ReliedOn
from domain.receivable_pool.refusals import PoolNotFound
from domain.receivable_pool.state import NoPool, Pool
from domain.shared.event import Context
from domain.shared.ids import PartyId, PoolId
from domain.shared.refusal import Refused


@dataclass(frozen=True, slots=True)
class Decision:
    """What the claims are worth, the certificate that says so, and what both were made from."""

    judgement: Judgement
    certificate: BaseCertificate
    relied_on: ReliedOn


def lender_of(reading: Reading, pool: PoolId) -> PartyId:
    """Whose pool it is; raise `Refused` where there is none of that id."""
    lender = owner_of(reading, pools.ROOM.name, pool)
    if lender is None:
        raise Refused(PoolUnknown(pool))
    return lender


def pool_of(reading: Reading, lender: PartyId, pool: PoolId) -> Pool:
    return _opened(reading, lender, pool)[0]


def parties_of(pool: Pool) -> frozenset[PartyId]:
    """Whose standing decides what the pool bears."""
    return pool.sellers | frozenset(pool.obligors) | {pool.lender}


def files_of(pool: Pool) -> list[str]:
    """The streams that a decision rests on; lock them shared, so that nobody's standing changes
    under it."""
    return [enterprises.stream_of(party) for party in sorted(parties_of(pool))]


def decided(
    reading: Reading, pool: Pool, day: date, claims: Sequence[Claim] | None = None
) -> Decision:
    """What the pool's claims (or `claims` in their place) bear on `day`, with every reason."""
    if claims is None:
        claims = reading.claims(pool.pool)
    _, at = _opened(reading, pool.lender, pool.pool)
    parties = parties_as_read(reading, parties_of(pool))
    terms = pool.terms_on(day)
    around = circumstances(pool, parties.known, claims, day)
    judgement = judge(claims, terms.eligibility, around, day)
    relied_on = ((at.stream, at.version), *parties.read)
    return Decision(judgement, judgement.certificate(terms.version), relied_on)


def certify(
    work: UnitOfWork, context: Context, lender: PartyId, pool: PoolId, *, keep: bool = False
) -> BaseCertificate:
    """Certify the pool as it stands in this unit of work; `keep` stores every claim's result."""
    decision = decided(work, pool_of(work, lender, pool), context.now.day)
    asked = Certify(decision.certificate, decision.relied_on)
    work.handle(pools.ROOM, pools.stream_of(lender, pool), asked, context)
    if keep:
        keep_results(work, pool, decision.judgement)
    return decision.certificate


def keep_results(work: UnitOfWork, pool: PoolId, judgement: Judgement) -> None:
    """The results per claim stand beside the event, under their own hash."""
    work.attach(decision_key(pool, judgement.results_hash), judgement.results_bytes())


def decision_key(pool: PoolId, results_hash: str) -> str:
    """The pool is in it, so that nobody reads another pool's decision by its hash."""
    return f"decision/{pool}/{results_hash}"


def circumstances(
    pool: Pool, parties: Mapping[PartyId, Party], claims: Sequence[Claim], day: date
) -> Circumstances:
    """Everything besides claims, terms and day that a judgement rests on."""
    home = parties[pool.lender].profile.country if pool.lender in parties else ""
    late = {draw.seller for draw in pool.draws.values() if draw.due_on < day}
    return Circumstances(
        parties=tuple(
            standing_of(party, day, home=home, overdue=name in late)
            for name, party in parties.items()
            if name != pool.lender
        ),
        contras=tuple(_contras(parties, claims)),
        history=pool.months,
        drawn=tuple(
            Drawn(seller, pool.outstanding_of(seller).minor) for seller in sorted(pool.sellers)
        ),
        cross_support=pool.supports(day),
    )


def _contras(parties: Mapping[PartyId, Party], claims: Sequence[Claim]) -> Iterable[Contra]:
    """What each seller owes the obligors of its claims, who may set it off."""
    pairs = {(claim.seller, claim.obligor, claim.currency) for claim in claims}
    for seller, obligor, currency in sorted(pairs):
        owed = parties[seller].owes(obligor, currency) if seller in parties else None
        if owed is not None and owed.is_positive:
            yield Contra(seller, obligor, owed.minor)


def _opened(reading: Reading, lender: PartyId, pool: PoolId) -> tuple[Pool, Loaded[object]]:
    loaded = reading.load(pools.ROOM, pools.stream_of(lender, pool))
    if isinstance(loaded.state, NoPool):
        raise Refused(PoolNotFound())
    return loaded.state, Loaded(loaded.stream, loaded.state, loaded.version)
