"""Proceeds of an order repay what is lent on it first; the rest is the supplier's.

Where the money went is kept as long as it stands: what the bank takes back is undone there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from application.order_programme import streams as programmes
from application.processes.lent_orders import LentOn
from application.processes.loans import is_under_way, loans_of, touched_with
from application.processes.order_draws import at_programme
from application.processes.passing_on import settle_again, streams_onwards
from application.processes.paying_over import PayOver, pay_over
from application.processes.programmes import ProgrammeAt, programme_of
from application.processes.repaying import Giving, Received, give_to_draws
from application.processes.tracing import Paid
from application.receivable import streams as receivables
from application.shared.ports import Reading, UnitOfWork
from domain.financing.state import OWING, Financing
from domain.order_programme.commands import GiveHeldProceeds, HoldProceeds, UndoHeldProceeds
from domain.order_programme.holding import HeldOnOrder
from domain.shared.event import Context
from domain.shared.facility import Product
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
    for order, at in lent.under:
        streams |= {at.stream, *touched_with(reading, at.lender, draws_on(reading, at, order))}
    return sorted(streams)


def streams_repaid(reading: Reading, gone: Iterable[OrderRepaid]) -> list[str]:
    """Of every loan in which a repayment is to be undone, what stands behind it, and what of
    it was passed on."""
    found: set[str] = set()
    for it in gone:
        found |= {*touched_with(reading, it.lender, it.repaid)}
        found |= {*streams_onwards(reading, it.repaid)}
    return sorted(found)


def draws_on(reading: Reading, at: ProgrammeAt, order: OrderId) -> list[FinancingId]:
    """Those that owe something or soon will, the one that falls due first before the others."""
    draws = programme_of(reading, at).state.draws_on(order)
    own = sorted((it.due_on, name) for name, it in draws)
    loans = loans_of(reading, at.lender, [name for _, name in own])
    return [it.financing for it in loans if it.stage in OWING or is_under_way(it)]


def repay_order(work: UnitOfWork, context: Context, got: Received, lent: LentOn) -> None:
    """What the lender's own loans on the order take, by their terms; then what those that the
    bank has not paid out yet will owe is held; the rest goes on."""
    giving, left, repaid = Giving(work, context, got), got.amount, list[FinancingId]()
    own = [(at, order) for order, at in lent.under if at.lender == got.lender]
    for at, order in own:
        given = give_to_draws(giving, draws_on(work, at, order), left)
        left -= Money.total(given.values(), left.currency)
        repaid += given
    for at, order in own:
        left -= _hold(giving, at, order, left)
    went = OrderRepaid(got.lender, tuple(repaid))
    work.reserve(order_proceeds_key(got.collection, got.receivable), went.written())
    _settle(work, "surplus", got, left)


def undo_order(giving: Giving, went: OrderRepaid, lent: LentOn) -> None:
    """Every repayment that the money made counts as never made; what of it is still held goes
    back, and the rest is had back from the supplier."""
    work, got = giving.work, giving.got
    lost = {it: giving.take_back(it) for it in went.repaid}
    for name, amount in lost.items():
        settle_again(work, giving.context, (got.lender, name), amount)
    back = Money.total(lost.values(), got.amount.currency)
    kept = _no_longer_held(giving, lent)
    work.free(order_proceeds_key(got.collection, got.receivable))
    _settle(work, "reclaim", got, got.amount - back - kept)


def streams_held(reading: Reading, loan: Financing) -> list[str]:
    """Of every loan that money held for the same supplier's orders may repay."""
    if loan.facility.product is not Product.E_ORDER:
        return []
    at = at_programme(loan.lender, loan.facility.id)
    orders = sorted({it.order for it in _held_for(reading, at, loan.borrower)})
    return streams_lent(reading, LentOn(tuple(orders), tuple((order, at) for order in orders)))


def move_held(work: UnitOfWork, context: Context, loan: Financing) -> None:
    """Money on an order was paid out or came back: what was held for it moves on."""
    if loan.facility.product is not Product.E_ORDER:
        return
    at = at_programme(loan.lender, loan.facility.id)
    for held in _held_for(work, at, loan.borrower):
        _move(Giving(work, context, _received(at, held)), at, held)


