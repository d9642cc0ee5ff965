"""Orders of several years bear one number: which of them does an invoice mean?

The one that it came out of already; the one that a person names; else the only one that
could bear it, by day, lines and what is left to bill. Otherwise nobody guesses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from application.e_order import streams as orders
from application.lien import streams as lien
from application.processes.billing import Billed, bill_of
from application.shared.ports import Reading
from domain.e_order.meant import could_bear
from domain.e_order.order import Bill
from domain.e_order.state import Order
from domain.intake.refusals import OrderNotMeant
from domain.shared.ids import AssetId, OrderId, PartyId
from domain.shared.refusal import Refused
from domain.shared.trade_document import TradeDocument


@dataclass(frozen=True, slots=True)
class Unclear:
    """A person is to say which."""

    choices: tuple[OrderId, ...]


def meant(
    reading: Reading, billed: Billed, stated: TradeDocument, said: OrderId | None
) -> OrderId | Unclear | None:
    """Behind the locks. None where none is named, or none is here.

    Raise `Refused` where a person names another than those that bear the number.
    """
    named = chosen(billed.orders, said)
    if named is not None:
        return named
    if len(billed.orders) < 2 or billed.found is None:  # noqa: PLR2004 -- one is no choice
        return next(iter(billed.orders), None)
    known = _came_out_of(reading, billed)
    if known is not None:
        return known
    buyer, asked = billed.found.named.buyer, bill_of(stated, billed.claim)
    fit = [it for it in billed.orders if _fits(reading, buyer, it, asked)]
    return fit[0] if len(fit) == 1 else Unclear(billed.orders)


def chosen(choices: Sequence[OrderId], said: OrderId | None) -> OrderId | None:
    """What a person said, where it is one of them."""
    if said is not None and said not in choices:
        raise Refused(OrderNotMeant(said))
    return said


def _came_out_of(reading: Reading, billed: Billed) -> OrderId | None:
    asset = reading.load(lien.ROOM, lien.stream_of(AssetId(billed.claim))).state
    return next((it for it in billed.orders if AssetId(it) in asset.origins), None)


def _fits(reading: Reading, buyer: PartyId, order: OrderId, asked: Bill) -> bool:
    state = reading.load(orders.ROOM, orders.stream_of(buyer, order)).state
    return isinstance(state, Order) and could_bear(state, asked)
