"""Money that was matched to claims pays them, and what stands behind them; or no longer does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from application.processes.answering import claim_on_record, seller_of
from application.processes.certifying import lender_of, pool_of
from application.processes.held_claims import Held, certify_all, change_of, tell
from application.processes.lent_orders import LentOn
from application.processes.loans import judged_with
from application.processes.order_proceeds import (
    OrderRepaid,
    order_traced,
    repay_order,
    streams_lent,
    streams_repaid,
    undo_order,
)
from application.processes.passing_on import paid_off_into
from application.processes.paying_over import PayOver, pay_over
from application.processes.proceeds import repay_from, streams_of, undo
from application.processes.repaying import Giving, Proceeds, Received
from application.processes.securing_again import hold_in_place, hold_in_pool, liens_to_take
from application.processes.tracing import Paid, Went, traced
from application.processes.tracing import streams_of as streams_that_took
from application.receivable import streams as receivables
from application.receivable_pool import streams as pools
from application.shared.ports import Conflict, Reading, UnitOfWork
from domain.collection.events import Allocation
from domain.collection.state import Entry
from domain.receivable.commands import ApplyCollection, ReceivableCommand, UndoCollection
from domain.receivable.state import Receivable
from domain.shared.event import Context
from domain.shared.ids import PartyId, PoolId, ReceivableId


def lock(
    work: UnitOfWork,
    names: Iterable[str],
    claims: Sequence[ReceivableId],
    undoing: Sequence[Paid] = (),
) -> None:
    """Everything that money on these claims may touch; looked up before, and again behind."""
    held, went = Held.look(work, claims), traced(work, undoing)
    known = [receivables.stream_of(seller_of(work, it), it) for it in claims]
    drawn = [
        stream
        for pool, lender in held.lender_of.items()
        for stream in streams_of(work, pool_of(work, lender, pool))
    ]
    took = streams_that_took(work, went.values())
    lent, gone = LentOn.behind(work, claims), order_traced(work, undoing)
    of_orders = [*streams_lent(work, lent), *lent.streams, *streams_repaid(work, gone.values())]
    liens = liens_to_take(work, (claim for _, claim in undoing))
    files = _judged_again(work, gone.values())
    changed = [*names, *known, *held.streams, *drawn, *took, *of_orders, *liens]
    work.lock(change=changed, rely_on=[*lent.files, *files])
    held.look_again(work)
    lent.look_again(work)
    if not {*streams_lent(work, lent)} <= {*of_orders}:
        raise Conflict
    if _judged_again(work, gone.values()) != files:
        raise Conflict
    if not {*streams_repaid(work, gone.values())} <= {*of_orders}:
        raise Conflict
    if traced(work, undoing) != went or order_traced(work, undoing) != gone:
        raise Conflict
    if liens_to_take(work, (claim for _, claim in undoing)) != liens:
        raise Conflict


def _judged_again(reading: Reading, gone: Iterable[OrderRepaid]) -> list[str]:
    """By which orders are judged that a payment had freed, when it is taken back."""
    each = (judged_with(reading, it.lender, it.repaid) for it in gone)
    return sorted({file for files in each for file in files})


def is_payable_to(reading: Reading, owner: PartyId, claim: Receivable) -> bool:
    """On whose account a claim is paid: its lender's while a pool holds it or money is lent on
    its order, else its seller's; and on that of a lender that was paid off, which passes it on.

    A buyer that was never told of the lender pays the seller with effect (Civil Code 546);
    the pool then holds less, and the lender has nothing yet.
    """
    lenders = set(Held.look(reading, [claim.receivable]).lender_of.values())
    lenders |= LentOn.behind(reading, [claim.receivable]).lenders
    if not lenders:
        return owner == claim.seller
    if paid_off_into(reading, owner, claim.receivable) is not None:
        return True
    return owner in lenders or (owner == claim.seller and not claim.is_noticed)


def apply(
    work: UnitOfWork, context: Context, entry: Entry, allocations: Iterable[Allocation]
) -> None:
    """Each claim is paid, and the pool that holds it repaid from it."""
    touched: set[PoolId] = set()
    for paid in allocations:
        held = Held.look(work, [paid.receivable_id]).lender_of
        of_owner = next((pool for pool, lender in held.items() if lender == entry.owner), None)
        into = of_owner or paid_off_into(work, entry.owner, paid.receivable_id)
        touched |= _pay(work, context, entry, paid, into)
    certify_all(work, context, touched)


def unapply(work: UnitOfWork, context: Context, before: Entry, after: Entry) -> None:
    """What the entry no longer pays is owed again; what it still pays of a claim stays paid."""
    touched: set[PoolId] = set()
    for receivable, amount in before.allocated.items():
        still = after.allocated.get(receivable)
        if still == amount:
            continue
        went, told = _take_back(work, context, before, Allocation(receivable, amount))
        touched |= told
        if still is not None:
            paid_off = paid_off_into(work, after.owner, receivable)
            into = paid_off if went is None else went.pool
            touched |= _pay(work, context, after, Allocation(receivable, still), into)
        if went is not None:
            hold_in_pool(work, context, receivable, went)
    certify_all(work, context, touched)


def _pay(
    work: UnitOfWork, context: Context, entry: Entry, paid: Allocation, into: PoolId | None
) -> frozenset[PoolId]:
    """`into` is the pool whose money it is; None where it is the seller's own."""
    claim = claim_on_record(work, paid.receivable_id)
    command = ApplyCollection(
        seller=claim.seller,
        receivable=claim.receivable,
        collection=entry.collection_id,
        amount=paid.amount,
        value_date=entry.value_on,
    )
    touched = _changed(work, context, command)
    if into is None:
        _of_order(work, context, entry, paid)
        return touched
    got = _proceeds(work, entry, paid, into)
    repay_from(work, context, got)
    _between_lenders(work, "surplus", entry, got)
    return touched | {into}


