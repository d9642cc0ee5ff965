"""What the two sides of an order answer each other, over HTTP."""

from __future__ import annotations

from fastapi.responses import Response

from api.e_order import bodies
from api.e_order.asking import NOT_KNOWN_YET, changed
from api.shared.commanding import Counter
from api.shared.fields import OrderPath
from api.shared.identity import CORE_ENTERPRISE, SUPPLIER
from api.shared.routes import command
from api.shared.strict import room
from application.processes.changing_orders import OrderAsItIs
from domain.e_order import commands as ask

router = room("/orders", "orders")


@router.post("/{order}/acceptance", operation_id="acceptOrder", **command(OrderAsItIs, SUPPLIER))
def accept(order: OrderPath, body: bodies.AcceptBody, desk: Counter) -> Response:
    """The supplier promises the whole, or a part of it."""
    asked = ask.Accept(
        buyer=NOT_KNOWN_YET,
        order=order,
        party=desk.caller.party,
        quantities=tuple((it.line, it.quantity) for it in body.quantities),
        deliver_by=body.deliver_by,
    )
    return changed(desk, asked)


@router.post("/{order}/rejection", operation_id="rejectOrder", **command(OrderAsItIs, SUPPLIER))
def reject(order: OrderPath, body: bodies.ReasonBody, desk: Counter) -> Response:
    """The supplier will not deliver."""
    asked = ask.Reject(
        buyer=NOT_KNOWN_YET,
        order=order,
        party=desk.caller.party,
        reason=body.reason,
    )
    return changed(desk, asked)


@router.post(
    "/{order}/changes", operation_id="proposeOrderChange", **command(OrderAsItIs, CORE_ENTERPRISE)
)
def propose_change(order: OrderPath, body: bodies.ChangeBody, desk: Counter) -> Response:
    """The buyer asks for other lines or another day; it binds when the supplier accepts."""
    asked = ask.ProposeChange(
        buyer=NOT_KNOWN_YET,
        order=order,
        party=desk.caller.party,
        change=body.change(),
    )
    return changed(desk, asked)


@router.post(
    "/{order}/changes/acceptance",
    operation_id="acceptOrderChange",
    **command(OrderAsItIs, SUPPLIER),
)
def accept_change(order: OrderPath, body: bodies.NamedChangeBody, desk: Counter) -> Response:
    """The change binds; where money is lent on the order, its lender is asked first."""
    asked = ask.AcceptChange(
        buyer=NOT_KNOWN_YET,
        order=order,
        party=desk.caller.party,
        number=body.number,
    )
    return changed(desk, asked)


@router.post(
    "/{order}/changes/rejection", operation_id="rejectOrderChange", **command(OrderAsItIs, SUPPLIER)
)
def reject_change(order: OrderPath, body: bodies.RefusedChangeBody, desk: Counter) -> Response:
    """The order stays as it is."""
    asked = ask.RejectChange(
        buyer=NOT_KNOWN_YET,
        order=order,
        party=desk.caller.party,
        number=body.number,
        reason=body.reason,
    )
    return changed(desk, asked)


@router.post(
    "/{order}/cancellation", operation_id="cancelOrder", **command(OrderAsItIs, CORE_ENTERPRISE)
)
def cancel(order: OrderPath, body: bodies.CancelBody, desk: Counter) -> Response:
    """The buyer takes lines back, or all that is left."""
    asked = ask.Cancel(
        buyer=NOT_KNOWN_YET,
        order=order,
        party=desk.caller.party,
        lines=body.lines,
        reason=body.reason,
    )
    return changed(desk, asked)


@router.post(
    "/{order}/cancellation/allowance",
    operation_id="allowOrderCancellation",
    **command(OrderAsItIs, SUPPLIER),
)
def allow_cancellation(order: OrderPath, body: bodies.LinesBody, desk: Counter) -> Response:
    """The supplier lets the buyer go, though it is bound."""
    asked = ask.AllowCancellation(
        buyer=NOT_KNOWN_YET,
        order=order,
        party=desk.caller.party,
        lines=body.lines,
    )
    return changed(desk, asked)
