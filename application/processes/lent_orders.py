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
from domain.shared.event import Context
from domain.shared.ids import AssetId, OrderId, ProgrammeId, ReceivableId


@dataclass(frozen=True, slots=True)
class LentOn:
    """Which programmes lend on some orders, looked up before the locks and again behind them."""

    asked: tuple[OrderId, ...]
    under: Mapping[OrderId, ProgrammeAt]

    @classmethod
    def look(cls, reading: Reading, orders: Iterable[OrderId]) -> LentOn:
        asked = tuple(orders)
        return cls(asked, lent_under(reading, asked))

    @classmethod
    def behind(cls, reading: Reading, claims: Sequence[ReceivableId]) -> LentOn:
        """On the orders that these claims came out of."""
        streams = [lien.stream_of(AssetId(claim)) for claim in claims]
        assets = reading.load_many(lien.ROOM, streams).values()
        origins = {OrderId(origin) for asset in assets for origin in asset.state.origins}
        return cls.look(reading, sorted(origins))

    @property
    def streams(self) -> tuple[str, ...]:
        return tuple(sorted({at.stream for at in self.under.values()}))

    def look_again(self, reading: Reading) -> None:
        """Raise `Conflict` where money was lent on one of them, or repaid, meanwhile."""
        if lent_under(reading, self.asked) != self.under:
            raise Conflict

    def follow(self, work: UnitOfWork, context: Context) -> None:
        """Judge each again: a fall below what is lent on it is told at once."""
        for order, at in sorted(self.under.items()):
            certify_order(work, context, at, order)


NOWHERE = LentOn((), {})


def lent_under(reading: Reading, orders: Sequence[OrderId]) -> Mapping[OrderId, ProgrammeAt]:
    """The programme that holds each; those that none holds are left out."""
    key_of = {order: lien.encumbered_key(AssetId(order), FIRST_RANK) for order in orders}
    holders = reading.holders(list(key_of.values()))
    named = {order: ProgrammeId(holders[key]) for order, key in key_of.items() if key in holders}
    lenders = owners_of(reading, programmes.ROOM.name, sorted(set(named.values())))
    return {order: ProgrammeAt(lenders[it], it) for order, it in named.items() if it in lenders}
