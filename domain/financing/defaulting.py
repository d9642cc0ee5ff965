"""A loan is declared in default; then everything may become due, and guarantors may be called."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from domain.financing import commands as ask
from domain.financing import refusals as no
from domain.financing import trouble_events as fact
from domain.financing import trouble_refusals as kept
from domain.financing.offering import check_no_offer
from domain.financing.posting import Decision, accrue_to, after, lent, what_all_say
from domain.financing.schedule import Standing, standing
from domain.financing.state import OWING, Financing
from domain.financing.terms import Cause
from domain.shared.event import Context
from domain.shared.money import Money
from domain.shared.refusal import Refused

Defaulting = ask.DeclareDefault | ask.Accelerate | ask.CallGuarantee


def default(financing: Financing, command: Defaulting, context: Context) -> Decision:
    match command:
        case ask.DeclareDefault():
            return _declare(financing, command, context)
        case ask.Accelerate():
            return _accelerate(financing, command, context)
        case ask.CallGuarantee():
            return _call(financing, command, context)
        case _:
            assert_never(command)


def _declare(financing: Financing, command: ask.DeclareDefault, context: Context) -> Decision:
    at = _owing(financing, context)
    if financing.defaulted_on is not None:
        raise Refused(kept.AlreadyInDefault(financing.defaulted_on))
    late = days_past_due(at, context)
    _check_cause(financing, command.cause, late)
    return (
        fact.DefaultDeclared(
            **what_all_say(financing, context),
            cause=command.cause,
            detail=command.detail,
            days_past_due=late,
            owed=at.owed,
        ),
    )


def _check_cause(financing: Financing, cause: Cause, late: int) -> None:
    needed = financing.terms.default_after_days
    if cause is Cause.OVERDUE and needed is None:
        raise Refused(kept.NoDefaultByDays())
    if cause is Cause.OVERDUE and needed is not None and late < needed:
        raise Refused(kept.NotLateEnough(late, needed))
    if cause is Cause.CROSS_DEFAULT and not financing.terms.cross_default:
        raise Refused(kept.NoCrossDefault())


def check_cross_default(loan: Financing, other: Financing) -> None:
    """The other, to the same borrower, is in default."""
    if other.borrower != loan.borrower or other.defaulted_on is None:
        raise Refused(kept.NotInDefault())


def follows(loan: Financing, today: date) -> bool:
    """Whether another loan's default is one of this: by its own terms, where it is owed."""
    owing = loan.stage in OWING and loan.owed(today).total.is_positive
    return loan.terms.cross_default and loan.defaulted_on is None and owing


def days_past_due(at: Standing, context: Context) -> int:
    """Of the oldest line that is not paid."""
    overdue = at.overdue(context.now.day)
    return (context.now.day - overdue[0].due_on).days if overdue else 0


def _accelerate(financing: Financing, command: ask.Accelerate, context: Context) -> Decision:
    """Interest is posted to today first, so that what is due today is what is said."""
    at = _in_default(financing, context)
    if all(line.is_due for line in at.lines):
        raise Refused(kept.AllDueAlready(financing.due_on))
    check_no_offer(financing, context)
    today = context.now.day
    run = accrue_to(financing, today, context)
    accelerated = fact.FinancingAccelerated(
        **what_all_say(after(financing, run), context),
        reason=command.reason,
        was_due_on=financing.due_on,
        due_on=today,
        principal=financing.principal_left,
        by_obligor=financing.left_by_obligor,
        by_guarantor=financing.by_guarantor,
    )
    return (*run, accelerated)


def _call(financing: Financing, command: ask.CallGuarantee, context: Context) -> Decision:
    """For no more than is owed and guaranteed; once it is overdue or in default."""
    at = _owing(financing, context)
    found = [it for it in financing.supports.guarantees if it.guarantee == command.guarantee]
    if not found:
        raise Refused(kept.NotGuaranteedBy(command.guarantee))
    if financing.defaulted_on is None and not at.overdue(context.now.day):
        raise Refused(kept.NotInDefault())
    if command.amount.currency is not financing.currency:
        raise Refused(no.OtherCurrency(financing.currency, command.amount.currency))
    if not command.amount.is_positive:
        raise Refused(no.AmountNotPositive(command.amount))
    most = _may_be_called(found[0].amount, at.owed.total, command)
    if command.amount > most:
        raise Refused(kept.BeyondGuaranteed(command.amount, most))
    return (
        fact.GuaranteeCalled(
            **what_all_say(financing, context),
            guarantee=command.guarantee,
            guarantor=found[0].guarantor,
            amount=command.amount,
            due_on=command.due_on,
        ),
    )


def _may_be_called(lent_on: Money, owed: Money, command: ask.CallGuarantee) -> Money:
    """In however many calls, a guarantor is never called for more than is owed."""
    nothing = Money.zero(owed.currency)
    agreed = max(lent_on, command.agreed or nothing)
    return min(agreed, max(owed - (command.claimed or nothing), nothing))


def _in_default(financing: Financing, context: Context) -> Standing:
    at = _owing(financing, context)
    if financing.defaulted_on is None:
        raise Refused(kept.NotInDefault())
    return at


def _owing(financing: Financing, context: Context) -> Standing:
    at = standing(lent(financing), financing.payments, context.now.day)
    if at.owed.total.is_zero:
        raise Refused(no.NothingOwed())
    return at
