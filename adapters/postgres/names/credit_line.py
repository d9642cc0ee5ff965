"""The stored names of what happens to a credit line."""

from __future__ import annotations

from adapters.postgres.names.registry import room, with_loan_terms
from domain.credit_line.events import (
    AmendmentProposed,
    BlockBound,
    BlockDropped,
    ChangeRejected,
    ConditionsBroken,
    ConditionsMet,
    IncreaseProposed,
    LineAmended,
    LineApproved,
    LineBlocked,
    LineClosed,
    LineIncreased,
    LineProposed,
    LineRejected,
    LineReleased,
    LineRestored,
    LineResumed,
    LineReviewed,
    LineSuspended,
    LineUtilised,
    UnusedFeePosted,
)

CREDIT_LINE = room(
    "credit_line",
    {
        "proposed": with_loan_terms(LineProposed),
        "approved": with_loan_terms(LineApproved),
        "rejected": LineRejected,
        "amendment_proposed": with_loan_terms(AmendmentProposed),
        "increase_proposed": IncreaseProposed,
        "amended": with_loan_terms(LineAmended),
        "increased": LineIncreased,
        "change_rejected": ChangeRejected,
        "conditions_met": ConditionsMet,
        "conditions_broken": ConditionsBroken,
        "reviewed": LineReviewed,
        "suspended": LineSuspended,
        "resumed": LineResumed,
        "closed": LineClosed,
        "unused_fee_posted": UnusedFeePosted,
        "blocked": LineBlocked,
        "block_bound": BlockBound,
        "utilised": LineUtilised,
        "released": LineReleased,
        "restored": LineRestored,
        "block_dropped": BlockDropped,
    },
)
