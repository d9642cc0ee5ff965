"""Margin comes in and goes out as the bank confirms it, never below what is needed.

What the bank takes back is gone, whatever needs it: then that is said to both sides, until
margin suffices again, and nothing new comes under the guarantee.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from typing import assert_never, cast

from domain.guarantee import checks
from domain.guarantee import commands as ask
from domain.guarantee import events as fact
from domain.guarantee import use_refusals as no
from domain.guarantee.evolve import evolve
from domain.guarantee.margin_commands import (
    DepositMargin,
    MarginCommand,
    TakeBackMargin,
    WithdrawMargin,
)
from domain.guarantee.margin_events import (
    ClaimLeftMargin,
    MarginDeposited,
    MarginFellShort,
    MarginSuffices,
    MarginTakenBack,
    MarginWithdrawn,
)
from domain.guarantee.state import Guarantee, GuaranteeState
from domain.shared.event import Context
from domain.shared.money import Money
from domain.shared.refusal import Refused

Decision = tuple[fact.GuaranteeEvent, ...]

MAY_FALL_SHORT = (
    TakeBackMargin | ask.Restore | ask.RecordDebtChange | ask.ReverseHonour | ask.KeepPeriods
)
"""What is done though margin does not bear it; everything else is refused then."""


def move_margin(state: Guarantee, command: MarginCommand, context: Context) -> Decision:
    if isinstance(command, TakeBackMargin):
        return _take_back(state, command, context)
    checks.amount_fits(state, command.amount)
    checks.happened(command.value_date, context)
    if state.terms.margin_account is None:
        raise Refused(no.MarginNotNamed())
    checks.reference_is_new(state, command.bank_reference)
    match command:
        case DepositMargin():
            return _deposit(state, command, context)
        case WithdrawMargin():
            return _withdraw(state, command, context)
        case _:
            assert_never(command)


def tell_of_margin(
    state: Guarantee, command: ask.AfterGiving, events: Decision, context: Context
) -> Decision:
    """That it falls short, by another amount than was said, or suffices again."""
    if state.short is None and not isinstance(command, MAY_FALL_SHORT):
        return ()
    before: GuaranteeState = state
    after = cast("Guarantee", reduce(evolve, events, before))
    day = context.now.day
    missing = after.margin_missing(day)
    if missing == after.short:
        return ()
    said, required = checks.said_of(state, context), after.margin_required(day)
    if missing is None:
        return (MarginSuffices(**said, required=required, held=after.margin_held),)
    return (MarginFellShort(**said, required=required, held=after.margin_held, missing=missing),)


def _deposit(state: Guarantee, command: DepositMargin, context: Context) -> Decision:
    said = checks.said_of(state, context)
    said["effective_on"] = command.value_date
    return (
        MarginDeposited(
            **said,
            amount=command.amount,
            value_date=command.value_date,
            bank_reference=command.bank_reference,
            entry=command.entry,
            balance=state.margin + command.amount,
            transfer=command.transfer,
        ),
    )


def _withdraw(state: Guarantee, command: WithdrawMargin, context: Context) -> Decision:
    """What is set aside for a claim, and what uses need, stays."""
    day = context.now.day
    free = state.margin_free(day)
    if command.amount > free:
        raise Refused(no.MarginNotFree(command.amount, free, state.margin_required(day)))

    said = checks.said_of(state, context)
    said["effective_on"] = command.value_date
    return (
        MarginWithdrawn(
            **said,
            amount=command.amount,
            value_date=command.value_date,
            bank_reference=command.bank_reference,
            balance=state.margin - command.amount,
        ),
    )


def _take_back(state: Guarantee, command: TakeBackMargin, context: Context) -> Decision:
    """Whatever stands on it: the bank has it, and the creditor does not."""
    deposit = state.deposits.get(command.bank_reference)
    if deposit is None:
        raise Refused(no.DepositUnknown(command.bank_reference))

    taken = MarginTakenBack(
        **checks.said_of(state, context),
        amount=deposit.amount,
        bank_reference=command.bank_reference,
        balance=state.margin - deposit.amount,
    )
    return (taken, *_claims_left(state, taken.balance, context))


def _claims_left(state: Guarantee, balance: Money, context: Context) -> Iterator[ClaimLeftMargin]:
    """No more is set aside than there is."""
    nothing = Money.zero(state.currency)
    over = state.margin - state.margin_held - max(balance, nothing)
    aside = sorted(it for it in state.debts.items() if it[1].claimed.from_margin.is_positive)
    for financing, debt in aside if over.is_positive else ():
        amount = min(over, debt.claimed.from_margin)
        if amount.is_positive:
            over -= amount
            yield ClaimLeftMargin(
                **checks.said_of_debt(state, financing, debt.borrower, context),
                amount=amount,
                still_aside=debt.claimed.from_margin - amount,
                still_claimed=debt.claimed.of_guarantor + amount,
            )