def _held_for(reading: Reading, at: ProgrammeAt, supplier: PartyId) -> list[HeldOnOrder]:
    return [it for it in programme_of(reading, at).state.held if it.supplier == supplier]


def _received(at: ProgrammeAt, held: HeldOnOrder) -> Received:
    """What is held, as the money that it is."""
    return Received(
        lender=at.lender,
        seller=held.supplier,
        payer=held.payer,
        receivable=held.receivable,
        collection=held.collection,
        amount=held.amount,
        value_date=held.value_date,
    )


def _move(giving: Giving, at: ProgrammeAt, held: HeldOnOrder) -> None:
    work, amount = giving.work, held.amount
    given = give_to_draws(giving, draws_on(work, at, held.order), amount)
    left = amount - Money.total(given.values(), amount.currency)
    others = programme_of(work, at).state.held_on(held.order) - amount
    staying = min(left, _needed(giving, at, held.order, others))
    if staying == amount:
        return
    asked = GiveHeldProceeds(
        order=held.order,
        receivable=held.receivable,
        collection=held.collection,
        amount=amount - staying,
        repaid=amount - left,
    )
    version = work.handle(programmes.ROOM, at.stream, asked, giving.context).version
    _remember_too(work, held, given)
    body = PayOver(at.lender, held.supplier, held.receivable, left - staying)
    pay_over(work, "surplus", f"{at.programme}/{version}", body)


def _remember_too(work: UnitOfWork, held: HeldOnOrder, given: Iterable[FinancingId]) -> None:
    paid = (held.collection, held.receivable)
    went, key = order_traced(work, [paid])[paid], order_proceeds_key(*paid)
    work.free(key)
    repaid = tuple(dict.fromkeys((*went.repaid, *given)))
    work.reserve(key, OrderRepaid(went.lender, repaid).written())


def _hold(giving: Giving, at: ProgrammeAt, order: OrderId, left: Money) -> Money:
    """Of what is left, what the draws under way will owe beyond what is held for them already."""
    got, known = giving.got, programme_of(giving.work, at).state.held_on(order)
    held = min(left, _needed(giving, at, order, known))
    if held.is_positive:
        asked = HoldProceeds(
            order=order,
            supplier=got.seller,
            payer=got.payer,
            receivable=got.receivable,
            collection=got.collection,
            value_date=got.value_date,
            amount=held,
        )
        giving.work.handle(programmes.ROOM, at.stream, asked, giving.context)
    return held


def _needed(giving: Giving, at: ProgrammeAt, order: OrderId, known: Money) -> Money:
    """What will be owed at once when the bank has paid out, beyond `known`; never negative."""
    loans = [giving.financing(name) for name in draws_on(giving.work, at, order)]
    soon = (it.principal + it.fee_owed for it in loans if is_under_way(it))
    return max(Money.total(soon, known.currency) - known, Money.zero(known.currency))


def _no_longer_held(giving: Giving, lent: LentOn) -> Money:
    """How much of the payment was still held."""
    got, kept = giving.got, list[Money]()
    for order, at in lent.under:
        named = (order, got.collection, got.receivable)
        found = [it for it in programme_of(giving.work, at).state.held if it.named == named]
        for held in found:
            kept.append(held.amount)
            asked = UndoHeldProceeds(
                order=order, receivable=got.receivable, collection=got.collection
            )
            giving.work.handle(programmes.ROOM, at.stream, asked, giving.context)
    return Money.total(kept, got.amount.currency)


def _settle(work: UnitOfWork, kind: str, got: Received, amount: Money) -> None:
    """The version of the claim tells one such message from the next."""
    stream = receivables.stream_of(got.seller, got.receivable)
    version = work.load(receivables.ROOM, stream).version
    body = PayOver(got.lender, got.seller, got.receivable, amount)
    pay_over(work, kind, f"{got.collection}/{got.receivable}/{version}", body)
