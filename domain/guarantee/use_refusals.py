"""Why nothing may come under a guarantee, or its margin may not leave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from domain.guarantee.licence import LicenceRule
from domain.shared.ids import FinancingId, PartyId
from domain.shared.money import Money
from domain.shared.refusal import Kind, Refusal


@dataclass(frozen=True, slots=True)
class MarginNotNamed(Refusal):
    """The terms name no margin account."""

    code: ClassVar[str] = "guarantee.margin_not_named"
    kind: ClassVar[Kind] = Kind.CONFLICT


@dataclass(frozen=True, slots=True)
class MarginNotFree(Refusal):
    """What is in use needs it."""

    code: ClassVar[str] = "guarantee.margin_not_free"
    kind: ClassVar[Kind] = Kind.CONFLICT
    asked: Money
    free: Money
    required: Money


@dataclass(frozen=True, slots=True)
class DepositUnknown(Refusal):
    """No margin came in under that reference, or it was taken back already."""

    code: ClassVar[str] = "guarantee.deposit_unknown"
    kind: ClassVar[Kind] = Kind.ABSENT
    reference: str


@dataclass(frozen=True, slots=True)
class MarginShort(Refusal):
    code: ClassVar[str] = "guarantee.margin_short"
    kind: ClassVar[Kind] = Kind.CONFLICT
    required: Money
    held: Money


@dataclass(frozen=True, slots=True)
class GuaranteeIsSuspended(Refusal):
    code: ClassVar[str] = "guarantee.suspended"
    kind: ClassVar[Kind] = Kind.CONFLICT
    reason: str


@dataclass(frozen=True, slots=True)
class NotSuspended(Refusal):
    code: ClassVar[str] = "guarantee.not_suspended"
    kind: ClassVar[Kind] = Kind.CONFLICT


@dataclass(frozen=True, slots=True)
class NewUseHasStopped(Refusal):
    code: ClassVar[str] = "guarantee.new_use_stopped"
    kind: ClassVar[Kind] = Kind.CONFLICT
    from_on: date


@dataclass(frozen=True, slots=True)
class NoticeInPast(Refusal):
    code: ClassVar[str] = "guarantee.notice_in_past"
    kind: ClassVar[Kind] = Kind.UNSOUND
    from_on: date
    today: date


@dataclass(frozen=True, slots=True)
class OutsideValidity(Refusal):
    code: ClassVar[str] = "guarantee.outside_validity"
    kind: ClassVar[Kind] = Kind.CONFLICT
    today: date
    valid_from: date
    valid_until: date


@dataclass(frozen=True, slots=True)
class BorrowerNotCovered(Refusal):
    code: ClassVar[str] = "guarantee.borrower_not_covered"
    kind: ClassVar[Kind] = Kind.CONFLICT
    borrower: PartyId


@dataclass(frozen=True, slots=True)
class BorrowerIsGuarantor(Refusal):
    """Nobody guarantees its own debt."""

    code: ClassVar[str] = "guarantee.borrower_is_guarantor"
    kind: ClassVar[Kind] = Kind.UNSOUND
    borrower: PartyId


@dataclass(frozen=True, slots=True)
class AlreadyReserved(Refusal):
    code: ClassVar[str] = "guarantee.already_reserved"
    kind: ClassVar[Kind] = Kind.CONFLICT
    financing: FinancingId


@dataclass(frozen=True, slots=True)
class DueTooSoon(Refusal):
    code: ClassVar[str] = "guarantee.due_too_soon"
    kind: ClassVar[Kind] = Kind.UNSOUND
    due_on: date
    today: date


@dataclass(frozen=True, slots=True)
class BeyondLimit(Refusal):
    code: ClassVar[str] = "guarantee.beyond_limit"
    kind: ClassVar[Kind] = Kind.CONFLICT
    asked: Money
    available: Money
    limit: Money
    in_use: Money
    paid: Money


@dataclass(frozen=True, slots=True)
class BeyondLicence(Refusal):
    """融资担保公司条例 15, 16."""

    code: ClassVar[str] = "guarantee.beyond_licence"
    kind: ClassVar[Kind] = Kind.CONFLICT
    rule: LicenceRule
    liability: Money
    limit: Money


@dataclass(frozen=True, slots=True)
class FiguresTooOld(Refusal):
    code: ClassVar[str] = "guarantee.figures_too_old"
    kind: ClassVar[Kind] = Kind.CONFLICT
    as_of: date
    earliest: date


@dataclass(frozen=True, slots=True)
class NotInUse(Refusal):
    code: ClassVar[str] = "guarantee.not_in_use"
    kind: ClassVar[Kind] = Kind.CONFLICT
    financing: FinancingId


@dataclass(frozen=True, slots=True)
class ReservationLapsed(Refusal):
    code: ClassVar[str] = "guarantee.reservation_lapsed"
    kind: ClassVar[Kind] = Kind.CONFLICT
    financing: FinancingId
    until: date


@dataclass(frozen=True, slots=True)
class BeyondUse(Refusal):
    code: ClassVar[str] = "guarantee.beyond_use"
    kind: ClassVar[Kind] = Kind.CONFLICT
    asked: Money
    used: Money


@dataclass(frozen=True, slots=True)
class BeyondBound(Refusal):
    """More than the guarantor is bound for."""

    code: ClassVar[str] = "guarantee.beyond_bound"
    kind: ClassVar[Kind] = Kind.CONFLICT
    asked: Money
    bound: Money


@dataclass(frozen=True, slots=True)
class GuaranteeHasLapsed(Refusal):
    code: ClassVar[str] = "guarantee.lapsed"
    kind: ClassVar[Kind] = Kind.CONFLICT
    financing: FinancingId
    ended_on: date


@dataclass(frozen=True, slots=True)
class CalledAlready(Refusal):
    code: ClassVar[str] = "guarantee.called_already"
    kind: ClassVar[Kind] = Kind.CONFLICT
    financing: FinancingId
    called: Money
