"""Margin comes in and goes out as the bank confirms it, never below what is needed."""

from __future__ import annotations

from domain.guarantee import checks
from domain.guarantee import commands as ask
from domain.guarantee import events as fact
from domain.guarantee import use_refusals as no
from domain.guarantee.state import Guarantee
from domain.shared.event import Context
from domain.shared.refusal import Refused

Decision = tuple[fact.GuaranteeEvent, ...]


def move_margin(
    state: Guarantee, command: ask.DepositMargin | ask.WithdrawMargin, context: Context
) -> Decision:
    checks.amount_fits(state, command.amount)
    checks.happened(command.value_date, context)
    if state.terms.margin_account is None:
        raise Refused(no.MarginNotNamed())
    checks.reference_is_new(state, command.bank_reference)
    if isinstance(command, ask.DepositMargin):
        return _deposit(state, command, context)
    return _withdraw(state, command, context)


def _deposit(state: Guarantee, command: ask.DepositMargin, context: Context) -> Decision:
    said = checks.said_of(state, context)
    said["effective_on"] = command.value_date
    return (
        fact.MarginDeposited(
            **said,
            amount=command.amount,
            value_date=command.value_date,
            bank_reference=command.bank_reference,
            entry=command.entry,
            balance=state.margin + command.amount,
        ),
    )


def _withdraw(state: Guarantee, command: ask.WithdrawMargin, context: Context) -> Decision:
    """What is set aside for a claim, and what uses need, stays."""
    day = context.now.day
    free = state.margin_free(day)
    if command.amount > free:
        raise Refused(no.MarginNotFree(command.amount, free, state.margin_required(day)))

    said = checks.said_of(state, context)
    said["effective_on"] = command.value_date
    return (
        fact.MarginWithdrawn(
            **said,
            amount=command.amount,
            value_date=command.value_date,
            bank_reference=command.bank_reference,
            balance=state.margin - command.amount,
        ),
    )
