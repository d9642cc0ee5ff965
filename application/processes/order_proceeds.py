"""Proceeds of an order repay what is lent on it first; the rest is the supplier's.

Where the money went is kept as long as it stands: what the bank takes back is undone there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from application.processes.lent_orders import LentOn
from application.processes.loans import touched_with
from application.processes.paying_over import PayOver, pay_over
from application.processes.programmes import programme_of
from application.processes.repaying import Giving, Received
from application.processes.tracing import Paid
from application.receivable import streams as receivables
from application.shared.ports import Reading, UnitOfWork
from domain.order_programme.state import Programme
from domain.shared.event import Context
from domain.shared.ids import CollectionId, FinancingId, OrderId, PartyId, ReceivableId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True)
class OrderRepaid:
    """Whose loans, and which of them, one payment repaid."""

    lender: PartyId
    repaid: tuple[FinancingId, ...]

    def written(self) -> str:
        return json.dumps([self.lender, *self.repaid], separators=(",", ":"))

    @classmethod
    def read(cls, written: str) -> OrderRepaid:
        lender, *repaid = json.loads(written)
        return cls(PartyId(lender), tuple(FinancingId(it) for it in repaid))


def order_proceeds_key(collection: CollectionId, receivable: ReceivableId) -> str:
    """Held by the loans that the money went to; freed when it is undone."""
    return f"order-proceeds/{collection}/{receivable}"


def order_traced(reading: Reading, payments: Iterable[Paid]) -> Mapping[Paid, OrderRepaid]:
    """Those that repaid money lent on an order."""
    key_of = {paid: order_proceeds_key(*paid) for paid in payments}
    holders = reading.holders(list(key_of.values()))
    return {paid: OrderRepaid.read(holders[key]) for paid, key in key_of.items() if key in holders}


def streams_lent(reading: Reading, lent: LentOn) -> list[str]:
    """Of every loan that money on these orders may repay, and what stands behind it."""
    streams: set[str] = set()
    for order, at in lent.under.items():
        draws = draws_on(programme_of(reading, at).state, order)
        streams |= {at.stream, *touched_with(reading, at.lender, draws)}
    return sorted(streams)


def streams_repaid(reading: Reading, gone: Iterable[OrderRepaid]) -> list[str]:
    """Of every loan in which a repayment is to be undone, and what stands behind it."""
    each = (touched_with(reading, it.lender, it.repaid) for it in gone)
    return sorted({stream for streams in each for stream in streams})


def draws_on(programme: Programme, order: OrderId) -> list[FinancingId]:
    """Those on which something is owed, the one that falls due first before the others."""
    draws = programme.draws.items()
    own = [(it.due_on, name) for name, it in draws if it.order == order]
    return [name for _, name in sorted(own)]


def repay_order(work: UnitOfWork, context: Context, got: Received, lent: LentOn) -> None:
    """What the lender's own loans on the order take, by their terms; the rest goes on."""
    giving, left, repaid = Giving(work, context, got), got.amount, list[FinancingId]()
    for order, at in sorted(lent.under.items()):
        own = at.lender == got.lender
        for financing in draws_on(programme_of(work, at).state, order) if own else ():
            used = giving.give(financing, left)
            left -= used
            repaid += [] if used.is_zero else [financing]
    went = OrderRepaid(got.lender, tuple(repaid))
    work.reserve(order_proceeds_key(got.collection, got.receivable), went.written())
    _settle(work, "surplus", got, left)


def undo_order(work: UnitOfWork, context: Context, got: Received, went: OrderRepaid) -> None:
    """Every repayment that the money made counts as never made; the rest is had back."""
    giving = Giving(work, context, got)
    back = Money.total((giving.take_back(it) for it in went.repaid), got.amount.currency)
    work.free(order_proceeds_key(got.collection, got.receivable))
    _settle(work, "reclaim", got, got.amount - back)


def _settle(work: UnitOfWork, kind: str, got: Received, amount: Money) -> None:
    """The version of the claim tells one such message from the next."""
    stream = receivables.stream_of(got.seller, got.receivable)
    version = work.load(receivables.ROOM, stream).version
    body = PayOver(got.lender, got.seller, got.receivable, amount)
    pay_over(work, kind, f"{got.collection}/{got.receivable}/{version}", body)
