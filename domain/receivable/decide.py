"""The rules of a claim on a buyer.

Checks run from the most to the least fundamental, so that a request wrong in
two ways always gets the same answer; `tests/domain/receivable/test_refusal_order.py`
pins it. The buyer's answer, payments and security have a file each beside this one.
"""

from __future__ import annotations

from typing import assert_never

from domain.receivable import commands as ask
from domain.receivable import events as fact
from domain.receivable import refusals as no
from domain.receivable.answering import decide_answer
from domain.receivable.beyond_order import BeyondOrder, decide_beyond
from domain.receivable.checks import (
    asks_for,
    check_agrees,
    check_consent,
    check_invoice,
    check_party,
    on_record,
    still_owed,
    what_all_say,
)
from domain.receivable.evolve import evolve
from domain.receivable.invoice import Document
from domain.receivable.paying import decide_payment
from domain.receivable.securing import decide_security
from domain.receivable.state import NoReceivable, Receivable, ReceivableState
from domain.shared.decider import Decider
from domain.shared.event import Context
from domain.shared.fingerprint import contradictions
from domain.shared.refusal import Refused

Decision = tuple[fact.ReceivableEvent, ...]
Keeping = (
    ask.AttachEvidence
    | ask.Qualify
    | ask.ExtendDueDate
    | ask.HoldBack
    | ask.LetCount
    | BeyondOrder
    | ask.Withdraw
)


def decide(state: ReceivableState, command: ask.ReceivableCommand, context: Context) -> Decision:
    if isinstance(command, ask.Register):
        return _register(state, command, context)
    claim = on_record(state, command.receivable)
    match command:
        case (
            ask.Confirm()
            | ask.AskConfirmation()
            | ask.Reject()
            | ask.Dispute()
            | ask.ResolveDispute()
        ):
            return decide_answer(claim, command, context)
        case (
            ask.ApplyCollection()
            | ask.UndoCollection()
            | ask.ApplyCredit()
            | ask.AcceptShortPayment()
        ):
            return decide_payment(claim, command, context)
        case (
            ask.RecordNotice()
            | ask.WithdrawNotice()
            | ask.RecordRegistration()
            | ask.EndRegistration()
        ):
            return decide_security(claim, command, context)
        case _:
            return _keep(claim, command, context)


def _keep(claim: Receivable, command: Keeping, context: Context) -> Decision:
    match command:
        case ask.AttachEvidence():
            return _attach(claim, command.document, context)
        case ask.Qualify():
            return _qualify(claim, command, context)
        case ask.ExtendDueDate():
            return _extend(claim, command, context)
        case ask.HoldBack() | ask.LetCount():
            return _hold(claim, command, context)
        case ask.MarkBeyondOrder() | ask.AcceptBeyondOrder():
            return decide_beyond(claim, command, context)
        case ask.Withdraw():
            return _withdraw(claim, command, context)
        case _:
            assert_never(command)


def _register(state: ReceivableState, command: ask.Register, context: Context) -> Decision:
    """The same invoice again is further evidence; what was withdrawn may come anew."""
    invoice = command.invoice
    principal = asks_for(command)
    check_party(invoice, principal)
    check_invoice(invoice, context)
    if isinstance(state, Receivable):
        check_agrees(state, invoice, contradictions(state.invoice.contents, invoice.contents))
        return _attach(state, command.document, context)

    return (
        fact.ReceivableRegistered(
            **what_all_say(command.receivable, invoice, context),
            effective_on=context.now.day,
            open=invoice.gross - invoice.prepaid,
            invoice=invoice,
            document=command.document,
            registered_by=command.party,
            on_behalf_of=principal,
        ),
    )


def _attach(claim: Receivable, document: Document, context: Context) -> Decision:
    """The same file again says nothing new."""
    if document.digest in claim.digests:
        return ()

    said = what_all_say(claim.receivable, claim.invoice, context)
    return (
        fact.EvidenceAdded(
            **said, effective_on=context.now.day, open=claim.open, document=document
        ),
    )


def _qualify(claim: Receivable, command: ask.Qualify, context: Context) -> Decision:
    if command.holds == (command.trait in claim.traits):
        return ()

    return (
        fact.ReceivableQualified(
            **what_all_say(claim.receivable, claim.invoice, context),
            effective_on=context.now.day,
            open=claim.open,
            trait=command.trait,
            holds=command.holds,
            evidence=command.evidence,
        ),
    )


def _extend(claim: Receivable, command: ask.ExtendDueDate, context: Context) -> Decision:
    still_owed(claim)
    check_consent(claim, consent=command.consent)
    if command.due_on <= claim.due_on:
        raise Refused(no.DueDateNotLater(due_on=claim.due_on, asked=command.due_on))

    return (
        fact.DueDateExtended(
            **what_all_say(claim.receivable, claim.invoice, context),
            effective_on=context.now.day,
            open=claim.open,
            earlier=claim.due_on,
            due_on=command.due_on,
            reason=command.reason,
            consent=command.consent,
        ),
    )


def _hold(claim: Receivable, command: ask.HoldBack | ask.LetCount, context: Context) -> Decision:
    """Said again, it is nothing new."""
    if claim.held_back == isinstance(command, ask.HoldBack):
        return ()

    said = what_all_say(claim.receivable, claim.invoice, context)
    today = context.now.day
    if isinstance(command, ask.HoldBack):
        evidence = command.evidence
        return (
            fact.ReceivableHeldBack(**said, effective_on=today, open=claim.open, evidence=evidence),
        )
    reason = command.reason
    return (fact.ReceivableCounts(**said, effective_on=today, open=claim.open, reason=reason),)


def _withdraw(claim: Receivable, command: ask.Withdraw, context: Context) -> Decision:
    """Only while nobody relies on it: no money came, and no assignee was named to the buyer."""
    if claim.payments:
        raise Refused(no.PaidInPart(claim.receivable))
    if claim.is_noticed:
        raise Refused(no.NoticeStands(claim.receivable))

    return (
        fact.ReceivableWithdrawn(
            **what_all_say(claim.receivable, claim.invoice, context),
            effective_on=context.now.day,
            open=claim.nothing,
            reason=command.reason,
        ),
    )


RECEIVABLE: Decider[ask.ReceivableCommand, ReceivableState, fact.ReceivableEvent] = Decider(
    initial=NoReceivable(), decide=decide, evolve=evolve
)
