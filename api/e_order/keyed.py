"""An order that was entered field by field, as the paper that is handed in."""

from __future__ import annotations

import hashlib

from api.e_order.bodies import OrderBody
from api.shared.wire import dumps, to_wire
from application.documents.keyed_order import KeyedOrder, keyed_order
from domain.shared.order_paper import OrderPaper


def keyed(body: OrderBody) -> tuple[OrderPaper, str]:
    """The paper, and the digest of what was entered."""
    entered = KeyedOrder(
        number=body.number,
        placed_on=body.placed_on,
        buyer=body.buyer,
        supplier=body.supplier,
        lines=tuple(line.paper() for line in body.lines),
        tax=body.tax,
        prepaid=body.paid,
        deliver_from=body.deliver_from,
        deliver_by=body.deliver_by,
        terms=body.terms,
        contract=body.contract,
    )
    return keyed_order(entered), hashlib.sha256(dumps(to_wire(entered))).hexdigest()
