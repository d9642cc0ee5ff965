"""What a stranger asks of guarantees, by the role of its key."""

from __future__ import annotations

from typing import Any

from tests.api.apart.words import ON, REASON
from tests.api.scenes import PROMISED, yuan

DEBT = "/guarantees/{guarantee}/debts/{financing}"

BY_BUYER: list[tuple[str, str, Any]] = [
    ("GET", "/guarantees/{guarantee}", None),
    ("POST", "/guarantees/{guarantee}/notice", {"fromOn": ON, "notice": "letter"}),
    ("POST", "/guarantees/{guarantee}/changes", {"terms": PROMISED}),
    ("POST", "/guarantees/{guarantee}/changes/{number}/consent", {"consent": "signed"}),
    ("GET", "/guarantees?party=anchor", None),
    ("GET", "/guarantees/liability?party=anchor", None),
]
BY_LENDER: list[tuple[str, str, Any]] = [
    ("GET", "/guarantees/{guarantee}", None),
    ("POST", "/guarantees/{guarantee}/review", {"onEvidence": ["qual-1"]}),
    ("POST", "/guarantees/{guarantee}/acceptance", {"terms": {}}),
    ("POST", "/guarantees/{guarantee}/refusal", REASON),
    ("POST", "/guarantees/{guarantee}/margin/deposits", "paid"),
    ("POST", "/guarantees/{guarantee}/margin/withdrawals", "paid"),
    ("POST", "/guarantees/{guarantee}/margin/deposits/reversal", {"bankReference": "b"}),
    ("POST", "/guarantees/{guarantee}/suspension", REASON),
    ("POST", "/guarantees/{guarantee}/resumption", None),
    ("POST", f"{DEBT}/changes", {"amount": yuan("1.00"), "dueOn": "2026-09-01"}),
    ("POST", f"{DEBT}/assignment", {"assignee": "bank", "notifiedOn": ON, "notice": "letter"}),
    ("POST", f"{DEBT}/suit", {"suedOn": ON, "reference": "77"}),
    ("POST", f"{DEBT}/call", "call"),
    ("POST", f"{DEBT}/margin-payments", "paid"),
    ("POST", f"{DEBT}/payments", "paid"),
]

BODIES: dict[str, Any] = {
    "call": {
        "amount": yuan("1.00"),
        "payBy": "2026-09-01",
        "ground": "due_and_unpaid",
        "evidence": "notice",
    },
    "paid": {"amount": yuan("1.00"), "valueDate": ON, "bankReference": "b"},
}
