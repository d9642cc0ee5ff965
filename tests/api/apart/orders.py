"""What a stranger asks of orders, by the role of its key."""

from __future__ import annotations

from typing import Any

from tests.api.apart.words import ON, REASON

BY_SUPPLIER: list[tuple[str, str, Any]] = [
    ("GET", "/orders/{order}", None),
    ("POST", "/orders/{order}/acceptance", {}),
    ("POST", "/orders/{order}/rejection", REASON),
    ("POST", "/orders/{order}/changes/acceptance", {"number": "C-1"}),
    ("POST", "/orders/{order}/changes/rejection", {"number": "C-1", **REASON}),
    ("POST", "/orders/{order}/cancellation/allowance", {}),
    ("POST", "/orders/{order}/despatches", "goods"),
    ("POST", "/orders/{order}/annulments", {"paper": "despatch", "number": "D", **REASON}),
    ("POST", "/orders/{order}/closing", {}),
    ("POST", "/orders/{order}/consent/request", {"number": "C-1"}),
]
BY_BUYER: list[tuple[str, str, Any]] = [
    ("GET", "/orders?party=anchor", None),
    ("POST", "/orders/{order}/authenticity", None),
    ("POST", "/orders/{order}/changes", {"number": "C-1", "proposedOn": ON, "deliverBy": ON}),
    ("POST", "/orders/{order}/cancellation", REASON),
    ("POST", "/orders/{order}/receipts", "goods"),
]
BY_LENDER: list[tuple[str, str, Any]] = [
    ("GET", "/orders/{order}", None),
    ("POST", "/orders/{order}/consent", {"number": "C-1"}),
    ("POST", "/orders/{order}/consent/refusal", {"number": "C-1", **REASON}),
    ("POST", "/orders/{order}/consent/withdrawal", {"number": "C-1", **REASON}),
    ("GET", "/orders?party=anchor", None),
]

BODIES: dict[str, Any] = {
    "goods": {"number": "D", "issuedOn": ON, "lines": [{"line": "1", "quantity": "1"}]},
}
