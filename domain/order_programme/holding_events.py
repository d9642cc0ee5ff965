"""What can happen to money that came in before the money it is to repay was paid out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.shared.event import Event
from domain.shared.ids import CollectionId, OrderId, PartyId, ProgrammeId, ReceivableId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderProceedsHeld(Event):
    """A buyer paid before the bank had paid out what is lent on the order."""

    programme: ProgrammeId
    lender: PartyId
    supplier: PartyId
    order: OrderId
    payer: PartyId
    receivable: ReceivableId
    collection: CollectionId
    value_date: date
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldOrderProceedsGiven(Event):
    """`amount` is held no longer: `repaid` of it repaid money lent, the rest is the supplier's."""

    programme: ProgrammeId
    lender: PartyId
    supplier: PartyId
    order: OrderId
    receivable: ReceivableId
    collection: CollectionId
    amount: Money
    repaid: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldOrderProceedsUndone(Event):
    """The bank took the payment back: what was still held of it is held no longer."""

    programme: ProgrammeId
    lender: PartyId
    supplier: PartyId
    order: OrderId
    receivable: ReceivableId
    collection: CollectionId
    amount: Money


HoldingEvent = OrderProceedsHeld | HeldOrderProceedsGiven | HeldOrderProceedsUndone
