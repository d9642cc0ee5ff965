"""The claims of a trade are to join a pool, and be drawn on for what is lent on their orders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from application.enterprise import streams as enterprises
from application.financing import streams as financings
from application.processes.assigning import At, check_seller_in, names_of
from application.processes.certifying import lender_of, parties_of, pool_of
from application.processes.drawing import DrawFromPool, check_name_free
from application.processes.limit_locks import check_locked, streams_for
from application.processes.standing import in_good_standing
from application.processes.supports import streams_behind
from application.processes.trade_refusals import NothingNamed
from application.processes.trades import Trade
from application.shared.ports import Conflict, UnitOfWork
from domain.enterprise.profile import Role
from domain.shared.event import Context
from domain.shared.facility import Facility, Product, Supports
from domain.shared.ids import FinancingId, LineId, PartyId, PoolId, ReceivableId
from domain.shared.money import Money
from domain.shared.refusal import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class OnTrade:
    """`financing` is the seller's own id for the draw; its amount follows from what is owed."""

    pool: PoolId
    financing: FinancingId
    seller: PartyId
    loans: tuple[FinancingId, ...]
    """What was lent on the orders that the claims came out of: all of it."""

    receivables: tuple[ReceivableId, ...]
    due_on: date
    line: LineId | None = None

    @property
    def facility(self) -> Facility:
        return Facility(Product.RECEIVABLE_POOL, self.pool)

    @property
    def supports(self) -> Supports:
        return Supports(line=self.line)

    def draw(self, amount: Money) -> DrawFromPool:
        return DrawFromPool(self.pool, self.financing, self.seller, amount, self.due_on, self.line)


def join(work: UnitOfWork, context: Context, asked: OnTrade) -> tuple[At, Trade]:
    """Look, lock, look again; raise `Refused` where seller or lender may not act today."""
    at = At(lender_of(work, asked.pool), asked.pool)
    check_seller_in(work, at, asked.seller)
    if not asked.loans:
        raise Refused(NothingNamed())
    trade = Trade.look(work, asked.seller, asked.loans, names_of(asked.receivables))
    _lock(work, asked, at, trade)
    check_seller_in(work, at, asked.seller)
    in_good_standing(work, asked.seller, context, Role.SUPPLIER)
    in_good_standing(work, at.lender, context, Role.LENDER)
    check_name_free(work, asked.financing)
    return at, trade.look_again(work)


def _lock(work: UnitOfWork, asked: OnTrade, at: At, trade: Trade) -> None:
    """Of both lenders where there are two: what is lent, what stands behind it, and every lien."""
    pool = pool_of(work, at.lender, at.pool)
    parties = parties_of(pool) | trade.buyers | {asked.seller, trade.lender}
    owing = sorted({*pool.obligors, *trade.buyers})
    limits = streams_for(work, at.lender, owing)
    work.lock(
        change=[
            financings.stream_of(at.lender, asked.financing),
            *streams_behind(at.lender, asked.facility, asked.supports),
            *limits.change,
            *trade.streams(work),
        ],
        rely_on=[*_files(parties), *trade.files(), *limits.rely_on],
    )
    again = pool_of(work, at.lender, at.pool)
    if parties_of(again) - parties:
        raise Conflict
    check_locked(work, at.lender, owing, limits)


def _files(parties: frozenset[PartyId]) -> Sequence[str]:
    return [enterprises.stream_of(party) for party in sorted(parties)]
