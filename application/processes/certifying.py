"""A pool's base is certified from the claims as they stand, and a fall below it is an event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from application.processes.refusals import PoolUnknown
from application.processes.standing import known_parties
from application.receivable_pool import streams as pools
from application.shared.owners import owner_of
from application.shared.ports import Reading, UnitOfWork
from domain.eligibility.certificate import BaseCertificate
from domain.eligibility.claim import Claim
from domain.eligibility.judge import judge
from domain.eligibility.judgement import Judgement
from domain.eligibility.standing import Circumstances, Contra, Drawn
from domain.enterprise.state import Party, standing_of
from domain.receivable_pool.commands import Certify
from domain.receivable_pool.refusals import PoolNotFound
from domain.receivable_pool.state import NoPool, Pool
from domain.shared.event import Context
from domain.shared.ids import PartyId, PoolId
from domain.shared.refusal import Refused


def lender_of(reading: Reading, pool: PoolId) -> PartyId:
    """Whose pool it is; raise `Refused` where there is none of that id."""
    lender = owner_of(reading, pools.ROOM.name, pool)
    if lender is None:
        raise Refused(PoolUnknown(pool))
    return lender


def pool_of(reading: Reading, lender: PartyId, pool: PoolId) -> Pool:
    state = reading.load(pools.ROOM, pools.stream_of(lender, pool)).state
    if isinstance(state, NoPool):
        raise Refused(PoolNotFound())
    return state


def judged(
    reading: Reading, pool: Pool, day: date, claims: Sequence[Claim] | None = None
) -> Judgement:
    """What the pool's claims (or `claims` in their place) are worth on `day`, with every reason."""
    if claims is None:
        claims = reading.claims(pool.pool)
    terms = pool.terms_on(day)
    return judge(claims, terms.eligibility, _circumstances(reading, pool, claims, day), day)


def certify(
    work: UnitOfWork, context: Context, lender: PartyId, pool: PoolId, *, keep: bool = False
) -> BaseCertificate:
    """Certify the pool as it stands in this unit of work; `keep` stores every claim's result."""
    state = pool_of(work, lender, pool)
    day = context.now.day
    judgement = judged(work, state, day)
    certificate = judgement.certificate(state.terms_on(day).version)
    work.handle(pools.ROOM, pools.stream_of(lender, pool), Certify(certificate), context)
    if keep:
        keep_results(work, judgement)
    return certificate


def keep_results(work: UnitOfWork, judgement: Judgement) -> None:
    """The results per claim stand beside the event, under their own hash."""
    work.attach(f"decision/{judgement.results_hash}", judgement.results_bytes())


def _circumstances(
    reading: Reading, pool: Pool, claims: Sequence[Claim], day: date
) -> Circumstances:
    concerned = {claim.seller for claim in claims} | {claim.obligor for claim in claims}
    parties = known_parties(reading, concerned | pool.sellers | {pool.lender})
    home = parties[pool.lender].profile.country if pool.lender in parties else ""
    late = {draw.seller for draw in pool.draws.values() if draw.due_on < day}
    terms = pool.terms_on(day)
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
        cross_support=terms.cross_support and pool.all_agree_cross_support,
    )


def _contras(parties: Mapping[PartyId, Party], claims: Sequence[Claim]) -> Iterable[Contra]:
    """What each seller owes the obligors of its claims, who may set it off."""
    pairs = {(claim.seller, claim.obligor, claim.currency) for claim in claims}
    for seller, obligor, currency in sorted(pairs):
        owed = parties[seller].owes(obligor, currency) if seller in parties else None
        if owed is not None and owed.is_positive:
            yield Contra(seller, obligor, owed.minor)
