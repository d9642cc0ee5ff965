"""A limit is proposed, and decided by a second person; what is used beyond it is said."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from domain.lender_limit import commands as ask
from domain.lender_limit import events as fact
from domain.lender_limit import refusals as no
from domain.lender_limit.checks import said_of
from domain.lender_limit.state import Account, Group, Limits, Proposal
from domain.lender_limit.terms import Excess, InUse, LimitTerms
from domain.shared.event import Context
from domain.shared.refusal import BrokenPromise, Refused

Decision = tuple[fact.LimitEvent, ...]
Limiting = (
    ask.ProposeLimit | ask.ProposeGroupLimit | ask.ApproveLimit | ask.RejectLimit | ask.CheckLimit
)


def decide_limit(subject: Account | Group, command: Limiting, context: Context) -> Decision:
    match command:
        case ask.ProposeLimit() | ask.ProposeGroupLimit():
            return _propose(subject, command.terms, command.effective_on, context)
        case ask.ApproveLimit():
            return _approve(subject, command, context)
        case ask.RejectLimit():
            return _reject(subject, command, context)
        case ask.CheckLimit():
            counting = subject.limits.on(context.now.day)
            return _said_over(subject, counting, command.in_use, context)
        case _:
            assert_never(command)


def _propose(
    subject: Account | Group, terms: LimitTerms, effective_on: date, context: Context
) -> Decision:
    for field, rule, figure in terms.faults():
        raise Refused(no.TermsUnsound(field, rule, figure))
    if effective_on < context.now.day:
        raise Refused(no.EffectiveTooEarly(effective_on, context.now.day))

    return (
        fact.LimitProposed(
            **said_of(subject, context),
            proposal=subject.limits.proposals + 1,
            terms=terms,
            counts_from=effective_on,
        ),
    )


def _approve(subject: Account | Group, command: ask.ApproveLimit, context: Context) -> Decision:
    """It counts from today where its day passed while it waited."""
    proposal = _pending(subject.limits, command.proposal)
    if proposal.terms.four_eyes and proposal.by == context.by:
        raise Refused(no.SamePerson(context.by))

    said = said_of(subject, context)
    said["effective_on"] = max(proposal.effective_on, context.now.day)
    agreed = fact.LimitSet(
        **said, proposal=proposal.number, proposed_by=proposal.by, terms=proposal.terms
    )
    counts_today = agreed.effective_on == context.now.day
    counting = proposal.terms if counts_today else subject.limits.on(context.now.day)
    return (agreed, *_said_over(subject, counting, command.in_use, context))


def _reject(subject: Account | Group, command: ask.RejectLimit, context: Context) -> Decision:
    proposal = _pending(subject.limits, command.proposal)

    said = said_of(subject, context)
    return (fact.LimitRejected(**said, proposal=proposal.number, reason=command.reason),)


def _pending(limits: Limits, number: int) -> Proposal:
    if limits.pending is None or limits.pending.number != number:
        raise Refused(no.NothingProposed(number))
    return limits.pending


def _said_over(
    subject: Account | Group, counting: LimitTerms | None, used: InUse | None, context: Context
) -> Decision:
    """Nothing where it was said before."""
    over = _over(subject, counting, used, context.now.day)
    if over == subject.limits.over:
        return ()
    said = said_of(subject, context)
    return (fact.LimitExceeded(**said, over=over),) if over else (fact.LimitKept(**said),)


def _over(
    subject: Account | Group, counting: LimitTerms | None, used: InUse | None, day: date
) -> tuple[Excess, ...]:
    if counting is None:
        return ()
    if isinstance(subject, Account):
        return counting.exceeded_by(subject.in_use(day, counting.currency))
    if used is None:
        raise BrokenPromise("what a group uses stands in its members' accounts")
    return counting.exceeded_by(used)
