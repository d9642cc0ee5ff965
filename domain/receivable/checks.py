"""What must be so before anything happens to a claim, in the words of its refusals."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypedDict

from domain.receivable import commands as ask
from domain.receivable import events as fact
from domain.receivable import refusals as no
from domain.receivable.invoice import Invoice
from domain.receivable.state import NoReceivable, Receivable, ReceivableState, Withdrawn
from domain.shared.event import Context
from domain.shared.ids import ActorId, PartyId, ReceivableId
from domain.shared.money import Money
from domain.shared.refusal import Refused

AS_SENT = {"amount": "gross", "issued_on": "issuedOn", "due_on": "dueOn"}
"""What a fingerprint compares -> the field of a claim as it is sent."""


class Said(TypedDict):
    """What every event of a claim says."""

    receivable: ReceivableId
    seller: PartyId
    buyer: PartyId
    at: datetime
    by: ActorId


def what_all_say(receivable: ReceivableId, invoice: Invoice, context: Context) -> Said:
    return {
        "receivable": receivable,
        "seller": invoice.seller,
        "buyer": invoice.buyer,
        "at": context.now.at,
        "by": context.by,
    }


def on_record(state: ReceivableState, receivable: ReceivableId) -> Receivable:
    if isinstance(state, NoReceivable):
        raise Refused(no.ReceivableNotFound(receivable))
    if isinstance(state, Withdrawn):
        raise Refused(no.ReceivableIsWithdrawn(receivable))
    return state


def still_owed(claim: Receivable) -> Receivable:
    if claim.open.is_zero:
        raise Refused(no.ReceivableIsSettled(claim.receivable))
    return claim


def check_party(invoice: Invoice, party: PartyId) -> None:
    if party not in {invoice.seller, invoice.buyer}:
        raise Refused(no.NotAParty(party))


def check_currency(claim: Receivable, amount: Money) -> None:
    if amount.currency is not claim.open.currency:
        raise Refused(no.OtherCurrency(claim=claim.open.currency, asked=amount.currency))


def check_amount(claim: Receivable, amount: Money) -> None:
    check_currency(claim, amount)
    if not amount.is_positive:
        raise Refused(no.AmountNotPositive(amount))


def check_open(claim: Receivable, amount: Money) -> None:
    """Nothing may bring what is open below zero."""
    check_amount(claim, amount)
    if amount > claim.open:
        raise Refused(no.BeyondOpen(asked=amount, open=claim.open))


def check_happened(day: date, context: Context) -> None:
    if day > context.now.day:
        raise Refused(no.DayInFuture(day, context.now.day))


def check_consent(claim: Receivable, *, consent: bool) -> None:
    """After notice the financier is asked (Civil Code 765)."""
    if claim.is_noticed and not consent:
        raise Refused(no.ConsentMissing(claim.receivable))


def check_invoice(invoice: Invoice, context: Context) -> None:
    """Whatever else is on record: is there a claim at all, and does it add up?"""
    if invoice.seller == invoice.buyer:
        raise Refused(no.OwnDebtor(invoice.seller))
    _check_parts(invoice)
    if not (invoice.gross - invoice.prepaid).is_positive:
        raise Refused(no.NothingOwed(invoice.gross, invoice.prepaid))
    if invoice.due_on < invoice.issued_on:
        raise Refused(no.DueBeforeIssued(invoice.issued_on, invoice.due_on))
    if invoice.issued_on > context.now.day:
        raise Refused(no.IssuedInFuture(invoice.issued_on, context.now.day))


def _check_parts(invoice: Invoice) -> None:
    gross = invoice.gross
    for part in ("tax", "prepaid", "advances", "retention"):
        amount: Money = getattr(invoice, part)
        if amount.currency is not gross.currency:
            raise Refused(no.OtherCurrency(claim=gross.currency, asked=amount.currency))
        if amount.is_negative or (amount > gross and gross.is_positive):
            raise Refused(no.PartBeyondGross(part, amount, gross))


def check_agrees(claim: Receivable, given: Invoice, fields: tuple[str, ...]) -> None:
    """`fields` are those in which the two documents differ."""
    if not fields:
        return
    known = claim.invoice
    raise Refused(
        no.Contradiction(
            receivable=claim.receivable,
            fields=tuple(AS_SENT[field] for field in fields),
            amount_on_record=known.gross,
            amount_given=given.gross,
            issued_on_record=known.issued_on,
            issued_given=given.issued_on,
            due_on_record=known.stated_due_on,
            due_given=given.stated_due_on,
        )
    )


def asks_for(command: ask.Register) -> PartyId:
    """Whose claim or debt it is to register: an agent's principal, or whoever asks."""
    return command.on_behalf_of or command.party


def settlement(
    claim: Receivable, left: Money, context: Context
) -> tuple[fact.ReceivableSettled, ...]:
    """Said once more, and last, when nothing is left to pay."""
    if not left.is_zero:
        return ()
    said = what_all_say(claim.receivable, claim.invoice, context)
    return (fact.ReceivableSettled(**said, effective_on=context.now.day, open=left),)
