"""What either side asks of one order, and the order as it stands for those whose it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from application.e_order import streams as orders
from application.enterprise import streams as enterprises
from application.processes.beyond_orders import Billing
from application.processes.lent_orders import LentOn
from application.processes.securing_orders import (
    Behind,
    answering_by,
    holders_of,
    with_lenders,
)
from application.processes.standing import in_good_standing
from application.shared.carry_out import UseCase
from application.shared.owners import owner_of, owners_of
from application.shared.ports import Loaded, Reading, UnitOfWork
from domain.e_order.commands import GiveConsent, OrderCommand, RefuseConsent, WithdrawConsent
from domain.e_order.order import Status
from domain.e_order.refusals import OrderNotFound
from domain.e_order.state import Order, OrderState, status_of
from domain.enterprise.profile import Role
from domain.shared.event import Context
from domain.shared.ids import OrderId, PartyId
from domain.shared.money import Money
from domain.shared.refusal import Refused

Asked = Callable[[PartyId], OrderCommand]
"""Makes the command, once it is known in whose stream the order stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderAsItIs:
    """What became of the order."""

    order: OrderId
    buyer: PartyId
    supplier: PartyId
    status: Status
    authentic: bool
    ordered: Money
    """Net of tax, after what was changed and cancelled."""

    version: int


def change_order(order: OrderId, party: PartyId, asked: Asked) -> UseCase:
    """Carry out what `asked` makes; where money is lent on it, as its lenders agreed before.

    Raise `Refused`: a stranger is told that there is no such order.
    """

    def use_case(work: UnitOfWork, context: Context) -> OrderAsItIs:
        buyer = buyer_of(work, order)
        stream = orders.stream_of(buyer, order)
        lent, billed = LentOn.look(work, [order]), Billing.look(work, [order])
        own = enterprises.stream_of(party)
        behind = Behind.look(work, [order], context.now.at)
        work.lock(
            change=[stream, *lent.streams, *billed.streams],
            rely_on=[own, *behind.files, *lent.files],
        )
        lent.look_again(work)
        behind.look_again(work)
        billed.look_again(work)
        state = own_order(work, order, party).state
        in_good_standing(work, party, context)
        now = context.now
        lenders = answering_by(work, (order, now.at), lent.programmes, now.day)
        command = with_lenders(asked(buyer), state, lenders)
        changed = work.handle(orders.ROOM, stream, command, context)
        billed.follow(work, context)
        lent.follow(work, context)
        return as_it_is(changed)

    return use_case


Answering = GiveConsent | RefuseConsent | WithdrawConsent


def answer_about(asked: Answering) -> UseCase:
    """By a lender whose money the order secures, or that was asked while it did.

    To others there is no such order.
    """

    def use_case(work: UnitOfWork, context: Context) -> OrderAsItIs:
        stream = orders.stream_of(buyer_of(work, asked.order), asked.order)
        behind = Behind.look(work, [asked.order], context.now.at)
        work.lock(change=[stream], rely_on=[*behind.files, enterprises.stream_of(asked.party)])
        behind.look_again(work)
        _check_concerned(work, stream, asked, context)
        in_good_standing(work, asked.party, context, Role.LENDER)
        return as_it_is(work.handle(orders.ROOM, stream, asked, context))

    return use_case


def _check_concerned(work: UnitOfWork, stream: str, asked: Answering, context: Context) -> None:
    """Who is owed nothing more may still answer what it was asked."""
    state = work.load(orders.ROOM, stream).state
    if isinstance(state, Order) and asked.party in _involved(state):
        return
    if asked.party not in holders_of(work, asked.order, context.now.at):
        raise Refused(OrderNotFound(asked.order))


def _involved(order: Order) -> set[PartyId]:
    return {it.holder for it in order.wanted} | {it.holder for it in order.consents}


def buyer_of(reading: Reading, order: OrderId) -> PartyId:
    buyer = owner_of(reading, orders.ROOM.name, order)
    if buyer is None:
        raise Refused(OrderNotFound(order))
    return buyer


def order_for(reading: Reading, order: OrderId, viewer: PartyId | None) -> Loaded[Order]:
    """For buyer, supplier and the lenders whose money it secures; None may see everything."""
    holds = viewer is not None and viewer in holders_of(reading, order)
    return own_order(reading, order, None if holds else viewer)


def orders_on_record(reading: Reading, named: Sequence[OrderId]) -> list[Order]:
    """Those that exist, in the order in which they were named."""
    buyers = owners_of(reading, orders.ROOM.name, named)
    streams = [orders.stream_of(buyers[it], it) for it in named if it in buyers]
    loaded = reading.load_many(orders.ROOM, streams)
    states = (loaded[stream].state for stream in streams)
    return [state for state in states if isinstance(state, Order)]


def own_order(reading: Reading, order: OrderId, viewer: PartyId | None) -> Loaded[Order]:
    """For buyer and supplier, who alone may change it; None may see everything."""
    stream = orders.stream_of(buyer_of(reading, order), order)
    loaded = reading.load(orders.ROOM, stream)
    state = loaded.state
    if not isinstance(state, Order) or viewer not in {None, state.buyer, state.supplier}:
        raise Refused(OrderNotFound(order))
    return Loaded(stream, state, loaded.version)


def as_it_is(loaded: Loaded[OrderState]) -> OrderAsItIs:
    state = loaded.state
    if not isinstance(state, Order):
        raise Refused(OrderNotFound(OrderId(loaded.stream.rpartition("/")[2])))
    return OrderAsItIs(
        order=state.order,
        buyer=state.buyer,
        supplier=state.supplier,
        status=status_of(state),
        authentic=state.authentic,
        ordered=state.ordered,
        version=loaded.version,
    )
