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
    NewUseStopped,
    QualificationReviewed,
    TermsChanged,
)
from domain.guarantee.margin_events import (
    ClaimLeftMargin,
    MarginDeposited,
    MarginFellShort,
    MarginSuffices,
    MarginTakenBack,
    MarginWithdrawn,
)

GUARANTEE = room(
    "guarantee",
    {
        "given": GuaranteeGiven,
        "qualification_reviewed": QualificationReviewed,
        "accepted": GuaranteeAccepted,
        "refused": GuaranteeRefused,
        "margin_deposited": Named(MarginDeposited, 2, {1: as_it_was}),
        "margin_withdrawn": MarginWithdrawn,
        "margin_taken_back": MarginTakenBack,
        "margin_fell_short": MarginFellShort,
        "margin_suffices": MarginSuffices,
        "claim_left_margin": ClaimLeftMargin,
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
