"""What either side asks of one order, and the order as it stands for those whose it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from application.e_order import streams as orders
from application.enterprise import streams as enterprises
from application.processes.lent_orders import LentOn
from application.processes.securing_orders import is_held, lien_of
from application.processes.standing import in_good_standing
from application.shared.carry_out import UseCase
from application.shared.owners import owner_of
from application.shared.ports import Loaded, Reading, UnitOfWork
from domain.e_order.commands import AcceptChange, Cancel, OrderCommand
from domain.e_order.order import Status
from domain.e_order.refusals import OrderNotFound
from domain.e_order.state import Order, OrderState, status_of
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


def change_order(order: OrderId, party: PartyId, asked: Asked, *, consent: bool = False) -> UseCase:
    """Carry out what `asked` makes; `consent` is the lender's, where it lent on the order.

    Raise `Refused`: a stranger is told that there is no such order.
    """

    def use_case(work: UnitOfWork, context: Context) -> OrderAsItIs:
        buyer = buyer_of(work, order)
        stream = orders.stream_of(buyer, order)
        lent = LentOn.look(work, [order])
        parties = {enterprises.stream_of(it) for it in (party, *_sides(work, stream))}
        work.lock(change=[stream, *lent.streams], rely_on=[*sorted(parties), lien_of(order)])
        lent.look_again(work)
        order_for(work, order, party)
        in_good_standing(work, party, context)
        command = _with_lender(
            asked(buyer), held=is_held(work, order, context.now.at), consent=consent
        )
        changed = work.handle(orders.ROOM, stream, command, context)
        lent.follow(work, context)
        return as_it_is(changed)

    return use_case


def _sides(reading: Reading, stream: str) -> tuple[PartyId, ...]:
    """Whose standing decides what the order bears, where money is lent on it."""
    state = reading.load(orders.ROOM, stream).state
    return (state.buyer, state.supplier) if isinstance(state, Order) else ()


def _with_lender(command: OrderCommand, *, held: bool, consent: bool) -> OrderCommand:
    if isinstance(command, AcceptChange | Cancel):
        return replace(command, held_by_lender=held, consent=consent)
    return command


def buyer_of(reading: Reading, order: OrderId) -> PartyId:
    buyer = owner_of(reading, orders.ROOM.name, order)
    if buyer is None:
        raise Refused(OrderNotFound(order))
    return buyer


def order_for(reading: Reading, order: OrderId, viewer: PartyId | None) -> Loaded[Order]:
    """For buyer and supplier; None may see everything."""
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
