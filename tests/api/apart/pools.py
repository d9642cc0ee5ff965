"""What a stranger asks of receivable pools, by the role of its key."""

from __future__ import annotations

from typing import Any

from tests.api.apart.words import NAMES, ON, REASON
from tests.api.scenes import TERMS, yuan

BY_SUPPLIER: list[tuple[str, str, Any]] = [
    ("GET", "/pools/{pool}", None),
    ("GET", "/pools/{pool}/eligibility", None),
    ("GET", "/pools/{pool}/decisions/{decision}", None),
    ("POST", "/pools/{pool}/assignments", NAMES),
    ("POST", "/pools/{pool}/quotes", "draw"),
    ("POST", "/pools/{pool}/draws", "draw"),
    ("POST", "/pools/{pool}/take-outs", "take out"),
    ("POST", "/pools/{pool}/pay-offs", "pay off"),
    ("POST", "/pools/{pool}/cross-support", None),
]
BY_LENDER: list[tuple[str, str, Any]] = [
    ("GET", "/pools/{pool}", None),
    ("GET", "/pools/{pool}/eligibility", None),
    ("GET", "/pools/{pool}/decisions/{decision}", None),
    ("PUT", "/pools/{pool}/terms", {"terms": TERMS, "effectiveOn": ON}),
    ("POST", "/pools/{pool}/sellers", {"seller": "spring"}),
    ("POST", "/pools/{pool}/certificates", None),
    ("POST", "/pools/{pool}/freezing", REASON),
    ("POST", "/pools/{pool}/unfreezing", None),
    ("POST", "/pools/{pool}/closing", None),
    ("POST", "/pools/{pool}/releases", NAMES),
    ("POST", "/pools/{pool}/buy-backs", "buy back"),
    ("POST", "/pools/{pool}/buy-backs/reversal", {"bankReference": "b"}),
]

BODIES: dict[str, Any] = {
    "draw": {"amount": yuan("20.00"), "dueOn": "2026-05-15"},
    "take out": {"takesOut": ["{financing}"], **NAMES, "dueOn": "2026-05-15"},
    "pay off": {"paysOff": ["{financing}"], **NAMES, "dueOn": "2026-05-15", "payBy": ON},
    "buy back": {**NAMES, "price": yuan("1.00"), "valueDate": ON, "bankReference": "b"},
}
