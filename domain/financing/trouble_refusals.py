"""Why nothing is done about a loan that is not paid as it was agreed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from domain.shared.ids import ActorId, GuaranteeId, PartyId
from domain.shared.money import Money
from domain.shared.refusal import Kind, Refusal


@dataclass(frozen=True, slots=True)
class AlreadyInDefault(Refusal):
    code: ClassVar[str] = "financing.already_in_default"
    kind: ClassVar[Kind] = Kind.CONFLICT
    declared_on: date


@dataclass(frozen=True, slots=True)
class NoDefaultByDays(Refusal):
    """The terms name no number of days after which it is in default."""

    code: ClassVar[str] = "financing.no_default_by_days"
    kind: ClassVar[Kind] = Kind.UNSOUND


@dataclass(frozen=True, slots=True)
class NotLateEnough(Refusal):
    code: ClassVar[str] = "financing.not_late_enough"
    kind: ClassVar[Kind] = Kind.CONFLICT
    days_past_due: int
    needed: int


@dataclass(frozen=True, slots=True)
class NoCrossDefault(Refusal):
    """The terms do not say that another default is one of this loan."""

    code: ClassVar[str] = "financing.no_cross_default"
    kind: ClassVar[Kind] = Kind.UNSOUND


@dataclass(frozen=True, slots=True)
class NotInDefault(Refusal):
    """Only a declared default allows it."""

    code: ClassVar[str] = "financing.not_in_default"
    kind: ClassVar[Kind] = Kind.CONFLICT


@dataclass(frozen=True, slots=True)
class AllDueAlready(Refusal):
    code: ClassVar[str] = "financing.all_due_already"
    kind: ClassVar[Kind] = Kind.CONFLICT
    due_on: date


@dataclass(frozen=True, slots=True)
class ProposalWaits(Refusal):
    """One proposal at a time: it is agreed to or dropped first."""

    code: ClassVar[str] = "financing.proposal_waits"
    kind: ClassVar[Kind] = Kind.CONFLICT
    by: ActorId


@dataclass(frozen=True, slots=True)
class NoProposal(Refusal):
    code: ClassVar[str] = "financing.no_proposal"
    kind: ClassVar[Kind] = Kind.CONFLICT


@dataclass(frozen=True, slots=True)
class AgreesToOwnProposal(Refusal):
    """Four eyes: another person of the lender agrees."""

    code: ClassVar[str] = "financing.agrees_to_own_proposal"
    kind: ClassVar[Kind] = Kind.FORBIDDEN
    by: ActorId


@dataclass(frozen=True, slots=True)
class OfferStands(Refusal):
    """An offer with a last day is not taken back before it (Civil Code 476)."""

    code: ClassVar[str] = "financing.offer_stands"
    kind: ClassVar[Kind] = Kind.CONFLICT
    expires_on: date


@dataclass(frozen=True, slots=True)
class NoOffer(Refusal):
    """Nothing waits for the borrower's answer."""

    code: ClassVar[str] = "financing.no_offer"
    kind: ClassVar[Kind] = Kind.CONFLICT


@dataclass(frozen=True, slots=True)
class OfferExpired(Refusal):
    code: ClassVar[str] = "financing.offer_expired"
    kind: ClassVar[Kind] = Kind.CONFLICT
    expires_on: date


@dataclass(frozen=True, slots=True)
class AlreadyWrittenOff(Refusal):
    code: ClassVar[str] = "financing.already_written_off"
    kind: ClassVar[Kind] = Kind.CONFLICT
    written_off_on: date


@dataclass(frozen=True, slots=True)
class NotWrittenOff(Refusal):
    """What is on the book is not closed: it is repaid or written off."""

    code: ClassVar[str] = "financing.not_written_off"
    kind: ClassVar[Kind] = Kind.CONFLICT


@dataclass(frozen=True, slots=True)
class FinancingOver(Refusal):
    """It was closed after a write-off: nothing more is asked for."""

    code: ClassVar[str] = "financing.over"
    kind: ClassVar[Kind] = Kind.CONFLICT


@dataclass(frozen=True, slots=True)
class NotGuaranteedBy(Refusal):
    code: ClassVar[str] = "financing.not_guaranteed_by"
    kind: ClassVar[Kind] = Kind.ABSENT
    guarantee: GuaranteeId


@dataclass(frozen=True, slots=True)
class BeyondGuaranteed(Refusal):
    code: ClassVar[str] = "financing.beyond_guaranteed"
    kind: ClassVar[Kind] = Kind.CONFLICT
    asked: Money
    most: Money


@dataclass(frozen=True, slots=True)
class NotAGuarantor(Refusal):
    """This party does not answer for the loan."""

    code: ClassVar[str] = "financing.not_a_guarantor"
    kind: ClassVar[Kind] = Kind.UNSOUND
    party: PartyId


@dataclass(frozen=True, slots=True)
class GuaranteeNotNamed(Refusal):
    """The guarantor gave several for this financing."""

    code: ClassVar[str] = "financing.guarantee_not_named"
    kind: ClassVar[Kind] = Kind.CONFLICT
    guarantor: PartyId
    guarantees: tuple[GuaranteeId, ...]
