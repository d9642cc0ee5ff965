"""What a stranger asks of order programmes, by the role of its key."""

from __future__ import annotations

from typing import Any

from tests.api.apart.words import ON, REASON
from tests.api.scenes import PROGRAMME_TERMS, RATED, yuan

BY_SUPPLIER: list[tuple[str, str, Any]] = [
    ("GET", "/order-programmes/{programme}", None),
    ("POST", "/order-programmes/{programme}/costs", "cost"),
    ("POST", "/order-programmes/{programme}/quotes", "on order"),
    ("POST", "/order-programmes/{programme}/requests", "on order"),
    ("POST", "/order-programmes/{programme}/requests/{financing}/withdrawal", REASON),
    ("GET", "/order-programmes/{programme}/orders/{order}/eligibility", None),
    ("GET", "/order-programmes/{programme}/decisions/{decision}", None),
]
BY_LENDER: list[tuple[str, str, Any]] = [
    ("GET", "/order-programmes/{programme}", None),
    ("PUT", "/order-programmes/{programme}/terms", "amend"),
    ("POST", "/order-programmes/{programme}/suppliers", "let in"),
    ("POST", "/order-programmes/{programme}/suppliers/spring/ratings", {"rated": RATED}),
    ("PUT", "/order-programmes/{programme}/suppliers/spring/limit", {"limit": yuan("1.00")}),
    ("POST", "/order-programmes/{programme}/references", "references"),
    ("POST", "/order-programmes/{programme}/requests/{financing}/approvals", {}),
    ("POST", "/order-programmes/{programme}/requests/{financing}/rejection", REASON),
    ("POST", "/order-programmes/{programme}/freezing", REASON),
    ("POST", "/order-programmes/{programme}/unfreezing", None),
    ("POST", "/order-programmes/{programme}/closing", None),
]

BODIES: dict[str, Any] = {
    "on order": {"order": "{order}", "amount": yuan("20.00"), "dueOn": "2026-05-15"},
    "amend": {"terms": {**PROGRAMME_TERMS, "version": 2}, "effectiveOn": ON},
    "let in": {"supplier": "stranger-supplier", "rated": RATED, "limit": yuan("1.00")},
    "references": {
        "references": [
            {"item": "bolt", "unit": "H87", "price": "1.5", "asOf": ON, "source": "exchange"}
        ]
    },
    "cost": {"order": "ord-1", "cost": yuan("1.00"), "source": "quotation", "statedOn": ON},
}
