"""The namespaces of UBL 2.x, and the roots that are read."""

from __future__ import annotations

_SCHEMA = "urn:oasis:names:specification:ubl:schema:xsd:"

PREFIXES = {
    _SCHEMA + "Invoice-2": "invoice",
    _SCHEMA + "CreditNote-2": "credit",
    _SCHEMA + "CommonAggregateComponents-2": "cac",
    _SCHEMA + "CommonBasicComponents-2": "cbc",
}

INVOICE = "invoice:Invoice"
CREDIT_NOTE = "credit:CreditNote"
ROOTS = frozenset({INVOICE, CREDIT_NOTE})
