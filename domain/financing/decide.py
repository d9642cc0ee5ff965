"""The rules of a financing: a bullet loan, from its opening to the day nothing is owed.

Checks run from the most to the least fundamental; the tests pin the order.
"""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from domain.financing import commands as ask
from domain.financing import events as fact
from domain.financing import refusals as no
from domain.financing.events import FinancingEvent
from domain.financing.posting import Decision, accrue_to, check_come, lent, what_all_say
from domain.financing.repaying import repay, reverse
from domain.financing.state import Financing, FinancingState, NoFinancing, Stage, evolve
from domain.shared.decider import Decider
from domain.shared.event import Context
from domain.shared.exact import to_rate
from domain.shared.money import Money
from domain.shared.pricing import Quote, quote
from domain.shared.refusal import Refused


def decide(state: FinancingState, command: ask.FinancingCommand, context: Context) -> Decision:
    if isinstance(command, ask.OpenFinancing):
        return _open(state, command, context)
    if isinstance(state, NoFinancing):
        raise Refused(no.FinancingNotFound())
    if state.stage is Stage.RELEASED:
        return _decide_released(command)
    match command:
        case ask.InstructDisbursement() | ask.ConfirmDisbursement() | ask.ReturnDisbursement():
            return _disburse(state, command, context)
        case ask.AccrueInterest() | ask.DemandBuyBack():
            return _press(state, command, context)
        case ask.AllocateRepayment():
            return repay(state, command, context)
        case ask.ReverseRepayment():
            return reverse(state, command, context)
        case _:
            assert_never(command)


def _decide_released(command: ask.FinancingCommand) -> Decision:
    """Nothing is owed on money that came back; a daily close may still ask."""
    if isinstance(command, ask.AccrueInterest):
        return ()
    raise Refused(no.FinancingReleased())


def _open(state: FinancingState, command: ask.OpenFinancing, context: Context) -> Decision:
    if isinstance(state, Financing):
        raise Refused(no.FinancingAlreadyOpen(command.financing))
    if not command.principal.is_positive:
        raise Refused(no.AmountNotPositive(command.principal))
    for field, rule, figure in command.terms.faults():
        raise Refused(no.TermsUnsound(field, rule, figure))
    _check_attribution(command)
    priced = quote(command.principal, command.terms.price, context.now.day, command.due_on)
    _check_rate_ceiling(command, priced)

    return (_opened(command, priced, context),)


def _opened(command: ask.OpenFinancing, priced: Quote, context: Context) -> fact.FinancingOpened:
    return fact.FinancingOpened(
        financing=command.financing,
        facility=command.facility,
        lender=command.lender,
        borrower=command.borrower,
        at=context.now.at,
        effective_on=context.now.day,
        by=context.by,
        principal=command.principal,
        interest=priced.interest,
        fee=priced.fee,
        net_proceeds=priced.net_proceeds,
        effective_annual_rate=priced.effective_annual_rate,
        terms=command.terms,
        opened_on=context.now.day,
        due_on=command.due_on,
        by_obligor=command.by_obligor,
        supports=command.supports,
    )


def _check_attribution(command: ask.OpenFinancing) -> None:
    currency = command.principal.currency
    for _, part in command.by_obligor:
        if part.currency is not currency:
            raise Refused(no.OtherCurrency(currency, part.currency))
    attributed = Money.total((part for _, part in command.by_obligor), currency)
    negative = any(part.is_negative for _, part in command.by_obligor)
    if negative or attributed != command.principal:
        raise Refused(no.AttributionDiffers(command.principal, attributed))


def _check_rate_ceiling(command: ask.OpenFinancing, priced: Quote) -> None:
    """Interest, penalty and fees count together (民间借贷解释 29), on what was really paid out."""
    ceiling = command.terms.rate_ceiling
    if ceiling is None:
        return
    cost = Fraction((priced.interest + priced.fee).minor, priced.net_proceeds.minor)
    yearly = cost * Fraction(365, (priced.due_on - priced.opened_on).days)
    asked = yearly + Fraction(command.terms.penalty_rate)
    if asked > Fraction(ceiling):
        raise Refused(no.BeyondRateCeiling(to_rate(asked), ceiling))


def _disburse(
    financing: Financing,
    command: ask.InstructDisbursement | ask.ConfirmDisbursement | ask.ReturnDisbursement,
    context: Context,
) -> Decision:
    match command:
        case ask.InstructDisbursement():
            return _instruct(financing, command, context)
        case ask.ConfirmDisbursement():
            return _confirm(financing, command, context)
        case ask.ReturnDisbursement():
            return _return(financing, command, context)
        case _:
            assert_never(command)


def _press(
    financing: Financing, command: ask.AccrueInterest | ask.DemandBuyBack, context: Context
) -> Decision:
    match command:
        case ask.AccrueInterest():
            return _accrue(financing, command, context)
        case ask.DemandBuyBack():
            return _demand_buy_back(financing, command, context)
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

    said = what_all_say(financing, context, effective_on=command.value_date)
    return (
        fact.DisbursementConfirmed(
            **said,
            amount=command.amount,
            principal=financing.principal,
            fee_owed=financing.fee_owed,
            value_date=command.value_date,
            bank_reference=command.bank_reference,
            due_on=financing.due_on,
            by_obligor=financing.by_obligor,
            by_guarantor=financing.by_guarantor,
        ),
    )


def _return(financing: Financing, command: ask.ReturnDisbursement, context: Context) -> Decision:
    if financing.bank_account is None:
        raise Refused(no.DisbursementNotInstructed())
    check_come(command.value_date, context)
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
            reference="disbursement returned",
        ),
    )


def _accrue(financing: Financing, command: ask.AccrueInterest, context: Context) -> Decision:
    """The daily close asks every financing, so those with nothing to accrue say nothing."""
    check_come(command.through, context)
    if financing.stage is not Stage.DISBURSED:
        return ()

    return accrue_to(financing, command.through, context)


def _demand_buy_back(
    financing: Financing, command: ask.DemandBuyBack, context: Context
) -> Decision:
    if not financing.terms.price.legal_form.has_recourse:
        raise Refused(no.NoRecourse(financing.borrower))
    lent(financing)
    if financing.buy_back_due_on is not None:
        raise Refused(no.BuyBackAlreadyDue(financing.buy_back_due_on))
    owed = financing.owed(context.now.day)
    if owed.total.is_zero:
        raise Refused(no.NothingOwed())

    said = what_all_say(financing, context)
    return (fact.BuyBackDue(**said, due_on=command.due_on, reason=command.reason, owed=owed),)


FINANCING: Decider[ask.FinancingCommand, FinancingState, FinancingEvent] = Decider(
    initial=NoFinancing(), decide=decide, evolve=evolve
)
