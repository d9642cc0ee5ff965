"""An order became a receivable: a draw on it takes out what the same lender lent on the order.

One transaction (借新还旧): what was lent is repaid by the roll, which frees the order and all
that stood behind the loan; the claims enter the pool and are drawn on at once. What is freed
comes before what is taken up, so that a limit that is full bears the same money again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from application.financing import streams as financings
from application.lien.taking import encumber_all
from application.processes.assigning import At, encumber, take_in
from application.processes.certifying import pool_of
from application.processes.drawing import Drawn, Wanted, draw_and_pay
from application.processes.joining import OnTrade, join
from application.processes.limits import untold
from application.processes.loans import financing_of
from application.processes.supports import committed, paid_out, principal_changed
from application.processes.trade_refusals import OwedToAnother, TradeBearsLess
from application.shared.carry_out import UseCase
from application.shared.ports import UnitOfWork
from domain.financing.commands import AllocateRepayment, CountAsPaidOut
from domain.financing.state import Financing
from domain.financing.terms import Source
from domain.receivable_pool.refusals import BeyondPool, BeyondSellersBase
from domain.shared.event import Context
from domain.shared.ids import FinancingId
from domain.shared.money import Money
from domain.shared.pricing import gross_for
from domain.shared.refusal import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOut(OnTrade):
    """Of money that the pool's own lender lent."""


@dataclass(frozen=True, slots=True)
class TakenOut:
    """What was settled, and the draw that settled it."""

    took_out: tuple[FinancingId, ...]
    settled: Money
    drawn: Drawn


def take_out(asked: TakeOut) -> UseCase:
    """Raise `Refused`; then everything stays as it is."""

    def use_case(work: UnitOfWork, context: Context) -> TakenOut:
        at, trade = join(work, context, asked)
        if trade.lender != at.lender:
            raise Refused(OwedToAnother(trade.loans[0]))
        trade.check_whole(work)
        settled = trade.settles(context.now.day)
        for each in trade.lent:
            _roll(work, context, each.loan, asked.financing)
        encumber_all(work, [encumber(at, it) for it in trade.receivables], context)
        take_in(work, context, at, trade.claims)
        with untold(), _explained(settled):
            drawn = _draw(work, context, at, asked, settled)
        return TakenOut(trade.loans, settled, drawn)

    return use_case


def _roll(work: UnitOfWork, context: Context, loan: Financing, by: FinancingId) -> None:
    """With the last of what is lent on it, the order is free for the claims to consume."""
    stream, day = financings.stream_of(loan.lender, loan.financing), context.now.day
    rolled = AllocateRepayment(
        reference=f"taken out by {by}",
        value_date=day,
        amount=loan.to_settle(day),
        source=Source.ROLLED,
    )
    work.handle(financings.ROOM, stream, rolled, context)
    after = financing_of(work, stream, loan.financing)
    principal_changed(work, context, loan, after)


def _draw(work: UnitOfWork, context: Context, at: At, asked: TakeOut, settled: Money) -> Drawn:
    """As much as brings in what was settled; no bank moves, and nothing is left over."""
    pool, day = pool_of(work, at.lender, at.pool), context.now.day
    amount = gross_for(settled, pool.terms_on(day).price, day, asked.due_on)

    def pay(stream: str) -> None:
        committed(work, context, financing_of(work, stream, asked.financing))
        count = CountAsPaidOut(reference=f"takes out {', '.join(asked.loans)}")
        work.handle(financings.ROOM, stream, count, context)
        paid_out(work, context, financing_of(work, stream, asked.financing))

    return draw_and_pay(work, context, Wanted(asked.draw(amount), pool), pay)


@contextmanager
def _explained(settled: Money) -> Iterator[None]:
    """How much the seller would have to pay in first, by an ordinary repayment."""
    try:
        yield
    except Refused as refused:
        no = refused.refusal
        if isinstance(no, BeyondSellersBase | BeyondPool):
            missing = no.requested - no.available
            told = TradeBearsLess(settled, no.requested, no.available, missing)
            raise Refused(told) from refused
        raise
