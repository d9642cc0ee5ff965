"""The stored names of what happens to a credit line."""

from __future__ import annotations

from adapters.postgres.names.registry import room
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
        "proposed": LineProposed,
        "approved": LineApproved,
        "rejected": LineRejected,
        "amendment_proposed": AmendmentProposed,
        "increase_proposed": IncreaseProposed,
        "amended": LineAmended,
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
