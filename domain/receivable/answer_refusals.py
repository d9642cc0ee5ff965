"""Why a buyer's answer may be refused: asking, confirming, rejecting, disputing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from domain.shared.ids import PartyId, ReceivableId
from domain.shared.money import Money
from domain.shared.refusal import Kind, Refusal


@dataclass(frozen=True, slots=True)
class NotTheBuyer(Refusal):
    code: ClassVar[str] = "receivable.not_the_buyer"
    kind: ClassVar[Kind] = Kind.FORBIDDEN
    receivable: ReceivableId


@dataclass(frozen=True, slots=True)
class AlreadyAsked(Refusal):
    code: ClassVar[str] = "receivable.already_asked"
    kind: ClassVar[Kind] = Kind.CONFLICT
    answer_due_on: date


@dataclass(frozen=True, slots=True)
class AnswerTimeUnsound(Refusal):
    code: ClassVar[str] = "receivable.answer_time_unsound"
    kind: ClassVar[Kind] = Kind.UNSOUND
    days: int
    most: int


@dataclass(frozen=True, slots=True)
class AlreadyConfirmed(Refusal):
    code: ClassVar[str] = "receivable.already_confirmed"
    kind: ClassVar[Kind] = Kind.CONFLICT
    receivable: ReceivableId
    confirmed: Money


@dataclass(frozen=True, slots=True)
class ConfirmationStands(Refusal):
    """A debtor who confirmed cannot take it back (担保解释 art. 61)."""

    code: ClassVar[str] = "receivable.confirmation_stands"
    kind: ClassVar[Kind] = Kind.CONFLICT
    receivable: ReceivableId
    confirmed: Money


@dataclass(frozen=True, slots=True)
class AlreadyRejected(Refusal):
    code: ClassVar[str] = "receivable.already_rejected"
    kind: ClassVar[Kind] = Kind.CONFLICT
    receivable: ReceivableId


@dataclass(frozen=True, slots=True)
class BeyondUndisputed(Refusal):
    code: ClassVar[str] = "receivable.beyond_undisputed"
    kind: ClassVar[Kind] = Kind.CONFLICT
    asked: Money
    open: Money
    disputed: Money


@dataclass(frozen=True, slots=True)
class BeyondDispute(Refusal):
    code: ClassVar[str] = "receivable.beyond_dispute"
    kind: ClassVar[Kind] = Kind.CONFLICT
    asked: Money
    disputed: Money


@dataclass(frozen=True, slots=True)
class OwnCause(Refusal):
    """Nobody decides a dispute in his own favour by conceding it."""

    code: ClassVar[str] = "receivable.own_cause"
    kind: ClassVar[Kind] = Kind.FORBIDDEN
    party: PartyId


@dataclass(frozen=True, slots=True)
class EvidenceMissing(Refusal):
    code: ClassVar[str] = "receivable.evidence_missing"
    kind: ClassVar[Kind] = Kind.UNSOUND
    receivable: ReceivableId


@dataclass(frozen=True, slots=True)
class FailedConfirmation:
    """One claim of many, and the code of what stood in its way."""

    receivable: ReceivableId
    code: str


@dataclass(frozen=True, slots=True)
class SomeNotConfirmed(Refusal):
    """None was confirmed. `failures` names the first of them, `count` says how many there are."""

    code: ClassVar[str] = "receivable.some_not_confirmed"
    kind: ClassVar[Kind] = Kind.CONFLICT
    count: int
    asked: int
    failures: tuple[FailedConfirmation, ...]


@dataclass(frozen=True, slots=True)
class NothingBeyondOrder(Refusal):
    """Its order bears all of it, it names none, or what is beyond was accepted already."""

    code: ClassVar[str] = "receivable.nothing_beyond_order"
    kind: ClassVar[Kind] = Kind.CONFLICT
    receivable: ReceivableId


@dataclass(frozen=True, slots=True)
class NamedTwice(Refusal):
    code: ClassVar[str] = "receivable.named_twice"
    kind: ClassVar[Kind] = Kind.UNSOUND
    receivable: ReceivableId


@dataclass(frozen=True, slots=True)
class NoneNamed(Refusal):
    code: ClassVar[str] = "receivable.none_named"
    kind: ClassVar[Kind] = Kind.UNSOUND


@dataclass(frozen=True, slots=True)
class TooManyAtOnce(Refusal):
    code: ClassVar[str] = "receivable.too_many_at_once"
    kind: ClassVar[Kind] = Kind.UNSOUND
    asked: int
    most: int
