"""Why a financing says no."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from domain.shared.currency import Currency
from domain.shared.ids import ActorId, FinancingId, PartyId
from domain.shared.money import Money
from domain.shared.refusal import Kind, Refusal


@dataclass(frozen=True, slots=True)
class FinancingNotFound(Refusal):
    code: ClassVar[str] = "financing.not_found"
    kind: ClassVar[Kind] = Kind.ABSENT


@dataclass(frozen=True, slots=True)
class FinancingAlreadyOpen(Refusal):
    code: ClassVar[str] = "financing.already_open"
    kind: ClassVar[Kind] = Kind.CONFLICT
    financing: FinancingId


@dataclass(frozen=True, slots=True)
class AmountNotPositive(Refusal):
    code: ClassVar[str] = "financing.amount_not_positive"
    kind: ClassVar[Kind] = Kind.UNSOUND
    amount: Money


@dataclass(frozen=True, slots=True)
class OtherCurrency(Refusal):
    code: ClassVar[str] = "financing.other_currency"
    kind: ClassVar[Kind] = Kind.UNSOUND
    financing: Currency
    asked: Currency


@dataclass(frozen=True, slots=True)
class TermsUnsound(Refusal):
    """A term contradicts itself."""

    code: ClassVar[str] = "financing.terms_unsound"
    kind: ClassVar[Kind] = Kind.UNSOUND
    field: str
    rule: str
    figure: str


@dataclass(frozen=True, slots=True)
class AttributionDiffers(Refusal):
    """The obligors' parts do not make up the principal."""

    code: ClassVar[str] = "financing.attribution_differs"
    kind: ClassVar[Kind] = Kind.UNSOUND
    principal: Money
    attributed: Money


@dataclass(frozen=True, slots=True)
class BeyondRateCeiling(Refusal):
    """Interest, fee and penalty together cost more a year than the law lets this lender ask."""

    code: ClassVar[str] = "financing.beyond_rate_ceiling"
    kind: ClassVar[Kind] = Kind.UNSOUND
    asked: Decimal
    ceiling: Decimal


@dataclass(frozen=True, slots=True)
class DisbursementAlreadyInstructed(Refusal):
    code: ClassVar[str] = "financing.disbursement_already_instructed"
    kind: ClassVar[Kind] = Kind.CONFLICT
    bank_account: str


@dataclass(frozen=True, slots=True)
class DisbursementNotInstructed(Refusal):
    code: ClassVar[str] = "financing.disbursement_not_instructed"
    kind: ClassVar[Kind] = Kind.CONFLICT


@dataclass(frozen=True, slots=True)
class AlreadyDisbursed(Refusal):
    code: ClassVar[str] = "financing.already_disbursed"
    kind: ClassVar[Kind] = Kind.CONFLICT
    value_date: date


@dataclass(frozen=True, slots=True)
class NotDisbursed(Refusal):
    """Nothing is owed before the bank has paid out."""

    code: ClassVar[str] = "financing.not_disbursed"
    kind: ClassVar[Kind] = Kind.CONFLICT


@dataclass(frozen=True, slots=True)
class FinancingReleased(Refusal):
    """The disbursement came back; the financing is over."""

    code: ClassVar[str] = "financing.released"
    kind: ClassVar[Kind] = Kind.CONFLICT


@dataclass(frozen=True, slots=True)
class OtherAmountDisbursed(Refusal):
    code: ClassVar[str] = "financing.other_amount_disbursed"
    kind: ClassVar[Kind] = Kind.CONFLICT
    instructed: Money
    confirmed: Money


@dataclass(frozen=True, slots=True)
class DateAhead(Refusal):
    """What has not come yet cannot be recorded."""

    code: ClassVar[str] = "financing.date_ahead"
    kind: ClassVar[Kind] = Kind.UNSOUND
    asked: date
    today: date


@dataclass(frozen=True, slots=True)
class DisbursedBeforeOpening(Refusal):
    code: ClassVar[str] = "financing.disbursed_before_opening"
    kind: ClassVar[Kind] = Kind.UNSOUND
    value_date: date
    opened_on: date


@dataclass(frozen=True, slots=True)
class ReturnedBeforePaidOut(Refusal):
    """Money cannot come back before the bank paid it out, or was told to."""

    code: ClassVar[str] = "financing.returned_before_paid_out"
    kind: ClassVar[Kind] = Kind.UNSOUND
    value_date: date
    out_on: date


@dataclass(frozen=True, slots=True)
class RepaymentsStand(Refusal):
    """Money was already repaid on a disbursement that is said to have come back."""

    code: ClassVar[str] = "financing.repayments_stand"
    kind: ClassVar[Kind] = Kind.CONFLICT
    repaid: Money


@dataclass(frozen=True, slots=True)
class RepaymentAlreadyAllocated(Refusal):
    code: ClassVar[str] = "financing.repayment_already_allocated"
    kind: ClassVar[Kind] = Kind.CONFLICT
    reference: str


@dataclass(frozen=True, slots=True)
class RepaymentUnknown(Refusal):
    code: ClassVar[str] = "financing.repayment_unknown"
    kind: ClassVar[Kind] = Kind.ABSENT
    reference: str


@dataclass(frozen=True, slots=True)
class NoRecourse(Refusal):
    """The receivables were bought without recourse: the seller owes nothing (Civil Code 767)."""

    code: ClassVar[str] = "financing.no_recourse"
    kind: ClassVar[Kind] = Kind.CONFLICT
    borrower: PartyId


@dataclass(frozen=True, slots=True)
class BuyBackAlreadyDue(Refusal):
    code: ClassVar[str] = "financing.buy_back_already_due"
    kind: ClassVar[Kind] = Kind.CONFLICT
    due_on: date


@dataclass(frozen=True, slots=True)
class RepaidBeforeDisbursed(Refusal):
    """Nobody pays back what the borrower did not have yet, neither it nor its guarantor."""

    code: ClassVar[str] = "financing.repaid_before_disbursed"
    kind: ClassVar[Kind] = Kind.UNSOUND
    value_date: date
    disbursed_on: date


@dataclass(frozen=True, slots=True)
class SurplusNotStated(Refusal):
    """Keyed in by hand, and more, or less, would go back than whoever keyed it in expects."""

    code: ClassVar[str] = "financing.surplus_not_stated"
    kind: ClassVar[Kind] = Kind.CONFLICT
    value_date: date
    owed: Money
    amount: Money
    surplus: Money
    stated: Money


@dataclass(frozen=True, slots=True)
class NoSurplusHeld(Refusal):
    code: ClassVar[str] = "financing.no_surplus_held"
    kind: ClassVar[Kind] = Kind.ABSENT
    reference: str


@dataclass(frozen=True, slots=True)
class ReleasesOwnSurplus(Refusal):
    """Another person of the lender has to look."""

    code: ClassVar[str] = "financing.releases_own_surplus"
    kind: ClassVar[Kind] = Kind.FORBIDDEN
    person: ActorId


@dataclass(frozen=True, slots=True)
class NothingOwed(Refusal):
    code: ClassVar[str] = "financing.nothing_owed"
    kind: ClassVar[Kind] = Kind.CONFLICT
