"""The bank says that it paid a draw out, or that the money came back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from application.financing import streams as financings
from application.processes.certifying import certify
from application.processes.refusals import FinancingUnknown
from application.receivable_pool import streams as pools
from application.shared.carry_out import UseCase
from application.shared.owners import owner_of
from application.shared.ports import Reading, UnitOfWork
from domain.financing.commands import ConfirmDisbursement, ReturnDisbursement
from domain.financing.state import Financing
from domain.receivable_pool.commands import ReturnDraw
from domain.shared.allocation import Breakdown
from domain.shared.event import Context
from domain.shared.ids import FinancingId, PartyId
from domain.shared.money import Money
from domain.shared.refusal import Refused


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


@dataclass(frozen=True, slots=True)
class FinancingAsItIs:
    """What became of a financing, and what would settle it today."""

    financing: FinancingId
    stage: str
    principal: Money
    owed: Breakdown


def confirm_paid_out(asked: ConfirmPaidOut) -> UseCase:
    """Raise `Refused`; another lender's financing does not exist for this one."""

    def use_case(work: UnitOfWork, context: Context) -> FinancingAsItIs:
        stream = stream_for(work, asked.financing, asked.lender)
        work.lock(change=[stream])
        command = ConfirmDisbursement(
            amount=asked.amount,
            value_date=asked.value_date,
            bank_reference=asked.bank_reference,
        )
        work.handle(financings.ROOM, stream, command, context)
        return as_it_is(financing_of(work, stream, asked.financing), context)

    return use_case


def record_returned(asked: RecordReturned) -> UseCase:
    """What the draw used of the base is free again."""

    def use_case(work: UnitOfWork, context: Context) -> FinancingAsItIs:
        stream = stream_for(work, asked.financing, asked.lender)
        pool = financing_of(work, stream, asked.financing).pool
        of_pool = pools.stream_of(asked.lender, pool)
        work.lock(change=[stream, of_pool])
        command = ReturnDisbursement(value_date=asked.value_date, reason=asked.reason)
        work.handle(financings.ROOM, stream, command, context)
        work.handle(pools.ROOM, of_pool, ReturnDraw(asked.financing), context)
        certify(work, context, asked.lender, pool)
        return as_it_is(financing_of(work, stream, asked.financing), context)

    return use_case


def stream_for(reading: Reading, financing: FinancingId, lender: PartyId) -> str:
    if owner_of(reading, financings.ROOM.name, financing) != lender:
        raise Refused(FinancingUnknown(financing))
    return financings.stream_of(lender, financing)


def financing_of(reading: Reading, stream: str, financing: FinancingId) -> Financing:
    state = reading.load(financings.ROOM, stream).state
    if not isinstance(state, Financing):
        raise Refused(FinancingUnknown(financing))
    return state


def as_it_is(state: Financing, context: Context) -> FinancingAsItIs:
    day = context.now.day
    return FinancingAsItIs(state.financing, state.stage.value, state.principal, state.owed(day))
