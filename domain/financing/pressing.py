"""The lender lets interest run, and asks the seller to take back what its buyer did not pay."""

from __future__ import annotations

from typing import assert_never

from domain.financing import commands as ask
from domain.financing import events as fact
from domain.financing import refusals as no
from domain.financing.posting import Decision, accrue_to, check_come, lent, what_all_say
from domain.financing.state import Financing, Stage
from domain.shared.event import Context
from domain.shared.refusal import Refused

Pressing = ask.AccrueInterest | ask.DemandBuyBack


def press(financing: Financing, command: Pressing, context: Context) -> Decision:
    match command:
        case ask.AccrueInterest():
            return _accrue(financing, command, context)
        case ask.DemandBuyBack():
            return _demand_buy_back(financing, command, context)
        case _:
            assert_never(command)


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
