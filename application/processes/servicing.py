"""A lender runs a financing: interest posted, money from the borrower taken, a buy-back asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from application.financing import streams as financings
from application.processes.certifying import certify
from application.processes.loans import (
    FinancingAsItIs,
    as_it_is,
    financing_of,
    stream_for,
)
from application.processes.proceeds import PayOver
from application.processes.repaying import released, settle_principal
from application.receivable_pool import streams as pools
from application.shared.carry_out import UseCase
from application.shared.ports import Message, UnitOfWork
from domain.financing.commands import AccrueInterest, AllocateRepayment, DemandBuyBack
from domain.financing.state import Financing
from domain.financing.terms import Source
from domain.shared.event import Context
from domain.shared.ids import FinancingId, PartyId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True)
class Accrue:
    """Post interest up to `through`, that day not counted."""

    financing: FinancingId
    lender: PartyId
    through: date


@dataclass(frozen=True, slots=True)
class AskBuyBack:
    """The seller is to pay what its buyer did not (追索)."""

    financing: FinancingId
    lender: PartyId
    due_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class TakeRepayment:
    """The borrower paid the lender itself, by a bank transfer."""

    financing: FinancingId
    lender: PartyId
    amount: Money
    value_date: date
    bank_reference: str


def accrue(asked: Accrue) -> UseCase:
    """Raise `Refused`; nothing happens where it is posted already."""

    def use_case(work: UnitOfWork, context: Context) -> FinancingAsItIs:
        stream = stream_for(work, asked.financing, asked.lender)
        work.lock(change=[stream])
        work.handle(financings.ROOM, stream, AccrueInterest(through=asked.through), context)
        return as_it_is(financing_of(work, stream, asked.financing), context)

    return use_case


def ask_buy_back(asked: AskBuyBack) -> UseCase:
    """Raise `Refused` where there is no recourse, or nothing is owed."""

    def use_case(work: UnitOfWork, context: Context) -> FinancingAsItIs:
        stream = stream_for(work, asked.financing, asked.lender)
        work.lock(change=[stream])
        command = DemandBuyBack(due_on=asked.due_on, reason=asked.reason)
        work.handle(financings.ROOM, stream, command, context)
        return as_it_is(financing_of(work, stream, asked.financing), context)

    return use_case


def take_repayment(asked: TakeRepayment) -> UseCase:
    """What is more than owed goes back to the borrower; the pool can bear as much again."""

    def use_case(work: UnitOfWork, context: Context) -> FinancingAsItIs:
        stream = stream_for(work, asked.financing, asked.lender)
        pool = financing_of(work, stream, asked.financing).pool
        of_pool = pools.stream_of(asked.lender, pool)
        work.lock(change=[stream, of_pool])
        before = financing_of(work, stream, asked.financing)
        work.handle(financings.ROOM, stream, _repayment(asked), context)
        after = financing_of(work, stream, asked.financing)
        settle_principal(work, context, (of_pool, before), after)
        certify(work, context, asked.lender, pool)
        _give_back(work, asked, before, after)
        return as_it_is(after, context)

    return use_case


def _repayment(asked: TakeRepayment) -> AllocateRepayment:
    return AllocateRepayment(
        reference=asked.bank_reference,
        value_date=asked.value_date,
        amount=asked.amount,
        source=Source.BORROWER,
    )


def _give_back(work: UnitOfWork, asked: TakeRepayment, before: Financing, after: Financing) -> None:
    surplus = released(before, after)
    if surplus.is_positive:
        body = PayOver(asked.lender, after.borrower, None, surplus)
        key = f"surplus/{asked.financing}/{asked.bank_reference}"
        work.send(Message("surplus", key, body))
