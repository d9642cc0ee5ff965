"""The stored names of what happens to one claim on a buyer."""

from __future__ import annotations

from adapters.postgres.names.registry import room
from domain.receivable.events import (
    BeyondOrderAccepted,
    BilledBeyondOrder,
    CollectionApplied,
    CollectionUndone,
    ConfirmationAsked,
    CreditNoteApplied,
    DisputeResolved,
    DueDateExtended,
    EvidenceAdded,
    NoticeDelivered,
    NoticeWithdrawn,
    ReceivableConfirmed,
    ReceivableCounts,
    ReceivableDisputed,
    ReceivableHeldBack,
    ReceivableQualified,
    ReceivableRegistered,
    ReceivableRejected,
    ReceivableSettled,
    ReceivableWithdrawn,
    RegistrationCompleted,
    RegistrationEnded,
    ShortPaymentAccepted,
)

RECEIVABLE = room(
    "receivable",
    {
        "registered": ReceivableRegistered,
        "evidence_added": EvidenceAdded,
        "confirmation_asked": ConfirmationAsked,
        "confirmed": ReceivableConfirmed,
        "rejected": ReceivableRejected,
        "disputed": ReceivableDisputed,
        "dispute_resolved": DisputeResolved,
        "notice_delivered": NoticeDelivered,
        "notice_withdrawn": NoticeWithdrawn,
        "registration_completed": RegistrationCompleted,
        "registration_ended": RegistrationEnded,
        "qualified": ReceivableQualified,
        "credit_note_applied": CreditNoteApplied,
        "collection_applied": CollectionApplied,
        "collection_undone": CollectionUndone,
        "short_payment_accepted": ShortPaymentAccepted,
        "due_date_extended": DueDateExtended,
        "held_back": ReceivableHeldBack,
        "billed_beyond_order": BilledBeyondOrder,
        "beyond_order_accepted": BeyondOrderAccepted,
        "counts_again": ReceivableCounts,
        "settled": ReceivableSettled,
        "withdrawn": ReceivableWithdrawn,
    },
)
