"""What a stranger asks of claims, by the role of its key."""

from __future__ import annotations

from typing import Any

from tests.api.apart.words import NAMES, ON, REASON
from tests.api.scenes import yuan

BY_SUPPLIER: list[tuple[str, str, Any]] = [
    ("GET", "/receivables/{claim}", None),
    ("POST", "/receivables/{claim}/confirmation-request", {}),
    ("POST", "/receivables/{claim}/credit-notes", "credit"),
    ("POST", "/receivables/{claim}/short-payment", "short"),
    ("POST", "/receivables/{claim}/due-date", "extend"),
    ("POST", "/receivables/{claim}/dispute-resolution", "resolve"),
    ("POST", "/receivables/{claim}/withdrawal", REASON),
    ("GET", "/receivables?party=spring", None),
]
BY_BUYER: list[tuple[str, str, Any]] = [
    ("GET", "/receivables/{claim}", None),
    ("POST", "/receivables/{claim}/confirmation", {"evidence": "signed"}),
    ("POST", "/receivables/confirmations", {**NAMES, "evidence": "signed"}),
    ("POST", "/receivables/{claim}/rejection", REASON),
    ("POST", "/receivables/{claim}/dispute", "dispute"),
    ("POST", "/receivables/{claim}/beyond-order", {"evidence": "letter"}),
    ("GET", "/receivables?party=anchor", None),
]
BY_LENDER: list[tuple[str, str, Any]] = [
    ("GET", "/receivables/{claim}", None),
    ("POST", "/receivables/{claim}/notice", "notice"),
    ("POST", "/receivables/{claim}/notice/withdrawal", REASON),
    ("POST", "/receivables/{claim}/registration", "file"),
    ("POST", "/receivables/{claim}/registration/end", "end"),
    ("POST", "/receivables/{claim}/qualification", "qualify"),
    ("GET", "/suspicions/{claim}", None),
    ("POST", "/suspicions/{claim}/answer", {"apart": True, "words": "curious"}),
    ("POST", "/receivables/{claim}/credit-notes", "credit"),
]

BODIES: dict[str, Any] = {
    "credit": {"number": "C", "issuedOn": ON, "amount": yuan("1.00"), "reason": "price"},
    "short": {"amount": yuan("1.00"), "reason": "price"},
    "extend": {"dueOn": "2026-09-01", "reason": "asked"},
    "resolve": {
        "forSeller": yuan("1.00"),
        "forBuyer": yuan("0.00"),
        "basis": "agreed",
        "evidence": "letter",
    },
    "dispute": {"amount": yuan("1.00"), "reason": "quality"},
    "notice": {
        "deliveredOn": ON,
        "deliveredTo": "desk",
        "channel": "portal",
        "evidence": "receipt",
    },
    "file": {
        "registryNumber": "R-1",
        "registeredAt": f"{ON}T09:00:00+08:00",
        "expiresOn": "2027-03-02",
    },
    "end": {"registryNumber": "R-1", "reason": "cancelled"},
    "qualify": {"trait": "insured", "holds": True, "evidence": "policy"},
}
