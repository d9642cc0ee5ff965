"""A buyer's money on a claim that a pool holds repays the seller's draws, oldest first.

What is left goes where the legal form says. When the bank takes the money back,
all of it is undone in the same way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from application.financing import streams as financings
from application.processes.certifying import pool_of
from application.processes.disbursing import financing_of
from application.receivable_pool import streams as pools
from application.shared.ports import Message, UnitOfWork
from domain.financing.commands import AllocateRepayment, ReverseRepayment
from domain.financing.state import Financing, Stage
from domain.financing.terms import Source
from domain.receivable_pool.commands import RepayDraw, TakeProceeds, UndoProceeds
from domain.receivable_pool.state import Pool
from domain.shared.event import Context
from domain.shared.ids import CollectionId, FinancingId, PartyId, PoolId, ReceivableId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Proceeds:
    """Money that came in on one claim of a pool."""

    lender: PartyId
    pool: PoolId
    seller: PartyId
    payer: PartyId
    receivable: ReceivableId
    collection: CollectionId
    amount: Money
    value_date: date

    @property
    def reference(self) -> str:
        """Names the repayment in the financings it went to."""
        return f"{self.collection}/{self.receivable}"

    @property
    def stream(self) -> str:
        return pools.stream_of(self.lender, self.pool)


@dataclass(frozen=True, slots=True)
class PayOver:
    """Money that the lender owes a seller, or (`reclaim`) a seller owes back."""

    lender: PartyId
    seller: PartyId
    receivable: ReceivableId | None
    """The claim it was paid on; None where the seller itself paid."""

    amount: Money


def repay_from(work: UnitOfWork, context: Context, got: Proceeds) -> Money:
    """Give what was left over after every draw of the seller."""
    left = got.amount
    for financing in draws_of(pool_of(work, got.lender, got.pool), got.seller):
        left = _repay(work, context, (got, financing), left)
    repaid = got.amount - left
    taken = TakeProceeds(got.seller, got.receivable, got.collection, got.amount, repaid)
    pool = work.handle(pools.ROOM, got.stream, taken, context).state
    if isinstance(pool, Pool) and pool.terms.legal_form.surplus_goes_to_seller:
        _send(work, "surplus", got, left)
    return left


def undo(work: UnitOfWork, context: Context, got: Proceeds) -> None:
    """Every repayment that the money made counts as never made."""
    back = Money.zero(got.amount.currency)
    pool = pool_of(work, got.lender, got.pool)
    known = [*pool.draws, *pool.repaid_draws]
    for financing in sorted(known):
        back += _unrepay(work, context, (got, financing))
    undone = UndoProceeds(got.seller, got.receivable, got.collection, got.amount, back)
    work.handle(pools.ROOM, got.stream, undone, context)
    if pool.terms.legal_form.surplus_goes_to_seller:
        _send(work, "reclaim", got, got.amount - back)


def draws_of(pool: Pool, seller: PartyId) -> Sequence[FinancingId]:
    """The seller's draws, the one that falls due first before the others."""
    own = [(draw.due_on, name) for name, draw in pool.draws.items() if draw.seller == seller]
    return [name for _, name in sorted(own)]


def streams_of(pool: Pool) -> Sequence[str]:
    """Of every financing that money on a claim of this pool may touch."""
    known = sorted([*pool.draws, *pool.repaid_draws])
    return [financings.stream_of(pool.lender, financing) for financing in known]


def _repay(
    work: UnitOfWork, context: Context, of: tuple[Proceeds, FinancingId], left: Money
) -> Money:
    got, name = of
    stream = financings.stream_of(got.lender, name)
    before = financing_of(work, stream, name)
    if before.stage is not Stage.DISBURSED or not left.is_positive:
        return left
    day = max(got.value_date, before.disbursed_on or got.value_date)
    given = min(left, before.owed(day).total)
    if not given.is_positive:
        return left
    asked = AllocateRepayment(
        reference=got.reference,
        value_date=day,
        amount=given,
        source=Source.COLLECTION,
        payer=got.payer,
    )
    work.handle(financings.ROOM, stream, asked, context)
    after = financing_of(work, stream, name)
    settle_principal(work, context, (got.stream, before), after)
    return left - given + released(before, after)


def _unrepay(work: UnitOfWork, context: Context, of: tuple[Proceeds, FinancingId]) -> Money:
    got, name = of
    stream = financings.stream_of(got.lender, name)
    before = financing_of(work, stream, name)
    paid = [each for each in before.repayments if each.reference == got.reference]
    if not paid:
        return Money.zero(got.amount.currency)
    work.handle(financings.ROOM, stream, ReverseRepayment(reference=got.reference), context)
    settle_principal(work, context, (got.stream, before), financing_of(work, stream, name))
    return paid[0].split.total


def settle_principal(
    work: UnitOfWork, context: Context, was: tuple[str, Financing], after: Financing
) -> None:
    """Tell the pool how much principal went down (or came back)."""
    stream, before = was
    principal = after.paid.principal - before.paid.principal
    if not principal.is_zero:
        work.handle(pools.ROOM, stream, RepayDraw(after.financing, principal), context)


def released(before: Financing, after: Financing) -> Money:
    """What became surplus: of this repayment, and of later ones that this one displaced."""
    nothing = Money.zero(before.currency)
    return Money.total((r.surplus for r in after.repayments), nothing.currency) - Money.total(
        (r.surplus for r in before.repayments), nothing.currency
    )


def _send(work: UnitOfWork, kind: str, got: Proceeds, amount: Money) -> None:
    if amount.is_positive:
        body = PayOver(got.lender, got.seller, got.receivable, amount)
        work.send(Message(kind, f"{kind}/{got.reference}/{got.value_date.isoformat()}", body))
