"""Why a guarantee may not be changed or called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from domain.guarantee.agreement import Ground
from domain.shared.ids import FinancingId, PartyId
from domain.shared.money import Money
from domain.shared.refusal import Kind, Refusal


@dataclass(frozen=True, slots=True)
class NothingProposed(Refusal):
    code: ClassVar[str] = "guarantee.nothing_proposed"
    kind: ClassVar[Kind] = Kind.CONFLICT


@dataclass(frozen=True, slots=True)
class ProposalReplaced(Refusal):
    code: ClassVar[str] = "guarantee.proposal_replaced"
    kind: ClassVar[Kind] = Kind.STALE
    read: int
    current: int


@dataclass(frozen=True, slots=True)
class OwnProposal(Refusal):
    """The other side consents."""

    code: ClassVar[str] = "guarantee.own_proposal"
    kind: ClassVar[Kind] = Kind.FORBIDDEN
    party: PartyId


@dataclass(frozen=True, slots=True)
class LimitBelowUse(Refusal):
    code: ClassVar[str] = "guarantee.limit_below_use"
    kind: ClassVar[Kind] = Kind.CONFLICT
    limit: Money
    in_use: Money
    paid: Money


@dataclass(frozen=True, slots=True)
class AssignmentBarred(Refusal):
    """The guarantee bars it, and the guarantor did not consent (696)."""

    code: ClassVar[str] = "guarantee.assignment_barred"
    kind: ClassVar[Kind] = Kind.CONFLICT


@dataclass(frozen=True, slots=True)
class NotDueYet(Refusal):
    code: ClassVar[str] = "guarantee.not_due_yet"
    kind: ClassVar[Kind] = Kind.CONFLICT
    due_on: date
    today: date


@dataclass(frozen=True, slots=True)
class PeriodOver(Refusal):
    code: ClassVar[str] = "guarantee.period_over"
    kind: ClassVar[Kind] = Kind.CONFLICT
    ends_on: date
    today: date


@dataclass(frozen=True, slots=True)
class GroundTooWeak(Refusal):
    """An ordinary guarantor may send the creditor to the debtor first (687)."""

    code: ClassVar[str] = "guarantee.ground_too_weak"
    kind: ClassVar[Kind] = Kind.CONFLICT
    ground: Ground


@dataclass(frozen=True, slots=True)
class DebtorNotSued(Refusal):
    """No suit within the period is on file (693)."""

    code: ClassVar[str] = "guarantee.debtor_not_sued"
    kind: ClassVar[Kind] = Kind.CONFLICT
    ends_on: date


@dataclass(frozen=True, slots=True)
class SuedTooLate(Refusal):
    code: ClassVar[str] = "guarantee.sued_too_late"
    kind: ClassVar[Kind] = Kind.CONFLICT
    sued_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class BeyondGuaranteed(Refusal):
    code: ClassVar[str] = "guarantee.beyond_guaranteed"
    kind: ClassVar[Kind] = Kind.CONFLICT
    asked: Money
    guaranteed: Money


@dataclass(frozen=True, slots=True)
class NothingClaimed(Refusal):
    code: ClassVar[str] = "guarantee.nothing_claimed"
    kind: ClassVar[Kind] = Kind.CONFLICT
    financing: FinancingId


@dataclass(frozen=True, slots=True)
class PaymentUnknown(Refusal):
    """No payment on a call bears that reference, or it was taken back already."""

    code: ClassVar[str] = "guarantee.payment_unknown"
    kind: ClassVar[Kind] = Kind.ABSENT
    bank_reference: str


@dataclass(frozen=True, slots=True)
class BeyondClaimed(Refusal):
    code: ClassVar[str] = "guarantee.beyond_claimed"
    kind: ClassVar[Kind] = Kind.CONFLICT
    asked: Money
    claimed: Money
