"""The stored names of orders."""

from __future__ import annotations

from adapters.postgres.names.registry import room
from domain.e_order.events import (
    BillAwaited,
    CancellationAllowed,
    GoodsReceived,
    GoodsShipped,
    OrderAccepted,
    OrderAuthenticated,
    OrderCancelled,
    OrderChanged,
    OrderChangeProposed,
    OrderChangeRejected,
    OrderClosed,
    OrderEvidenceAdded,
    OrderInvoiced,
    OrderPaperAnnulled,
    OrderPlaced,
    OrderRejected,
    PaperAwaited,
)

E_ORDER = room(
    "e_order",
    {
        "paper_awaited": PaperAwaited,
        "bill_awaited": BillAwaited,
        "placed": OrderPlaced,
        "evidence_added": OrderEvidenceAdded,
        "authenticated": OrderAuthenticated,
        "accepted": OrderAccepted,
        "rejected": OrderRejected,
        "change_proposed": OrderChangeProposed,
        "changed": OrderChanged,
        "change_rejected": OrderChangeRejected,
        "cancellation_allowed": CancellationAllowed,
        "cancelled": OrderCancelled,
        "goods_shipped": GoodsShipped,
        "goods_received": GoodsReceived,
        "invoiced": OrderInvoiced,
        "paper_annulled": OrderPaperAnnulled,
        "closed": OrderClosed,
    },
)
