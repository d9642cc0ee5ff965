"""Why a claim on a buyer may refuse what is asked of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from domain.shared.currency import Currency
from domain.shared.ids import CollectionId, PartyId, ReceivableId
from domain.shared.money import Money
from domain.shared.refusal import Kind, Refusal


@dataclass(frozen=True, slots=True)
class ReceivableNotFound(Refusal):
    code: ClassVar[str] = "receivable.not_found"
    kind: ClassVar[Kind] = Kind.ABSENT
    receivable: ReceivableId


@dataclass(frozen=True, slots=True)
class ReceivableIsWithdrawn(Refusal):
    code: ClassVar[str] = "receivable.withdrawn"
    kind: ClassVar[Kind] = Kind.CONFLICT
    receivable: ReceivableId


@dataclass(frozen=True, slots=True)
class ReceivableIsSettled(Refusal):
    code: ClassVar[str] = "receivable.settled"
    kind: ClassVar[Kind] = Kind.CONFLICT
    receivable: ReceivableId


@dataclass(frozen=True, slots=True)
class NotAParty(Refusal):
    """Only the seller, the buyer, or the agent of one of them."""

    code: ClassVar[str] = "receivable.not_a_party"
    kind: ClassVar[Kind] = Kind.FORBIDDEN
    party: PartyId


@dataclass(frozen=True, slots=True)
class NotTheAssignee(Refusal):
    code: ClassVar[str] = "receivable.not_the_assignee"
    kind: ClassVar[Kind] = Kind.FORBIDDEN
    receivable: ReceivableId


@dataclass(frozen=True, slots=True)
class OwnDebtor(Refusal):
    code: ClassVar[str] = "receivable.own_debtor"
    kind: ClassVar[Kind] = Kind.UNSOUND
    party: PartyId


@dataclass(frozen=True, slots=True)
class OtherCurrency(Refusal):
    code: ClassVar[str] = "receivable.other_currency"
    kind: ClassVar[Kind] = Kind.UNSOUND
    claim: Currency
    asked: Currency


@dataclass(frozen=True, slots=True)
class AmountNotPositive(Refusal):
    code: ClassVar[str] = "receivable.amount_not_positive"
    kind: ClassVar[Kind] = Kind.UNSOUND
    amount: Money


@dataclass(frozen=True, slots=True)
class NothingOwed(Refusal):
    """A credit note, or an invoice paid in advance, is no claim."""

    code: ClassVar[str] = "receivable.nothing_owed"
    kind: ClassVar[Kind] = Kind.UNSOUND
    gross: Money
    prepaid: Money


@dataclass(frozen=True, slots=True)
class PartBeyondGross(Refusal):
    code: ClassVar[str] = "receivable.part_beyond_gross"
    kind: ClassVar[Kind] = Kind.UNSOUND
    part: str
    amount: Money
    gross: Money


@dataclass(frozen=True, slots=True)
class DueBeforeIssued(Refusal):
    code: ClassVar[str] = "receivable.due_before_issued"
    kind: ClassVar[Kind] = Kind.UNSOUND
    issued_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class IssuedInFuture(Refusal):
    """A sale that was not billed yet is a future receivable: another product."""

    code: ClassVar[str] = "receivable.issued_in_future"
    kind: ClassVar[Kind] = Kind.UNSOUND
    issued_on: date
    today: date


@dataclass(frozen=True, slots=True)
class DayInFuture(Refusal):
    """What is recorded as a fact cannot lie ahead."""

    code: ClassVar[str] = "receivable.day_in_future"
    kind: ClassVar[Kind] = Kind.UNSOUND
    day: date
    today: date


@dataclass(frozen=True, slots=True)
class Contradiction(Refusal):
    """The same invoice is on record with another amount or date."""

    code: ClassVar[str] = "receivable.contradiction"
    kind: ClassVar[Kind] = Kind.CONFLICT
    receivable: ReceivableId
    fields: tuple[str, ...]
    """Which of `gross`, `issuedOn`, `dueOn` disagree: as a claim is sent."""

    amount_on_record: Money
    amount_given: Money
    issued_on_record: date
    issued_given: date
    due_on_record: date | None
    due_given: date | None


@dataclass(frozen=True, slots=True)
class BeyondOpen(Refusal):
    code: ClassVar[str] = "receivable.beyond_open"
    kind: ClassVar[Kind] = Kind.CONFLICT
    asked: Money
    open: Money


@dataclass(frozen=True, slots=True)
class ConsentMissing(Refusal):
    """After notice nothing is changed to the financier's harm without its consent."""

    code: ClassVar[str] = "receivable.consent_missing"
    kind: ClassVar[Kind] = Kind.CONFLICT
    receivable: ReceivableId


@dataclass(frozen=True, slots=True)
class AlreadyNoticed(Refusal):
    """Names neither the assignee nor the day."""

    code: ClassVar[str] = "receivable.already_noticed"
    kind: ClassVar[Kind] = Kind.CONFLICT
    receivable: ReceivableId


@dataclass(frozen=True, slots=True)
class NotNoticed(Refusal):
    code: ClassVar[str] = "receivable.not_noticed"
    kind: ClassVar[Kind] = Kind.CONFLICT
    receivable: ReceivableId


@dataclass(frozen=True, slots=True)
class NoticeStands(Refusal):
    code: ClassVar[str] = "receivable.notice_stands"
    kind: ClassVar[Kind] = Kind.CONFLICT
    receivable: ReceivableId


@dataclass(frozen=True, slots=True)
class AlreadyOnFile(Refusal):
    """Names neither the lender nor the registry's number."""

    code: ClassVar[str] = "receivable.already_on_file"
    kind: ClassVar[Kind] = Kind.CONFLICT
    receivable: ReceivableId


@dataclass(frozen=True, slots=True)
class NotOnFile(Refusal):
    code: ClassVar[str] = "receivable.not_on_file"
    kind: ClassVar[Kind] = Kind.CONFLICT
    registry_number: str


@dataclass(frozen=True, slots=True)
class RegistrationLapsed(Refusal):
    code: ClassVar[str] = "receivable.registration_lapsed"
    kind: ClassVar[Kind] = Kind.UNSOUND
    expires_on: date
    today: date


@dataclass(frozen=True, slots=True)
class CreditAlreadyApplied(Refusal):
    code: ClassVar[str] = "receivable.credit_already_applied"
    kind: ClassVar[Kind] = Kind.CONFLICT
    number: str


@dataclass(frozen=True, slots=True)
class CollectionAlreadyApplied(Refusal):
    code: ClassVar[str] = "receivable.collection_already_applied"
    kind: ClassVar[Kind] = Kind.CONFLICT
    collection: CollectionId


@dataclass(frozen=True, slots=True)
class CollectionNotApplied(Refusal):
    code: ClassVar[str] = "receivable.collection_not_applied"
    kind: ClassVar[Kind] = Kind.CONFLICT
    collection: CollectionId


@dataclass(frozen=True, slots=True)
class DueDateNotLater(Refusal):
    code: ClassVar[str] = "receivable.due_date_not_later"
    kind: ClassVar[Kind] = Kind.CONFLICT
    due_on: date
    asked: date


@dataclass(frozen=True, slots=True)
class PaidInPart(Refusal):
    code: ClassVar[str] = "receivable.paid_in_part"
    kind: ClassVar[Kind] = Kind.CONFLICT
    receivable: ReceivableId
