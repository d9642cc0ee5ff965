"""An invoice becomes a claim on record: its identity taken once, whatever encoding it comes in.

Further copies are further evidence; what looks like a claim under another number
waits for a person.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from application.enterprise import streams as enterprises
from application.processes.answering import must_be_claim
from application.processes.beyond_orders import mark
from application.processes.billing import Billed, bill
from application.processes.documents import (
    DocumentOutcome,
    HandIn,
    Matter,
    Parties,
    Resolve,
    principal,
    set_aside,
    take,
)
from application.processes.held_claims import Held, change_of, follow
from application.processes.suspecting import Pair, lent_on_twice, suspect
from application.processes.telling_orders_apart import Unclear, meant
from application.processes.waiting_copies import Copies
from application.receivable import streams as receivables
from application.receivable.changing import register
from application.shared.ports import UnitOfWork
from domain.intake.events import Why
from domain.receivable.commands import Qualify, Register
from domain.receivable.invoice import Document, Invoice, Trait
from domain.receivable.state import Receivable
from domain.shared.calendar import Adjustment
from domain.shared.event import Context
from domain.shared.fingerprint import fingerprint, likeness, receivable_id
from domain.shared.ids import OrderId, PartyId, ReceivableId
from domain.shared.money import Money
from domain.shared.refusal import Refused

UNSTATED_TERM_DAYS = 60
"""支付条例 art. 9: a large enterprise pays a small one within 60 days where nothing is agreed."""


def put_on_record(
    work: UnitOfWork, context: Context, matter: Matter, parties: Parties
) -> DocumentOutcome:
    invoice = _invoice(matter, parties)
    claim = receivable_id(invoice.fingerprint)
    alike = _likeness_key(invoice)
    held = Held.look(work, [claim])
    billed = Billed.look(work, matter.stated, parties, claim)
    copies = Copies.look(work, matter.asked.submitter, claim)
    claims = [matter.stream, receivables.stream_of(parties.seller, claim), alike]
    work.lock(
        change=[*claims, *held.streams, *billed.streams, *copies.streams],
        rely_on=[
            *(
                enterprises.stream_of(party)
                for party in (matter.asked.submitter, parties.seller, parties.buyer)
            ),
            *billed.files,
        ],
    )
    held.look_again(work)
    billed.look_again(work)
    copies.look_again(work)
    on_behalf_of = principal(work, context, matter, parties)
    other = work.holders([alike]).get(alike)
    if other not in {None, claim} and not matter.said.another:
        copies.waits(work, matter.said.document)
        return set_aside(work, context, matter, Why.PERHAPS_REGISTERED, ReceivableId(str(other)))
    record = _Record(invoice, claim, on_behalf_of, fresh=other is None)
    order = meant(work, billed, matter.stated, matter.said.order)
    if isinstance(order, Unclear):
        return _ask_which(work, context, matter, record, order)
    twice = lent_on_twice(work, claim, order)
    if twice is not None:
        return _suspect(work, context, matter, record, twice)
    outcome = _record(work, context, matter, record)
    bill(work, context, billed, (matter.stated, order))
    if order is not None:
        mark(work, context, (parties.buyer, order), billed.changed_by(order))
    _take_copies(work, context, matter, record, copies)
    return outcome


def _take_copies(
    work: UnitOfWork, context: Context, matter: Matter, record: _Record, copies: Copies
) -> None:
    """They are further evidence; one that contradicts the claim waits on."""
    taken = [matter.said.document]
    parties = Parties(record.invoice.seller, record.invoice.buyer)
    for it in copies.saying_no_more(work, matter.stated, matter.said.document):
        asked = HandIn(it.submitter, it.stated, it.digest)
        copy = replace(matter, asked=asked, said=Resolve(it.document))
        same = replace(record, invoice=_invoice(copy, parties), fresh=False)
        if _agrees(work, context, copy, same):
            _record(work, context, copy, same)
            taken.append(it.document)
    copies.wait_no_more(work, *taken)


def _agrees(work: UnitOfWork, context: Context, matter: Matter, record: _Record) -> bool:
    try:
        _check(work, context, matter, record)
    except Refused:
        return False
    return True


def _ask_which(
    work: UnitOfWork, context: Context, matter: Matter, record: _Record, unclear: Unclear
) -> DocumentOutcome:
    """Only whoever might register it is told which orders there are."""
    _check(work, context, matter, record)
    return set_aside(
        work, context, matter, Why.SEVERAL_ORDERS, record.claim, choices=unclear.choices
    )


def _check(work: UnitOfWork, context: Context, matter: Matter, record: _Record) -> None:
    """Raise `Refused` where it could not be put on record."""
    stream = receivables.stream_of(record.invoice.seller, record.claim)
    before = work.load(receivables.ROOM, stream).state
    receivables.ROOM.decider.decide(before, _registering(matter, record), context)


def _suspect(
    work: UnitOfWork, context: Context, matter: Matter, record: _Record, order: OrderId
) -> DocumentOutcome:
    """The paper waits until it is settled; only a copy that agrees with the claim says so."""
    seller, claim = record.invoice.seller, record.claim
    _check(work, context, matter, record)
    suspect(work, context, Pair(seller, claim, order), matter.asked.digest)
    return set_aside(work, context, matter, Why.LENT_ON_TWICE, claim)


@dataclass(frozen=True, slots=True)
class _Record:
    invoice: Invoice
    claim: ReceivableId
    on_behalf_of: PartyId | None
    fresh: bool


def _record(work: UnitOfWork, context: Context, matter: Matter, record: _Record) -> DocumentOutcome:
    stream = receivables.stream_of(record.invoice.seller, record.claim)
    known = isinstance(work.load(receivables.ROOM, stream).state, Receivable)
    command = _registering(matter, record)
    register(work, command, context)
    if record.fresh:
        work.reserve(_likeness_key(record.invoice), record.claim)
    if known and matter.stated.payee is not None:
        _mark_as_sold(work, context, matter, command)
    take(work, context, matter, record.claim, new=not known)
    return DocumentOutcome(
        matter.said.document, "known" if known else "registered", record.claim, None
    )


def _registering(matter: Matter, record: _Record) -> Register:
    return Register(
        seller=record.invoice.seller,
        receivable=record.claim,
        invoice=record.invoice,
        document=_evidence(matter),
        party=matter.asked.submitter,
        on_behalf_of=record.on_behalf_of,
    )


def _mark_as_sold(work: UnitOfWork, context: Context, matter: Matter, copy: Register) -> None:
    """A copy that asks for payment to another: whatever pool holds the claim is told."""
    qualify = Qualify(
        seller=copy.seller,
        receivable=copy.receivable,
        trait=Trait.ENCUMBERED_ELSEWHERE,
        holds=True,
        evidence=matter.asked.digest,
    )
    stream = receivables.stream_of(copy.seller, copy.receivable)
    before = work.load(receivables.ROOM, stream)
    events = receivables.ROOM.decider.decide(before.state, qualify, context)
    after = must_be_claim(work.record(receivables.ROOM, before, events).state)
    if events:
        follow(work, context, change_of(after, events))


def claim_named(matter: Matter, parties: Parties) -> ReceivableId:
    """The claim that an invoice is, whether or not it is on record."""
    return receivable_id(_fingerprint(matter, parties))


def _fingerprint(matter: Matter, parties: Parties) -> str:
    stated = matter.stated
    return fingerprint(parties.seller, parties.buyer, stated.number, stated.issued_on)


def _invoice(matter: Matter, parties: Parties) -> Invoice:
    """A payee who is not the seller is mostly a factor: the claim may be sold already."""
    stated = matter.stated
    nothing = Money.zero(stated.currency)
    falls = stated.due_on or stated.issued_on + timedelta(days=UNSTATED_TERM_DAYS)
    return Invoice(
        seller=parties.seller,
        buyer=parties.buyer,
        number=stated.number,
        fingerprint=_fingerprint(matter, parties),
        issued_on=stated.issued_on,
        due_on=matter.calendar.adjust(falls, Adjustment.FOLLOWING),
        stated_due_on=stated.due_on,
        gross=stated.gross,
        tax=stated.tax,
        prepaid=stated.prepaid,
        advances=nothing,
        retention=stated.retention or nothing,
        order=stated.order or "",
        contract=stated.contract or "",
        payment_reference=stated.payment_reference or "",
        traits=(Trait.ENCUMBERED_ELSEWHERE,) if stated.payee else (),
    )


def _evidence(matter: Matter) -> Document:
    stated = matter.stated
    return Document(
        kind=stated.kind.value,
        encoding=stated.source.encoding.value,
        digest=matter.asked.digest,
        name=stated.source.file,
    )


def _likeness_key(invoice: Invoice) -> str:
    return receivables.likeness_key(
        likeness(
            invoice.seller, invoice.buyer, invoice.gross, invoice.order or None, invoice.issued_on
        )
    )
