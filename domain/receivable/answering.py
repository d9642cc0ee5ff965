"""The buyer's answer: asked for, given in full or in part, refused, disputed, settled."""

from __future__ import annotations

from datetime import timedelta
from typing import assert_never

from domain.receivable import answer_refusals as no
from domain.receivable import commands as ask
from domain.receivable import events as fact
from domain.receivable.checks import (
    check_amount,
    check_consent,
    check_currency,
    check_party,
    settlement,
    still_owed,
    what_all_say,
)
from domain.receivable.invoice import Basis
from domain.receivable.refusals import AmountNotPositive
from domain.receivable.state import Receivable
from domain.shared.event import Context
from domain.shared.money import Money
from domain.shared.refusal import Refused

Answer = ask.Confirm | ask.AskConfirmation | ask.Reject | ask.Dispute | ask.ResolveDispute
Decision = tuple[fact.ReceivableEvent, ...]


def decide_answer(claim: Receivable, command: Answer, context: Context) -> Decision:
    match command:
        case ask.Confirm():
            return _confirm(claim, command, context)
        case ask.AskConfirmation():
            return _ask(claim, command, context)
        case ask.Reject():
            return _reject(claim, command, context)
        case ask.Dispute():
            return _dispute(claim, command, context)
        case ask.ResolveDispute():
            return _resolve(claim, command, context)
        case _:
            assert_never(command)


def _confirm(claim: Receivable, command: ask.Confirm, context: Context) -> Decision:
    _check_buyer(claim, command)
    still_owed(claim)
    undisputed = claim.undisputed
    confirmed = claim.confirmed
    if confirmed.is_positive and confirmed >= undisputed:
        raise Refused(no.AlreadyConfirmed(claim.receivable, confirmed))
    amount = command.amount or (undisputed if undisputed.is_positive else claim.open)
    check_amount(claim, amount)
    if amount > undisputed:
        raise Refused(no.BeyondUndisputed(amount, claim.open, claim.contested))
    if amount <= confirmed:
        raise Refused(no.ConfirmationStands(claim.receivable, confirmed))

    return (
        fact.ReceivableConfirmed(
            **what_all_say(claim.receivable, claim.invoice, context),
            effective_on=context.now.day,
            open=claim.open,
            confirmed=amount,
            channel=command.channel,
            evidence=command.evidence,
            due_on=claim.due_on,
        ),
    )


def _ask(claim: Receivable, command: ask.AskConfirmation, context: Context) -> Decision:
    days = command.answer_within_days
    if not 1 <= days <= ask.ANSWER_WITHIN_DAYS:
        raise Refused(no.AnswerTimeUnsound(days, most=ask.ANSWER_WITHIN_DAYS))
    still_owed(claim)
    if claim.confirmed == claim.open:
        raise Refused(no.AlreadyConfirmed(claim.receivable, claim.confirmed))
    if claim.answer_due_on is not None:
        raise Refused(no.AlreadyAsked(claim.answer_due_on))

    return (
        fact.ConfirmationAsked(
            **what_all_say(claim.receivable, claim.invoice, context),
            effective_on=context.now.day,
            open=claim.open,
            asked_by=command.party,
            answer_due_on=context.now.day + timedelta(days=days),
        ),
    )


def _reject(claim: Receivable, command: ask.Reject, context: Context) -> Decision:
    _check_buyer(claim, command)
    still_owed(claim)
    if claim.confirmed.is_positive:
        raise Refused(no.ConfirmationStands(claim.receivable, claim.confirmed))
    if claim.rejected:
        raise Refused(no.AlreadyRejected(claim.receivable))

    return (
        fact.ReceivableRejected(
            **what_all_say(claim.receivable, claim.invoice, context),
            effective_on=context.now.day,
            open=claim.open,
            reason=command.reason,
        ),
    )


def _dispute(claim: Receivable, command: ask.Dispute, context: Context) -> Decision:
    """A dispute blocks its amount and no more; the rest stays payable."""
    _check_buyer(claim, command)
    still_owed(claim)
    check_amount(claim, command.amount)
    if command.amount > claim.payable:
        raise Refused(no.BeyondUndisputed(command.amount, claim.open, claim.disputed))

    return (
        fact.ReceivableDisputed(
            **what_all_say(claim.receivable, claim.invoice, context),
            effective_on=context.now.day,
            open=claim.open,
            amount=command.amount,
            disputed=claim.disputed + command.amount,
            reason=command.reason,
            words=command.words,
        ),
    )


def _resolve(claim: Receivable, command: ask.ResolveDispute, context: Context) -> Decision:
    check_party(claim.invoice, command.party)
    _check_own_cause(claim, command)
    if command.basis is not Basis.CONCEDED and not command.evidence:
        raise Refused(no.EvidenceMissing(claim.receivable))
    settled = _settled(claim, command)
    if command.for_buyer.is_positive and command.basis is not Basis.AWARDED:
        check_consent(claim, consent=command.consent)

    left = claim.open - command.for_buyer
    resolved = fact.DisputeResolved(
        **what_all_say(claim.receivable, claim.invoice, context),
        effective_on=context.now.day,
        open=left,
        for_seller=command.for_seller,
        for_buyer=command.for_buyer,
        disputed=claim.contested - settled,
        basis=command.basis,
        evidence=command.evidence,
        settled_by=command.party,
        originated_on=claim.invoice.issued_on,
    )
    return (resolved, *settlement(claim, left, context))


def _check_buyer(claim: Receivable, command: ask.Confirm | ask.Reject | ask.Dispute) -> None:
    if command.party != claim.invoice.buyer:
        raise Refused(no.NotTheBuyer(claim.receivable))


def _check_own_cause(claim: Receivable, command: ask.ResolveDispute) -> None:
    """The seller may concede to the buyer and the buyer to the seller, never to himself."""
    if command.basis is not Basis.CONCEDED:
        return
    is_seller = command.party == claim.invoice.seller
    own = command.for_seller if is_seller else command.for_buyer
    if not own.is_zero:
        raise Refused(no.OwnCause(command.party))


def _settled(claim: Receivable, command: ask.ResolveDispute) -> Money:
    for part in (command.for_seller, command.for_buyer):
        check_currency(claim, part)
        if part.is_negative:
            raise Refused(AmountNotPositive(part))
    settled = command.for_seller + command.for_buyer
    check_amount(claim, settled)
    if settled > claim.contested:
        raise Refused(no.BeyondDispute(asked=settled, disputed=claim.contested))
    return settled
