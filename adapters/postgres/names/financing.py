"""The stored names of what happens to a loan."""

from __future__ import annotations

from adapters.postgres.names.registry import room
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

FINANCING = room(
    "financing",
    {
        "opened": FinancingOpened,
        "disbursement_instructed": DisbursementInstructed,
        "disbursement_confirmed": DisbursementConfirmed,
        "disbursement_returned": DisbursementReturned,
        "interest_accrued": InterestAccrued,
        "interest_corrected": InterestCorrected,
        "repayment_allocated": RepaymentAllocated,
        "repayment_reallocated": RepaymentReallocated,
        "repayment_reversed": RepaymentReversed,
        "overdue": FinancingOverdue,
        "buy_back_due": BuyBackDue,
        "bought_back": BoughtBack,
        "repaid": FinancingRepaid,
    },
)
