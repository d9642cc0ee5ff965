"""One thing as it stands, for those whose business it is; to others it does not exist."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from application.collection import streams as collections_
from application.credit_line import streams as lines
from application.enterprise import streams as enterprises
from application.financing import streams as financings
from application.guarantee import streams as guarantees
from application.lender_limit import streams as limits
from application.processes.answering import seller_of
from application.processes.certifying import lender_of
from application.processes.held_claims import Held
from application.processes.lines import lender_of as line_lender_of
from application.processes.refusals import (
    CollectionUnknown,
    FinancingUnknown,
    GuaranteeUnknown,
    LineUnknown,
    PoolUnknown,
    ReceivableUnknown,
)
from application.processes.setting_limits import LimitAsItIs
from application.processes.setting_limits import as_it_is as limit_as_it_is
from application.receivable import streams as receivables
from application.receivable_pool import streams as pools
from application.shared.carry_out import UseCase
from application.shared.owners import owner_of
from application.shared.ports import Loaded, Reading, UnitOfWork
from domain.collection.state import CollectionState, NoEntry
from domain.credit_line.state import Line
from domain.enterprise.refusals import PartyNotFound
from domain.enterprise.state import Party
from domain.financing.state import Financing, Requested
from domain.guarantee.state import Guarantee
from domain.receivable.state import Receivable
from domain.receivable_pool.state import Pool
from domain.shared.event import Context
from domain.shared.ids import (
    CollectionId,
    FinancingId,
    GuaranteeId,
    LineId,
    PartyId,
    PoolId,
    ReceivableId,
)
from domain.shared.refusal import Refused

Viewer = PartyId | None
"""None may see everything: the operator, the auditor."""


def party_for(reading: Reading, party: PartyId, viewer: Viewer) -> Loaded[Party]:
    loaded = reading.load(enterprises.ROOM, enterprises.stream_of(party))
    if not isinstance(loaded.state, Party) or viewer not in {None, party}:
        raise Refused(PartyNotFound(party))
    return Loaded(loaded.stream, loaded.state, loaded.version)


def claim_for(reading: Reading, receivable: ReceivableId, viewer: Viewer) -> Loaded[Receivable]:
    """For seller, buyer, the lender whose pool holds it, and agents of the first two."""
    stream = receivables.stream_of(seller_of(reading, receivable), receivable)
    loaded = reading.load(receivables.ROOM, stream)
    claim = loaded.state
    if not isinstance(claim, Receivable) or not _concerned(reading, claim, viewer):
        raise Refused(ReceivableUnknown(receivable))
    return Loaded(stream, claim, loaded.version)


def _concerned(reading: Reading, claim: Receivable, viewer: Viewer) -> bool:
    if viewer is None or viewer in {claim.seller, claim.buyer}:
        return True
    return viewer in Held.look(reading, [claim.receivable]).lender_of.values()


def pool_for(reading: Reading, pool: PoolId, viewer: Viewer) -> Loaded[Pool]:
    """For its lender, and for the sellers that it let in."""
    stream = pools.stream_of(lender_of(reading, pool), pool)
    loaded = reading.load(pools.ROOM, stream)
    state = loaded.state
    if not isinstance(state, Pool) or viewer not in {None, state.lender, *state.sellers}:
        raise Refused(PoolUnknown(pool))
    return Loaded(stream, state, loaded.version)


def financing_for(reading: Reading, financing: FinancingId, viewer: Viewer) -> Loaded[Financing]:
    """For its lender and its borrower."""
    return _lent(reading, financing, viewer, Financing)


def guarantee_for(reading: Reading, guarantee: GuaranteeId, viewer: Viewer) -> Loaded[Guarantee]:
    """For its lender and its guarantor."""
    lender = owner_of(reading, guarantees.ROOM.name, guarantee)
    if lender is None:
        raise Refused(GuaranteeUnknown(guarantee))
    stream = guarantees.stream_of(lender, guarantee)
    loaded = reading.load(guarantees.ROOM, stream)
    state = loaded.state
    if not isinstance(state, Guarantee) or viewer not in {None, state.lender, state.guarantor}:
        raise Refused(GuaranteeUnknown(guarantee))
    return Loaded(stream, state, loaded.version)


def request_for(reading: Reading, financing: FinancingId, viewer: Viewer) -> Loaded[Requested]:
    """For its lender and its borrower, until it is a loan."""
    return _lent(reading, financing, viewer, Requested)


Lent = TypeVar("Lent", Financing, Requested)


def _lent(
    reading: Reading, financing: FinancingId, viewer: Viewer, kind: type[Lent]
) -> Loaded[Lent]:
    lender = owner_of(reading, financings.ROOM.name, financing)
    if lender is None:
        raise Refused(FinancingUnknown(financing))
    stream = financings.stream_of(lender, financing)
    loaded = reading.load(financings.ROOM, stream)
    state = loaded.state
    if not isinstance(state, kind) or viewer not in {None, state.lender, state.borrower}:
        raise Refused(FinancingUnknown(financing))
    return Loaded(stream, state, loaded.version)


def entry_for(
    reading: Reading, collection: CollectionId, viewer: Viewer
) -> Loaded[CollectionState]:
    """For the party whose account it moved."""
    owner = owner_of(reading, collections_.ROOM.name, collection)
    if owner is None or viewer not in {None, owner}:
        raise Refused(CollectionUnknown(collection))
    loaded = reading.load(collections_.ROOM, collections_.stream_of(owner, collection))
    if isinstance(loaded.state, NoEntry):
        raise Refused(CollectionUnknown(collection))
    return loaded


def among_sellers(pool: PoolId, seller: PartyId, use_case: UseCase) -> UseCase:
    """Only for a seller that the lender let in; to others there is no such pool."""

    def checked(work: UnitOfWork, context: Context) -> object:
        state = pool_for(work, pool, None).state
        if seller not in state.sellers:
            raise Refused(PoolUnknown(pool))
        return use_case(work, context)

    return checked


def as_lender(pool: PoolId, lender: PartyId, use_case: UseCase) -> UseCase:
    """Only for the pool's own lender; to others there is no such pool."""

    def checked(work: UnitOfWork, context: Context) -> object:
        if lender_of(work, pool) != lender:
            raise Refused(PoolUnknown(pool))
        return use_case(work, context)

    return checked


def line_for(reading: Reading, line: LineId, viewer: Viewer) -> Loaded[Line]:
    """For its lender and its borrower."""
    loaded = reading.load(lines.ROOM, lines.stream_of(line_lender_of(reading, line), line))
    state = loaded.state
    if not isinstance(state, Line) or viewer not in {None, state.lender, state.borrower}:
        raise Refused(LineUnknown(line))
    return Loaded(loaded.stream, state, loaded.version)


def limit_for(reading: Reading, stream: str, day: date) -> LimitAsItIs:
    """Of a party or a group; a limit is its lender's business alone, who begins the stream."""
    return limit_as_it_is(reading, reading.load(limits.ROOM, stream), day)
