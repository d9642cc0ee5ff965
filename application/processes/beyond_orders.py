"""What is billed beyond an order does not count in the pool that holds the claim.

Whatever changes what an order bears, or what was billed of it, changes its claims in the
same transaction: the buyer is warned, and the pools are certified again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from application.e_order import streams as orders
from application.processes.held_claims import CAUSES, Change, Held, follow
from application.receivable import streams as receivables
from application.shared.owners import owners_of
from application.shared.ports import Conflict, Reading, UnitOfWork
from domain.e_order.beyond import Billed, billed_beyond, may_move
from domain.e_order.order import Bill, Paper
from domain.e_order.state import Order
from domain.receivable.commands import MarkBeyondOrder
from domain.receivable.events import BilledBeyondOrder
from domain.receivable.state import Receivable
from domain.shared.event import Context
from domain.shared.ids import OrderId, PartyId, ReceivableId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True)
class Billing:
    """The claims billed on some orders, looked up before the locks and again behind them."""

    orders: tuple[tuple[PartyId, OrderId], ...]
    """(buyer, order)."""

    claims: tuple[tuple[PartyId, ReceivableId], ...]
    """(seller, claim)."""

    held: Held

    @classmethod
    def look(
        cls, reading: Reading, named: Iterable[OrderId], awaited: Collection[Bill] = ()
    ) -> Billing:
        """With `awaited` bills of one that is about to come."""
        asked = sorted(named)
        buyers = owners_of(reading, orders.ROOM.name, asked)
        of = tuple((buyers[it], it) for it in asked if it in buyers)
        billed = {
            claim for buyer, order in of for claim in _billed(_order(reading, buyer, order))
        } | {it.receivable for it in awaited}
        sellers = owners_of(reading, receivables.ROOM.name, sorted(billed))
        claims = tuple(sorted((seller, ReceivableId(it)) for it, seller in sellers.items()))
        return cls(of, claims, Held.look(reading, [claim for _, claim in claims]))

    @classmethod
    def look_where_bills_move(cls, reading: Reading, named: Iterable[OrderId]) -> Billing:
        """Of those orders where one more bill may change what is borne of the others."""
        asked = sorted(named)
        buyers = owners_of(reading, orders.ROOM.name, asked)
        states = (_order(reading, buyers[it], it) for it in asked if it in buyers)
        return cls.look(reading, [it.order for it in states if it is not None and may_move(it)])

    @property
    def streams(self) -> list[str]:
        own = [receivables.stream_of(seller, claim) for seller, claim in self.claims]
        return [*own, *self.held.streams]

    def look_again(self, reading: Reading) -> None:
        """Raise `Conflict` where one was billed, or a pool took or let go a claim, meanwhile."""
        if Billing.look(reading, [order for _, order in self.orders]).claims != self.claims:
            raise Conflict
        self.held.look_again(reading)

    def follow(self, work: UnitOfWork, context: Context) -> None:
        for buyer, order in self.orders:
            mark(work, context, (buyer, order))


NOT_BILLED = Billing((), (), Held((), {}, {}))


def mark(
    work: UnitOfWork,
    context: Context,
    of: tuple[PartyId, OrderId],
    only: Collection[ReceivableId] | None = None,
) -> None:
    """Tell each claim (or `only` some) what its order bears of it, and the pools."""
    state = _order(work, *of)
    if state is None:
        return
    bills = billed_beyond(state)
    changed: dict[str, list[Receivable]] = {}
    for claim in sorted(_billed(state)) if only is None else only:
        after = _told(work, context, state, (claim, bills.get(claim)))
        if after is not None:
            changed.setdefault(after.open.currency, []).append(after)
    for claims in changed.values():
        nothing = Money.zero(claims[0].open.currency)
        follow(work, context, Change(CAUSES[BilledBeyondOrder.__name__], tuple(claims), nothing))


def _told(
    work: UnitOfWork, context: Context, order: Order, of: tuple[ReceivableId, Billed | None]
) -> Receivable | None:
    """The claim after it, where that says anything new.

    What the order could not count, in another currency say, it bears nothing of.
    """
    claim, bill = of
    stream = receivables.stream_of(order.supplier, claim)
    before = work.load(receivables.ROOM, stream)
    if not isinstance(before.state, Receivable):
        return None
    asked = MarkBeyondOrder(
        seller=order.supplier,
        receivable=claim,
        order=order.order,
        borne=before.state.nothing if bill is None else bill.borne,
        tax=before.state.nothing if bill is None else bill.tax,
    )
    events = receivables.ROOM.decider.decide(before.state, asked, context)
    after = work.record(receivables.ROOM, before, events).state
    return after if events and isinstance(after, Receivable) else None


def _order(reading: Reading, buyer: PartyId, order: OrderId) -> Order | None:
    state = reading.load(orders.ROOM, orders.stream_of(buyer, order)).state
    return state if isinstance(state, Order) else None


def _billed(order: Order | None) -> set[ReceivableId]:
    if order is None:
        return set()
    return {it.receivable for it in order.papers.ever(Paper.INVOICE)} | order.left_out
