"""What came out of what: an invoice out of an order, goods out of a lot."""

from __future__ import annotations

from application.lien.streams import ROOM, stream_of
from application.shared.ports import Reading, UnitOfWork
from domain.lien.commands import Consume, RecordOrigin, RecordOutcome
from domain.lien.refusals import CircularOrigin, Encumbered
from domain.lien.state import Asset
from domain.shared.event import Context
from domain.shared.ids import AssetId
from domain.shared.refusal import BrokenPromise, Refused

ANCESTORS_MAX = 100
"""An invoice comes out of a few orders; more than this is a fault in the records."""


def derive(
    work: UnitOfWork, asset: AssetId, origins: tuple[AssetId, ...], act: str, context: Context
) -> None:
    """Record that `asset` came out of each of `origins`; saying it again changes nothing.

    Raise `Refused`: `CircularOrigin`, or `Encumbered` where both bear liens already,
    so that the same money would be secured twice.
    """
    for origin in origins:
        _check_not_circular(work, asset, origin)
        came = RecordOrigin(asset=asset, origin=origin, act=act)
        child: Asset = work.handle(ROOM, stream_of(asset), came, context).state
        gave = RecordOutcome(asset=origin, outcome=asset, act=act)
        work.handle(ROOM, stream_of(origin), gave, context)
        for bearer in _bearers(asset, child):
            _consume(work, bearer, origin, act, context)


def ancestors(work: Reading, asset: AssetId, state: Asset) -> list[AssetId]:
    """Everything `asset` came out of, however far back, sorted."""
    found: set[AssetId] = set()
    unseen = set(state.origins)
    while unseen:
        found |= unseen
        if asset in found or len(found) > ANCESTORS_MAX:
            raise BrokenPromise(f"{asset} comes out of itself, or of too much")
        loaded = work.load_many(ROOM, [stream_of(origin) for origin in sorted(unseen)])
        unseen = {more for parent in loaded.values() for more in parent.state.origins} - found
    return sorted(found)


def _check_not_circular(work: UnitOfWork, asset: AssetId, origin: AssetId) -> None:
    before = work.load(ROOM, stream_of(origin)).state
    if asset == origin or asset in ancestors(work, origin, before):
        raise Refused(CircularOrigin(asset, origin))


def _bearers(asset: AssetId, state: Asset) -> list[AssetId]:
    """The asset itself, if money was lent on it, and whatever out of it money was lent on."""
    own = [asset] if state.encumbrances else []
    return [*own, *sorted(state.consumed_by)]


def _consume(work: UnitOfWork, asset: AssetId, origin: AssetId, act: str, context: Context) -> None:
    before = work.load(ROOM, stream_of(origin)).state
    for consumed in (origin, *ancestors(work, origin, before)):
        try:
            consume = Consume(asset=consumed, outcome=asset, act=act)
            work.handle(ROOM, stream_of(consumed), consume, context)
        except Refused as refused:
            raise Refused(Encumbered(asset)) from refused
