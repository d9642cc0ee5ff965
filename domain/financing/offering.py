"""Other lines for a loan: offered to the borrower, whose agreement changes the contract.

What only relieves the borrower needs no agreement: the same lines at a lower rate. A
creditor may let its debtor off a part of the debt by itself (Civil Code 575).
"""

from __future__ import annotations

from datetime import timedelta
from typing import assert_never

from domain.financing import commands as ask
from domain.financing import refusals as no
from domain.financing import request_refusals as lines
from domain.financing import trouble_events as fact
from domain.financing import trouble_refusals as kept
from domain.financing.posting import Decision, accrue_to, after, lent, what_all_say
from domain.financing.state import Financing, Proposal
from domain.shared.event import Context
from domain.shared.instalments import Instalment
from domain.shared.refusal import Refused

Answering = ask.AcceptRestructuring | ask.DeclineRestructuring | ask.ExpireOffer
ONE_DAY = timedelta(days=1)


def answer(financing: Financing, command: Answering, context: Context) -> Decision:
    """By the borrower, which is told of no proposal that the lender has not agreed to itself."""
    match command:
        case ask.AcceptRestructuring():
            check_owing(financing, context)
            return restructure(financing, _open_offer(financing, context), context)
        case ask.DeclineRestructuring():
            _open_offer(financing, context)
            said = what_all_say(financing, context)
            return (fact.RestructuringDeclined(**said, reason=command.reason),)
        case ask.ExpireOffer():
            return expired(financing, context)
        case _:
            assert_never(command)


def offer(financing: Financing, proposal: Proposal, context: Context) -> Decision:
    """Whoever of the lender had to has agreed: the borrower is asked, where it has to be."""
    if _only_relieves(financing, proposal, context):
        return restructure(financing, proposal, context)
    _check_ahead(proposal, context)
    last = context.now.day + timedelta(days=financing.terms.offer_days)
    return (
        fact.RestructuringOffered(
            **what_all_say(financing, context),
            schedule=proposal.schedule,
            annual_rate=proposal.annual_rate,
            principal=financing.principal_left,
            expires_on=min(last, proposal.schedule[0].due_on - ONE_DAY),
        ),
    )


def restructure(financing: Financing, proposal: Proposal, context: Context) -> Decision:
    """Interest is posted to today first, at the rate that was."""
    _check_ahead(proposal, context)
    run = accrue_to(financing, context.now.day, context)
    now = after(financing, run)
    restructured = fact.FinancingRestructured(
        **what_all_say(now, context),
        schedule=proposal.schedule,
        annual_rate=proposal.annual_rate,
        consented=proposal.consented,
        reason=proposal.reason,
        was_due_on=now.due_on,
        due_on=proposal.schedule[-1].due_on,
        principal=now.principal_left,
        by_obligor=now.left_by_obligor,
        by_guarantor=now.by_guarantor,
        relief=_only_relieves(now, proposal, context),
    )
    return (*run, restructured)


def expired(financing: Financing, context: Context) -> Decision:
    until = None if financing.proposal is None else financing.proposal.offered_until
    if until is None or context.now.day <= until:
        return ()
    return (fact.RestructuringExpired(**what_all_say(financing, context), expires_on=until),)


def check_no_offer(financing: Financing, context: Context) -> None:
    """What the borrower may still accept is not taken back (Civil Code 476)."""
    until = None if financing.proposal is None else financing.proposal.offered_until
    if until is not None and context.now.day <= until:
        raise Refused(kept.OfferStands(until))


def check_owing(financing: Financing, context: Context) -> None:
    lent(financing)
    if financing.owed(context.now.day).total.is_zero:
        raise Refused(no.NothingOwed())


def _open_offer(financing: Financing, context: Context) -> Proposal:
    proposal = financing.proposal
    if proposal is None or proposal.offered_until is None:
        raise Refused(kept.NoOffer())
    if context.now.day > proposal.offered_until:
        raise Refused(kept.OfferExpired(proposal.offered_until))
    return proposal


def _check_ahead(proposal: Proposal, context: Context) -> None:
    first, today = proposal.schedule[0].due_on, context.now.day
    if first <= today:
        raise Refused(lines.LineBeforeStart(first, today))


def _only_relieves(financing: Financing, proposal: Proposal, context: Context) -> bool:
    """Nothing is overdue, the lines to come are as they are, and the rate is lower."""
    at = financing.standing(context.now.day)
    rate = proposal.annual_rate
    if at is None or rate is None or rate >= financing.annual_rate:
        return False
    if any(line.is_due and line.owed.total.is_positive for line in at.lines):
        return False
    left = tuple(
        Instalment(line.due_on, line.owed.principal)
        for line in at.lines
        if line.owed.principal.is_positive
    )
    return proposal.schedule == left
