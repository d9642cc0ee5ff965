"""The stored names of what happens to a loan."""

from __future__ import annotations

from adapters.postgres.names.registry import Body, Named, room
from domain.financing.events import (
    BoughtBack,
    BuyBackDue,
    DisbursementConfirmed,
    DisbursementInstructed,
    DisbursementReturned,
    FinancingOpened,
    FinancingOverdue,
    FinancingRepaid,
    InterestAccrued,
    InterestCorrected,
    RepaymentAllocated,
    RepaymentReallocated,
    RepaymentReversed,
)
from domain.shared.event import Event
from domain.shared.facility import Product


def under_a_facility(body: Body) -> Body:
    """Version 1 knew pools only."""
    said = {name: it for name, it in body.items() if name != "pool"}
    return {**said, "facility": {"product": Product.RECEIVABLE_POOL.value, "id": body["pool"]}}


def since_pools(event: type[Event]) -> Named:
    """What was written when every financing was drawn from a pool."""
    return Named(event, 2, {1: under_a_facility})


FINANCING = room(
    "financing",
    {
        "opened": since_pools(FinancingOpened),
        "disbursement_instructed": since_pools(DisbursementInstructed),
        "disbursement_confirmed": since_pools(DisbursementConfirmed),
        "disbursement_returned": since_pools(DisbursementReturned),
        "interest_accrued": since_pools(InterestAccrued),
        "interest_corrected": since_pools(InterestCorrected),
        "repayment_allocated": since_pools(RepaymentAllocated),
        "repayment_reallocated": since_pools(RepaymentReallocated),
        "repayment_reversed": since_pools(RepaymentReversed),
        "overdue": since_pools(FinancingOverdue),
        "buy_back_due": since_pools(BuyBackDue),
        "bought_back": since_pools(BoughtBack),
        "repaid": since_pools(FinancingRepaid),
    },
)
