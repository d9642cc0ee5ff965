"""What can happen to a guarantee."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.guarantee.agreement import (
    CreditorTerms,
    Ground,
    GuaranteeTerms,
    Reviewed,
)
from domain.guarantee.call_events import HonourReversed
from domain.guarantee.facts import OnDebt, OnGuarantee, StillClaimed
from domain.guarantee.margin_events import MarginEvent
from domain.shared.ids import PartyId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class GuaranteeGiven(OnGuarantee):
    terms: GuaranteeTerms


@dataclass(frozen=True, slots=True, kw_only=True)
class QualificationReviewed(OnGuarantee):
    review: Reviewed


@dataclass(frozen=True, slots=True, kw_only=True)
class GuaranteeAccepted(OnGuarantee):
    """On that review, which is now in force."""

    review: Reviewed
    terms: CreditorTerms
    renewed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GuaranteeRefused(OnGuarantee):
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUseStopped(OnGuarantee):
    """The guarantor's notice; what is in use stays."""

    from_on: date
    notice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GuaranteeSuspended(OnGuarantee):
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GuaranteeResumed(OnGuarantee):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeProposed(OnGuarantee):
    party: PartyId
    number: int
    terms: GuaranteeTerms


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsChanged(OnGuarantee):
    """Both sides consented; debts reserved before keep the day their guarantee ends."""

    proposed_by: PartyId
    terms: GuaranteeTerms
    consent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GuaranteeReserved(OnDebt):
    group: str
    amount: Money
    due_on: date
    ends_on: date
    until: date | None
    in_use: Money
    margin_required: Money
    margin_free: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class GuaranteeUtilised(OnDebt):
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class GuaranteeReleased(StillClaimed):
    amount: Money
    left: Money
    """Still used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuaranteeRestored(OnDebt):
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class GuaranteeDropped(OnDebt):
    amount: Money
    utilised: Money
    """Of it: what had been paid out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DebtChanged(StillClaimed):
    """What creditor and debtor agreed, and how much of it binds the guarantor (695)."""

    asked_amount: Money
    asked_due_on: date
    consent: str
    bound: Money
    due_on: date
    ends_on: date
    reserved_more: Money
    """By how much more is kept for it now; less than nothing where it is less."""

    utilised_more: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentNotified(OnDebt):
    """The loan has a new creditor, and the guarantor knows it (696)."""

    assignee: PartyId
    notified_on: date
    notice: str
    consent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DebtorSued(OnDebt):
    sued_on: date
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GuaranteeCalled(StillClaimed):
    """Margin first; the rest is claimed of the guarantor."""

    amount: Money
    from_margin: Money
    of_guarantor: Money
    pay_by: date
    ground: Ground
    evidence: str
    ends_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MarginApplied(OnDebt):
    amount: Money
    still_aside: Money
    """Of margin, for this claim."""

    value_date: date
    bank_reference: str
    balance: Money
    subrogated: Money
    """All that the guarantor may now claim of the debtor (700)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallHonoured(StillClaimed):
    amount: Money
    value_date: date
    bank_reference: str
    still_claimed: Money
    subrogated: Money
    """All that the guarantor may now claim of the debtor (700)."""

    freed: Money | None = None
    """What of it was still in use; the debtor had paid the rest. None: version 1 did not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuaranteeEndsSoon(OnDebt):
    ends_on: date
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class GuaranteeLapsed(OnDebt):
    """The period ended and this much was never claimed (693)."""

    ended_on: date
    amount: Money


GuaranteeEvent = (
    GuaranteeGiven
    | QualificationReviewed
    | GuaranteeAccepted
    | GuaranteeRefused
    | MarginEvent
    | NewUseStopped
    | GuaranteeSuspended
    | GuaranteeResumed
    | ChangeProposed
    | TermsChanged
    | GuaranteeReserved
    | GuaranteeUtilised
    | GuaranteeReleased
    | GuaranteeRestored
    | GuaranteeDropped
    | DebtChanged
    | AssignmentNotified
    | DebtorSued
    | GuaranteeCalled
    | MarginApplied
    | CallHonoured
    | HonourReversed
    | GuaranteeEndsSoon
    | GuaranteeLapsed
)
