"""A lender pursues a loan that is not paid: default and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from application.financing import streams as financings
from application.processes.calling_guarantees import CallFor, OnDebt, call
from application.processes.guarantees import At, Changed, debt_changed, each_of, guarantee_of
from application.processes.guarantors import follow, streams_with
from application.processes.loan_index import loans_to
from application.processes.loans import (
    FinancingAsItIs,
    as_it_is,
    financing_of,
    judged_with,
    lock_with,
    stream_for,
    touched_with,
)
from application.processes.requesting import stream_of_own
from application.processes.supports import principal_changed, recertify, rescheduled
from application.shared.carry_out import UseCase
from application.shared.ports import Conflict, UnitOfWork
from domain.financing.commands import (
    Accelerate,
    AcceptRestructuring,
    AgreeToProposal,
    CloseFinancing,
    DeclareDefault,
    DeclineRestructuring,
    DropProposal,
    FinancingCommand,
    ProposeRestructuring,
    ProposeWriteOff,
)
from domain.financing.defaulting import check_cross_default, follows
from domain.financing.state import Financing
from domain.financing.terms import Cause
from domain.guarantee.agreement import Ground
from domain.shared.event import Context
from domain.shared.ids import FinancingId, GuaranteeId, PartyId
from domain.shared.money import Money

Rescheduling = Accelerate | ProposeRestructuring | AgreeToProposal | AcceptRestructuring


@dataclass(frozen=True, slots=True)
class InDefault:
    financing: FinancingId
    lender: PartyId
    cause: Cause
    detail: str


@dataclass(frozen=True, slots=True)
class Defaulted:
    """A loan in default, and those that are for that reason."""

    financing: FinancingId
    followed: tuple[FinancingId, ...]


@dataclass(frozen=True, slots=True)
class ForLoan:
    """Something done to a loan that needs no more than a reason."""

    financing: FinancingId
    lender: PartyId
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ByBorrower:
    """What the borrower says to other lines that were offered to it."""

    financing: FinancingId
    borrower: PartyId
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSchedule:
    """What is left of the principal, on other days."""

    financing: FinancingId
    lender: PartyId
    dates: tuple[date, ...]
    parts: tuple[Money, ...]
    annual_rate: Decimal | None
    consented: tuple[PartyId, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Call:
    financing: FinancingId
    lender: PartyId
    guarantee: GuaranteeId
    amount: Money
    due_on: date


def declare_default(asked: InDefault) -> UseCase:
    """Loans to the same borrower whose terms say so follow in the same transaction."""

    def use_case(work: UnitOfWork, context: Context) -> Defaulted:
        stream = stream_for(work, asked.financing, asked.lender)
        borrower = financing_of(work, stream, asked.financing).borrower
        streams = _other_loans(work, asked, borrower)
        cause = _cause(work, asked)
        change = {stream, *streams.values()}
        work.lock(change=sorted(change), rely_on=set(cause) - change)
        if _other_loans(work, asked, borrower) != streams:
            raise Conflict
        loan = financing_of(work, stream, asked.financing)
        if cause:
            check_cross_default(loan, financing_of(work, cause[0], FinancingId(asked.detail)))
        command = DeclareDefault(cause=asked.cause, detail=asked.detail)
        work.handle(financings.ROOM, stream, command, context)
        following = _following(work, context, streams)
        cross = DeclareDefault(cause=Cause.CROSS_DEFAULT, detail=asked.financing)
        for name in following:
            work.handle(financings.ROOM, streams[name], cross, context)
        return Defaulted(asked.financing, following)

    return use_case


def _other_loans(work: UnitOfWork, asked: InDefault, borrower: PartyId) -> dict[FinancingId, str]:
    names = sorted({*loans_to(work, asked.lender, borrower)} - {asked.financing})
    return {name: financings.stream_of(asked.lender, name) for name in names}


def _cause(work: UnitOfWork, asked: InDefault) -> list[str]:
    """A cross-default names the loan that is in default: this lender's."""
    if asked.cause is not Cause.CROSS_DEFAULT:
        return []
    return [stream_for(work, FinancingId(asked.detail), asked.lender)]


def _following(
    work: UnitOfWork, context: Context, streams: dict[FinancingId, str]
) -> tuple[FinancingId, ...]:
    loaded = work.load_many(financings.ROOM, list(streams.values()))
    states = {name: loaded[stream].state for name, stream in streams.items()}
    return tuple(
        name
        for name, loan in states.items()
        if isinstance(loan, Financing) and follows(loan, context.now.day)
    )


def accelerate(asked: ForLoan) -> UseCase:
    """Its guarantors are told; they stay bound as they were (Civil Code 695)."""
    return _rescheduled(asked, Accelerate(reason=asked.reason))


def propose_schedule(asked: NewSchedule) -> UseCase:
    """Nothing changes before a second person, where the terms say so, and the borrower agree.

    The same lines at a lower rate only relieve the borrower, who is not asked.
    """
    command = ProposeRestructuring(
        dates=asked.dates,
        parts=asked.parts,
        annual_rate=asked.annual_rate,
        consented=asked.consented,
        reason=asked.reason,
    )
    return _rescheduled(asked, command)


