"""How each event changes a financing."""

from __future__ import annotations

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
    LoanEvent,
    RepaymentAllocated,
    RepaymentReallocated,
    RepaymentReversed,
    SurplusDropped,
    SurplusHeld,
    SurplusReleased,
)
from domain.financing.evolve_trouble import in_trouble
from domain.financing.loan import without_payment
from domain.financing.request_events import (
    FinancingApproved,
    FinancingRejected,
    FinancingRequested,
    FinancingWithdrawn,
    RequestEvent,
    RequestExpired,
)
from domain.financing.schedule import Accrued
from domain.financing.state import (
    Decided,
    Financing,
    FinancingState,
    HeldSurplus,
    Repayment,
    Requested,
    Stage,
)
from domain.financing.terms import Asking, Verdict
from domain.financing.trouble_events import TroubleEvent
from domain.shared.attribution import less
from domain.shared.refusal import BrokenPromise
from domain.shared.replacing import replace


def evolve(state: FinancingState, event: FinancingEvent) -> FinancingState:
    if isinstance(event, InterestAccrued) and isinstance(state, Financing):
        return _accrued(state, event)  # first, since a loan says so every day
    if isinstance(event, FinancingOpened):
        return _opened(state, event)
    if isinstance(event, RequestEvent):
        return _asked(state, event)
    if not isinstance(state, Financing):
        raise BrokenPromise("a loan's history starts with FinancingOpened")
    return in_trouble(state, event) if isinstance(event, TroubleEvent) else _lent(state, event)


def _lent(state: Financing, event: LoanEvent) -> Financing:
    match event:
        case DisbursementInstructed() | DisbursementConfirmed() | DisbursementReturned():
            return _disbursed(state, event)
        case InterestAccrued() | InterestCorrected():
            return _accrued(state, event)
        case RepaymentAllocated() | RepaymentReallocated() | RepaymentReversed():
            return _repaid(state, event)
        case SurplusHeld() | SurplusReleased() | SurplusDropped():
            return _held(state, event)
        case FinancingOverdue() | BuyBackDue() | BoughtBack() | FinancingRepaid():
            return _came_to(state, event)
        case _:
            assert_never(event)


def _opened(before: FinancingState, event: FinancingOpened) -> Financing:
    approved = None
    if isinstance(before, Requested):
        approved = Decided(Verdict.APPROVED, before.approved_by, event.at)
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
        schedule=event.schedule,
        by_obligor=event.by_obligor,
        left_by_obligor=event.by_obligor,
        posted=Accrued.nothing(event.principal.currency),
        supports=event.supports,
        decided=approved,
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
            more = Accrued(event.amount, event.penalty, event.fee)
        case InterestCorrected():
            more = Accrued(event.difference, event.penalty_difference, event.fee_difference)
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
            repayments = tuple(
                _reallocated(each, event) if each.reference == event.reference else each
                for each in was.repayments
            )
        case RepaymentReversed():
            repayments = tuple(r for r in was.repayments if r.reference != event.reference)
            stage = _reopened(was) if event.reopened else was.stage
            changes = without_payment(was.changes, event.reference)
            was = replace(was, stage=stage, changes=changes)
        case _:
            assert_never(event)
    return replace(was, repayments=repayments, left_by_obligor=left)


def _held(was: Financing, event: SurplusHeld | SurplusReleased | SurplusDropped) -> Financing:
    match event:
        case SurplusHeld():
            more = HeldSurplus(event.reference, event.to, event.amount, event.by)
            return replace(was, held=(*was.held, more))
        case SurplusReleased() | SurplusDropped():
            less_ = (_less(it, event) for it in was.held)
            return replace(was, held=tuple(it for it in less_ if it.amount.is_positive))
        case _:
            assert_never(event)


def _less(held: HeldSurplus, event: SurplusReleased | SurplusDropped) -> HeldSurplus:
    if (held.reference, held.to) != (event.reference, event.to):
        return held
    return replace(held, amount=held.amount - event.amount)


def _repayment(event: RepaymentAllocated) -> Repayment:
    return Repayment(
        reference=event.reference,
        counts_on=event.effective_on,
        amount=event.amount,
        split=event.split,
        surplus=event.surplus,
        payer=event.payer,
        across=event.across,
        source=event.source,
    )


def _reallocated(each: Repayment, event: RepaymentReallocated) -> Repayment:
    surplus = each.surplus + event.released
    return replace(each, split=event.after, surplus=surplus, across=event.across)


def _came_to(
    was: Financing, event: FinancingOverdue | BuyBackDue | BoughtBack | FinancingRepaid
) -> Financing:
    match event:
        case FinancingOverdue():
            return replace(was, overdue=(*was.overdue, event.due_on))
        case BuyBackDue():
            return replace(was, buy_back_due_on=event.due_on)
        case BoughtBack():
            return was
        case FinancingRepaid():
            return replace(was, stage=Stage.REPAID, proposal=None)
        case _:
            assert_never(event)


def _reopened(was: Financing) -> Stage:
    return Stage.WRITTEN_OFF if was.off_book else Stage.DISBURSED


def _asked(state: FinancingState, event: RequestEvent) -> Requested:
    if isinstance(event, FinancingRequested):
        return Requested(
            financing=event.financing,
            facility=event.facility,
            lender=event.lender,
            borrower=event.borrower,
            principal=event.principal,
            terms=event.terms,
            quote=event.quote,
            by_obligor=event.by_obligor,
            supports=event.supports,
            requested_on=event.effective_on,
            requested_by=event.by,
            expires_on=event.expires_on,
            approvals_needed=event.approvals_needed,
        )
    if not isinstance(state, Requested):
        raise BrokenPromise("a request's history starts with FinancingRequested")
    match event:
        case FinancingApproved():
            return replace(state, approved_by=(*state.approved_by, event.by))
        case FinancingRejected():
            said = Decided(Verdict.REJECTED, (event.by,), event.at)
            return replace(state, asking=Asking.REJECTED, decided=said)
        case FinancingWithdrawn():
            said = Decided(Verdict.WITHDRAWN, (event.by,), event.at)
            return replace(state, asking=Asking.WITHDRAWN, decided=said)
        case RequestExpired():
            said = Decided(Verdict.EXPIRED, (), event.at)
            return replace(state, asking=Asking.EXPIRED, decided=said)
        case _:
            assert_never(event)
