"""A line is approved once; amendments and increases wait for a second person each."""

from __future__ import annotations

from typing import assert_never

from domain.credit_line import commands as ask
from domain.credit_line import events as fact
from domain.credit_line import refusals as no
from domain.credit_line.checks import (
    approved,
    not_run_out,
    other_person,
    positive,
    review_is_ahead,
    same_currency,
    terms_are_sound,
    waits_for_approval,
    what_all_say,
)
from domain.credit_line.state import Change, Increase, Line
from domain.credit_line.terms import LineTerms
from domain.shared.event import Context
from domain.shared.money import Money
from domain.shared.refusal import BrokenPromise, Refused

Decision = tuple[fact.LineEvent, ...]


def decide_agreement(line: Line, command: ask.AgreeCommand, context: Context) -> Decision:
    match command:
        case ask.ApproveLine() | ask.RejectLine():
            return _decide_line(waits_for_approval(line), command, context)
        case ask.ProposeAmendment():
            return _propose_amendment(approved(line), command, context)
        case ask.ProposeIncrease():
            return _propose_increase(approved(line), command, context)
        case ask.ApproveChange():
            return _approve(approved(line), command, context)
        case ask.RejectChange():
            return _reject(approved(line), command, context)
        case _:
            assert_never(command)


def _decide_line(
    line: Line, command: ask.ApproveLine | ask.RejectLine, context: Context
) -> Decision:
    said = what_all_say(line, context)
    if isinstance(command, ask.RejectLine):
        return (fact.LineRejected(**said, reason=command.reason),)
    terms = line.terms_on(context.now.day)
    other_person(terms, line.proposed_by, context)
    not_run_out(terms, context.now.day)

    return (fact.LineApproved(**said, proposed_by=line.proposed_by, terms=terms),)


def _propose_amendment(line: Line, command: ask.ProposeAmendment, context: Context) -> Decision:
    first = line.agreed[0][1]
    terms_are_sound(command.terms, len(line.agreed) + 1)
    if command.terms.currency is not first.currency:
        raise Refused(no.OtherCurrency(first.currency, command.terms.currency))
    if command.terms.revolving is not first.revolving:
        agreed, asked = (str(it).lower() for it in (first.revolving, command.terms.revolving))
        raise Refused(no.TermStays("revolving", agreed, asked))
    today = context.now.day
    if command.counts_from < today:
        raise Refused(no.DatesUnsound("countsFrom", command.counts_from, today))
    review_is_ahead(command.terms, today)

    return (
        fact.AmendmentProposed(
            **what_all_say(line, context),
            proposal=line.proposals + 1,
            terms=command.terms,
            counts_from=command.counts_from,
        ),
    )


def _propose_increase(line: Line, command: ask.ProposeIncrease, context: Context) -> Decision:
    positive(command.amount)
    same_currency(line, command.amount)
    if command.first_day < context.now.day:
        raise Refused(no.DatesUnsound("firstDay", command.first_day, context.now.day))
    if command.last_day < command.first_day:
        raise Refused(no.DatesUnsound("lastDay", command.last_day, command.first_day))

    return (
        fact.IncreaseProposed(
            **what_all_say(line, context),
            proposal=line.proposals + 1,
            amount=command.amount,
            first_day=command.first_day,
            last_day=command.last_day,
            reason=command.reason,
        ),
    )


def _approve(line: Line, command: ask.ApproveChange, context: Context) -> Decision:
    change = _pending(line, command.proposal)
    other_person(line.terms_on(context.now.day), change.by, context)
    if change.terms is not None:
        return _amended(line, change, change.terms, context)
    if change.increase is not None:
        return _increased(line, change, change.increase, context)
    raise BrokenPromise("a change is an amendment or an increase")


def _amended(line: Line, change: Change, terms: LineTerms, context: Context) -> Decision:
    """It counts from today where its day passed while it waited."""
    said = what_all_say(line, context)
    day = said["effective_on"] = max(change.counts_from, context.now.day)
    beyond = line.in_use(day) - terms.limit

    return (
        fact.LineAmended(
            **said,
            proposal=change.proposal,
            proposed_by=change.by,
            terms=terms,
            beyond=max(beyond, Money.zero(line.currency)),
        ),
    )


def _increased(line: Line, change: Change, more: Increase, context: Context) -> Decision:
    today = context.now.day
    if more.last_day < today:
        raise Refused(no.DatesUnsound("lastDay", more.last_day, today))

    return (
        fact.LineIncreased(
            **what_all_say(line, context),
            proposal=change.proposal,
            proposed_by=change.by,
            amount=more.amount,
            first_day=max(more.first_day, today),
            last_day=more.last_day,
        ),
    )


def _reject(line: Line, command: ask.RejectChange, context: Context) -> Decision:
    change = _pending(line, command.proposal)

    said = what_all_say(line, context)
    return (fact.ChangeRejected(**said, proposal=change.proposal, reason=command.reason),)


def _pending(line: Line, proposal: int) -> Change:
    if line.pending is None or line.pending.proposal != proposal:
        raise Refused(no.NothingProposed(proposal))
    return line.pending
