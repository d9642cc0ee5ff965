"""A lender runs a financing: interest posted, money from the borrower taken, a buy-back asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from application.financing import streams as financings
from application.processes.disbursing import Loan, judged_by, touched_by
from application.processes.guarantees import Reversed, taken_back
from application.processes.guarantor_payments import (
    GuarantorPaid,
    lock_payment,
    take_payment,
)
from application.processes.loans import (
    FinancingAsItIs,
    as_it_is,
    financing_of,
    stream_for,
)
from application.processes.supports import principal_changed, recertify
from application.processes.surplus import KeyedIn, settle_surplus
from application.processes.transfers import (
    Transfer,
    book,
    brought,
    expected,
    lock_booking,
    unbook,
)
from application.shared.carry_out import UseCase
from application.shared.ports import Conflict, UnitOfWork
from domain.financing.commands import (
    AccrueInterest,
    AllocateRepayment,
    DemandBuyBack,
    ReverseRepayment,
)
from domain.financing.references import transferred
from domain.financing.refusals import RepaymentUnknown
from domain.financing.state import Financing
from domain.financing.terms import Source
from domain.financing.trouble_refusals import GuaranteeNotNamed, NotAGuarantor
from domain.shared.event import Context
from domain.shared.ids import FinancingId, GuaranteeId, PartyId
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
    guarantee: GuaranteeId | None = None
    """On which it paid; may be left out where it gave only one for this financing."""

    transfer: Money | None = None
    """All that the transfer brought, where it pays other loans too."""

    surplus: Money | None = None
    """What is expected to go back, being more than is owed; None for nothing."""

    @property
    def told(self) -> Transfer:
        return Transfer(self.lender, self.bank_reference, self.value_date, self.transfer)


@dataclass(frozen=True, slots=True)
class TakeBackRepayment:
    """The borrower's bank took its transfer back."""

    financing: FinancingId
    lender: PartyId
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
    """What is more than owed goes back to whoever paid it; the pool can bear as much again."""

    def use_case(work: UnitOfWork, context: Context) -> FinancingAsItIs:
        paid = _of_guarantor(work, asked)
        if paid is not None:
            loan = take_payment(work, context, lock_payment(work, paid), paid)
            return as_it_is(loan, context)
        at = _locked(work, asked.financing, asked.told)
        own = replace(
            _repayment(asked, brought(work, asked.told, asked.amount)),
            surplus=expected(work, asked.told, asked.surplus, asked.amount),
        )
        loan = _moved(work, context, at, own)
        book(work, asked.told, asked.financing, asked.amount)
        return as_it_is(loan, context)

    return use_case


def take_back_repayment(asked: TakeBackRepayment) -> UseCase:
    """It counts as never made; what had been given back of it is owed to the lender.

    What a buyer paid is taken back where it was matched, not here.
    """

    def use_case(work: UnitOfWork, context: Context) -> FinancingAsItIs:
        told = _booked_as(work, asked)
        at = _locked(work, asked.financing, told)
        if _booked_as(work, asked) != told:
            raise Conflict
        before = at.loan(work)
        own = transferred(before, asked.bank_reference)
        if own is None:
            raise Refused(RepaymentUnknown(asked.bank_reference))
        unbook(work, told, asked.financing)
        if own.source is Source.GUARANTOR:
            back = Reversed(asked.financing, before.supports, own.reference)
            taken_back(work, context, asked.lender, back)
        command = ReverseRepayment(reference=own.reference)
        return as_it_is(_moved(work, context, at, command), context)

    return use_case


def _locked(work: UnitOfWork, financing: FinancingId, told: Transfer) -> Loan:
    at, streams = touched_by(work, financing, told.owner)
    lock_booking(work, told, streams, lambda: judged_by(work, financing, told.owner))
    return at


def _booked_as(work: UnitOfWork, asked: TakeBackRepayment) -> Transfer:
    stream = stream_for(work, asked.financing, asked.lender)
    own = transferred(financing_of(work, stream, asked.financing), asked.bank_reference)
    if own is None:
        raise Refused(RepaymentUnknown(asked.bank_reference))
    return Transfer(asked.lender, asked.bank_reference, own.counts_on)


def _moved(
    work: UnitOfWork, context: Context, at: Loan, command: AllocateRepayment | ReverseRepayment
) -> Financing:
    """The financing as it is, once what stands behind it knows what is left of the principal."""
    before = at.loan(work)
    work.handle(financings.ROOM, at.stream, command, context)
    after = at.loan(work)
    principal_changed(work, context, before, after)
    recertify(work, context, after)
    settle_surplus(work, context, KeyedIn(at.stream, _by_hand(command)), before)
    return at.loan(work)


def _by_hand(command: AllocateRepayment | ReverseRepayment) -> str | None:
    """The transfer, where nobody but whoever keyed it in says how much it was."""
    if isinstance(command, ReverseRepayment) or command.surplus is None:
        return None
    return command.reference


def _of_guarantor(work: UnitOfWork, asked: TakeRepayment) -> GuarantorPaid | None:
    """None where the borrower paid itself."""
    if asked.guarantor is None:
        return None
    stream = stream_for(work, asked.financing, asked.lender)
    loan = financing_of(work, stream, asked.financing)
    return GuarantorPaid(
        lender=asked.lender,
        financing=asked.financing,
        guarantee=_paid_on(loan, asked.guarantor, asked.guarantee),
        amount=asked.amount,
        value_date=asked.value_date,
        bank_reference=asked.bank_reference,
        transfer=asked.transfer,
        surplus=asked.surplus,
    )


def _paid_on(loan: Financing, guarantor: PartyId, named: GuaranteeId | None) -> GuaranteeId:
    """Which of its guarantees it pays on has to be said where it gave several."""
    own = [it.guarantee for it in loan.supports.guarantees if it.guarantor == guarantor]
    if not own or named not in {None, *own}:
        raise Refused(NotAGuarantor(guarantor))
    if named is None and len(own) > 1:
        raise Refused(GuaranteeNotNamed(guarantor, tuple(own)))
    return named or own[0]


def _repayment(asked: TakeRepayment, transfer: Money) -> AllocateRepayment:
    return AllocateRepayment(
        reference=asked.bank_reference,
        value_date=asked.value_date,
        amount=asked.amount,
        source=Source.BORROWER,
        transfer=transfer,
    )
