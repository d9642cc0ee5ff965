"""What a claim comes to beyond the order that it names: the buyer alone says whether it owes it."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from domain.receivable import answer_refusals as no
from domain.receivable import commands as ask
from domain.receivable import events as fact
from domain.receivable.checks import still_owed, what_all_say
from domain.receivable.invoice import Invoice
from domain.receivable.state import Receivable
from domain.shared.event import Context
from domain.shared.money import Money
from domain.shared.refusal import Refused

BeyondOrder = ask.MarkBeyondOrder | ask.AcceptBeyondOrder
Decision = tuple[fact.ReceivableEvent, ...]


def decide_beyond(claim: Receivable, command: BeyondOrder, context: Context) -> Decision:
    match command:
        case ask.MarkBeyondOrder():
            return _mark(claim, command, context)
        case ask.AcceptBeyondOrder():
            return _accept(claim, command, context)
        case _:
            assert_never(command)


def _mark(claim: Receivable, command: ask.MarkBeyondOrder, context: Context) -> Decision:
    """Said again, it is nothing new; nor that an order bears all of it, as orders do."""
    known = claim.borne.get(command.order)
    borne = _with_tax(claim.invoice, command.borne, command.tax)
    if borne == (claim.invoice.gross if known is None else known):
        return ()

    after = replace(claim, borne={**claim.borne, command.order: borne})
    return (
        fact.BilledBeyondOrder(
            **what_all_say(claim.receivable, claim.invoice, context),
            effective_on=context.now.day,
            open=claim.open,
            order=command.order,
            borne=borne,
            waiting=after.beyond_order,
        ),
    )


def _with_tax(invoice: Invoice, net: Money | None, tax: Money | None) -> Money:
    """Where its tax is not known, its share of the gross amount; a cent that is begun is not
    borne."""
    if net is None:
        return invoice.gross
    if tax is not None:
        return min(net + tax, invoice.gross)
    whole = invoice.gross - invoice.tax
    if net >= whole:
        return invoice.gross
    return Money(invoice.gross.minor * net.minor // whole.minor, invoice.gross.currency)


def _accept(claim: Receivable, command: ask.AcceptBeyondOrder, context: Context) -> Decision:
    if command.party != claim.invoice.buyer:
        raise Refused(no.NotTheBuyer(claim.receivable))
    still_owed(claim)
    if not command.evidence:
        raise Refused(no.EvidenceMissing(claim.receivable))
    if not claim.beyond_order.is_positive:
        raise Refused(no.NothingBeyondOrder(claim.receivable))

    return (
        fact.BeyondOrderAccepted(
            **what_all_say(claim.receivable, claim.invoice, context),
            effective_on=context.now.day,
            open=claim.open,
            accepted=claim.not_borne,
            evidence=command.evidence,
        ),
    )
