"""A supplier is refused what is its lender's alone, in every room, before anything is looked at.

Written down here once more, apart from what the routes say of themselves: who opens one of
them to suppliers must say so in two places.
"""

from __future__ import annotations

import pytest

from tests.api.doors import DOORS, Door
from tests.support.edge import Edge, Hand

pytestmark = pytest.mark.postgres

LENDERS_ALONE = {
    "/credit-lines": (
        "",
        "/{line}/amendments",
        "/{line}/approval",
        "/{line}/change-approval",
        "/{line}/change-rejection",
        "/{line}/closing",
        "/{line}/conditions",
        "/{line}/increases",
        "/{line}/rejection",
        "/{line}/resumption",
        "/{line}/reviews",
        "/{line}/suspension",
        "/{line}/unused-fees",
    ),
    "/financing-requests": ("/{financing}/approval", "/{financing}/rejection"),
    "/financings": (
        "/{financing}/acceleration",
        "/{financing}/accruals",
        "/{financing}/buy-back-demand",
        "/{financing}/closing",
        "/{financing}/default",
        "/{financing}/disbursement",
        "/{financing}/disbursement/return",
        "/{financing}/guarantee-calls",
        "/{financing}/proposal/agreement",
        "/{financing}/proposal/drop",
        "/{financing}/repayments",
        "/{financing}/restructuring",
        "/{financing}/surplus/release",
        "/{financing}/repayments/reversal",
        "/{financing}/write-off",
    ),
    "/guarantees": (
        "/{guarantee}/acceptance",
        "/{guarantee}/debts/{financing}/assignment",
        "/{guarantee}/debts/{financing}/call",
        "/{guarantee}/debts/{financing}/changes",
        "/{guarantee}/debts/{financing}/margin-payments",
        "/{guarantee}/debts/{financing}/payments",
        "/{guarantee}/debts/{financing}/suit",
        "/{guarantee}/margin/deposits",
        "/{guarantee}/margin/withdrawals",
        "/{guarantee}/margin/deposits/reversal",
        "/{guarantee}/refusal",
        "/{guarantee}/resumption",
        "/{guarantee}/review",
        "/{guarantee}/suspension",
    ),
    "/lender-limits": (
        "/groups",
        "/groups/{group}/approval",
        "/groups/{group}/members",
        "/groups/{group}/proposals",
        "/groups/{group}/rejection",
        "/parties/{counterparty}/approval",
        "/parties/{counterparty}/proposals",
        "/parties/{counterparty}/rejection",
    ),
    "/order-programmes": (
        "",
        "/{programme}/closing",
        "/{programme}/freezing",
        "/{programme}/references",
        "/{programme}/requests/{financing}/approvals",
        "/{programme}/requests/{financing}/rejection",
        "/{programme}/suppliers",
        "/{programme}/suppliers/{party}/limit",
        "/{programme}/suppliers/{party}/ratings",
        "/{programme}/terms",
        "/{programme}/unfreezing",
    ),
    "/orders": (
        "/{order}/consent",
        "/{order}/consent/refusal",
        "/{order}/consent/withdrawal",
    ),
    "/pools": (
        "",
        "/{pool}/buy-backs",
        "/{pool}/buy-backs/reversal",
        "/{pool}/certificates",
        "/{pool}/closing",
        "/{pool}/freezing",
        "/{pool}/releases",
        "/{pool}/sellers",
        "/{pool}/terms",
        "/{pool}/unfreezing",
    ),
    "/suspicions": ("/{asset}/answer",),
    "/receivables": (
        "/{receivable}/notice",
        "/{receivable}/notice/withdrawal",
        "/{receivable}/qualification",
        "/{receivable}/registration",
        "/{receivable}/registration/end",
    ),
}
"""What changes something."""

LENDERS_FIGURES = {
    "/eligibility",
    "/exposure",
    "/lender-limits",
    "/lender-limits/groups/{group}",
    "/lender-limits/parties/{counterparty}",
    "/order-programmes",
    "/pools",
}
"""What is read: of the whole book, of limits, of what others brought."""

ACTS = {room + path for room, paths in LENDERS_ALONE.items() for path in paths}


def is_a_lenders(door: Door) -> bool:
    return door.path in (LENDERS_FIGURES if door.method == "GET" else ACTS)


OF_LENDERS = [door for door in DOORS if is_a_lenders(door)]


@pytest.fixture(scope="module")
def supplier(shared_platform: Edge) -> Hand:
    return shared_platform.hand("spring", "supplier")


def test_the_table_names_operations_that_there_are() -> None:
    assert {it.path for it in OF_LENDERS if it.method != "GET"} == ACTS
    assert {it.path for it in OF_LENDERS if it.method == "GET"} == LENDERS_FIGURES


def test_the_table_names_all_that_lenders_alone_may_do() -> None:
    alone = {it.path for it in DOORS if it.method != "GET" and it.roles == {"lender"}}

    assert alone <= ACTS


@pytest.mark.parametrize("door", OF_LENDERS, ids=lambda it: f"{it.method} {it.path}")
def test_a_supplier_is_refused_what_is_its_lenders(door: Door, supplier: Hand) -> None:
    answer = supplier.send(door.method, door.address, {})

    assert answer.status_code == 403, answer.text
    problem = answer.json()
    assert problem["code"] == "identity.role_forbids"
    assert problem["facts"]["role"] == "supplier"
    assert "lender" in problem["facts"]["needed"]
