"""The bank says that it paid a draw out, or that the money came back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from application.financing import streams as financings
from application.processes.certifying import pool_of
from application.processes.loans import (
    FinancingAsItIs,
    as_it_is,
    financing_of,
    judged_with,
    lock_with,
    stream_for,
    touched_with,
)
from application.processes.order_proceeds import move_held, streams_held
from application.processes.proceeds import give_held, held_as, streams_of
from application.processes.settling_pay_offs import (
    check_in_time,
    fulfil,
    go_back,
    have_back_passed_on,
    promised_by,
    streams_of_pay_off,
)
from application.processes.supports import paid_out, recertify, returned
from application.processes.tracing import traced
from application.shared.carry_out import UseCase
from application.shared.ports import Reading, UnitOfWork
from domain.financing.commands import ConfirmDisbursement, ReturnDisbursement
from domain.financing.state import Financing
from domain.receivable_pool.state import Pool
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
    """A financing, and where it is kept."""

    financing: FinancingId
    stream: str

    def loan(self, work: UnitOfWork) -> Financing:
        return financing_of(work, self.stream, self.financing)


def confirm(work: UnitOfWork, context: Context, at: Loan, asked: ConfirmPaidOut) -> None:
    """Money that came in before goes to the draw that it waited for."""
    command = ConfirmDisbursement(
        amount=asked.amount,
        value_date=asked.value_date,
        bank_reference=asked.bank_reference,
    )
    check_in_time(work, context, at.loan(work))
    work.handle(financings.ROOM, at.stream, command, context)
    paid_out(work, context, at.loan(work))
    fulfil(work, context, at.loan(work))
    move_held(work, context, at.loan(work))
    if _move_held(work, context, at):
        recertify(work, context, at.loan(work))


def return_(work: UnitOfWork, context: Context, at: Loan, asked: RecordReturned) -> None:
    command = ReturnDisbursement(value_date=asked.value_date, reason=asked.reason)
    passed = have_back_passed_on(work, context, at.loan(work))
    work.handle(financings.ROOM, at.stream, command, context)
    go_back(work, context, at.loan(work), passed)
    returned(work, context, at.loan(work))
    move_held(work, context, at.loan(work))
    _move_held(work, context, at)
    recertify(work, context, at.loan(work))


def touched_by(work: UnitOfWork, financing: FinancingId, lender: PartyId) -> tuple[Loan, list[str]]:
    """The financing, and every stream that paying it out, or having it back, may change."""
    stream = stream_for(work, financing, lender)
    loan = financing_of(work, stream, financing)
    pool = _pool_of(work, loan)
    drawn = streams_of(work, pool) if pool and pool.held else ()
    drawn = [*drawn, *streams_held(work, loan), *streams_of_pay_off(work, loan)]
    return Loan(financing, stream), [*touched_with(work, lender, [financing]), *drawn]


def judged_by(reading: Reading, financing: FinancingId, lender: PartyId) -> list[str]:
    """The files by which orders are judged again then, its own and those that it pays off."""
    own = judged_with(reading, lender, [financing])
    loan = financing_of(reading, stream_for(reading, financing, lender), financing)
    promised = promised_by(reading, loan)
    if promised is None:
        return own
    of = promised.pay_off
    return sorted({*own, *judged_with(reading, of.owed_to, of.financings)})


def _locked(work: UnitOfWork, financing: FinancingId, lender: PartyId) -> Loan:
    at, streams = touched_by(work, financing, lender)
    lock_with(work, streams, lambda: judged_by(work, financing, lender))
    return at


def _move_held(work: UnitOfWork, context: Context, at: Loan) -> bool:
    """Whether money of the same seller was held, where it was drawn from a pool."""
    loan = at.loan(work)
    pool = _pool_of(work, loan)
    if pool is None:
        return False
    held = [held_as(pool, each) for each in pool.held if each.seller == loan.borrower]
    went = traced(work, [(got.collection, got.receivable) for got in held])
    for got in held:
        give_held(work, context, got, went[got.collection, got.receivable])
    return bool(held)


def _pool_of(work: UnitOfWork, loan: Financing) -> Pool | None:
    pool = loan.facility.pool
    return None if pool is None else pool_of(work, loan.lender, pool)
