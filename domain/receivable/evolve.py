"""How each event changes a claim. Nothing here refuses."""

from __future__ import annotations

from typing import assert_never

from domain.receivable import events as fact
from domain.receivable.state import (
    NoReceivable,
    Payment,
    Receivable,
    ReceivableState,
    Registration,
    Withdrawn,
)
from domain.shared.money import Money
from domain.shared.refusal import BrokenPromise
from domain.shared.replacing import replace


def evolve(state: ReceivableState, event: fact.ReceivableEvent) -> ReceivableState:
    if isinstance(event, fact.ReceivableRegistered):
        return _registered(event)
    if isinstance(state, NoReceivable | Withdrawn):
        raise BrokenPromise("a claim's history starts with ReceivableRegistered")
    match event:
        case (
            fact.ConfirmationAsked()
            | fact.ReceivableConfirmed()
            | fact.ReceivableRejected()
            | fact.ReceivableDisputed()
            | fact.DisputeResolved()
        ):
            return _answered(state, event)
        case (
            fact.CreditNoteApplied()
            | fact.CollectionApplied()
            | fact.CollectionUndone()
            | fact.ShortPaymentAccepted()
            | fact.ReceivableSettled()
        ):
            return _paid(state, event)
        case (
            fact.NoticeDelivered()
            | fact.NoticeWithdrawn()
            | fact.RegistrationCompleted()
            | fact.RegistrationEnded()
        ):
            return _secured(state, event)
        case _:
            return _changed(state, event)


def _registered(event: fact.ReceivableRegistered) -> Receivable:
    invoice = event.invoice
    return Receivable(
        receivable=event.receivable,
        invoice=invoice,
        open=event.open,
        due_on=invoice.due_on,
        advances=invoice.advances,
        in_dispute=Money(0, invoice.gross.currency),
        traits=frozenset(invoice.traits),
        digests=frozenset((event.document.digest,)),
    )


def _answered(
    claim: Receivable,
    event: fact.ConfirmationAsked
    | fact.ReceivableConfirmed
    | fact.ReceivableRejected
    | fact.ReceivableDisputed
    | fact.DisputeResolved,
) -> Receivable:
    match event:
        case fact.ReceivableConfirmed():
            return _confirmed(claim, event)
        case fact.ConfirmationAsked():
            return replace(claim, answer_due_on=event.answer_due_on)
        case fact.ReceivableRejected():
            return replace(claim, answer_due_on=None, rejected=True)
        case fact.ReceivableDisputed():
            return replace(claim, in_dispute=event.disputed)
        case fact.DisputeResolved():
            return _resolved(claim, event)
        case _:
            assert_never(event)


def _confirmed(claim: Receivable, event: fact.ReceivableConfirmed) -> Receivable:
    """Spelt out, since buyers confirm thousands at once and `replace` takes twice as long."""
    return Receivable(
        receivable=claim.receivable,
        invoice=claim.invoice,
        open=claim.open,
        due_on=claim.due_on,
        advances=claim.advances,
        in_dispute=claim.in_dispute,
        unconfirmed=event.open - event.confirmed,
        answer_due_on=None,
        rejected=False,
        assignee=claim.assignee,
        registration=claim.registration,
        traits=claim.traits,
        credits=claim.credits,
        payments=claim.payments,
        digests=claim.digests,
        held_back=claim.held_back,
        borne=claim.borne,
        accepted_beyond=claim.accepted_beyond,
    )


def _resolved(claim: Receivable, event: fact.DisputeResolved) -> Receivable:
    """What was in dispute is established now, one way or the other."""
    unconfirmed = claim.unconfirmed
    if unconfirmed is not None:
        unconfirmed -= min(unconfirmed, event.for_seller + event.for_buyer)
    return replace(claim, open=event.open, in_dispute=event.disputed, unconfirmed=unconfirmed)


def _paid(
    claim: Receivable,
    event: fact.CreditNoteApplied
    | fact.CollectionApplied
    | fact.CollectionUndone
    | fact.ShortPaymentAccepted
    | fact.ReceivableSettled,
) -> Receivable:
    match event:
        case fact.CollectionApplied():
            payment = Payment(event.collection, event.amount)
            return replace(claim, open=event.open, payments=(*claim.payments, payment))
        case fact.CollectionUndone():
            kept = tuple(paid for paid in claim.payments if paid.collection != event.collection)
            return replace(claim, open=event.open, payments=kept)
        case fact.CreditNoteApplied():
            credits_ = claim.credits | {event.number}
            return replace(claim, open=event.open, credits=credits_, advances=event.advances)
        case fact.ShortPaymentAccepted() | fact.ReceivableSettled():
            return replace(claim, open=event.open)
        case _:
            assert_never(event)


def _secured(
    claim: Receivable,
    event: fact.NoticeDelivered
    | fact.NoticeWithdrawn
    | fact.RegistrationCompleted
    | fact.RegistrationEnded,
) -> Receivable:
    match event:
        case fact.NoticeDelivered():
            return replace(claim, assignee=event.assignee)
        case fact.NoticeWithdrawn():
            return replace(claim, assignee=None)
        case fact.RegistrationCompleted():
            return replace(claim, registration=Registration(event.lender, event.registry_number))
        case fact.RegistrationEnded():
            return replace(claim, registration=None)
        case _:
            assert_never(event)


def _changed(
    claim: Receivable,
    event: fact.EvidenceAdded
    | fact.ReceivableQualified
    | fact.DueDateExtended
    | fact.ReceivableHeldBack
    | fact.ReceivableCounts
    | fact.BilledBeyondOrder
    | fact.BeyondOrderAccepted
    | fact.ReceivableWithdrawn,
) -> ReceivableState:
    match event:
        case fact.EvidenceAdded():
            return replace(claim, digests=claim.digests | {event.document.digest})
        case fact.ReceivableQualified():
            trait = {event.trait}
            traits = claim.traits | trait if event.holds else claim.traits - trait
            return replace(claim, traits=traits)
        case fact.DueDateExtended():
            return replace(claim, due_on=event.due_on)
        case fact.ReceivableHeldBack() | fact.ReceivableCounts():
            return replace(claim, held_back=isinstance(event, fact.ReceivableHeldBack))
        case fact.BilledBeyondOrder() | fact.BeyondOrderAccepted():
            return _beyond(claim, event)
        case fact.ReceivableWithdrawn():
            return Withdrawn(claim.receivable)
        case _:
            assert_never(event)


def _beyond(
    claim: Receivable, event: fact.BilledBeyondOrder | fact.BeyondOrderAccepted
) -> Receivable:
    if isinstance(event, fact.BeyondOrderAccepted):
        return replace(claim, accepted_beyond=event.accepted)
    return replace(claim, borne={**claim.borne, event.order: event.borne})
