"""What can happen to a financing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.financing.facts import FinancingFact
from domain.financing.lines import Share
from domain.financing.request_events import RequestEvent
from domain.financing.terms import FinancingTerms, Source
from domain.financing.trouble_events import TroubleEvent
from domain.shared.allocation import Breakdown, Order
from domain.shared.attribution import Parts
from domain.shared.facility import UNSUPPORTED, Supports
from domain.shared.ids import PartyId
from domain.shared.instalments import Schedule
from domain.shared.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class FinancingOpened(FinancingFact):
    """The price is what was quoted; it stays, whatever the facility's terms become."""

    principal: Money
    interest: Money
    """If all is paid on its day: owed, or deducted from the proceeds, by the discount form."""

    fee: Money
    net_proceeds: Money
    effective_annual_rate: Decimal
    terms: FinancingTerms
    opened_on: date
    due_on: date
    schedule: Schedule
    by_obligor: Parts
    supports: Supports = UNSUPPORTED


@dataclass(frozen=True, slots=True, kw_only=True)
class DisbursementInstructed(FinancingFact):
    bank_account: str
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class DisbursementConfirmed(FinancingFact):
    """Counts from the bank's value date."""

    amount: Money
    principal: Money
    fee_owed: Money
    value_date: date
    bank_reference: str
    due_on: date
    by_obligor: Parts
    by_guarantor: Parts = ()
    """Who answers for how much of the principal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisbursementReturned(FinancingFact):
    """The borrower does not have the money: nothing is owed, and the base is free again."""

    value_date: date
    reason: str
    principal: Money
    was_confirmed: bool
    due_on: date
    by_obligor: Parts
    by_guarantor: Parts = ()
    """Who answers for how much of the principal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestAccrued(FinancingFact):
    """What has run since the last posting, up to `through` (not counted). Never negative."""

    through: date
    amount: Money
    penalty: Money
    fee: Money
    off_book: bool = False
    """Whether it was written off: it stays owed, and is no exposure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestCorrected(FinancingFact):
    """A late fact changed what had been posted up to `through`; the differences, signed."""

    through: date
    difference: Money
    penalty_difference: Money
    fee_difference: Money
    reference: str
    """The repayment, or the returned disbursement, that changed it."""

    off_book: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RepaymentAllocated(FinancingFact):
    """`split.total + surplus` is `amount`; the surplus is not the lender's to keep here."""

    reference: str
    source: Source
    payer: PartyId | None
    value_date: date
    amount: Money
    split: Breakdown
    order: Order
    surplus: Money
    by_obligor: Parts
    """By whom `split.principal` goes down."""

    due_on: date
    by_guarantor: Parts = ()
    """What each guarantor answers for no more."""

    across: tuple[Share, ...] = ()
    """Line by line."""

    off_book: bool = False
    transfer: Money | None = None
    """All that the transfer brought; None where none was booked by hand, or nobody asked yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RepaymentReallocated(FinancingFact):
    """An earlier payment came to be known, so this one is used up otherwise.

    `before.total` is `after.total + released`; what is released is surplus now.
    """

    reference: str
    because_of: str
    before: Breakdown
    after: Breakdown
    released: Money
    by_obligor: Parts
    """The difference in principal, signed as `after - before`."""

    due_on: date
    by_guarantor: Parts = ()
    across: tuple[Share, ...] = ()
    """Line by line, as it is after."""

    off_book: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RepaymentReversed(FinancingFact):
    """The bank took the money back. `surplus` had been passed on and is to be had back."""

    reference: str
    amount: Money
    split: Breakdown
    surplus: Money
    by_obligor: Parts
    """What stands again of each obligor's part, as negative figures."""

    reopened: bool
    """Whether the financing had been repaid."""

    due_on: date
    by_guarantor: Parts = ()
    off_book: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OnSurplus(FinancingFact):
    reference: str
    """Of the repayment that made it."""

    to: PartyId
    amount: Money
    left: Money
    """All that is still held of this financing's surplus."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurplusHeld(OnSurplus):
    """A second person of the lender is to look before it goes back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurplusReleased(OnSurplus):
    """The bank is told to pay it back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurplusDropped(OnSurplus):
    """The repayment was taken back before it went out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FinancingOverdue(FinancingFact):
    """A line was not paid; said once for each."""

    due_on: date
    owed: Breakdown
    """On that line, at the end of its due date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyBackDue(FinancingFact):
    """The seller is asked to take the receivables back; only where there is recourse."""

    due_on: date
    reason: str
    owed: Breakdown


@dataclass(frozen=True, slots=True, kw_only=True)
class BoughtBack(FinancingFact):
    """The seller paid what was owed; the receivables are its own again."""

    reference: str
    value_date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FinancingRepaid(FinancingFact):
    """Nothing is owed any more; the totals of what was paid."""

    paid: Breakdown


LoanEvent = (
    DisbursementInstructed
    | DisbursementConfirmed
    | DisbursementReturned
    | InterestAccrued
    | InterestCorrected
    | RepaymentAllocated
    | RepaymentReallocated
    | RepaymentReversed
    | SurplusHeld
    | SurplusReleased
    | SurplusDropped
    | FinancingOverdue
    | BuyBackDue
    | BoughtBack
    | FinancingRepaid
)
FinancingEvent = RequestEvent | FinancingOpened | LoanEvent | TroubleEvent
