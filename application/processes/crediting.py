"""A credit note lowers the invoice that it names; one for an unknown invoice waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from application.enterprise import streams as enterprises
from application.processes.answering import must_be_claim
from application.processes.beyond_orders import NOT_BILLED, Billing
from application.processes.billing import Billed, bill
from application.processes.documents import (
    DocumentOutcome,
    Matter,
    Parties,
    principal,
    set_aside,
    take,
)
from application.processes.held_claims import Held, change_of, follow
from application.processes.telling_orders_apart import Unclear, meant
from application.receivable import streams as receivables
from application.shared.ports import UnitOfWork
from domain.intake.events import Why
from domain.receivable.commands import ApplyCredit
from domain.receivable.invoice import CreditReason
from domain.receivable.refusals import NotAParty
from domain.receivable.state import Receivable
from domain.shared.event import Context
from domain.shared.fingerprint import fingerprint, receivable_id
from domain.shared.ids import ReceivableId
from domain.shared.refusal import Refused
from domain.shared.trade_document import TradeDocument


def credit(work: UnitOfWork, context: Context, matter: Matter, parties: Parties) -> DocumentOutcome:
    """A credit note lowers the invoice that it names."""
    named = credited(matter.stated, parties)
    streams = [receivables.stream_of(parties.seller, claim) for claim in named]
    held = Held.look(work, named)
    billed = _billed(work, matter, parties, streams)
    beside = Billing.look(work, billed.orders) if billed else NOT_BILLED
    work.lock(
        change=[
            matter.stream,
            *streams,
            *held.streams,
            *(billed.streams if billed else ()),
            *beside.streams,
        ],
        rely_on=[
            *(
                enterprises.stream_of(party)
                for party in (matter.asked.submitter, parties.seller, parties.buyer)
            ),
            *(billed.files if billed else ()),
        ],
    )
    held.look_again(work)
    if billed:
        billed.look_again(work)
        beside.look_again(work)
    _check_issuer(work, context, matter, parties)
    loaded = work.load_many(receivables.ROOM, streams)
    known = [loaded[it] for it in streams if isinstance(loaded[it].state, Receivable)]
    if not known:
        return set_aside(work, context, matter, Why.INVOICE_UNKNOWN)
    if len(known) > 1:
        return set_aside(work, context, matter, Why.SEVERAL_INVOICES)
    outcome = _apply_credit(work, context, matter, must_be_claim(known[0].state))
    if billed:
        _bill(work, context, matter, billed)
        beside.follow(work, context)
    return outcome


def _bill(work: UnitOfWork, context: Context, matter: Matter, billed: Billed) -> None:
    """Of several orders of one number only the one that the claim came out of is told."""
    order = meant(work, billed, matter.stated, matter.said.order)
    if not isinstance(order, Unclear):
        bill(work, context, billed, (matter.stated, order))


def _billed(
    work: UnitOfWork, matter: Matter, parties: Parties, streams: Sequence[str]
) -> Billed | None:
    """The order of the one claim that it credits: a credit note seldom names it itself."""
    loaded = work.load_many(receivables.ROOM, streams)
    known = [it.state for it in loaded.values() if isinstance(it.state, Receivable)]
    if len(known) != 1:
        return None
    order = matter.stated.order or known[0].invoice.order or None
    return Billed.look(work, replace(matter.stated, order=order), parties, known[0].receivable)


def _check_issuer(work: UnitOfWork, context: Context, matter: Matter, parties: Parties) -> None:
    """Only the seller, or its agent, gives up what the buyer owes it."""
    submitter = matter.asked.submitter
    on_behalf_of = principal(work, context, matter, parties)
    if parties.seller not in {submitter, on_behalf_of}:
        raise Refused(NotAParty(submitter))


def _apply_credit(
    work: UnitOfWork, context: Context, matter: Matter, claim: Receivable
) -> DocumentOutcome:
    stated = matter.stated
    command = ApplyCredit(
        seller=claim.seller,
        receivable=claim.receivable,
        number=stated.number,
        issued_on=stated.issued_on,
        amount=stated.gross,
        reason=CreditReason.BILLING_ERROR,
        consent=False,
    )
    stream = receivables.stream_of(claim.seller, claim.receivable)
    before = work.load(receivables.ROOM, stream)
    events = receivables.ROOM.decider.decide(before.state, command, context)
    after = work.record(receivables.ROOM, before, events).state
    if isinstance(after, Receivable):
        follow(work, context, change_of(after, events))
    take(work, context, matter, claim.receivable, new=False)
    return DocumentOutcome(matter.said.document, "credited", claim.receivable, None)


def credited(stated: TradeDocument, parties: Parties) -> Sequence[ReceivableId]:
    """The claims it may mean: where no date is given, of the same year or the year before."""
    found = []
    for earlier in stated.corrects:
        days = [earlier.issued_on] if earlier.issued_on else _years(stated.issued_on)
        found += [
            receivable_id(fingerprint(parties.seller, parties.buyer, earlier.number, day))
            for day in days
        ]
    return list(dict.fromkeys(found))


def _years(day: date) -> list[date]:
    return [day, date(day.year - 1, 12, 31)]
