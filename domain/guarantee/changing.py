"""What becomes of the debt itself: its amount, its day, its creditor, a suit on it."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from domain.guarantee import call_refusals as no
from domain.guarantee import checks
from domain.guarantee import commands as ask
from domain.guarantee import events as fact
from domain.guarantee import use_refusals as unusable
from domain.guarantee.debt import Debt
from domain.guarantee.state import Guarantee
from domain.guarantee.using import bears, open_for_new_use
from domain.shared.event import Context
from domain.shared.law.guarantee_period import guarantee_ends
from domain.shared.money import Money
from domain.shared.refusal import Refused
from domain.shared.usage import Use

Changing = ask.RecordDebtChange | ask.NotifyAssignment | ask.RecordSuit
Decision = tuple[fact.GuaranteeEvent, ...]


def change(state: Guarantee, command: Changing, context: Context) -> Decision:
    debt = checks.debt_of(state, command.financing)
    match command:
        case ask.RecordDebtChange():
            return _change(state, debt, command, context)
        case ask.NotifyAssignment():
            return _assign(state, debt, command, context)
        case ask.RecordSuit():
            return _sue(state, debt, command, context)
        case _:
            assert_never(command)


def _change(
    state: Guarantee, debt: Debt, command: ask.RecordDebtChange, context: Context
) -> Decision:
    """Civil Code 695: without written consent less binds, more and later do not."""
    checks.amount_fits(state, command.amount)
    checks.has_not_lapsed(debt, command.financing)
    use = state.usage.of(command.financing)
    if use is None:
        raise Refused(unusable.NotInUse(command.financing))
    bound = max(debt.agreed_on(command.amount, command.consent), debt.paid)
    if bound > debt.bound:
        open_for_new_use(state, context)
        bears(state, bound - debt.bound, context)
    due_on, ends_on = _days(state, debt, command)
    reserved, utilised = _more(use, debt, bound)

    return (
        fact.DebtChanged(
            **checks.said_of_debt(state, command.financing, debt.borrower, context),
            asked_amount=command.amount,
            asked_due_on=command.due_on,
            consent=command.consent,
            bound=bound,
            due_on=due_on,
            ends_on=ends_on,
            reserved_more=reserved,
            utilised_more=utilised,
            claimed=debt.claimed.at_most(use.utilised + utilised),
        ),
    )


def _more(use: Use, debt: Debt, bound: Money) -> tuple[Money, Money]:
    """What is in use goes down, or up, by as much as what binds; it never goes beyond that."""
    more, nothing = bound - debt.bound, Money.zero(bound.currency)
    if use.reserved.is_positive:
        return more, nothing
    most = bound - debt.paid
    return nothing, more if more.is_positive else min(use.utilised, most) - use.utilised


def _days(state: Guarantee, debt: Debt, command: ask.RecordDebtChange) -> tuple[date, date]:
    if not command.consent:
        return debt.due_on, debt.ends_on
    return command.due_on, guarantee_ends(command.due_on, state.terms.agreed_end)


def _assign(
    state: Guarantee, debt: Debt, command: ask.NotifyAssignment, context: Context
) -> Decision:
    checks.happened(command.notified_on, context)
    if not state.terms.assignable and not command.consent:
        raise Refused(no.AssignmentBarred())

    return (
        fact.AssignmentNotified(
            **checks.said_of_debt(state, command.financing, debt.borrower, context),
            assignee=command.assignee,
            notified_on=command.notified_on,
            notice=command.notice,
            consent=command.consent,
        ),
    )


def _sue(state: Guarantee, debt: Debt, command: ask.RecordSuit, context: Context) -> Decision:
    checks.happened(command.sued_on, context)
    checks.has_not_lapsed(debt, command.financing)
    if command.sued_on > debt.ends_on:
        raise Refused(no.SuedTooLate(command.sued_on, debt.ends_on))

    return (
        fact.DebtorSued(
            **checks.said_of_debt(state, command.financing, debt.borrower, context),
            sued_on=command.sued_on,
            reference=command.reference,
        ),
    )
