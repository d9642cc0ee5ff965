"""How a claim comes down: credit notes, collections, and short payments accepted."""

from __future__ import annotations

from typing import assert_never

from domain.receivable import commands as ask
from domain.receivable import events as fact
from domain.receivable import refusals as no
from domain.receivable.checks import (
    check_consent,
    check_happened,
    check_open,
    settlement,
    still_owed,
    what_all_say,
)
from domain.receivable.invoice import CreditReason
from domain.receivable.state import Receivable
from domain.shared.event import Context
from domain.shared.fingerprint import normalised_number
from domain.shared.money import Money
from domain.shared.refusal import Refused

Paying = ask.ApplyCollection | ask.UndoCollection | ask.ApplyCredit | ask.AcceptShortPayment
Decision = tuple[fact.ReceivableEvent, ...]


def decide_payment(claim: Receivable, command: Paying, context: Context) -> Decision:
    match command:
        case ask.ApplyCollection():
            return _collect(claim, command, context)
        case ask.UndoCollection():
            return _undo(claim, command, context)
        case ask.ApplyCredit():
            return _credit(claim, command, context)
        case ask.AcceptShortPayment():
            return _accept(claim, command, context)
        case _:
            assert_never(command)


def _collect(claim: Receivable, command: ask.ApplyCollection, context: Context) -> Decision:
    """What a collection brings beyond the claim belongs elsewhere, and is refused here."""
    if any(paid.collection == command.collection for paid in claim.payments):
        raise Refused(no.CollectionAlreadyApplied(command.collection))
    still_owed(claim)
    check_open(claim, command.amount)

    left = claim.open - command.amount
    applied = fact.CollectionApplied(
        **what_all_say(claim.receivable, claim.invoice, context),
        effective_on=command.value_date,
        open=left,
        collection=command.collection,
        amount=command.amount,
        value_date=command.value_date,
    )
    return (applied, *settlement(claim, left, context))


def _undo(claim: Receivable, command: ask.UndoCollection, context: Context) -> Decision:
    for paid in claim.payments:
        if paid.collection == command.collection:
            return (
                fact.CollectionUndone(
                    **what_all_say(claim.receivable, claim.invoice, context),
                    effective_on=context.now.day,
                    open=claim.open + paid.amount,
                    collection=paid.collection,
                    amount=paid.amount,
                    reason=command.reason,
                ),
            )
    raise Refused(no.CollectionNotApplied(command.collection))


def _credit(claim: Receivable, command: ask.ApplyCredit, context: Context) -> Decision:
    if normalised_number(command.number) in map(normalised_number, claim.credits):
        raise Refused(no.CreditAlreadyApplied(command.number))
    check_happened(command.issued_on, context)
    still_owed(claim)
    check_consent(claim, consent=command.consent)
    check_open(claim, command.amount)

    left = claim.open - command.amount
    applied = fact.CreditNoteApplied(
        **what_all_say(claim.receivable, claim.invoice, context),
        effective_on=context.now.day,
        open=left,
        number=command.number,
        issued_on=command.issued_on,
        amount=command.amount,
        advances=_advances_left(claim, command),
        reason=command.reason,
        consent=command.consent,
        originated_on=claim.invoice.issued_on,
    )
    return (applied, *settlement(claim, left, context))


def _advances_left(claim: Receivable, command: ask.ApplyCredit) -> Money:
    """An offset uses up the advances first."""
    if command.reason is not CreditReason.OFFSET:
        return claim.advances
    return claim.advances - min(claim.advances, command.amount)


def _accept(claim: Receivable, command: ask.AcceptShortPayment, context: Context) -> Decision:
    still_owed(claim)
    check_consent(claim, consent=command.consent)
    check_open(claim, command.amount)

    left = claim.open - command.amount
    accepted = fact.ShortPaymentAccepted(
        **what_all_say(claim.receivable, claim.invoice, context),
        effective_on=context.now.day,
        open=left,
        amount=command.amount,
        reason=command.reason,
        consent=command.consent,
        originated_on=claim.invoice.issued_on,
    )
    return (accepted, *settlement(claim, left, context))
