"""A lender runs a financing: interest posted, money from the borrower taken, a buy-back asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from application.financing import streams as financings
from application.processes.disbursing import Loan, touched_by
from application.processes.guarantees import Honoured, Reversed, honoured, taken_back
from application.processes.loans import (
    FinancingAsItIs,
    as_it_is,
    financing_of,
    stream_for,
)
from application.processes.proceeds import PayOver
from application.processes.repaying import released
from application.processes.supports import principal_changed, recertify
from application.shared.carry_out import UseCase
from application.shared.ports import Message, UnitOfWork
from domain.financing.commands import (
    AccrueInterest,
    AllocateRepayment,
    DemandBuyBack,
    ReverseRepayment,
)
from domain.financing.refusals import RepaymentUnknown
from domain.financing.state import Financing, Repayment
from domain.financing.terms import Source
from domain.financing.trouble_refusals import NotAGuarantor
from domain.guarantee.commands import Honour
from domain.shared.event import Context
from domain.shared.ids import FinancingId, PartyId
from domain.shared.money import Money
from domain.shared.refusal import Refused


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
    """The borrower, or a guarantor for it, paid the lender itself, by a bank transfer."""

    financing: FinancingId
    lender: PartyId
    amount: Money
    value_date: date
    bank_reference: str
    guarantor: PartyId | None = None


@dataclass(frozen=True, slots=True)
class TakeBackRepayment:
    """The borrower's bank took its transfer back."""

    financing: FinancingId
    lender: PartyId
    bank_reference: str


TRANSFERRED = frozenset({Source.BORROWER, Source.GUARANTOR})
"""What came by a transfer of its own, and not through a claim."""


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
        at = _locked(work, asked.financing, asked.lender)
        before = at.loan(work)
        _check_guarantor(before, asked)
        _tell_guarantee(work, context, before, asked)
        work.handle(financings.ROOM, at.stream, _repayment(asked), context)
        after = _told(work, context, at, before)
        _pay_over(work, at, "surplus", released(before, after))
        return as_it_is(after, context)

    return use_case


def take_back_repayment(asked: TakeBackRepayment) -> UseCase:
    """It counts as never made; what had been given back of it is owed to the lender."""

    def use_case(work: UnitOfWork, context: Context) -> FinancingAsItIs:
        at = _locked(work, asked.financing, asked.lender)
        before = at.loan(work)
        own = _own_repayment(before, asked.bank_reference)
        if own is None:
            raise Refused(RepaymentUnknown(asked.bank_reference))
        if own.source is Source.GUARANTOR:
            back = Reversed(asked.financing, before.supports, asked.bank_reference)
            taken_back(work, context, asked.lender, back)
        command = ReverseRepayment(reference=asked.bank_reference)
        work.handle(financings.ROOM, at.stream, command, context)
        after = _told(work, context, at, before)
        _pay_over(work, at, "reclaim", released(after, before))
        return as_it_is(after, context)

    return use_case


def _locked(work: UnitOfWork, financing: FinancingId, lender: PartyId) -> Loan:
    at, streams = touched_by(work, financing, lender)
    work.lock(change=streams)
    return at


def _own_repayment(loan: Financing, reference: str) -> Repayment | None:
    """What a buyer paid is taken back where it was matched, not here."""
    own = (each for each in loan.repayments if each.source in TRANSFERRED)
    return next((each for each in own if each.reference == reference), None)


def _told(work: UnitOfWork, context: Context, at: Loan, before: Financing) -> Financing:
    """The financing as it is, once what stands behind it knows what is left of the principal."""
    after = at.loan(work)
    principal_changed(work, context, before, after)
    recertify(work, context, after)
    return after


def _check_guarantor(loan: Financing, asked: TakeRepayment) -> None:
    guarantors = {each.guarantor for each in loan.supports.guarantees}
    if asked.guarantor is not None and asked.guarantor not in guarantors:
        raise Refused(NotAGuarantor(asked.guarantor))


def _tell_guarantee(
    work: UnitOfWork, context: Context, loan: Financing, asked: TakeRepayment
) -> None:
    """What it pays on a call, its guarantee no longer answers for."""
    if asked.guarantor is None:
        return
    payment = Honour(
        financing=asked.financing,
        amount=asked.amount,
        value_date=asked.value_date,
        bank_reference=asked.bank_reference,
    )
    honoured(work, context, loan.supports, Honoured(asked.lender, asked.guarantor, payment))


def _repayment(asked: TakeRepayment) -> AllocateRepayment:
    return AllocateRepayment(
        reference=asked.bank_reference,
        value_date=asked.value_date,
        amount=asked.amount,
        source=Source.BORROWER if asked.guarantor is None else Source.GUARANTOR,
        payer=asked.guarantor,
    )


def _pay_over(work: UnitOfWork, at: Loan, kind: str, amount: Money) -> None:
    """The version of the financing tells one such message from the next."""
    if amount.is_positive:
        loan, version = at.loan(work), work.load(financings.ROOM, at.stream).version
        body = PayOver(loan.lender, loan.borrower, None, amount)
        work.send(Message(kind, f"{kind}/{at.financing}/{version}", body))
