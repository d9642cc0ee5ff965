"""Which order a paper means that names only its number: of the same year, or up to two before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from application.e_order.streams import ROOM, stream_of
from application.shared.owners import owners_of
from application.shared.ports import Conflict, Reading
from domain.shared.fingerprint import fingerprint, order_id
from domain.shared.ids import OrderId, PartyId

KIND = "order"
YEARS_BACK = 2
SOME_YEAR = date(1, 1, 1)


@dataclass(frozen=True, slots=True)
class Named:
    """An order as another paper names it."""

    buyer: PartyId
    supplier: PartyId
    number: str
    ordered_on: date | None
    """None where the paper does not say."""

    on: date
    """The day of the paper that names it."""


def print_of(buyer: PartyId, supplier: PartyId, number: str, placed_on: date) -> str:
    return fingerprint(supplier, buyer, number, placed_on, kind=KIND)


def candidates(named: Named) -> Sequence[OrderId]:
    last = named.ordered_on or named.on
    back = 0 if named.ordered_on else YEARS_BACK
    days = [date(year, 1, 1) for year in range(last.year, last.year - back - 1, -1) if year > 0]
    return [order_id(print_of(named.buyer, named.supplier, named.number, day)) for day in days]


def awaited_stream(named: Named) -> str:
    """Where it is kept what names an order before it comes; of whatever year."""
    expected = order_id(
        fingerprint(named.supplier, named.buyer, named.number, SOME_YEAR, kind="awaited")
    )
    return stream_of(named.buyer, expected)


@dataclass(frozen=True, slots=True)
class Found:
    """The orders there are, looked up before the locks and again behind them."""

    named: Named
    orders: tuple[OrderId, ...]

    @classmethod
    def look(cls, reading: Reading, named: Named) -> Found:
        asked = candidates(named)
        known = owners_of(reading, ROOM.name, asked)
        return cls(named, tuple(it for it in asked if it in known))

    def look_again(self, reading: Reading) -> None:
        """Raise `Conflict` where an order came meanwhile."""
        if Found.look(reading, self.named) != self:
            raise Conflict

    @property
    def streams(self) -> tuple[str, ...]:
        """What is changed when it is told, or awaited."""
        known = (stream_of(self.named.buyer, order) for order in self.orders)
        return (awaited_stream(self.named), *known)
