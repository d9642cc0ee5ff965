"""What happens to an order happens to the programme that lends on it, in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from application.lien import streams as lien
from application.order_programme import streams as programmes
from application.processes.held_claims import FIRST_RANK
from application.processes.judging_orders import certify_order
from application.processes.programmes import ProgrammeAt
from application.shared.owners import owners_of
from application.shared.ports import Conflict, Reading, UnitOfWork
from domain.lien.state import Asset
from domain.shared.event import Context
from domain.shared.ids import AssetId, OrderId, ProgrammeId, ReceivableId


@dataclass(frozen=True, slots=True)
class LentOn:
    """Which programmes lend on some orders, looked up before the locks and again behind them."""

    asked: tuple[OrderId, ...]
    under: Mapping[OrderId, ProgrammeAt]
    claims: tuple[ReceivableId, ...] | None = None
    """Those asked for; where orders were, all that came out of them."""

    @classmethod
    def look(cls, reading: Reading, orders: Iterable[OrderId]) -> LentOn:
        asked = tuple(orders)
        return cls(asked, lent_under(reading, asked))

    @classmethod
    def behind(cls, reading: Reading, claims: Sequence[ReceivableId]) -> LentOn:
        """On the orders that these claims came out of.

        A claim that a programme holds in place of its order is behind that programme alone.
        """
        streams = [lien.stream_of(AssetId(claim)) for claim in claims]
        assets = [it.state for it in reading.load_many(lien.ROOM, streams).values()]
        orders = sorted({OrderId(origin) for asset in assets for origin in asset.origins})
        return cls(tuple(orders), _under(reading, orders, assets), tuple(claims))

    @property
    def streams(self) -> tuple[str, ...]:
        return tuple(sorted({at.stream for at in self.under.values()}))

    def look_again(self, reading: Reading) -> None:
        """Raise `Conflict` where money was lent on one of them, or repaid, meanwhile."""
        if self.now(reading).under != self.under:
            raise Conflict

    def now(self, reading: Reading) -> LentOn:
        """The same question, answered as things are now."""
        if self.claims is None:
            return self.look(reading, self.asked)
        return self.behind(reading, self.claims)

    def follow(self, work: UnitOfWork, context: Context) -> None:
        """Judge each again: a fall below what is lent on it is told at once."""
        for order, at in sorted(self.under.items()):
            certify_order(work, context, at, order)


NOWHERE = LentOn((), {})


def lent_under(reading: Reading, orders: Sequence[OrderId]) -> Mapping[OrderId, ProgrammeAt]:
    """The programme that holds each, or claims out of it; those that none holds are left out."""
    own = [lien.stream_of(AssetId(order)) for order in orders]
    assets = reading.load_many(lien.ROOM, own).values()
    came = sorted({claim for asset in assets for claim in asset.state.consumed_by})
    claims = reading.load_many(lien.ROOM, [lien.stream_of(claim) for claim in came]).values()
    return _under(reading, orders, [it.state for it in claims])


def _under(
    reading: Reading, orders: Sequence[OrderId], claims: Iterable[Asset]
) -> dict[OrderId, ProgrammeAt]:
    key_of = {order: lien.encumbered_key(AssetId(order), FIRST_RANK) for order in orders}
    holders = reading.holders(list(key_of.values()))
    secured = {order: holders[key] for order, key in key_of.items() if key in holders}
    for claim in claims:
        held = claim.held(FIRST_RANK)
        programme, _, order = ("" if held is None else held.secures).partition("/")
        if order in key_of:
            secured.setdefault(OrderId(order), programme)
    return _programmes(reading, secured)


def _programmes(reading: Reading, secured: Mapping[OrderId, str]) -> dict[OrderId, ProgrammeAt]:
    owners = owners_of(reading, programmes.ROOM.name, sorted(set(secured.values())))
    return {
        order: ProgrammeAt(owners[named], ProgrammeId(named))
        for order, named in secured.items()
        if named in owners
    }
