"""What is true of a financing now, and how each event changes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from domain.financing.lines import Share
from domain.financing.loan import Loan, Rescheduled, changes_before
from domain.financing.schedule import Accrued, Payment, Standing, standing
from domain.financing.terms import Asking, FinancingTerms, Source, Verdict
from domain.shared.allocation import Breakdown, total
from domain.shared.attribution import Parts
from domain.shared.currency import Currency
from domain.shared.facility import UNSUPPORTED, Facility, Supports
from domain.shared.ids import ActorId, FinancingId, PartyId
from domain.shared.instalments import Schedule
from domain.shared.money import Money
from domain.shared.pricing import FeePaid
from domain.shared.quoting import LoanQuote


class Stage(Enum):
    """How far a financing has come."""

    OPENED = "opened"
    INSTRUCTED = "instructed"
    DISBURSED = "disbursed"
    REPAID = "repaid"
    RELEASED = "released"
    """The disbursement came back."""

    WRITTEN_OFF = "written_off"
    """Still owed, and off the book."""

    CLOSED = "closed"
    """Written off, and nothing more is asked for."""


OWING = frozenset({Stage.DISBURSED, Stage.WRITTEN_OFF})
"""Money is out, and is taken back."""


@dataclass(frozen=True, slots=True)
class NoFinancing:
    """Before the first event."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of a request, by whose word, and when the last of them said it."""

    verdict: Verdict
    by: tuple[ActorId, ...]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Requested:
    """A request: only with all its approvals does it become a loan."""

    financing: FinancingId
    facility: Facility
    lender: PartyId
    borrower: PartyId
    principal: Money
    terms: FinancingTerms
    quote: LoanQuote
    by_obligor: Parts
    supports: Supports
    requested_on: date
    requested_by: ActorId
    expires_on: date
    approvals_needed: int
    approved_by: tuple[ActorId, ...] = ()
    asking: Asking = Asking.OPEN
    decided: Decided | None = None

    @property
    def is_approved(self) -> bool:
        return self.asking is Asking.OPEN and len(self.approved_by) >= self.approvals_needed


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one person of the lender proposed; another has to agree to it, then the borrower."""

    by: ActorId
    reason: str
    schedule: Schedule
    """Of a restructuring; empty for a write-off."""

    annual_rate: Decimal | None = None
    consented: tuple[PartyId, ...] = ()
    offered_until: date | None = None
    """The borrower's last day to accept it; None while the lender itself has not agreed."""

    @property
    def writes_off(self) -> bool:
        return not self.schedule


@dataclass(frozen=True, slots=True)
class Repayment:
    """One repayment as it is used up now."""

    reference: str
    counts_on: date
    amount: Money
    split: Breakdown
    surplus: Money
    payer: PartyId | None
    across: tuple[Share, ...] = ()
    source: Source = Source.COLLECTION


@dataclass(frozen=True, slots=True)
class HeldSurplus:
    """What is to go back to whoever paid too much, once a second person has looked."""

    reference: str
    to: PartyId
    amount: Money
    by: ActorId


@dataclass(frozen=True, slots=True)
class Financing:
    financing: FinancingId
    facility: Facility
    lender: PartyId
    borrower: PartyId
    principal: Money
    fee: Money
    net_proceeds: Money
    terms: FinancingTerms
    opened_on: date
    due_on: date
    schedule: Schedule
    by_obligor: Parts
    left_by_obligor: Parts
    posted: Accrued
    stage: Stage = Stage.OPENED
    bank_account: str | None = None
    disbursed_on: date | None = None
    accrued_through: date | None = None
    repayments: tuple[Repayment, ...] = ()
    overdue: tuple[date, ...] = ()
    """The due dates that were said to have passed unpaid."""

    buy_back_due_on: date | None = None
    supports: Supports = UNSUPPORTED
    changes: tuple[Rescheduled, ...] = ()
    defaulted_on: date | None = None
    proposal: Proposal | None = None
    written_off_on: date | None = None
    held: tuple[HeldSurplus, ...] = ()
    decided: Decided | None = None
    """None where nobody had to approve it."""

    @property
    def surplus_held(self) -> Money:
        return Money.total((it.amount for it in self.held), self.currency)

    def held_for(self, party: PartyId) -> Money:
        return Money.total((it.amount for it in self.held if it.to == party), self.currency)

    @property
    def currency(self) -> Currency:
        return self.principal.currency

    @property
    def annual_rate(self) -> Decimal:
        """As agreed, or as it was last changed."""
        changed = [it.annual_rate for it in self.changes if it.annual_rate is not None]
        return changed[-1] if changed else self.terms.price.annual_rate

    @property
    def fee_owed(self) -> Money:
        """The fee, unless it came out of the proceeds."""
        owed = self.terms.price.fee.paid is FeePaid.WITH_REPAYMENT
        return self.fee if owed else Money.zero(self.currency)

    @property
    def paid(self) -> Breakdown:
        return total((each.split for each in self.repayments), self.currency)

    @property
    def principal_left(self) -> Money:
        return self.principal - self.paid.principal

    @property
    def by_guarantor(self) -> Parts:
        """Who answers for how much of what is left of the principal."""
        return self.supports.by_guarantor(self.principal, self.principal_left)

    @property
    def payments(self) -> tuple[Payment, ...]:
        """What was taken and not given back, for the schedule."""
        return tuple(
            Payment(it.counts_on, it.split.total, changes_before(self.changes, it.reference))
            for it in self.repayments
        )

    @property
    def loan(self) -> Loan | None:
        """None while nothing is lent: before the bank has paid out, or after it came back."""
        if self.disbursed_on is None or self.stage is Stage.RELEASED:
            return None
        return Loan(
            self.principal,
            self.fee_owed,
            self.terms,
            self.disbursed_on,
            self.schedule,
            self.changes,
        )

    @property
    def off_book(self) -> bool:
        return self.written_off_on is not None

    def standing(self, on: date) -> Standing | None:
        """None while nothing is lent on `on`."""
        loan = self.loan
        if loan is None or on < loan.starts_on or self.stage is Stage.CLOSED:
            return None
        return standing(loan, self.payments, on)

    def owed(self, on: date) -> Breakdown:
        """What is owed on `on`, by component; to settle early may cost a fee besides."""
        at = self.standing(on)
        return Breakdown.nothing(self.currency) if at is None else at.owed

    def to_settle(self, on: date) -> Money:
        """What would settle the financing on `on`."""
        at = self.standing(on)
        return Money.zero(self.currency) if at is None else at.owed.total + at.early_fee


FinancingState = NoFinancing | Requested | Financing
