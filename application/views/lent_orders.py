"""The orders that each lender has lent on and is still owed for."""

from __future__ import annotations

from dataclasses import dataclass

from application.shared.projection import Placed, Projection, Recorded
from application.views.keys import key, scope_of
from domain.order_programme.events import (
    OrderDrawRepaid,
    OrderDrawRestored,
    OrderDrawReturned,
    OrderFinanced,
)
from domain.shared.ids import OrderId, PartyId
from domain.shared.money import Money
from domain.shared.replacing import replace

Moving = OrderFinanced | OrderDrawReturned | OrderDrawRepaid | OrderDrawRestored


@dataclass(frozen=True, slots=True)
class LentOrder:
    """One order, and what is owed on it; gone when nothing is."""

    lender: PartyId
    order: OrderId
    owed: Money


def keys(recorded: Recorded) -> tuple[str, ...]:
    event = recorded.event
    return (key(event.lender, event.order),) if isinstance(event, Moving) else ()


def fold(row: LentOrder | None, _: str, recorded: Recorded) -> LentOrder | None:
    event = recorded.event
    if not isinstance(event, Moving):
        return row
    more = _more(event)
    known = row or LentOrder(event.lender, event.order, Money.zero(more.currency))
    owed = known.owed + more
    return replace(known, owed=owed) if owed.is_positive else None


def _more(event: Moving) -> Money:
    match event:
        case OrderFinanced():
            return event.amount
        case OrderDrawReturned():
            return -event.amount
        case OrderDrawRepaid():
            return -event.principal
        case OrderDrawRestored():
            return event.principal


def place(row_key: str, row: LentOrder) -> Placed:
    return Placed(scope_of(row_key), "", row.order)


LENT_ORDERS: Projection[LentOrder] = Projection(
    name="lent_orders", version=1, row=LentOrder, keys=keys, fold=fold, place=place
)