def _take_back(
    work: UnitOfWork, context: Context, entry: Entry, paid: Allocation
) -> tuple[Went | None, frozenset[PoolId]]:
    """Into which pool it had gone, and every pool that is to be certified."""
    command = UndoCollection(
        seller=seller_of(work, paid.receivable_id),
        receivable=paid.receivable_id,
        collection=entry.collection_id,
        reason="taken back",
    )
    touched = _changed(work, context, command)
    named = (entry.collection_id, paid.receivable_id)
    went = traced(work, [named]).get(named)
    if went is None:
        gone = order_traced(work, [named]).get(named)
        lent = LentOn.behind(work, [paid.receivable_id])
        if gone is not None:
            undo_order(Giving(work, context, _received(work, entry, paid)), gone, lent)
            hold_in_place(work, context, paid.receivable_id, gone.lender, gone.repaid)
        lent.now(work).follow(work, context)
        return None, touched
    got = _proceeds(work, entry, paid, went.pool)
    undo(work, context, got, went)
    _between_lenders(work, "reclaim", entry, got)
    return went, touched | {went.pool}


def _between_lenders(work: UnitOfWork, kind: str, entry: Entry, got: Proceeds) -> None:
    """A buyer paid the lender that was paid off: the pool's lender has it from there."""
    if got.lender == entry.owner:
        return
    version = work.load(pools.ROOM, got.stream).version
    body = PayOver(entry.owner, got.lender, got.receivable, got.amount)
    pay_over(work, kind, f"{got.collection}/{got.receivable}/{version}/{got.lender}", body)


def _of_order(work: UnitOfWork, context: Context, entry: Entry, paid: Allocation) -> None:
    """Money on a claim that came out of a financed order repays that money first.

    Paid to the seller itself it repays nothing; then the order carries less.
    """
    lent = LentOn.behind(work, [paid.receivable_id])
    if entry.owner in lent.lenders:
        repay_order(work, context, _received(work, entry, paid), lent)
    lent.now(work).follow(work, context)


def _received(work: UnitOfWork, entry: Entry, paid: Allocation) -> Received:
    claim = claim_on_record(work, paid.receivable_id)
    return Received(
        lender=entry.owner,
        seller=claim.seller,
        payer=claim.buyer,
        receivable=claim.receivable,
        collection=entry.collection_id,
        amount=paid.amount,
        value_date=entry.value_on,
    )


def _changed(work: UnitOfWork, context: Context, command: ReceivableCommand) -> frozenset[PoolId]:
    stream = receivables.stream_of(command.seller, command.receivable)
    before = work.load(receivables.ROOM, stream)
    events = receivables.ROOM.decider.decide(before.state, command, context)
    after = work.record(receivables.ROOM, before, events).state
    if isinstance(after, Receivable) and events:
        return tell(work, context, change_of(after, events))
    return frozenset()


def _proceeds(work: UnitOfWork, entry: Entry, paid: Allocation, pool: PoolId) -> Proceeds:
    claim = claim_on_record(work, paid.receivable_id)
    return Proceeds(
        lender=lender_of(work, pool),
        pool=pool,
        seller=claim.seller,
        payer=claim.buyer,
        receivable=claim.receivable,
        collection=entry.collection_id,
        amount=paid.amount,
        value_date=entry.value_on,
    )
