"""What is true of a financing now, and how each event changes it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import assert_never

from domain.financing.events import (
    BoughtBack,
    BuyBackDue,
    DisbursementConfirmed,
    DisbursementInstructed,
    DisbursementReturned,
    FinancingEvent,
    FinancingOpened,
    FinancingOverdue,
    FinancingRepaid,
    InterestAccrued,
    InterestCorrected,
    RepaymentAllocated,
    RepaymentReallocated,
    RepaymentReversed,
)
from domain.financing.schedule import Accrued, Loan, Payment, standing
from domain.financing.terms import FinancingTerms
from domain.shared.allocation import Breakdown, total
from domain.shared.attribution import Parts, less
from domain.shared.currency import Currency
from domain.shared.facility import UNSUPPORTED, Facility, Supports
from domain.shared.ids import FinancingId, PartyId
from domain.shared.money import Money
from domain.shared.pricing import FeePaid
from domain.shared.refusal import BrokenPromise


class Stage(Enum):
    """How far a financing has come."""

    OPENED = "opened"
    INSTRUCTED = "instructed"
    DISBURSED = "disbursed"
    REPAID = "repaid"
    RELEASED = "released"
    """The disbursement came back."""


@dataclass(frozen=True, slots=True)
class NoFinancing:
    """Before the first event."""


@dataclass(frozen=True, slots=True)
class Repayment:
    """One repayment as it is used up now."""

    reference: str
    counts_on: date
    amount: Money
    split: Breakdown
    surplus: Money
    payer: PartyId | None


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
    by_obligor: Parts
    left_by_obligor: Parts
    posted: Accrued
    stage: Stage = Stage.OPENED
    bank_account: str | None = None
    disbursed_on: date | None = None
    accrued_through: date | None = None
    repayments: tuple[Repayment, ...] = ()
    overdue: bool = False
    buy_back_due_on: date | None = None
    supports: Supports = UNSUPPORTED

    @property
    def currency(self) -> Currency:
        return self.principal.currency

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
        return tuple(Payment(each.counts_on, each.split.total) for each in self.repayments)

    @property
    def loan(self) -> Loan | None:
        """None while nothing is lent: before the bank has paid out, or after it came back."""
        if self.disbursed_on is None or self.stage is Stage.RELEASED:
            return None
        return Loan(self.principal, self.fee_owed, self.terms, self.disbursed_on, self.due_on)

    def owed(self, on: date) -> Breakdown:
        """What would settle the financing on `on`, by component."""
        loan = self.loan
        if loan is None or on < loan.starts_on:
            return Breakdown.nothing(self.currency)
        return standing(loan, self.payments, on).owed


FinancingState = NoFinancing | Financing


def evolve(state: FinancingState, event: FinancingEvent) -> FinancingState:
    if isinstance(event, FinancingOpened):
        return _opened(event)
    if isinstance(state, NoFinancing):
        raise BrokenPromise("a financing's history starts with FinancingOpened")
    match event:
        case DisbursementInstructed() | DisbursementConfirmed() | DisbursementReturned():
            return _disbursed(state, event)
        case InterestAccrued() | InterestCorrected():
            return _accrued(state, event)
        case RepaymentAllocated() | RepaymentReallocated() | RepaymentReversed():
            return _repaid(state, event)
        case FinancingOverdue() | BuyBackDue() | BoughtBack() | FinancingRepaid():
            return _came_to(state, event)
        case _:
            assert_never(event)


def _opened(event: FinancingOpened) -> Financing:
    nothing = Money.zero(event.principal.currency)
    return Financing(
        financing=event.financing,
        facility=event.facility,
        lender=event.lender,
        borrower=event.borrower,
        principal=event.principal,
        fee=event.fee,
        net_proceeds=event.net_proceeds,
        terms=event.terms,
        opened_on=event.opened_on,
        due_on=event.due_on,
        by_obligor=event.by_obligor,
        left_by_obligor=event.by_obligor,
        posted=Accrued(nothing, nothing),
        supports=event.supports,
    )


def _disbursed(
    was: Financing, event: DisbursementInstructed | DisbursementConfirmed | DisbursementReturned
) -> Financing:
    match event:
        case DisbursementInstructed():
            return replace(was, stage=Stage.INSTRUCTED, bank_account=event.bank_account)
        case DisbursementConfirmed():
            day = event.value_date
            return replace(was, stage=Stage.DISBURSED, disbursed_on=day, accrued_through=day)
        case DisbursementReturned():
            return replace(was, stage=Stage.RELEASED, left_by_obligor=())
        case _:
            assert_never(event)


def _accrued(was: Financing, event: InterestAccrued | InterestCorrected) -> Financing:
    match event:
        case InterestAccrued():
            more = Accrued(event.amount, event.penalty)
        case InterestCorrected():
            more = Accrued(event.difference, event.penalty_difference)
        case _:
            assert_never(event)
    return replace(was, posted=was.posted + more, accrued_through=event.through)


def _repaid(
    was: Financing, event: RepaymentAllocated | RepaymentReallocated | RepaymentReversed
) -> Financing:
    left = less(was.left_by_obligor, event.by_obligor)
    match event:
        case RepaymentAllocated():
            repayments = (*was.repayments, _repayment(event))
        case RepaymentReallocated():
            repayments = tuple(_reallocated(each, event) for each in was.repayments)
        case RepaymentReversed():
            repayments = tuple(r for r in was.repayments if r.reference != event.reference)
            stage = Stage.DISBURSED if event.reopened else was.stage
            return replace(was, repayments=repayments, left_by_obligor=left, stage=stage)
        case _:
            assert_never(event)
    return replace(was, repayments=repayments, left_by_obligor=left)


def _repayment(event: RepaymentAllocated) -> Repayment:
    return Repayment(
        reference=event.reference,
        counts_on=event.effective_on,
        amount=event.amount,
        split=event.split,
        surplus=event.surplus,
        payer=event.payer,
    )


def _reallocated(each: Repayment, event: RepaymentReallocated) -> Repayment:
    if each.reference != event.reference:
        return each
    return replace(each, split=event.after, surplus=each.surplus + event.released)


def _came_to(
    was: Financing, event: FinancingOverdue | BuyBackDue | BoughtBack | FinancingRepaid
) -> Financing:
    match event:
        case FinancingOverdue():
            return replace(was, overdue=True)
        case BuyBackDue():
            return replace(was, buy_back_due_on=event.due_on)
        case BoughtBack():
            return was
        case FinancingRepaid():
            return replace(was, stage=Stage.REPAID)
        case _:
            assert_never(event)
