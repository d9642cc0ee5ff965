"""The stored names of guarantees."""

from __future__ import annotations

from adapters.postgres.names.registry import Named, as_it_was, room
from domain.guarantee.call_events import HonourReversed
from domain.guarantee.events import (
    AssignmentNotified,
    CallHonoured,
    ChangeProposed,
    DebtChanged,
    DebtorSued,
    GuaranteeAccepted,
    GuaranteeCalled,
    GuaranteeDropped,
    GuaranteeEndsSoon,
    GuaranteeGiven,
    GuaranteeLapsed,
    GuaranteeRefused,
    GuaranteeReleased,
    GuaranteeReserved,
    GuaranteeRestored,
    GuaranteeResumed,
    GuaranteeSuspended,
    GuaranteeUtilised,
    MarginApplied,
    MarginDeposited,
    MarginWithdrawn,
    NewUseStopped,
    QualificationReviewed,
    TermsChanged,
)

GUARANTEE = room(
    "guarantee",
    {
        "given": GuaranteeGiven,
        "qualification_reviewed": QualificationReviewed,
        "accepted": GuaranteeAccepted,
        "refused": GuaranteeRefused,
        "margin_deposited": MarginDeposited,
        "margin_withdrawn": MarginWithdrawn,
        "new_use_stopped": NewUseStopped,
        "suspended": GuaranteeSuspended,
        "resumed": GuaranteeResumed,
        "change_proposed": ChangeProposed,
        "terms_changed": TermsChanged,
        "reserved": GuaranteeReserved,
        "utilised": GuaranteeUtilised,
        "released": Named(GuaranteeReleased, 2, {1: as_it_was}),
        "restored": GuaranteeRestored,
        "dropped": GuaranteeDropped,
        "debt_changed": Named(DebtChanged, 2, {1: as_it_was}),
        "assignment_notified": AssignmentNotified,
        "debtor_sued": DebtorSued,
        "called": Named(GuaranteeCalled, 2, {1: as_it_was}),
        "margin_applied": MarginApplied,
        "call_honoured": Named(CallHonoured, 3, {1: as_it_was, 2: as_it_was}),
        "honour_reversed": Named(HonourReversed, 2, {1: as_it_was}),
        "ends_soon": GuaranteeEndsSoon,
        "lapsed": GuaranteeLapsed,
    },
)
