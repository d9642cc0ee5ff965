"""The bank is asked to pay out, and says that it did or could not."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from domain.financing import commands as ask
from domain.financing import events as fact
from domain.financing import refusals as no
from domain.financing.posting import Decision, after, begun, check_come, what_all_say
from domain.financing.state import Financing
from domain.shared.event import Context
from domain.shared.refusal import Refused

Disbursing = (
    ask.InstructDisbursement | ask.CountAsPaidOut | ask.ConfirmDisbursement | ask.ReturnDisbursement
)


def disburse(
    financing: Financing,
    command: Disbursing,
    context: Context,
) -> Decision:
    match command:
        case ask.InstructDisbursement():
            return _instruct(financing, command, context)
        case ask.CountAsPaidOut():
            return _count(financing, command, context)
        case ask.ConfirmDisbursement():
            return _confirm(financing, command, context)
        case ask.ReturnDisbursement():
            return _return(financing, command, context)
        case _:
            assert_never(command)


def _instruct(
    financing: Financing, command: ask.InstructDisbursement, context: Context
) -> Decision:
    if financing.bank_account is not None:
        raise Refused(no.DisbursementAlreadyInstructed(financing.bank_account))

    said = what_all_say(financing, context)
    account, amount = command.bank_account, financing.net_proceeds
    return (fact.DisbursementInstructed(**said, bank_account=account, amount=amount),)


def _confirm(financing: Financing, command: ask.ConfirmDisbursement, context: Context) -> Decision:
    if financing.bank_account is None:
        raise Refused(no.DisbursementNotInstructed())
    if financing.disbursed_on is not None:
        raise Refused(no.AlreadyDisbursed(financing.disbursed_on))
    if command.amount != financing.net_proceeds:
        raise Refused(no.OtherAmountDisbursed(financing.net_proceeds, command.amount))
    check_come(command.value_date, context)
    if command.value_date < financing.opened_on:
        raise Refused(no.DisbursedBeforeOpening(command.value_date, financing.opened_on))

    return _paid_out(financing, command.value_date, command.bank_reference, context)


def _count(financing: Financing, command: ask.CountAsPaidOut, context: Context) -> Decision:
    if financing.disbursed_on is not None:
        raise Refused(no.AlreadyDisbursed(financing.disbursed_on))
    if financing.bank_account is not None:
        raise Refused(no.DisbursementAlreadyInstructed(financing.bank_account))
    return _paid_out(financing, context.now.day, command.reference, context)


def _paid_out(financing: Financing, value_date: date, reference: str, context: Context) -> Decision:
    said = what_all_say(financing, context, effective_on=value_date)
    confirmed = fact.DisbursementConfirmed(
        **said,
        amount=financing.net_proceeds,
        principal=financing.principal,
        fee_owed=financing.fee_owed,
        value_date=value_date,
        bank_reference=reference,
        due_on=financing.due_on,
        by_obligor=financing.by_obligor,
        by_guarantor=financing.by_guarantor,
    )
    return (confirmed, *begun(after(financing, (confirmed,)), context))


def _return(financing: Financing, command: ask.ReturnDisbursement, context: Context) -> Decision:
    if financing.bank_account is None:
        raise Refused(no.DisbursementNotInstructed())
    check_come(command.value_date, context)
    out_on = financing.disbursed_on or financing.opened_on
    if command.value_date < out_on:
        raise Refused(no.ReturnedBeforePaidOut(command.value_date, out_on))
    if financing.repayments:
        raise Refused(no.RepaymentsStand(financing.paid.total))

    said = what_all_say(financing, context, effective_on=command.value_date)
    returned = fact.DisbursementReturned(
        **said,
        value_date=command.value_date,
        reason=command.reason,
        principal=financing.principal,
        was_confirmed=financing.disbursed_on is not None,
        due_on=financing.due_on,
        by_obligor=financing.by_obligor,
        by_guarantor=financing.by_guarantor,
    )
    return (*_interest_taken_back(financing, context), returned)


def _interest_taken_back(financing: Financing, context: Context) -> Decision:
    """Money that never arrived bears no interest."""
    posted, through = financing.posted, financing.accrued_through
    if posted.is_zero or through is None:
        return ()
    return (
        fact.InterestCorrected(
            **what_all_say(financing, context),
            through=through,
            difference=-posted.interest,
            penalty_difference=-posted.penalty,
            fee_difference=-posted.fee,
            reference="disbursement returned",
        ),
    )
