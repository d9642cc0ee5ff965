"""Goods of an order over HTTP: sent, received, put right."""

from __future__ import annotations

from fastapi.responses import Response

from api.e_order import bodies
from api.e_order.asking import NOT_KNOWN_YET, TRADERS, changed
from api.shared.commanding import Counter
from api.shared.fields import OrderPath
from api.shared.identity import CORE_ENTERPRISE, SUPPLIER
from api.shared.routes import command
from api.shared.strict import room
from application.processes.changing_orders import OrderAsItIs
from domain.e_order import commands as ask

router = room("/orders", "orders")


@router.post("/{order}/despatches", operation_id="recordDespatch", **command(OrderAsItIs, SUPPLIER))
def record_despatch(order: OrderPath, body: bodies.GoodsBody, desk: Counter) -> Response:
    """What the supplier sent; each despatch once."""
    asked = ask.RecordDespatch(
        buyer=NOT_KNOWN_YET,
        order=order,
        party=desk.caller.party,
        goods=body.goods(),
    )
    return changed(desk, asked)


@router.post(
    "/{order}/receipts", operation_id="recordReceipt", **command(OrderAsItIs, CORE_ENTERPRISE)
)
def record_receipt(order: OrderPath, body: bodies.GoodsBody, desk: Counter) -> Response:
    """What the buyer received, what it refused, what is short; each receipt once."""
    asked = ask.RecordReceipt(
        buyer=NOT_KNOWN_YET,
        order=order,
        party=desk.caller.party,
        goods=body.goods(),
    )
    return changed(desk, asked)


@router.post(
    "/{order}/annulments", operation_id="annulOrderPaper", **command(OrderAsItIs, *TRADERS)
)
def annul(order: OrderPath, body: bodies.AnnulBody, desk: Counter) -> Response:
    """A despatch or receipt was wrong; whoever wrote it takes it back."""
    asked = ask.Annul(
        buyer=NOT_KNOWN_YET,
        order=order,
        party=desk.caller.party,
        paper=body.paper,
        number=body.number,
        reason=body.reason,
    )
    return changed(desk, asked)
