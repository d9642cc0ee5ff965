"""Where orders are kept: in the buyer's part of the store, one stream each."""

from __future__ import annotations

from application.shared.ports import Room
from domain.e_order.commands import OrderCommand
from domain.e_order.decide import E_ORDER
from domain.e_order.events import OrderEvent
from domain.e_order.state import OrderState
from domain.shared.ids import OrderId, PartyId

ROOM: Room[OrderCommand, OrderState, OrderEvent] = Room(
    name="e_order", decider=E_ORDER, state=OrderState
)


def stream_of(buyer: PartyId, order: OrderId) -> str:
    return f"{buyer}/e_order/{order}"
