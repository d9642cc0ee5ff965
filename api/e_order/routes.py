"""Orders over HTTP: placed, confirmed as authentic, looked at."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from http import HTTPStatus
from typing import Annotated

from fastapi import Query
from fastapi.responses import Response

from api.e_order import bodies
from api.e_order.asking import NOT_KNOWN_YET, TRADERS, changed
from api.e_order.keyed import keyed
from api.shared.commanding import Counter
from api.shared.fields import OrderPath
from api.shared.identity import (
    AGENT,
    AUDITOR,
    CORE_ENTERPRISE,
    LENDER,
    OPERATOR,
    Anyone,
    Scope,
    Viewer,
)
from api.shared.reading import (
    Asked,
    CaughtUp,
    PageAsked,
    Paging,
    listed,
    listed_together,
    listing_of,
    wired,
)
from api.shared.routes import command, read
from api.shared.services import Using
from api.shared.strict import room
from api.shared.wire import model_of
from application.processes.changing_orders import OrderAsItIs, order_for, orders_on_record
from application.processes.documents import DocumentOutcome
from application.processes.paper_matters import HandInPaper
from application.processes.taking_orders import hand_in_paper
from application.views.lent_orders import LENT_ORDERS, LentOrder
from application.views.orders import ORDERS, OrderSeen, seen
from domain.e_order import commands as ask
from domain.e_order.order import Status
from domain.shared.ids import PartyId

router = room("/orders", "orders")

LOOKERS = (*TRADERS, LENDER, AGENT, OPERATOR, AUDITOR)
ByStatus = Annotated[Status | None, Query(description="Only orders that stand so.")]


@router.post(
    "",
    operation_id="placeOrder",
    **command(DocumentOutcome, *TRADERS, AGENT, status=HTTPStatus.CREATED),
)
def place(body: bodies.OrderBody, desk: Counter) -> Response:
    """By the buyer it is authentic; handed in by the supplier it waits for the buyer's word."""
    paper, digest = keyed(body)
    asked = HandInPaper(desk.caller.party, paper, digest)
    return desk.carry_out(asked, hand_in_paper(asked), HTTPStatus.CREATED)


@router.get("", operation_id="listOrders", **read(listing_of(OrderSeen), *LOOKERS))
def list_orders(
    services: CaughtUp, scope: Scope, caller: Anyone, paging: Paging, status: ByStatus = None
) -> Response:
    """A party's orders, the earliest day of delivery first; a lender's, those it lent on."""
    facet = None if status is None else status.value
    if caller.role == LENDER:
        return lent_on(services, scope, paging)
    shown = partial(seen, on=services.today)
    return listed(services, ORDERS, Asked(scope, facet), paging, shown)


def lent_on(services: CaughtUp, lender: PartyId, paging: PageAsked) -> Response:
    """The orders stand in other parties' streams, and are read there as they are now."""

    def shown(rows: Sequence[LentOrder]) -> list[OrderSeen]:
        with services.desk.store.reading() as reading:
            found = orders_on_record(reading, [row.order for row in rows])
        return [seen(order, services.today) for order in found]

    return listed_together(services, LENT_ORDERS, Asked(lender), paging, shown)


@router.get(
    "/{order}", operation_id="showOrder", **read(model_of(OrderSeen), *LOOKERS, tagged=True)
)
def show(order: OrderPath, services: Using, viewer: Viewer) -> Response:
    """One order with its mismatches, for its buyer, its supplier and who lent on it."""
    with services.desk.store.reading() as reading:
        loaded = order_for(reading, order, viewer)
    return wired(seen(loaded.state, services.today), loaded.version)


@router.post(
    "/{order}/authenticity",
    operation_id="confirmOrder",
    **command(OrderAsItIs, CORE_ENTERPRISE),
)
def confirm(order: OrderPath, desk: Counter) -> Response:
    """The buyer says with its own key that the order is its own."""
    party = desk.caller.party
    return changed(desk, ask.ConfirmAuthentic(buyer=NOT_KNOWN_YET, order=order, party=party))


@router.post("/{order}/closing", operation_id="closeOrder", **command(OrderAsItIs, *TRADERS))
def close(order: OrderPath, body: bodies.CloseBody, desk: Counter) -> Response:
    """Nothing more is to come; what is short stays short."""
    asked = ask.Close(buyer=NOT_KNOWN_YET, order=order, party=desk.caller.party, reason=body.reason)
    return changed(desk, asked)
