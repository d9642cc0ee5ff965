"""What a stranger asks of credit lines, by the role of its key."""

from __future__ import annotations

from typing import Any

from tests.api.apart.words import ON, REASON
from tests.api.scenes import LINE_TERMS, yuan

BY_SUPPLIER: list[tuple[str, str, Any]] = [
    ("GET", "/credit-lines/{line}", None),
    ("POST", "/credit-lines/{line}/quotes", "draw"),
    ("POST", "/credit-lines/{line}/draws", "draw"),
]
BY_LENDER: list[tuple[str, str, Any]] = [
    ("GET", "/credit-lines/{line}", None),
    ("POST", "/credit-lines/{line}/approval", None),
    ("POST", "/credit-lines/{line}/rejection", REASON),
    ("POST", "/credit-lines/{line}/amendments", {"terms": LINE_TERMS, "countsFrom": ON}),
    ("POST", "/credit-lines/{line}/increases", "increase"),
    ("POST", "/credit-lines/{line}/change-approval", {"proposal": 1}),
    ("POST", "/credit-lines/{line}/change-rejection", {"proposal": 1, **REASON}),
    ("POST", "/credit-lines/{line}/conditions", {"met": True, "words": "seen"}),
    ("POST", "/credit-lines/{line}/reviews", "review"),
    ("POST", "/credit-lines/{line}/suspension", REASON),
    ("POST", "/credit-lines/{line}/resumption", REASON),
    ("POST", "/credit-lines/{line}/unused-fees", {"through": ON}),
    ("POST", "/credit-lines/{line}/closing", REASON),
]

BODIES: dict[str, Any] = {
    "draw": {"amount": yuan("20.00"), "dueOn": "2026-05-15"},
    "increase": {
        "amount": yuan("1.00"),
        "firstDay": ON,
        "lastDay": "2026-04-01",
        "reason": "season",
    },
    "review": {"finding": "continue", "words": "sound", "nextOn": "2026-09-01"},
}
