"""An order comes in as a paper, and papers about it: whichever comes first, it comes to the same.

A paper about an order that is not here waits, and is taken up when the order comes.
"""

from __future__ import annotations

from dataclasses import replace

from application.e_order import streams as orders
from application.e_order.finding import awaited_stream
from application.enterprise import streams as enterprises
from application.intake import streams as intake
from application.processes.beyond_orders import Billing, mark
from application.processes.billing import bill_awaited, streams_of_awaited
from application.processes.documents import (
    DocumentOutcome,
    Parties,
    Resolve,
    document_id,
    parties_named,
    principal_of,
)
from application.processes.order_papers import purchase_of
from application.processes.paper_matters import HandInPaper, PaperMatter, named_in, set_aside, take
from application.processes.standing import NOT_STANDING, in_good_standing
from application.processes.telling_of_orders import record, tell_of
from application.shared.carry_out import UseCase
from application.shared.owners import own
from application.shared.ports import Conflict, UnitOfWork
from domain.e_order import answer_refusals as unanswered
from domain.e_order import refusals as no
from domain.e_order.commands import Place
from domain.e_order.order import Evidence
from domain.e_order.state import Expected, NoOrder
from domain.intake.events import Why
from domain.intake.refusals import DocumentNotWaiting
from domain.intake.state import Done, PaperWaiting
from domain.shared.event import Context
from domain.shared.fingerprint import order_id
from domain.shared.ids import DocumentId, OrderId, PartyId
from domain.shared.order_paper import OrderPaper, PaperKind
from domain.shared.refusal import Refused


def hand_in_paper(asked: HandInPaper) -> UseCase:
    """Raise `Refused` where it contradicts what is on record, or is not this party's to say."""

    def use_case(work: UnitOfWork, context: Context) -> DocumentOutcome:
        document = document_id(asked.digest, asked.stated.source.place)
        return decide_paper(work, context, PaperMatter(asked, Resolve(document)))

    return use_case


def decide_paper(work: UnitOfWork, context: Context, matter: PaperMatter) -> DocumentOutcome:
    stated = matter.stated
    done = _done_before(work, matter)
    if done is not None:
        return done
    found = parties_named(work, (stated.supplier, stated.buyer), matter.said)
    if isinstance(found, Why):
        work.lock(change=[matter.stream], rely_on=[enterprises.stream_of(matter.asked.submitter)])
        in_good_standing(work, matter.asked.submitter, context)
        return set_aside(work, context, matter, found)
    if stated.kind is PaperKind.ORDER:
        return _place(work, context, matter, found)
    return tell_of(work, context, matter, found)


def _done_before(work: UnitOfWork, matter: PaperMatter) -> DocumentOutcome | None:
    """What became of it; raise `Refused` for what a person dismissed."""
    state = work.load(intake.ROOM, matter.stream).state
    if not isinstance(state, Done):
        return None
    if state.order is None:
        raise Refused(DocumentNotWaiting())
    return DocumentOutcome(state.document, "known", None, None, state.order)


def _place(
    work: UnitOfWork, context: Context, matter: PaperMatter, parties: Parties
) -> DocumentOutcome:
    purchase = purchase_of(matter.stated, parties)
    order = order_id(purchase.fingerprint)
    awaited = awaited_stream(named_in(matter.stated, parties))
    expected = _expected(work, awaited)
    stream = orders.stream_of(parties.buyer, order)
    billed = Billing.look(work, (), expected.bills)
    work.lock(
        change=[matter.stream, stream, awaited, *_streams_of(order, expected), *billed.streams],
        rely_on=_relied_on(matter, parties, expected),
    )
    if _expected(work, awaited) != expected:
        raise Conflict
    billed.held.look_again(work)
    command = Place(
        buyer=parties.buyer,
        order=order,
        purchase=purchase,
        evidence=_evidence(matter),
        party=matter.asked.submitter,
        on_behalf_of=principal_of(work, context, matter.asked.submitter, parties),
    )
    is_new = isinstance(work.load(orders.ROOM, stream).state, NoOrder)
    work.handle(orders.ROOM, stream, command, context)
    take(work, context, matter, order, new=is_new)
    if is_new:
        own(work, orders.ROOM.name, order, parties.buyer)
        _take_up(work, context, command, expected)
        mark(work, context, (parties.buyer, order))
    outcome = "placed" if is_new else "known"
    return DocumentOutcome(matter.said.document, outcome, None, None, order)


