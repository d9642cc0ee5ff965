"""The namespaces of UBL 2.x, and the roots that are read."""

from __future__ import annotations

_SCHEMA = "urn:oasis:names:specification:ubl:schema:xsd:"

PREFIXES = {
    _SCHEMA + "Invoice-2": "invoice",
    _SCHEMA + "CreditNote-2": "credit",
    _SCHEMA + "Order-2": "order",
    _SCHEMA + "OrderResponse-2": "response",
    _SCHEMA + "OrderResponseSimple-2": "simple",
    _SCHEMA + "OrderChange-2": "change",
    _SCHEMA + "OrderCancellation-2": "cancel",
    _SCHEMA + "DespatchAdvice-2": "despatch",
    _SCHEMA + "ReceiptAdvice-2": "receipt",
    _SCHEMA + "CommonAggregateComponents-2": "cac",
    _SCHEMA + "CommonBasicComponents-2": "cbc",
}

INVOICE = "invoice:Invoice"
CREDIT_NOTE = "credit:CreditNote"
ROOTS = frozenset({INVOICE, CREDIT_NOTE})

ORDER = "order:Order"
ORDER_RESPONSE = "response:OrderResponse"
ORDER_RESPONSE_SIMPLE = "simple:OrderResponseSimple"
ORDER_CHANGE = "change:OrderChange"
ORDER_CANCELLATION = "cancel:OrderCancellation"
DESPATCH = "despatch:DespatchAdvice"
RECEIPT = "receipt:ReceiptAdvice"
ORDER_ROOTS = frozenset(
    {
        ORDER,
        ORDER_RESPONSE,
        ORDER_RESPONSE_SIMPLE,
        ORDER_CHANGE,
        ORDER_CANCELLATION,
        DESPATCH,
        RECEIPT,
    }
)
