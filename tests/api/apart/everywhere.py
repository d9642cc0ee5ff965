"""What a stranger asks of documents, payments, parties and views, by the role of its key."""

from __future__ import annotations

from typing import Any

from tests.api.apart.words import NAMES, ON, REASON
from tests.api.scenes import yuan

BY_SUPPLIER: list[tuple[str, str, Any]] = [
    ("GET", "/collections/{collection}", None),
    ("POST", "/collections/{collection}/matches", "match"),
    ("POST", "/collections/{collection}/matches/undoing", {**NAMES, "why": "curious"}),
    ("POST", "/collections/{collection}/dismissal", {"knownAs": "{collection}"}),
    ("POST", "/collections/{collection}/closing", {"answer": "nothing"}),
    ("GET", "/documents/{document}", None),
    ("POST", "/documents/{document}/resolution", {"another": True}),
    ("POST", "/documents/{document}/dismissal", REASON),
    ("GET", "/parties/spring", None),
    ("POST", "/parties/spring/agents", {"agent": "stranger-supplier"}),
    ("POST", "/parties/spring/agents/broker/dismissal", REASON),
    ("GET", "/commands/{request}", None),
    ("GET", "/inbox?party=spring", None),
    ("GET", "/eligibility/own?party=spring", None),
    ("GET", "/eligibility/own/totals?party=spring", None),
    ("GET", "/trail/{claim}?party=spring", None),
]
BY_BUYER: list[tuple[str, str, Any]] = [
    ("POST", "/parties/spring/payables", "payable"),
]
BY_LENDER: list[tuple[str, str, Any]] = [
    ("POST", "/collections/{collection}/matches", "match"),
    ("GET", "/exposure?party=bank", None),
    ("GET", "/eligibility?party=bank", None),
]

BODIES: dict[str, Any] = {
    "match": {"allocations": [{"receivable": "{claim}", "amount": yuan("1.00")}]},
    "payable": {"creditor": "anchor", "amount": yuan("1.00"), "asOf": ON, "source": "ledger"},
}
