"""What a stranger asks of loans and requests for them, by the role of its key."""

from __future__ import annotations

from typing import Any

from tests.api.apart.words import ON, REASON
from tests.api.scenes import yuan

BY_SUPPLIER: list[tuple[str, str, Any]] = [
    ("GET", "/financings/{financing}", None),
    ("GET", "/financings/{financing}/pay-off-statement", None),
    ("GET", "/financing-requests/{financing}", None),
    ("POST", "/financing-requests/{financing}/withdrawal", REASON),
    ("POST", "/financings/{financing}/restructuring/acceptance", None),
    ("POST", "/financings/{financing}/restructuring/refusal", REASON),
]
BY_LENDER: list[tuple[str, str, Any]] = [
    ("GET", "/financings/{financing}", None),
    ("POST", "/financings/{financing}/disbursement", "paid"),
    ("POST", "/financings/{financing}/disbursement/return", {"valueDate": ON, **REASON}),
    ("POST", "/financings/{financing}/accruals", {"through": ON}),
    ("POST", "/financings/{financing}/buy-back-demand", {"dueOn": ON, **REASON}),
    ("POST", "/financings/{financing}/repayments", "paid"),
    ("POST", "/financings/{financing}/surplus/release", {"bankReference": "b"}),
    ("POST", "/financings/{financing}/repayments/reversal", {"bankReference": "b"}),
    ("POST", "/financing-requests/{financing}/approval", None),
    ("POST", "/financing-requests/{financing}/rejection", REASON),
    ("POST", "/financings/{financing}/default", "default"),
    ("POST", "/financings/{financing}/acceleration", REASON),
    ("POST", "/financings/{financing}/restructuring", "restructure"),
    ("POST", "/financings/{financing}/write-off", REASON),
    ("POST", "/financings/{financing}/proposal/agreement", None),
    ("POST", "/financings/{financing}/proposal/drop", REASON),
    ("POST", "/financings/{financing}/guarantee-calls", "guarantee call"),
    ("POST", "/financings/{financing}/closing", REASON),
]

BODIES: dict[str, Any] = {
    "default": {"cause": "breach", "detail": "seen"},
    "restructure": {"dates": ["2026-09-02"], "parts": [yuan("1.00")], **REASON},
    "guarantee call": {"guarantee": "gua-1", "amount": yuan("1.00"), "dueOn": "2026-09-01"},
    "paid": {"amount": yuan("1.00"), "valueDate": ON, "bankReference": "b"},
}
