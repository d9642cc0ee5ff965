"""A paper tells of an order: it is recorded there, or waits for the order, or for a person."""

from __future__ import annotations

from application.e_order import streams as orders
from application.e_order.finding import Found, awaited_stream
from application.enterprise import streams as enterprises
from application.processes.beyond_orders import Billing
from application.processes.documents import DocumentOutcome, Parties, principal_of
from application.processes.lent_orders import LentOn
from application.processes.order_papers import commands_of
from application.processes.paper_matters import PaperMatter, named_in, set_aside, take
from application.processes.securing_orders import Behind, answering_by, with_lenders
from application.processes.standing import in_good_standing
from application.processes.telling_orders_apart import chosen
from application.shared.ports import UnitOfWork
from domain.e_order import refusals as no
from domain.e_order.checks import check_not_before
from domain.e_order.commands import Await
from domain.e_order.state import Order
from domain.intake.events import Why
from domain.shared.event import Context
from domain.shared.ids import OrderId
from domain.shared.refusal import BrokenPromise, Refused


def tell_of(
    work: UnitOfWork, context: Context, matter: PaperMatter, parties: Parties
) -> DocumentOutcome:
    found = Found.look(work, named_in(matter.stated, parties))
    lent, billed = LentOn.look(work, found.orders), Billing.look(work, found.orders)
    behind = Behind.look(work, found.orders, context.now.at)
    concerned = {matter.asked.submitter, parties.seller, parties.buyer}
    work.lock(
        change=[matter.stream, *found.streams, *lent.streams, *billed.streams],
        rely_on=[
            *(enterprises.stream_of(party) for party in concerned),
            *behind.files,
            *lent.files,
        ],
    )
    found.look_again(work)
    lent.look_again(work)
    behind.look_again(work)
    billed.look_again(work)
    in_good_standing(work, matter.asked.submitter, context)
    if not found.orders:
        return _await(work, context, matter, found)
    said = chosen(found.orders, matter.said.order)
    if len(found.orders) > 1 and said is None:
        return _ask_which(work, context, matter, parties, found.orders)
    order = said or found.orders[0]
    record(work, context, matter, (order, parties))
    billed.follow(work, context)
    lent.follow(work, context)
    return DocumentOutcome(matter.said.document, "recorded", None, None, order)


def _ask_which(
    work: UnitOfWork,
    context: Context,
    matter: PaperMatter,
    parties: Parties,
    choices: tuple[OrderId, ...],
) -> DocumentOutcome:
    """Nobody but the parties and their agents is told which orders there are."""
    submitter = matter.asked.submitter
    party = principal_of(work, context, submitter, parties) or submitter
    if party not in {parties.buyer, parties.seller}:
        raise Refused(no.NotAParty(party))
    return set_aside(work, context, matter, Why.SEVERAL_ORDERS, choices)


def record(
    work: UnitOfWork, context: Context, matter: PaperMatter, of: tuple[OrderId, Parties]
) -> None:
    """All that the paper says, or nothing of it: the first command may be refused, no other."""
    order, parties = of
    stream = orders.stream_of(parties.buyer, order)
    state = work.load(orders.ROOM, stream).state
    if not isinstance(state, Order):
        raise BrokenPromise("an order with an owner is on record")
    check_not_before(state, "issuedOn", matter.stated.issued_on)
    submitter = matter.asked.submitter
    party = principal_of(work, context, submitter, parties) or submitter
    under, now = LentOn.look(work, [order]).programmes, context.now
    lenders = answering_by(work, (order, now.at), under, now.day)
    for command in commands_of(matter.stated, state, party):
        work.handle(orders.ROOM, stream, with_lenders(command, state, lenders), context)
    take(work, context, matter, order, new=False)


def _await(
    work: UnitOfWork, context: Context, matter: PaperMatter, found: Found
) -> DocumentOutcome:
    named = found.named
    stream = awaited_stream(named)
    wait = Await(
        buyer=named.buyer,
        order=OrderId(stream.rpartition("/")[2]),
        supplier=named.supplier,
        document=matter.said.document,
        submitter=matter.asked.submitter,
    )
    work.handle(orders.ROOM, stream, wait, context)
    return set_aside(work, context, matter, Why.ORDER_UNKNOWN)
