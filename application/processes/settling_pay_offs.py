"""The bank paid another lender off, or the money came back: the lien moves, or stays.

In one transaction, with the locks of whoever calls: what settles there, what is released,
what is taken here. The two lenders meet in the lien room and nowhere else.
"""

from __future__ import annotations

from application.lien import streams as lien
from application.processes.certifying import certify
from application.processes.loans import touched_with
from application.processes.moving_liens import Moving, Passed, origins_of
from application.processes.passing_on import undo_passing_on
from application.processes.trade_refusals import PayOffLapsed
from application.receivable import streams as receivables
from application.receivable_pool import streams as pools
from application.shared.ports import Reading, UnitOfWork
from domain.financing.state import Financing
from domain.receivable_pool.commands import FulfilPayOff
from domain.receivable_pool.pay_off import PayOffStage
from domain.receivable_pool.promised import PromisedDraw
from domain.receivable_pool.state import Pool
from domain.shared.event import Context
from domain.shared.ids import AssetId
from domain.shared.refusal import Refused


def promised_by(reading: Reading, loan: Financing) -> PromisedDraw | None:
    """What the draw pays off, where it was made for that."""
    if loan.facility.pool is None:
        return None
    stream = pools.stream_of(loan.lender, loan.facility.pool)
    pool = reading.load(pools.ROOM, stream).state
    return pool.pay_offs.get(loan.financing) if isinstance(pool, Pool) else None


def streams_of_pay_off(reading: Reading, loan: Financing) -> list[str]:
    """Of everything that its being paid, or sent back, may change, besides the draw itself."""
    promised = promised_by(reading, loan)
    if promised is None:
        return []
    of = promised.pay_off
    assets = [*map(AssetId, of.receivables), *origins_of(reading, of)]
    return [
        *touched_with(reading, of.owed_to, of.financings),
        *(receivables.stream_of(promised.seller, it) for it in of.receivables),
        *map(lien.stream_of, assets),
    ]


def has_lapsed(reading: Reading, context: Context, loan: Financing) -> bool:
    promised = promised_by(reading, loan)
    under_way = promised is not None and promised.stage is PayOffStage.UNDER_WAY
    return under_way and promised is not None and promised.pay_off.until <= context.now.at


def check_in_time(reading: Reading, context: Context, loan: Financing) -> None:
    """Raise `Refused` once others may have taken the trade; a person looks at it then."""
    promised = promised_by(reading, loan)
    if promised is not None and has_lapsed(reading, context, loan):
        raise Refused(PayOffLapsed(loan.financing, promised.pay_off.until))


def fulfil(work: UnitOfWork, context: Context, loan: Financing) -> None:
    """The bank has paid: settle what it was paid for, and let the lien move if all is settled."""
    promised = promised_by(work, loan)
    if promised is None or promised.stage is not PayOffStage.UNDER_WAY:
        return
    moving = Moving(work, context, loan, promised)
    since = moving.paid_by_buyers()
    missing, over = moving.settle()
    if missing.is_zero and moving.may_move():
        moving.move()
    else:
        moving.tell(FulfilPayOff(financing=loan.financing, claims=(), missing=missing))
    moving.pass_on(over, since)
    certify(work, context, loan.lender, moving.at.pool)


def go_back(work: UnitOfWork, context: Context, loan: Financing, passed: Passed) -> None:
    """The money came back, or was not confirmed in time: before the pool is told.

    What was `passed` on is not the borrower's to give back.
    """
    promised = promised_by(work, loan)
    if promised is None:
        return
    moving = Moving(work, context, loan, promised)
    if promised.stage is PayOffStage.MADE:
        moving.give_back()
    moving.let_go()
    if promised.stage is not PayOffStage.UNDER_WAY:
        moving.unsettle(passed)
    moving.hold_again()


def have_back_passed_on(work: UnitOfWork, context: Context, loan: Financing) -> Passed:
    """Before the money is sent back: what the old lender had passed on out of what was too much."""
    promised = promised_by(work, loan)
    if promised is None:
        return {}
    moving = Moving(work, context, loan, promised)
    return {it: undo_passing_on(work, context, moving.other(it)) for it in moving.of.financings}
