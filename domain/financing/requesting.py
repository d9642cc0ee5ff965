"""A request waits for people of the lender: approved by enough of them it may be opened."""

from __future__ import annotations

from datetime import timedelta
from typing import assert_never

from domain.financing import commands as ask
from domain.financing import request_events as fact
from domain.financing import request_refusals as no
from domain.financing.opening import check_new, open_approved, priced_as_asked
from domain.financing.posting import Decision, what_all_say
from domain.financing.state import Financing, FinancingState, Requested
from domain.shared.event import Context
from domain.shared.ids import party_of
from domain.shared.refusal import Refused


def request(state: FinancingState, command: ask.RequestFinancing, context: Context) -> Decision:
    check_new(state, command)
    _, priced = priced_as_asked(command, context.now.day)
    return (
        fact.FinancingRequested(
            financing=command.financing,
            facility=command.facility,
            lender=command.lender,
            borrower=command.borrower,
            at=context.now.at,
            effective_on=context.now.day,
            by=context.by,
            principal=command.principal,
            terms=command.terms,
            quote=priced,
            by_obligor=command.by_obligor,
            approvals_needed=command.approvals.needed(command.principal),
            expires_on=context.now.day + timedelta(days=command.approvals.valid_days),
            supports=command.supports,
        ),
    )


Answer = (
    ask.ApproveFinancing
    | ask.RejectFinancing
    | ask.WithdrawFinancing
    | ask.ExpireRequest
    | ask.OpenApproved
)


def answer(state: Requested | Financing, command: Answer, context: Context) -> Decision:
    match command:
        case ask.ApproveFinancing():
            return _approve(undecided(state, context), context)
        case ask.RejectFinancing() | ask.WithdrawFinancing():
            return _end(undecided(state, context), command, context)
        case ask.ExpireRequest():
            return _expire(state, context)
        case ask.OpenApproved():
            return open_approved(undecided(state, context), context)
        case _:
            assert_never(command)


def _approve(state: Requested, context: Context) -> Decision:
    if context.now.day > state.expires_on:
        raise Refused(no.RequestExpired(state.expires_on))
    if context.by == state.requested_by:
        raise Refused(no.ApprovesOwnRequest(context.by))
    if context.by in state.approved_by:
        raise Refused(no.ApprovedAlready(context.by))
    if state.is_approved:
        raise Refused(no.EnoughApprovals(state.approvals_needed))
    return (
        fact.FinancingApproved(
            **what_all_say(state, context),
            principal=state.principal,
            nth=len(state.approved_by) + 1,
            needed=state.approvals_needed,
        ),
    )


def _end(
    state: Requested, command: ask.RejectFinancing | ask.WithdrawFinancing, context: Context
) -> Decision:
    said = what_all_say(state, context)
    if isinstance(command, ask.RejectFinancing):
        return (fact.FinancingRejected(**said, reason=command.reason),)
    return (fact.FinancingWithdrawn(**said, reason=command.reason),)


def _expire(state: Requested | Financing, context: Context) -> Decision:
    """The daily close asks every request, so those that stand, or became loans, say nothing."""
    if isinstance(state, Financing) or state.decided is not None:
        return ()
    if context.now.day <= state.expires_on:
        return ()
    said = what_all_say(state, context)
    return (fact.RequestExpired(**said, expired_on=state.expires_on),)


def undecided(state: Requested | Financing, context: Context) -> Requested:
    """Raise `Refused` where it was decided, with who of the asking party's people did, and when."""
    decided, party = state.decided, party_of(context.by)
    if decided is not None:
        own = tuple(it for it in decided.by if party_of(it) == party)
        raise Refused(no.RequestOver(state.financing, decided.verdict, own, decided.at))
    if isinstance(state, Financing):
        raise Refused(no.NotRequested())
    return state
