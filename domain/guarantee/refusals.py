"""Why a guarantee may not be given, reviewed or accepted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from domain.guarantee.agreement import NoResolution
from domain.shared.currency import Currency
from domain.shared.ids import ActorId, GuaranteeId, PartyId
from domain.shared.money import Money
from domain.shared.refusal import Kind, Refusal


@dataclass(frozen=True, slots=True)
class GuaranteeNotFound(Refusal):
    code: ClassVar[str] = "guarantee.not_found"
    kind: ClassVar[Kind] = Kind.ABSENT


@dataclass(frozen=True, slots=True)
class AlreadyGiven(Refusal):
    code: ClassVar[str] = "guarantee.already_given"
    kind: ClassVar[Kind] = Kind.CONFLICT
    guarantee: GuaranteeId


@dataclass(frozen=True, slots=True)
class TermsUnsound(Refusal):
    code: ClassVar[str] = "guarantee.terms_unsound"
    kind: ClassVar[Kind] = Kind.UNSOUND
    field: str
    rule: str
    figure: str


@dataclass(frozen=True, slots=True)
class DayInFuture(Refusal):
    code: ClassVar[str] = "guarantee.day_in_future"
    kind: ClassVar[Kind] = Kind.UNSOUND
    asked: date
    today: date


@dataclass(frozen=True, slots=True)
class GivenToItself(Refusal):
    code: ClassVar[str] = "guarantee.given_to_itself"
    kind: ClassVar[Kind] = Kind.UNSOUND
    party: PartyId


@dataclass(frozen=True, slots=True)
class GuaranteeOver(Refusal):
    """The lender refused it."""

    code: ClassVar[str] = "guarantee.over"
    kind: ClassVar[Kind] = Kind.CONFLICT
    reason: str


@dataclass(frozen=True, slots=True)
class NotAccepted(Refusal):
    """Nothing is used before the lender accepts."""

    code: ClassVar[str] = "guarantee.not_accepted"
    kind: ClassVar[Kind] = Kind.CONFLICT


@dataclass(frozen=True, slots=True)
class NotReviewed(Refusal):
    """Nobody looked at the guarantor since it was last decided on."""

    code: ClassVar[str] = "guarantee.not_reviewed"
    kind: ClassVar[Kind] = Kind.CONFLICT


@dataclass(frozen=True, slots=True)
class SamePerson(Refusal):
    """Whoever entered the review does not decide on it."""

    code: ClassVar[str] = "guarantee.same_person"
    kind: ClassVar[Kind] = Kind.FORBIDDEN
    by: ActorId


@dataclass(frozen=True, slots=True)
class QualificationMissing(Refusal):
    """No evidence that the guarantor is qualified was named."""

    code: ClassVar[str] = "guarantee.qualification_missing"
    kind: ClassVar[Kind] = Kind.CONFLICT


@dataclass(frozen=True, slots=True)
class QualificationExpired(Refusal):
    code: ClassVar[str] = "guarantee.qualification_expired"
    kind: ClassVar[Kind] = Kind.CONFLICT
    reference: str
    expires_on: date


@dataclass(frozen=True, slots=True)
class TypeNotStated(Refusal):
    """Civil Code 686: it counts as ordinary, which the lender's terms do not accept."""

    code: ClassVar[str] = "guarantee.type_not_stated"
    kind: ClassVar[Kind] = Kind.CONFLICT


@dataclass(frozen=True, slots=True)
class OrdinaryNotAccepted(Refusal):
    code: ClassVar[str] = "guarantee.ordinary_not_accepted"
    kind: ClassVar[Kind] = Kind.CONFLICT


@dataclass(frozen=True, slots=True)
class ResolutionMissing(Refusal):
    """Company Law 15; interpretation 7."""

    code: ClassVar[str] = "guarantee.resolution_missing"
    kind: ClassVar[Kind] = Kind.CONFLICT


@dataclass(frozen=True, slots=True)
class ResolutionBelowLimit(Refusal):
    code: ClassVar[str] = "guarantee.resolution_below_limit"
    kind: ClassVar[Kind] = Kind.CONFLICT
    resolved: Money
    limit: Money


@dataclass(frozen=True, slots=True)
class NotForListed(Refusal):
    """Interpretation 8: a listed company needs its resolution here."""

    code: ClassVar[str] = "guarantee.not_for_listed"
    kind: ClassVar[Kind] = Kind.CONFLICT
    ground: NoResolution


@dataclass(frozen=True, slots=True)
class NotDisclosed(Refusal):
    """Interpretation 9: not announced, it does not bind a listed company."""

    code: ClassVar[str] = "guarantee.not_disclosed"
    kind: ClassVar[Kind] = Kind.CONFLICT
    resolution: str


@dataclass(frozen=True, slots=True)
class AlreadyAccepted(Refusal):
    code: ClassVar[str] = "guarantee.already_accepted"
    kind: ClassVar[Kind] = Kind.CONFLICT


@dataclass(frozen=True, slots=True)
class AmountNotPositive(Refusal):
    code: ClassVar[str] = "guarantee.amount_not_positive"
    kind: ClassVar[Kind] = Kind.UNSOUND
    amount: Money


@dataclass(frozen=True, slots=True)
class OtherCurrency(Refusal):
    code: ClassVar[str] = "guarantee.other_currency"
    kind: ClassVar[Kind] = Kind.UNSOUND
    guarantee: Currency
    asked: Currency


@dataclass(frozen=True, slots=True)
class ReferenceTaken(Refusal):
    """The bank's reference was booked already."""

    code: ClassVar[str] = "guarantee.reference_taken"
    kind: ClassVar[Kind] = Kind.CONFLICT
    reference: str
