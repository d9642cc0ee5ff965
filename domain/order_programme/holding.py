"""Money that came in on an order before what it is to repay was paid out: kept until then."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from domain.order_programme.holding_events import HoldingEvent, OrderProceedsHeld
from domain.shared.ids import CollectionId, OrderId, PartyId, ReceivableId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True)
class HeldOnOrder:
    """What is left of one buyer's payment for money that the bank has not paid out yet."""

    order: OrderId
    supplier: PartyId
    payer: PartyId
    receivable: ReceivableId
    collection: CollectionId
    value_date: date
    amount: Money

    @property
    def named(self) -> tuple[OrderId, CollectionId, ReceivableId]:
        return self.order, self.collection, self.receivable


def held_after(held: tuple[HeldOnOrder, ...], event: HoldingEvent) -> tuple[HeldOnOrder, ...]:
    if isinstance(event, OrderProceedsHeld):
        return (*held, _kept_back(event))
    of = (event.order, event.collection, event.receivable)
    changed = (
        replace(it, amount=it.amount - event.amount) if it.named == of else it for it in held
    )
    return tuple(it for it in changed if it.amount.is_positive)


def _kept_back(event: OrderProceedsHeld) -> HeldOnOrder:
    return HeldOnOrder(
        order=event.order,
        supplier=event.supplier,
        payer=event.payer,
        receivable=event.receivable,
        collection=event.collection,
        value_date=event.value_date,
        amount=event.amount,
    )
