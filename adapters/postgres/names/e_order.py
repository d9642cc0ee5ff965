"""The stored names of orders."""

from __future__ import annotations

from adapters.postgres.names.registry import room
from domain.e_order.events import (
    BillAwaited,
    CancellationAllowed,
    ConsentGiven,
    GoodsReceived,
    GoodsShipped,
    OrderAccepted,
    OrderAuthenticated,
    OrderBillAnnulled,
    OrderBillLeftOut,
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
        "consent_given": ConsentGiven,
        "goods_shipped": GoodsShipped,
        "goods_received": GoodsReceived,
        "invoiced": OrderInvoiced,
        "bill_left_out": OrderBillLeftOut,
        "bill_annulled": OrderBillAnnulled,
        "paper_annulled": OrderPaperAnnulled,
        "closed": OrderClosed,
    },
)
