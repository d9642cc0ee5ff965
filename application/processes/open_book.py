"""What a party may be paid on: the claims its pools hold, and those it has itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from application.collection.open_receivables import OpenReceivable
from application.e_order import streams as orders
from application.financing import streams as financings
from application.processes.certifying import lender_of, pool_of
from application.processes.held_claims import holders_of
from application.processes.paying_out import UnderWay
from application.processes.standing import parties_as_read
from application.receivable import streams as receivables
from application.shared.owners import owners_of
from application.shared.ports import Reading
from domain.e_order.order import Paper
from domain.e_order.state import Order
from domain.enterprise.state import Party
from domain.financing.state import Financing, Stage
from domain.receivable.state import Receivable
from domain.shared.ids import FinancingId, OrderId, PartyId, PoolId, ReceivableId

Lent = tuple[PartyId, FinancingId]
"""A lender, and one of its loans."""


def open_claims(
    reading: Reading, pools: Iterable[PoolId], own: Iterable[ReceivableId]
) -> list[OpenReceivable]:
    """Of `pools` and `own`, with everything by which their buyers may be known.

    While a pool holds a claim, its lender is paid and not its seller. `Book.of` makes of
    them what a payment is matched with.
    """
    held = [claim.receivable for pool in pools for claim in reading.claims(pool) if claim.open]
    free = list(own)
    taken = holders_of(reading, free)
    named = {*held, *(claim for claim in free if claim not in taken)}
    claims = list(_claims(reading, sorted(named)))
    buyers = parties_as_read(reading, {claim.buyer for claim in claims}).known
    return [_open(claim, buyers.get(claim.buyer)) for claim in claims]


def claims_of_orders(reading: Reading, lent: Sequence[OrderId]) -> list[ReceivableId]:
    """The invoices of orders that money is lent on: they are paid to whoever lends on them."""
    buyers = owners_of(reading, orders.ROOM.name, lent)
    placed = [orders.stream_of(buyers[order], order) for order in lent if order in buyers]
    loaded = (it.state for it in reading.load_many(orders.ROOM, placed).values())
    papers = (order.papers for order in loaded if isinstance(order, Order))
    bills = {bill.receivable for each in papers for bill in each.ever(Paper.INVOICE)}
    return sorted(bills)


def _claims(reading: Reading, named: list[ReceivableId]) -> Iterator[Receivable]:
    sellers = owners_of(reading, receivables.ROOM.name, named)
    streams = [
        receivables.stream_of(seller, ReceivableId(claim)) for claim, seller in sellers.items()
    ]
    for loaded in reading.load_many(receivables.ROOM, streams).values():
        if isinstance(loaded.state, Receivable):
            yield loaded.state


def _open(claim: Receivable, buyer: Party | None) -> OpenReceivable:
    profile = None if buyer is None else buyer.profile
    names = () if profile is None else (profile.name, *(it.name for it in profile.other_names))
    return OpenReceivable(
        receivable_id=claim.receivable,
        number=claim.invoice.number,
        seller=claim.seller,
        buyer=claim.buyer,
        open=claim.open,
        due_on=claim.due_on,
        issued_on=claim.invoice.issued_on,
        payment_reference=claim.invoice.payment_reference or None,
        buyer_names=names,
        buyer_accounts=() if buyer is None else tuple(it.number for it in buyer.accounts),
        buyer_identifiers=() if buyer is None else tuple(it.value for it in buyer.identifiers),
    )


def draws_under_way(
    reading: Reading, pools_: Iterable[PoolId], besides: Iterable[Lent] = ()
) -> list[UnderWay]:
    """What the bank was asked to pay out, for these pools and `besides`, and has not confirmed."""
    streams = [financings.stream_of(*each) for each in besides]
    for name in pools_:
        pool = pool_of(reading, lender_of(reading, name), name)
        streams += [financings.stream_of(pool.lender, draw) for draw in pool.draws]
    loaded = reading.load_many(financings.ROOM, list(dict.fromkeys(streams)))
    loans = (each.state for each in loaded.values())
    return [
        UnderWay(loan.financing, loan.bank_account or "", loan.net_proceeds)
        for loan in loans
        if isinstance(loan, Financing) and loan.stage is Stage.INSTRUCTED
    ]
