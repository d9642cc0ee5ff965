"""What makes a claim hold against others: notice to the debtor, and the public registry."""

from __future__ import annotations

from typing import assert_never

from domain.receivable import commands as ask
from domain.receivable import events as fact
from domain.receivable import refusals as no
from domain.receivable.answer_refusals import EvidenceMissing
from domain.receivable.checks import check_happened, what_all_say
from domain.receivable.state import Receivable
from domain.shared.event import Context
from domain.shared.refusal import Refused

Securing = ask.RecordNotice | ask.WithdrawNotice | ask.RecordRegistration | ask.EndRegistration
Decision = tuple[fact.ReceivableEvent, ...]


def decide_security(claim: Receivable, command: Securing, context: Context) -> Decision:
    match command:
        case ask.RecordNotice():
            return _notice(claim, command, context)
        case ask.WithdrawNotice():
            return _withdraw_notice(claim, command, context)
        case ask.RecordRegistration():
            return _register(claim, command, context)
        case ask.EndRegistration():
            return _end(claim, command, context)
        case _:
            assert_never(command)


def _notice(claim: Receivable, command: ask.RecordNotice, context: Context) -> Decision:
    """A notice without evidence of the assignment binds nobody (Civil Code 764)."""
    if not command.evidence:
        raise Refused(EvidenceMissing(claim.receivable))
    check_happened(command.delivered_on, context)
    if claim.is_noticed:
        raise Refused(no.AlreadyNoticed(claim.receivable))

    return (
        fact.NoticeDelivered(
            **what_all_say(claim.receivable, claim.invoice, context),
            effective_on=command.delivered_on,
            open=claim.open,
            assignee=command.assignee,
            delivered_on=command.delivered_on,
            delivered_to=command.delivered_to,
            channel=command.channel,
            evidence=command.evidence,
        ),
    )


def _withdraw_notice(claim: Receivable, command: ask.WithdrawNotice, context: Context) -> Decision:
    if claim.assignee is None:
        raise Refused(no.NotNoticed(claim.receivable))
    if command.party != claim.assignee:
        raise Refused(no.NotTheAssignee(claim.receivable))

    return (
        fact.NoticeWithdrawn(
            **what_all_say(claim.receivable, claim.invoice, context),
            effective_on=context.now.day,
            open=claim.open,
            assignee=claim.assignee,
            reason=command.reason,
        ),
    )


def _register(claim: Receivable, command: ask.RecordRegistration, context: Context) -> Decision:
    if command.registered_at > context.now.at:
        raise Refused(no.DayInFuture(command.registered_at.date(), context.now.day))
    if command.expires_on < context.now.day:
        raise Refused(no.RegistrationLapsed(command.expires_on, context.now.day))
    if claim.registration is not None:
        raise Refused(no.AlreadyOnFile(claim.receivable))

    return (
        fact.RegistrationCompleted(
            **what_all_say(claim.receivable, claim.invoice, context),
            effective_on=context.now.day,
            open=claim.open,
            lender=command.lender,
            registry_number=command.registry_number,
            registered_at=command.registered_at,
            expires_on=command.expires_on,
        ),
    )


def _end(claim: Receivable, command: ask.EndRegistration, context: Context) -> Decision:
    file = claim.registration
    if file is None or file.registry_number != command.registry_number:
        raise Refused(no.NotOnFile(command.registry_number))

    return (
        fact.RegistrationEnded(
            **what_all_say(claim.receivable, claim.invoice, context),
            effective_on=context.now.day,
            open=claim.open,
            lender=file.lender,
            registry_number=file.registry_number,
            reason=command.reason,
        ),
    )
