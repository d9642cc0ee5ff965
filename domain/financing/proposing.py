"""What people of the lender must want: another schedule, or to write a loan off."""

from __future__ import annotations

from typing import assert_never

from domain.financing import commands as ask
from domain.financing import refusals as no
from domain.financing import request_refusals as lines
from domain.financing import trouble_events as fact
from domain.financing import trouble_refusals as kept
from domain.financing.offering import check_no_offer, check_owing, expired, offer
from domain.financing.opening import check_dates, given_parts
from domain.financing.posting import Decision, accrue_to, after, what_all_say
from domain.financing.state import Financing, Proposal
from domain.shared.event import Context
from domain.shared.refusal import Refused

Proposing = (
    ask.ProposeRestructuring
    | ask.ProposeWriteOff
    | ask.AgreeToProposal
    | ask.DropProposal
    | ask.CloseFinancing
)


def propose(financing: Financing, command: Proposing, context: Context) -> Decision:
    match command:
        case ask.ProposeRestructuring() | ask.ProposeWriteOff():
            return _propose(financing, command, context)
        case ask.AgreeToProposal():
            return _agree(financing, context)
        case ask.DropProposal():
            _waiting(financing, context)
            said = what_all_say(financing, context)
            return (fact.ProposalDropped(**said, reason=command.reason),)
        case ask.CloseFinancing():
            return _close(financing, command, context)
        case _:
            assert_never(command)


def _propose(
    financing: Financing,
    command: ask.ProposeRestructuring | ask.ProposeWriteOff,
    context: Context,
) -> Decision:
    check_owing(financing, context)
    if financing.written_off_on is not None:
        raise Refused(kept.AlreadyWrittenOff(financing.written_off_on))
    check_no_offer(financing, context)
    over = expired(financing, context)
    if financing.proposal is not None and not over:
        raise Refused(kept.ProposalWaits(financing.proposal.by))
    if isinstance(command, ask.ProposeRestructuring):
        return (*over, *_propose_lines(financing, command, context))
    if financing.defaulted_on is None:
        raise Refused(kept.NotInDefault())
    said, owed = what_all_say(financing, context), financing.owed(context.now.day)
    return (*over, fact.WriteOffProposed(**said, reason=command.reason, owed=owed))


def _propose_lines(
    financing: Financing, command: ask.ProposeRestructuring, context: Context
) -> Decision:
    """The parts make up what is left of the principal today; no line lies in the past."""
    if not command.dates:
        raise Refused(lines.OtherNumberOfLines(1, 0))
    check_dates(command.dates, len(command.dates), command.dates[-1])
    if command.dates[0] <= context.now.day:
        raise Refused(lines.LineBeforeStart(command.dates[0], context.now.day))
    rate = command.annual_rate
    if rate is not None and not 0 <= rate < 1:
        raise Refused(no.TermsUnsound("annualRate", "from 0 to below 1", str(rate)))
    schedule = given_parts(command.dates, command.parts, financing.principal_left)
    proposed = fact.RestructuringProposed(
        **what_all_say(financing, context),
        schedule=schedule,
        annual_rate=rate,
        consented=command.consented,
        reason=command.reason,
    )
    if financing.terms.second_person_restructures:
        return (proposed,)
    alone = Proposal(context.by, command.reason, schedule, rate, command.consented)
    return (proposed, *offer(financing, alone, context))


def _agree(financing: Financing, context: Context) -> Decision:
    proposal = _waiting(financing, context)
    check_owing(financing, context)
    if proposal.by == context.by:
        raise Refused(kept.AgreesToOwnProposal(context.by))
    if not proposal.writes_off:
        return offer(financing, proposal, context)
    run = accrue_to(financing, context.now.day, context)
    return (*run, _written_off(after(financing, run), proposal, context))


def _written_off(
    financing: Financing, proposal: Proposal, context: Context
) -> fact.FinancingWrittenOff:
    return fact.FinancingWrittenOff(
        **what_all_say(financing, context),
        reason=proposal.reason,
        owed=financing.owed(context.now.day),
        by_obligor=financing.left_by_obligor,
        due_on=financing.due_on,
        by_guarantor=financing.by_guarantor,
    )


def _close(financing: Financing, command: ask.CloseFinancing, context: Context) -> Decision:
    if financing.written_off_on is None:
        raise Refused(kept.NotWrittenOff())
    check_owing(financing, context)
    said, owed = what_all_say(financing, context), financing.owed(context.now.day)
    return (fact.FinancingClosed(**said, reason=command.reason, owed=owed),)


def _waiting(financing: Financing, context: Context) -> Proposal:
    """For another person of the lender."""
    check_no_offer(financing, context)
    if financing.proposal is None or financing.proposal.offered_until is not None:
        raise Refused(kept.NoProposal())
    return financing.proposal
