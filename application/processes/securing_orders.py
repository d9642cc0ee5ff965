"""Who has lent on an order, or on what came out of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from application.lien import streams as lien
from application.processes.certifying import pool_of
from application.processes.held_claims import FIRST_RANK, is_for_order
from application.processes.programmes import ProgrammeAt, programme_of
from application.receivable_pool import streams as pools
from application.shared.ports import Conflict, Reading
from domain.e_order.commands import (
    AcceptChange,
    AskConsent,
    Cancel,
    Close,
    Lenders,
    OrderCommand,
    ProposeChange,
)
from domain.e_order.state import Order
from domain.lien.state import Asset
from domain.shared.ids import AssetId, OrderId, PartyId, PoolId


def lien_of(order: OrderId) -> str:
    return lien.stream_of(AssetId(order))


@dataclass(frozen=True, slots=True)
class Behind:
    """What secures money beside some orders, looked up before the locks and again behind them.

    Also the claims that nobody holds yet: one that is taken meanwhile gives its taker a say.
    """

    orders: tuple[OrderId, ...]
    at: datetime
    liens: tuple[str, ...]
    pools: tuple[PoolAt, ...]

    @classmethod
    def look(cls, reading: Reading, orders: Iterable[OrderId], at: datetime) -> Behind:
        asked = tuple(orders)
        liens = {it for order in asked for it in _liens_of(reading, order)}
        pools_ = {it for order in asked for it in pools_behind(reading, order, at)}
        return cls(asked, at, tuple(sorted(liens)), tuple(sorted(pools_)))

    @property
    def files(self) -> list[str]:
        """To rely on: the liens, and the terms by which their lenders answer."""
        return [*self.liens, *(pools.stream_of(*it) for it in self.pools)]

    def look_again(self, reading: Reading) -> None:
        """Raise `Conflict` where another claim came out of one, or was taken, meanwhile."""
        if self.look(reading, self.orders, self.at) != self:
            raise Conflict


PoolAt = tuple[PartyId, PoolId]
"""A lender, and its pool."""


def holders_of(reading: Reading, order: OrderId, at: datetime | None = None) -> frozenset[PartyId]:
    """The lenders whose money it secures, and (`at` a time) for whom it is kept then."""
    own = _asset(reading, lien_of(order))
    assets = [own, *_claims_behind(reading, own)]
    return frozenset(lender for asset in assets for lender, _ in _held(asset, at))


def pools_behind(reading: Reading, order: OrderId, at: datetime) -> frozenset[PoolAt]:
    """Those that hold claims out of it, or for which claims are kept."""
    claims = _claims_behind(reading, _asset(reading, lien_of(order)))
    held = {it for asset in claims for it in _held(asset, at)}
    return frozenset((lender, PoolId(by)) for lender, by in held if not is_for_order(by))


def answering_by(
    reading: Reading, of: tuple[OrderId, datetime], under: Iterable[ProgrammeAt], today: date
) -> Lenders:
    """Each holder, with the first day by which terms of its programmes or pools say that it
    answers; none where they say none."""
    said = [(at.lender, programme_of(reading, at).state.terms_on(today)) for at in under]
    agreed = [(lender, terms.consent_days) for lender, terms in said]
    for lender, pool in sorted(pools_behind(reading, *of)):
        agreed.append((lender, pool_of(reading, lender, pool).terms_on(today).consent_days))
    return tuple(
        (it, _first_of((days for lender, days in agreed if lender == it), today))
        for it in sorted(holders_of(reading, *of))
    )


def _liens_of(reading: Reading, order: OrderId) -> list[str]:
    """The order's own, and those of all that came out of it."""
    own = _asset(reading, lien_of(order))
    return [lien_of(order), *map(lien.stream_of, own.consumed_by | own.outcomes)]


def _claims_behind(reading: Reading, order: Asset) -> list[Asset]:
    """The claims that it is financed by instead."""
    streams = [lien.stream_of(it) for it in sorted(order.consumed_by)]
    loaded = reading.load_many(lien.ROOM, streams)
    return [loaded[stream].state for stream in streams]


def _held(asset: Asset, at: datetime | None) -> Iterator[tuple[PartyId, str]]:
    """By whom, and what it secures there."""
    yield from ((it.lender, it.secures) for it in asset.encumbrances)
    kept = None if at is None else asset.reserved(FIRST_RANK, at)
    if kept is not None:
        yield kept.lender, kept.secures


def _asset(reading: Reading, stream: str) -> Asset:
    return reading.load(lien.ROOM, stream).state


def _first_of(days: Iterable[int | None], today: date) -> date | None:
    least = min((it for it in days if it is not None), default=None)
    return None if least is None else today + timedelta(days=least)


def with_lenders(command: OrderCommand, order: Order, lenders: Lenders) -> OrderCommand:
    """Every one of them must have agreed to just this, or is asked."""
    holders = frozenset(lender for lender, _ in lenders)
    match command:
        case ProposeChange() | AskConsent():
            return replace(command, lenders=lenders)
        case AcceptChange():
            agreed = order.may_change(command.number, holders)
        case Cancel():
            agreed = order.may_cancel(order.left(command.lines), holders)
        case Close():
            agreed = order.may_cancel(order.left(), holders)
        case _:
            return command
    held = bool(holders)
    return replace(command, held_by_lender=held, consent=held and agreed)
