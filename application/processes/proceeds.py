"""A buyer's money on a claim that a pool holds repays the seller's draws, oldest first.

Where sellers support each other it then repays others' draws, as far as the pool
would else be short. What draws under way will need is held; the rest goes where
the legal form says. When the bank takes the money back, all of it is undone.
"""

from __future__ import annotations

from collections.abc import Sequence

from application.processes.certifying import decided
from application.processes.loans import is_under_way, touched_with
from application.processes.paying_over import PayOver, pay_over
from application.processes.repaying import Given, Proceeds, Repaying, give_to_draws
from application.processes.tracing import Went, forget, remember
from application.receivable_pool import streams as pools
from application.shared.ports import Reading, UnitOfWork
from domain.receivable_pool.checks import short_by
from domain.receivable_pool.commands import GiveHeld, TakeProceeds, UndoProceeds
from domain.receivable_pool.holding import HeldProceeds
from domain.receivable_pool.settling import held_of
from domain.receivable_pool.state import Pool
from domain.shared.event import Context
from domain.shared.ids import FinancingId, PartyId
from domain.shared.money import Money


def repay_from(work: UnitOfWork, context: Context, got: Proceeds) -> None:
    """Take the money into the pool, which knows already what is left of the claim."""
    giving = Repaying(work, context, got)
    given = _to_own_draws(giving, got.amount)
    given |= _to_supported_draws(giving, _left(got.amount, given))
    left = _left(got.amount, given)
    held = min(max(left, Money.zero(left.currency)), _still_needed(giving))
    taken = TakeProceeds(
        seller=got.seller,
        payer=got.payer,
        receivable=got.receivable,
        collection=got.collection,
        value_date=got.value_date,
        amount=got.amount,
        repaid=got.amount - left,
        held=held,
        by_transfer=got.by_transfer,
    )
    version = work.handle(pools.ROOM, got.stream, taken, context).version
    remember(work, (got.collection, got.receivable), Went(got.pool, tuple(given)))
    _settle(giving, "surplus", left - held, version)


def undo(work: UnitOfWork, context: Context, got: Proceeds, went: Went) -> None:
    """Every repayment that the money made counts as never made."""
    giving = Repaying(work, context, got)
    back = Money.total((giving.take_back(it) for it in went.repaid), got.amount.currency)
    held = held_of(giving.pool, got.collection, got.receivable)
    kept = Money.zero(back.currency) if held is None else held.amount
    undone = UndoProceeds(
        seller=got.seller,
        receivable=got.receivable,
        collection=got.collection,
        amount=got.amount,
        repaid=back,
    )
    version = work.handle(pools.ROOM, got.stream, undone, context).version
    forget(work, (got.collection, got.receivable))
    _settle(giving, "reclaim", got.amount - back - kept, version)


def give_held(work: UnitOfWork, context: Context, got: Proceeds, went: Went) -> None:
    """A draw of the seller was paid out or came back: what was held for it moves on."""
    giving = Repaying(work, context, got)
    given = _to_own_draws(giving, got.amount)
    left = _left(got.amount, given)
    others = giving.pool.held_for(got.seller) - got.amount
    needed = _needed(giving) - others
    staying = max(min(left, needed, got.amount), Money.zero(left.currency))
    moved = got.amount - staying
    if moved.is_zero:
        return
    asked = GiveHeld(
        receivable=got.receivable,
        collection=got.collection,
        amount=moved,
        repaid=got.amount - left,
    )
    version = work.handle(pools.ROOM, got.stream, asked, context).version
    forget(work, (got.collection, got.receivable))
    repaid = tuple(dict.fromkeys((*went.repaid, *given)))
    remember(work, (got.collection, got.receivable), Went(got.pool, repaid))
    _settle(giving, "surplus", left - staying, version)


def held_as(pool: Pool, held: HeldProceeds) -> Proceeds:
    """What is held, as the money that it is."""
    return Proceeds(
        lender=pool.lender,
        pool=pool.pool,
        seller=held.seller,
        payer=held.payer,
        receivable=held.receivable,
        collection=held.collection,
        amount=held.amount,
        value_date=held.value_date,
    )


def draws_of(pool: Pool, seller: PartyId) -> Sequence[FinancingId]:
    """The seller's draws, the one that falls due first before the others."""
    own = [(draw.due_on, name) for name, draw in pool.draws.items() if draw.seller == seller]
    return [name for _, name in sorted(own)]


def streams_of(reading: Reading, pool: Pool) -> Sequence[str]:
    """Of every financing that new money on a claim of this pool may touch, and what it rests on."""
    return touched_with(reading, pool.lender, pool.draws)


def _to_own_draws(giving: Repaying, amount: Money) -> Given:
    return give_to_draws(giving, draws_of(giving.pool, giving.got.seller), amount)


def _to_supported_draws(giving: Repaying, left: Money) -> Given:
    """Only what keeps the pool from being short; interest on it is paid with it."""
    pool, today = giving.pool, giving.context.now.day
    if not (left.is_positive and pool.supports(today)):
        return {}
    given: Given = {}
    base = decided(giving.work, pool, today).certificate
    for financing in sorted(pool.draws, key=lambda name: (pool.draws[name].due_on, name)):
        short = short_by(giving.pool, base, today)
        if pool.draws[financing].seller == giving.got.seller or not short.is_positive:
            continue
        owed = giving.financing(financing).owed(today)
        most = min(_left(left, given), short + owed.total - owed.principal)
        used = giving.give(financing, most)
        if not used.is_zero:
            given[financing] = used
    return given


def _left(amount: Money, given: Given) -> Money:
    return amount - Money.total(given.values(), amount.currency)


def _still_needed(giving: Repaying) -> Money:
    """For the seller's draws under way, beyond what is held for them already."""
    needed = _needed(giving) - giving.pool.held_for(giving.got.seller)
    return max(needed, Money.zero(needed.currency))


def _needed(giving: Repaying) -> Money:
    """What the seller will owe at once when the bank has paid out its draws under way."""
    loans = [giving.financing(name) for name in draws_of(giving.pool, giving.got.seller)]
    return Money.total(
        (loan.principal + loan.fee_owed for loan in loans if is_under_way(loan)),
        giving.got.amount.currency,
    )


def _settle(giving: Repaying, kind: str, amount: Money, version: int) -> None:
    """To the seller or back from it; `version` of the pool tells one such message from the next."""
    got = giving.got
    if giving.pool.terms.legal_form.surplus_goes_to_seller:
        body = PayOver(got.lender, got.seller, got.receivable, amount)
        pay_over(giving.work, kind, f"{got.pool}/{version}", body)
