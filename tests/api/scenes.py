"""A small trade over HTTP, everyone with its own key; round numbers, one lender's pool."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.support.edge import Edge, Hand

CNY = "CNY"


def yuan(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": CNY}


@dataclass(frozen=True, slots=True)
class Cast:
    """Everyone of a small trade, each with a key."""

    operator: Hand
    checker: Hand
    anchor: Hand
    spring: Hand
    river: Hand
    bank: Hand
    rival: Hand
    auditor: Hand


NUMBERS = {
    "anchor": "0002:1001",
    "spring": "0002:2001",
    "river": "0002:2002",
    "bank": "0002:3001",
    "rival": "0002:3002",
}
ROLES = {
    "anchor": "core_enterprise",
    "spring": "supplier",
    "river": "supplier",
    "bank": "lender",
    "rival": "lender",
}

TERMS: dict[str, Any] = {
    "version": 1,
    "obligors": ["anchor"],
    "eligibility": {
        "advanceRate": "0.80",
        "limit": yuan("100000.00"),
        "registrationRequired": False,
    },
    "price": {
        "annualRate": "0.06",
        "dayCount": "ACT/360",
        "legalForm": "assignment_recourse",
    },
    "penaltyRate": "0.09",
    "tenorDaysMax": 180,
    "drawMinimum": yuan("10.00"),
}


LINE_TERMS: dict[str, Any] = {
    "version": 1,
    "limit": yuan("1000.00"),
    "parts": [
        {"product": "credit_line"},
        {"product": "receivable_pool", "limit": yuan("600.00")},
    ],
    "commitment": "committed",
    "price": {"annualRate": "0.06", "dayCount": "ACT/360", "legalForm": "pledge"},
    "penaltyRate": "0.09",
    "drawMinimum": yuan("10.00"),
    "tenorDaysMax": 180,
    "validUntil": "2027-03-01",
    "reviewDueOn": "2026-09-01",
}
LIMIT: dict[str, Any] = {
    "currency": CNY,
    "together": yuan("700.00"),
    "source": "committee 4",
}
PROMISED: dict[str, Any] = {
    "liability": "joint_and_several",
    "limit": yuan("1000.00"),
    "validFrom": "2026-03-01",
    "validUntil": "2027-02-28",
    "marginRatio": "0.10",
    "marginAccount": {
        "number": "6222-01",
        "bank": "A Bank",
        "holder": "guarantor",
        "dedicated": True,
        "controlledByCreditor": False,
    },
    "resolution": {
        "body": "board",
        "reference": "BR-7",
        "digest": "d" * 64,
        "decidedOn": "2026-02-20",
        "amount": yuan("1000.00"),
    },
}
"""A guarantee."""
PROGRAMME_TERMS: dict[str, Any] = {
    "version": 1,
    "orders": {
        "limit": yuan("100000.00"),
        "ratings": [
            {"rating": "A", "financingRatio": "0.80"},
            {"rating": "B", "financingRatio": "0.70", "marginRatio": "0.10"},
            {"rating": "D", "financingRatio": "0"},
        ],
    },
    "price": {"annualRate": "0.06", "dayCount": "ACT/360", "legalForm": "pledge"},
    "penaltyRate": "0.09",
    "drawMinimum": yuan("10.00"),
}
RATED = {"rating": "A", "source": "own model", "ratedOn": "2026-01-15"}

STRANGERS = {
    "stranger-supplier": ("supplier", "0002:8001"),
    "stranger-anchor": ("core_enterprise", "0002:8002"),
    "stranger-bank": ("lender", "0002:8003"),
}
"""In good standing, and with no part in the trade."""


def everyone(platform: Edge, *, strangers: bool = False) -> Cast:
    operator, checker = platform.hand("operator", "operator"), platform.hand("operator", "operator")
    for party, number in NUMBERS.items():
        admitted(operator, checker, party, number, ROLES[party])
    for party, (role, number) in STRANGERS.items() if strangers else ():
        admitted(operator, checker, party, number, role)
    return Cast(
        operator=operator,
        checker=checker,
        anchor=platform.hand("anchor", "core_enterprise"),
        spring=platform.hand("spring", "supplier"),
        river=platform.hand("river", "supplier"),
        bank=platform.hand("bank", "lender"),
        rival=platform.hand("rival", "lender"),
        auditor=platform.hand("auditor", "auditor"),
    )


def admitted(operator: Hand, checker: Hand, party: str, number: str, role: str) -> None:
    profile = {"name": party, "country": "CN", "jurisdiction": "CN", "size": "small"}
    registered = operator.post(
        "/parties",
        {
            "party": party,
            "profile": profile,
            "identifiers": [{"scheme": "register", "value": number}],
            "roles": [role],
            "accounts": [{"number": f"acc-{party}", "bank": "A Bank", "holder": party}],
        },
    )
    assert registered.status_code == 201, registered.text
    looked = {
        "reference": "ev-1",
        "check": "identity",
        "source": "register",
        "checkedBy": "ann",
        "checkedOn": "2026-03-01",
        "expiresOn": None,
    }
    assert operator.post(f"/parties/{party}/evidence", {"evidence": [looked]}).status_code == 200
    decided = checker.post(
        f"/parties/{party}/admission", {"onEvidence": ["ev-1"], "until": "2027-03-01"}
    )
    assert decided.json()["standing"] == "good", decided.text


def invoice(number: str, amount: str, seller: str = "spring") -> dict[str, Any]:
    return {
        "number": number,
        "issuedOn": "2026-02-16",
        "dueOn": "2026-05-15",
        "gross": yuan(amount),
        "seller": [{"scheme": "register", "value": NUMBERS[seller]}],
        "buyer": [{"scheme": "register", "value": NUMBERS["anchor"]}],
    }


def line(quantity: str = "100", amount: str = "1000.00") -> dict[str, Any]:
    return {
        "line": "1",
        "item": {"name": "wax", "sellers": "W-1"},
        "quantity": quantity,
        "unit": "KGM",
        "unitPrice": "10",
        "amount": yuan(amount),
    }


def order(number: str = "PO-7", **different: object) -> dict[str, Any]:
    return {
        "number": number,
        "placedOn": "2026-02-10",
        "buyer": [{"scheme": "register", "value": NUMBERS["anchor"]}],
        "supplier": [{"scheme": "register", "value": NUMBERS["spring"]}],
        "lines": [line()],
        "tax": yuan("130.00"),
        "deliverBy": "2026-03-31",
        **different,
    }


def registered(seller: Hand, number: str, amount: str, name: str = "spring") -> str:
    response = seller.post("/receivables", invoice(number, amount, name))
    assert response.json().get("outcome") == "registered", response.text
    claim: str = response.json()["receivable"]
    return claim


def pooled(cast: Cast, claim: str, pool: str = "bank:pool-1", by: Hand | None = None) -> None:
    """Confirmed, assigned by its seller (spring where nobody is named), and noticed."""
    seller = by or cast.spring
    for answer in (
        cast.anchor.post(f"/receivables/{claim}/confirmation", {"evidence": "signed"}),
        seller.post(f"/pools/{pool}/assignments", {"receivables": [claim]}),
        cast.bank.post(
            f"/receivables/{claim}/notice",
            {
                "deliveredOn": "2026-03-02",
                "deliveredTo": "accounts payable",
                "channel": "portal",
                "evidence": "receipt",
            },
        ),
    ):
        assert answer.status_code == 200, answer.text


def open_a_pool(cast: Cast) -> None:
    assert cast.bank.post("/pools", {"pool": "pool-1", "terms": TERMS}).status_code == 201
    for seller in ("spring", "river"):
        joined = cast.bank.post("/pools/bank:pool-1/sellers", {"seller": seller})
        assert joined.status_code == 200, joined.text


def open_a_programme(cast: Cast) -> None:
    opened = cast.bank.post(
        "/order-programmes",
        {"programme": "prog-1", "coreEnterprise": "anchor", "terms": PROGRAMME_TERMS},
    )
    assert opened.status_code == 201, opened.text
    for supplier in ("spring", "river"):
        joined = cast.bank.post(
            "/order-programmes/bank:prog-1/suppliers",
            {"supplier": supplier, "rated": RATED, "limit": yuan("30000.00")},
        )
        assert joined.status_code == 200, joined.text


@dataclass(frozen=True, slots=True)
class Deal:
    """One invoice drawn against, and what everything in it is called."""

    claim: str
    pool: str
    financing: str
    decision: str


def dealt(cast: Cast, number: str = "INV-1") -> Deal:
    """One invoice of a thousand, confirmed, pooled, and eight hundred drawn and paid out."""
    open_a_pool(cast)
    claim = registered(cast.spring, number, "1000.00")
    pooled(cast, claim)
    drawn = cast.spring.post(
        "/pools/bank:pool-1/draws", {"amount": yuan("800.00"), "dueOn": "2026-05-15"}
    ).json()
    paid = {"amount": drawn["netProceeds"], "valueDate": "2026-03-02", "bankReference": "out-1"}
    financing = drawn["financing"]
    confirmed = cast.bank.post(f"/financings/{financing}/disbursement", paid)
    assert confirmed.status_code == 200, confirmed.text
    return Deal(claim, "bank:pool-1", financing, drawn["decision"])