def _expected(work: UnitOfWork, stream: str) -> Expected:
    state = work.load(orders.ROOM, stream).state
    return state if isinstance(state, Expected) else Expected()


def _streams_of(order: OrderId, expected: Expected) -> list[str]:
    papers = [intake.stream_of(party, document) for party, document in expected.documents]
    return [*papers, *streams_of_awaited(order, expected.bills)]


def _relied_on(matter: PaperMatter, parties: Parties, expected: Expected) -> set[str]:
    waiting = {party for party, _ in expected.documents}
    concerned = {matter.asked.submitter, parties.seller, parties.buyer, *waiting}
    return {enterprises.stream_of(party) for party in concerned}


def _take_up(work: UnitOfWork, context: Context, placed: Place, expected: Expected) -> None:
    """What named the order before it came. What is refused now waits for a person."""
    for bill in expected.bills:
        bill_awaited(work, context, placed.purchase, placed.order, bill)
    parties = Parties(placed.purchase.supplier, placed.buyer)
    papers = [_waiting(work, submitter, document) for submitter, document in expected.documents]
    for matter in sorted(filter(None, papers), key=lambda it: _turn(it.stated)):
        if matter.stated.ordered_on in {None, placed.purchase.placed_on}:
            _try(work, context, matter, (placed.order, parties))


def _waiting(work: UnitOfWork, submitter: PartyId, document: DocumentId) -> PaperMatter | None:
    state = work.load(intake.ROOM, intake.stream_of(submitter, document)).state
    if not isinstance(state, PaperWaiting) or state.why is not Why.ORDER_UNKNOWN:
        return None
    return PaperMatter(HandInPaper(submitter, state.stated, state.digest), Resolve(document))


def _turn(stated: OrderPaper) -> tuple[str, int]:
    """In the order of their days; on one day a change comes before the answer to it."""
    return stated.issued_on.isoformat(), TURNS.index(stated.kind)


TURNS = (
    PaperKind.ORDER,
    PaperKind.CHANGE,
    PaperKind.RESPONSE,
    PaperKind.CANCELLATION,
    PaperKind.DESPATCH,
    PaperKind.RECEIPT,
)


UNFIT = (
    no.NotAParty,
    no.NotYoursToSay,
    no.LineNamedTwice,
    no.LineUnknown,
    no.QuantityNotPositive,
    no.OtherCurrency,
    no.PartUnsound,
    no.TaxAboveNet,
    no.PaperBeforeOrder,
    no.DeliveryBeforeOrder,
    no.DayInFuture,
    no.PaperContradiction,
    no.PaperUnknown,
    no.OrderIsRejected,
    no.OrderIsCancelled,
    no.OrderIsClosed,
    unanswered.AlreadyAccepted,
    unanswered.BeyondOrdered,
    unanswered.NothingAccepted,
    unanswered.ChangeUnknown,
    unanswered.ChangeContradiction,
    unanswered.ChangesNothing,
    unanswered.BelowShipped,
    unanswered.NotCancellable,
    unanswered.AlreadyShipped,
    unanswered.ConsentMissing,
    *NOT_STANDING,
)
"""What keeps a paper that waited from its order: the order itself, or who handed it in."""


def _try(
    work: UnitOfWork, context: Context, matter: PaperMatter, of: tuple[OrderId, Parties]
) -> None:
    try:
        record(work, context, matter, of)
    except Refused as refused:
        if not isinstance(refused.refusal, UNFIT):
            raise
        set_aside(work, context, matter, Why.ORDER_REFUSES)


def _evidence(matter: PaperMatter) -> Evidence:
    source = matter.stated.source
    return Evidence(encoding=source.encoding.value, digest=matter.asked.digest, name=source.file)


def resolved(waiting: PaperWaiting, said: Resolve) -> PaperMatter:
    """The paper with what a person says of its parties."""
    handed = HandInPaper(waiting.submitter, waiting.stated, waiting.digest)
    return PaperMatter(handed, replace(said, document=waiting.document))
