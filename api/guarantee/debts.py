"""What becomes of a guaranteed debt, over HTTP: changed, assigned, sued on, called, paid."""

from __future__ import annotations

from fastapi.responses import Response

from api.guarantee import bodies
from api.shared.commanding import AtDesk, Counter
from api.shared.identity import LENDER
from api.shared.named import FinancingPath, GuaranteePath
from api.shared.routes import command
from api.shared.strict import room
from application.processes.calling_guarantees import (
    Assigned,
    CallFor,
    ChangeOfDebt,
    OnDebt,
    PaidOnCall,
    Sued,
    call,
    change_debt,
    notify_assignment,
    paid_on_call,
    record_suit,
)
from application.processes.giving_guarantees import GuaranteeAsItIs
from domain.shared.ids import FinancingId, GuaranteeId

router = room("/guarantees/{guarantee}/debts/{financing}", "guarantees")


def _debt(guarantee: GuaranteeId, financing: FinancingId, desk: AtDesk) -> OnDebt:
    return OnDebt(guarantee, desk.caller.party, financing)


@router.post("/changes", operation_id="recordDebtChange", **command(GuaranteeAsItIs, LENDER))
def change(
    guarantee: GuaranteePath, financing: FinancingPath, body: bodies.DebtBody, desk: Counter
) -> Response:
    """Another amount or day: without the guarantor's consent only what eases binds it."""
    asked = ChangeOfDebt(
        debt=_debt(guarantee, financing, desk),
        amount=body.amount,
        due_on=body.due_on,
        consent=body.consent,
    )
    return desk.carry_out(asked, change_debt(asked))


@router.post("/assignment", operation_id="notifyAssignment", **command(GuaranteeAsItIs, LENDER))
def assign(
    guarantee: GuaranteePath,
    financing: FinancingPath,
    body: bodies.AssignmentBody,
    desk: Counter,
) -> Response:
    """The guarantor was told that the loan has a new creditor."""
    asked = Assigned(
        debt=_debt(guarantee, financing, desk),
        assignee=body.assignee,
        notified_on=body.notified_on,
        notice=body.notice,
        consent=body.consent,
    )
    return desk.carry_out(asked, notify_assignment(asked))


@router.post("/suit", operation_id="recordSuit", **command(GuaranteeAsItIs, LENDER))
def sue(
    guarantee: GuaranteePath, financing: FinancingPath, body: bodies.SuitBody, desk: Counter
) -> Response:
    """The debtor was sued: an ordinary guarantee stands."""
    asked = Sued(
        debt=_debt(guarantee, financing, desk), sued_on=body.sued_on, reference=body.reference
    )
    return desk.carry_out(asked, record_suit(asked))


@router.post("/call", operation_id="callGuarantee", **command(GuaranteeAsItIs, LENDER))
def call_one(
    guarantee: GuaranteePath, financing: FinancingPath, body: bodies.CallBody, desk: Counter
) -> Response:
    """Claim on the guarantor for an overdue financing, margin first."""
    asked = CallFor(
        debt=_debt(guarantee, financing, desk),
        amount=body.amount,
        pay_by=body.pay_by,
        ground=body.ground,
        evidence=body.evidence,
    )
    return desk.carry_out(asked, call(asked))


@router.post("/margin-payments", operation_id="applyMargin", **command(GuaranteeAsItIs, LENDER))
def apply(
    guarantee: GuaranteePath, financing: FinancingPath, body: bodies.PaymentBody, desk: Counter
) -> Response:
    """The bank paid margin over: it repays the financing."""
    asked = _paid(_debt(guarantee, financing, desk), body, from_margin=True)
    return desk.carry_out(asked, paid_on_call(asked))


@router.post("/payments", operation_id="honourGuarantee", **command(GuaranteeAsItIs, LENDER))
def honour(
    guarantee: GuaranteePath, financing: FinancingPath, body: bodies.PaymentBody, desk: Counter
) -> Response:
    """The guarantor paid, in part or in whole: it repays the financing."""
    asked = _paid(_debt(guarantee, financing, desk), body, from_margin=False)
    return desk.carry_out(asked, paid_on_call(asked))


def _paid(debt: OnDebt, body: bodies.PaymentBody, *, from_margin: bool) -> PaidOnCall:
    return PaidOnCall(
        debt=debt,
        amount=body.amount,
        value_date=body.value_date,
        bank_reference=body.bank_reference,
        from_margin=from_margin,
        transfer=body.transfer,
        surplus=body.surplus,
    )
