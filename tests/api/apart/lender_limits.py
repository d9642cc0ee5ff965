"""What a stranger asks of a lender's own limits, by the role of its key."""

from __future__ import annotations

from typing import Any

from tests.api.apart.words import ON, REASON
from tests.api.scenes import LIMIT

BY_LENDER: list[tuple[str, str, Any]] = [
    ("GET", "/lender-limits?party=bank", None),
    ("GET", "/lender-limits/parties/{counterparty}", None),
    ("POST", "/lender-limits/parties/{counterparty}/approval", {"proposal": 1}),
    ("POST", "/lender-limits/parties/{counterparty}/rejection", {"proposal": 1, **REASON}),
    ("GET", "/lender-limits/groups/{group}", None),
    ("POST", "/lender-limits/groups/{group}/members", {"added": ["spring"], "evidence": "e"}),
    ("POST", "/lender-limits/groups/{group}/proposals", {"terms": LIMIT, "effectiveOn": ON}),
    ("POST", "/lender-limits/groups/{group}/approval", {"proposal": 1}),
    ("POST", "/lender-limits/groups/{group}/rejection", {"proposal": 1, **REASON}),
]
