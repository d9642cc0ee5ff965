"""The bank says that it paid a draw out, or that the money came back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from application.financing import streams as financings
from application.processes.certifying import certify, pool_of
from application.processes.loans import FinancingAsItIs, as_it_is, financing_of, stream_for
from application.processes.proceeds import give_held, held_as, streams_of
from application.processes.tracing import traced
from application.receivable_pool import streams as pools
from application.shared.carry_out import UseCase
from application.shared.ports import UnitOfWork
from domain.financing.commands import ConfirmDisbursement, ReturnDisbursement
from domain.financing.state import Financing
from domain.receivable_pool.commands import ReturnDraw
from domain.shared.event import Context
from domain.shared.ids import FinancingId, PartyId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True)
class ConfirmPaidOut:
    """Interest runs from the bank's value date."""

    financing: FinancingId
    lender: PartyId
    amount: Money
    value_date: date
    bank_reference: str


@dataclass(frozen=True, slots=True)
class RecordReturned:
    financing: FinancingId
    lender: PartyId
    value_date: date
    reason: str


def confirm_paid_out(asked: ConfirmPaidOut) -> UseCase:
    """Raise `Refused`; another lender's financing does not exist for this one."""

    def use_case(work: UnitOfWork, context: Context) -> FinancingAsItIs:
        at = _locked(work, asked.financing, asked.lender)
        confirm(work, context, at, asked)
        return as_it_is(at.loan(work), context)

    return use_case


def record_returned(asked: RecordReturned) -> UseCase:
    """What the draw used of the base is free again."""

    def use_case(work: UnitOfWork, context: Context) -> FinancingAsItIs:
        at = _locked(work, asked.financing, asked.lender)
        return_(work, context, at, asked)
        return as_it_is(at.loan(work), context)

    return use_case


@dataclass(frozen=True, slots=True)
class Loan:
    """A financing, and the pool that it was drawn from."""

    financing: FinancingId
    stream: str
    of_pool: str

    def loan(self, work: UnitOfWork) -> Financing:
        return financing_of(work, self.stream, self.financing)


def confirm(work: UnitOfWork, context: Context, at: Loan, asked: ConfirmPaidOut) -> None:
    """Money that came in before goes to the draw that it waited for."""
    command = ConfirmDisbursement(
        amount=asked.amount,
        value_date=asked.value_date,
        bank_reference=asked.bank_reference,
    )
    work.handle(financings.ROOM, at.stream, command, context)
    if _move_held(work, context, at):
        certify(work, context, asked.lender, at.loan(work).pool)


def return_(work: UnitOfWork, context: Context, at: Loan, asked: RecordReturned) -> None:
    command = ReturnDisbursement(value_date=asked.value_date, reason=asked.reason)
    work.handle(financings.ROOM, at.stream, command, context)
    work.handle(pools.ROOM, at.of_pool, ReturnDraw(asked.financing), context)
    _move_held(work, context, at)
    certify(work, context, asked.lender, at.loan(work).pool)


def touched_by(work: UnitOfWork, financing: FinancingId, lender: PartyId) -> tuple[Loan, list[str]]:
    """The financing, and every stream that paying it out, or having it back, may change."""
    stream = stream_for(work, financing, lender)
    pool = pool_of(work, lender, financing_of(work, stream, financing).pool)
    of_pool = pools.stream_of(lender, pool.pool)
    drawn = streams_of(pool) if pool.held else ()
    return Loan(financing, stream, of_pool), [stream, of_pool, *drawn]


def _locked(work: UnitOfWork, financing: FinancingId, lender: PartyId) -> Loan:
    at, streams = touched_by(work, financing, lender)
    work.lock(change=streams)
    return at


def _move_held(work: UnitOfWork, context: Context, at: Loan) -> bool:
    """Whether money of the same seller was held."""
    loan = at.loan(work)
    pool = pool_of(work, loan.lender, loan.pool)
    held = [held_as(pool, each) for each in pool.held if each.seller == loan.borrower]
    went = traced(work, [(got.collection, got.receivable) for got in held])
    for got in held:
        give_held(work, context, got, went[got.collection, got.receivable])
    return bool(held)