def propose_write_off(asked: ForLoan) -> UseCase:
    return _done(asked.financing, asked.lender, ProposeWriteOff(reason=asked.reason))


def agree(asked: ForLoan) -> UseCase:
    """By another person than the one who proposed: then the borrower is asked."""
    return _rescheduled(asked, AgreeToProposal())


def accept_schedule(asked: ByBorrower) -> UseCase:
    """The borrower's alone; another's loan does not exist for it.

    Of other days of payment its guarantees are told in the same transaction: those that
    consented are bound by them, the others stay bound as they were (Civil Code 695).
    """

    def use_case(work: UnitOfWork, context: Context) -> FinancingAsItIs:
        stream = stream_of_own(work, asked.financing, asked.borrower)
        return _reschedule(work, context, stream, asked.financing, AcceptRestructuring())

    return use_case


def decline_schedule(asked: ByBorrower) -> UseCase:
    """The loan stays as it was."""

    def use_case(work: UnitOfWork, context: Context) -> FinancingAsItIs:
        stream = stream_of_own(work, asked.financing, asked.borrower)
        work.lock(change=[stream])
        command = DeclineRestructuring(reason=asked.reason)
        work.handle(financings.ROOM, stream, command, context)
        return as_it_is(financing_of(work, stream, asked.financing), context)

    return use_case


def drop(asked: ForLoan) -> UseCase:
    return _done(asked.financing, asked.lender, DropProposal(reason=asked.reason))


def close_loan(asked: ForLoan) -> UseCase:
    """Nothing more is asked for, so that whatever stands behind it is free."""

    def use_case(work: UnitOfWork, context: Context) -> FinancingAsItIs:
        stream = stream_for(work, asked.financing, asked.lender)
        touched = touched_with(work, asked.lender, [asked.financing])
        lock_with(work, touched, lambda: judged_with(work, asked.lender, [asked.financing]))
        before = financing_of(work, stream, asked.financing)
        command = CloseFinancing(reason=asked.reason)
        work.handle(financings.ROOM, stream, command, context)
        after = financing_of(work, stream, asked.financing)
        principal_changed(work, context, before, after)
        recertify(work, context, after)
        return as_it_is(after, context)

    return use_case


def call_guarantee(asked: Call) -> UseCase:
    """For a guarantee that needs no more ground than that nobody paid; its own door takes others.

    What the guarantor pays is a repayment of its own source.
    """
    called = CallFor(
        debt=OnDebt(asked.guarantee, asked.lender, asked.financing),
        amount=asked.amount,
        pay_by=asked.due_on,
        ground=Ground.DUE_AND_UNPAID,
        evidence="",
    )

    def use_case(work: UnitOfWork, context: Context) -> FinancingAsItIs:
        call(called)(work, context)
        stream = stream_for(work, asked.financing, asked.lender)
        return as_it_is(financing_of(work, stream, asked.financing), context)

    return use_case


def _rescheduled(asked: ForLoan | NewSchedule, command: Rescheduling) -> UseCase:
    def use_case(work: UnitOfWork, context: Context) -> FinancingAsItIs:
        stream = stream_for(work, asked.financing, asked.lender)
        return _reschedule(work, context, stream, asked.financing, command)

    return use_case


def _reschedule(
    work: UnitOfWork, context: Context, stream: str, financing: FinancingId, command: Rescheduling
) -> FinancingAsItIs:
    """Whatever is told of other days is locked with the loan, whether or not they change now."""
    loan = financing_of(work, stream, financing)
    behind = [at for at, _ in each_of(loan.lender, loan.supports)]
    told = [it for at in behind for it in streams_with(work, at)]
    change = sorted({*touched_with(work, loan.lender, [financing]), *told})
    lock_with(work, change, lambda: judged_with(work, loan.lender, [financing]))
    before = financing_of(work, stream, financing)
    work.handle(financings.ROOM, stream, command, context)
    after = financing_of(work, stream, financing)
    if after.changes != before.changes and not after.changes[-1].relieves:
        rescheduled(work, context, after)
        _tell(work, context, behind, _changed(before, after))
    return as_it_is(after, context)


def _changed(before: Financing, after: Financing) -> Changed:
    """A loan that is called in while a proposal waits has nobody's consent to that."""
    called_in = after.changes[-1].accelerates
    proposal = None if called_in else before.proposal
    return Changed(
        financing=after.financing,
        due_on=after.due_on,
        consented=() if proposal is None else proposal.consented,
        reason="" if proposal is None else proposal.reason,
    )


def _tell(work: UnitOfWork, context: Context, behind: list[At], change: Changed) -> None:
    for at in behind:
        known = guarantee_of(work, at)
        debt_changed(work, context, at, change)
        follow(work, context, at, known)


def _done(financing: FinancingId, lender: PartyId, command: FinancingCommand) -> UseCase:
    def use_case(work: UnitOfWork, context: Context) -> FinancingAsItIs:
        stream = stream_for(work, financing, lender)
        work.lock(change=[stream])
        work.handle(financings.ROOM, stream, command, context)
        return as_it_is(financing_of(work, stream, financing), context)

    return use_case
