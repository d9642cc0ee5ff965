"""A line is reviewed, suspended, resumed and closed; its conditions are met or broken."""

from __future__ import annotations

from typing import assert_never

from domain.credit_line import commands as ask
from domain.credit_line import events as fact
from domain.credit_line import refusals as no
from domain.credit_line.checks import approved, other_person, what_all_say
from domain.credit_line.state import ONE_DAY, Line
from domain.credit_line.terms import Commitment
from domain.credit_line.unused import unused_fee
from domain.shared.event import Context
from domain.shared.exact import to_money
from domain.shared.money import Rounding
from domain.shared.refusal import Refused

Decision = tuple[fact.LineEvent, ...]
Declaring = ask.DeclareConditionsMet | ask.DeclareConditionsBroken


def decide_running(line: Line, command: ask.RunCommand, context: Context) -> Decision:
    match command:
        case ask.PostUnusedFee():
            return _post_fee(line, command, context)
        case ask.DeclareConditionsMet() | ask.DeclareConditionsBroken():
            return _declare(approved(line), command, context)
        case ask.Review():
            return _review(approved(line), command, context)
        case ask.Suspend() | ask.Resume():
            return _pause(approved(line), command, context)
        case ask.Close():
            return _close(approved(line), command, context)
        case _:
            assert_never(command)


def _declare(line: Line, command: Declaring, context: Context) -> Decision:
    """Asked again, there is nothing new to say."""
    if line.terms_on(context.now.day).commitment is Commitment.COMMITTED:
        raise Refused(no.NoConditions(line.line))

    said = what_all_say(line, context)
    if isinstance(command, ask.DeclareConditionsMet):
        return (
            () if line.conditions_met else (fact.ConditionsMet(**said, evidence=command.evidence),)
        )
    return (fact.ConditionsBroken(**said, reason=command.reason),) if line.conditions_met else ()


def _review(line: Line, command: ask.Review, context: Context) -> Decision:
    tomorrow = context.now.day + ONE_DAY
    if command.next_on < tomorrow:
        raise Refused(no.DatesUnsound("nextOn", command.next_on, tomorrow))

    return (
        fact.LineReviewed(
            **what_all_say(line, context),
            finding=command.finding,
            words=command.words,
            next_on=command.next_on,
        ),
    )


def _pause(line: Line, command: ask.Suspend | ask.Resume, context: Context) -> Decision:
    """Anyone of the lender may stop a line at once; to resume it takes another."""
    said = what_all_say(line, context)
    if isinstance(command, ask.Suspend):
        if line.suspended is not None:
            raise Refused(no.LineIsSuspended(line.suspended))
        return (fact.LineSuspended(**said, reason=command.reason),)
    if line.suspended is None:
        raise Refused(no.LineNotSuspended(line.line))
    other_person(line.terms_on(context.now.day), line.suspended_by, context)
    return (fact.LineResumed(**said, reason=command.reason),)


def _close(line: Line, command: ask.Close, context: Context) -> Decision:
    """What is spent for good stands in nobody's way."""
    in_use = line.usage.in_use(context.now.day, line.currency)
    if in_use.is_positive:
        raise Refused(no.StillInUse(in_use))

    return (fact.LineClosed(**what_all_say(line, context), reason=command.reason),)


def _post_fee(line: Line, command: ask.PostUnusedFee, context: Context) -> Decision:
    """What is owed in all is rounded once; what was posted before is taken off."""
    if command.through > context.now.day:
        raise Refused(no.NotYetDay(command.through, context.now.day))
    through = max(command.through, line.fee_through or command.through)
    owed = to_money(unused_fee(line, through), line.currency, Rounding.HALF_UP)
    amount = owed - line.fee_posted
    if amount.is_zero:
        return ()

    return (fact.UnusedFeePosted(**what_all_say(line, context), through=through, amount=amount),)
