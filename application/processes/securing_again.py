"""A payment was taken back, and a loan is owed again: its security comes back as far as it is free.

What the payment had freed is taken again in the same transaction, before anybody else can. Where
somebody else has it by now, lawfully, the over-advance is said at once instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from application.financing import streams as financings
from application.lien import streams as lien
from application.lien.ancestry import ancestors
from application.lien.taking import encumber_all
from application.processes.answering import claim_on_record
from application.processes.assigning import At, encumber
from application.processes.certifying import lender_of
from application.processes.held_claims import FIRST_RANK
from application.processes.loans import financing_of
from application.processes.order_draws import (
    at_programme,
    held_here,
    order_of_draw,
    take_in_place,
)
from application.processes.programmes import programme_of
from application.processes.tracing import Went
from application.receivable_pool import streams as pools
from application.shared.ports import Reading, UnitOfWork
from domain.financing.state import OWING, Financing
from domain.lien.state import Asset
from domain.receivable.state import claim_of
from domain.receivable_pool.commands import TakeClaimsAgain
from domain.shared.event import Context
from domain.shared.facility import Product
from domain.shared.ids import AssetId, FinancingId, PartyId, ReceivableId


def liens_to_take(reading: Reading, claims: Iterable[ReceivableId]) -> list[str]:
    """Of these claims, and of all that they came out of."""
    streams: set[str] = set()
    for claim in claims:
        asset = AssetId(claim)
        came = ancestors(reading, asset, _asset(reading, asset))
        streams |= {lien.stream_of(it) for it in (asset, *came)}
    return sorted(streams)


def hold_in_pool(work: UnitOfWork, context: Context, receivable: ReceivableId, went: Went) -> None:
    """The claim is in the pool again that its payment had repaid."""
    at = At(lender_of(work, went.pool), went.pool)
    if owed_again(work, at.lender, went.repaid):
        take_into_pool(work, context, receivable, at)


def take_into_pool(work: UnitOfWork, context: Context, receivable: ReceivableId, at: At) -> None:
    """As it was before; not where it is paid, or somebody else's by now."""
    claim = claim_on_record(work, receivable)
    if not (claim.open.is_positive and _is_free(work, receivable, context.now.at)):
        return
    encumber_all(work, [encumber(at, receivable)], context)
    facts = (claim_of(claim, at.lender),)
    work.handle(pools.ROOM, at.stream, TakeClaimsAgain(claim.seller, facts), context)
    work.put_claims(at.pool, facts)


def hold_in_place(
    work: UnitOfWork,
    context: Context,
    receivable: ReceivableId,
    lender: PartyId,
    repaid: Iterable[FinancingId],
) -> None:
    """The claim stands in the place of its order, where the order could not be taken again."""
    for loan in owed_again(work, lender, repaid):
        if loan.facility.product is not Product.E_ORDER:
            continue
        at = at_programme(lender, loan.facility.id)
        order = order_of_draw(work, at, loan.financing)
        came = _asset(work, AssetId(receivable)).origins
        owed = programme_of(work, at).state.lent_on(order).is_positive
        if not owed or held_here(work, at, order) or AssetId(order) not in came:
            continue
        if _is_free(work, receivable, context.now.at):
            take_in_place(work, context, at, order, receivable)


def owed_again(reading: Reading, lender: PartyId, repaid: Iterable[FinancingId]) -> list[Financing]:
    loans = (
        financing_of(reading, financings.stream_of(lender, it), it) for it in sorted(set(repaid))
    )
    return [loan for loan in loans if loan.stage in OWING]


def _is_free(reading: Reading, receivable: ReceivableId, at: datetime) -> bool:
    """Nobody holds it, nor what it came out of, nor is either kept for anybody."""
    own = AssetId(receivable)
    asset = _asset(reading, own)
    return asset.is_free(FIRST_RANK, at) and not any(
        origin.encumbrances or origin.reserved(FIRST_RANK, at)
        for origin in (_asset(reading, it) for it in ancestors(reading, own, asset))
    )


def _asset(reading: Reading, asset: AssetId) -> Asset:
    return reading.load(lien.ROOM, lien.stream_of(asset)).state
