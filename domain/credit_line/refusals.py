"""What may stand in the way of a credit line, each with its figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from domain.shared.currency import Currency
from domain.shared.ids import ActorId, LineId
from domain.shared.money import Money
from domain.shared.refusal import Kind, Refusal


@dataclass(frozen=True, slots=True)
class LineNotFound(Refusal):
    code: ClassVar[str] = "credit_line.not_found"
    kind: ClassVar[Kind] = Kind.ABSENT


@dataclass(frozen=True, slots=True)
class AlreadyProposed(Refusal):
    code: ClassVar[str] = "credit_line.already_proposed"
    kind: ClassVar[Kind] = Kind.CONFLICT
    line: LineId


@dataclass(frozen=True, slots=True)
class TermsUnsound(Refusal):
    code: ClassVar[str] = "credit_line.terms_unsound"
    kind: ClassVar[Kind] = Kind.UNSOUND
    field: str
    rule: str
    figure: str


@dataclass(frozen=True, slots=True)
class TermStays(Refusal):
    """What was drawn was drawn under it: another is another line."""

    code: ClassVar[str] = "credit_line.term_stays"
    kind: ClassVar[Kind] = Kind.CONFLICT
    term: str
    agreed: str
    asked: str


@dataclass(frozen=True, slots=True)
class SamePerson(Refusal):
    code: ClassVar[str] = "credit_line.same_person"
    kind: ClassVar[Kind] = Kind.FORBIDDEN
    person: ActorId


@dataclass(frozen=True, slots=True)
class AlreadyApproved(Refusal):
    code: ClassVar[str] = "credit_line.already_approved"
    kind: ClassVar[Kind] = Kind.CONFLICT
    approved_on: date


@dataclass(frozen=True, slots=True)
class LineIsRejected(Refusal):
    code: ClassVar[str] = "credit_line.rejected"
    kind: ClassVar[Kind] = Kind.CONFLICT
    reason: str


@dataclass(frozen=True, slots=True)
class NotYetApproved(Refusal):
    code: ClassVar[str] = "credit_line.not_yet_approved"
    kind: ClassVar[Kind] = Kind.CONFLICT
    line: LineId


@dataclass(frozen=True, slots=True)
class LineIsClosed(Refusal):
    code: ClassVar[str] = "credit_line.closed"
    kind: ClassVar[Kind] = Kind.CONFLICT
    closed_on: date


@dataclass(frozen=True, slots=True)
class LineHasExpired(Refusal):
    code: ClassVar[str] = "credit_line.expired"
    kind: ClassVar[Kind] = Kind.CONFLICT
    valid_until: date
    today: date


@dataclass(frozen=True, slots=True)
class LineIsSuspended(Refusal):
    code: ClassVar[str] = "credit_line.suspended"
    kind: ClassVar[Kind] = Kind.CONFLICT
    reason: str


@dataclass(frozen=True, slots=True)
class LineNotSuspended(Refusal):
    code: ClassVar[str] = "credit_line.not_suspended"
    kind: ClassVar[Kind] = Kind.CONFLICT
    line: LineId


@dataclass(frozen=True, slots=True)
class NoConditions(Refusal):
    """The line is committed: there is nothing to declare."""

    code: ClassVar[str] = "credit_line.no_conditions"
    kind: ClassVar[Kind] = Kind.CONFLICT
    line: LineId


@dataclass(frozen=True, slots=True)
class OtherCurrency(Refusal):
    code: ClassVar[str] = "credit_line.other_currency"
    kind: ClassVar[Kind] = Kind.UNSOUND
    line: Currency
    asked: Currency


@dataclass(frozen=True, slots=True)
class AmountNotPositive(Refusal):
    code: ClassVar[str] = "credit_line.amount_not_positive"
    kind: ClassVar[Kind] = Kind.UNSOUND
    requested: Money


@dataclass(frozen=True, slots=True)
class NothingProposed(Refusal):
    """Decided already, or replaced by a later proposal."""

    code: ClassVar[str] = "credit_line.nothing_proposed"
    kind: ClassVar[Kind] = Kind.CONFLICT
    proposal: int


@dataclass(frozen=True, slots=True)
class DatesUnsound(Refusal):
    """The first day lies before today, or the last before the first."""

    code: ClassVar[str] = "credit_line.dates_unsound"
    kind: ClassVar[Kind] = Kind.UNSOUND
    field: str
    given: date
    earliest: date


@dataclass(frozen=True, slots=True)
class StillInUse(Refusal):
    code: ClassVar[str] = "credit_line.still_in_use"
    kind: ClassVar[Kind] = Kind.CONFLICT
    in_use: Money


@dataclass(frozen=True, slots=True)
class NotYetDay(Refusal):
    """A fee is posted for days that are over."""

    code: ClassVar[str] = "credit_line.not_yet_day"
    kind: ClassVar[Kind] = Kind.UNSOUND
    through: date
    today: date
