"""What becomes of a guaranteed debt: changed, assigned, sued on, called, paid by its guarantor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from application.enterprise import streams as enterprises
from application.financing import streams as financings
from application.processes.giving_guarantees import GuaranteeAsItIs, as_it_is, of_lender
from application.processes.guarantees import At, agreed_for, claimed_of, guarantee_of, handled
from application.processes.guarantor_payments import (
    GuarantorPaid,
    lock_payment,
    take_payment,
)
from application.processes.guarantors import follow, streams_with
from application.processes.loans import financing_of, stream_for, touched_with
from application.processes.standing import in_good_standing
from application.shared.carry_out import UseCase
from application.shared.ports import UnitOfWork
from domain.enterprise.profile import Role
from domain.financing.commands import CallGuarantee
from domain.guarantee.agreement import Ground
from domain.guarantee.commands import (
    Call,
    GuaranteeCommand,
    KeepPeriods,
    NotifyAssignment,
    RecordDebtChange,
    RecordSuit,
)
from domain.shared.event import Context
from domain.shared.ids import FinancingId, GuaranteeId, PartyId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True)
class OnDebt:
    """A financing under a guarantee of the lender."""

    guarantee: GuaranteeId
    lender: PartyId
    financing: FinancingId


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeOfDebt:
    """What lender and borrower agreed, and the guarantor's written consent if there is one."""

    debt: OnDebt
    amount: Money
    due_on: date
    consent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    debt: OnDebt
    assignee: PartyId
    notified_on: date
    notice: str
    consent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sued:
    debt: OnDebt
    sued_on: date
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFor:
    """The lender claims on the guarantor for an overdue financing."""

    debt: OnDebt
    amount: Money
    pay_by: date
    ground: Ground
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidOnCall:
    """The bank confirmed a payment: out of margin, or by the guarantor."""

    debt: OnDebt
    amount: Money
    value_date: date
    bank_reference: str
    from_margin: bool
    transfer: Money | None = None
    """All that the transfer brought, where it pays other loans too."""

    surplus: Money | None = None
    """What is expected to go back, being more than is owed; None for nothing."""


@dataclass(frozen=True, slots=True)
class KeepPeriodsFor:
    lender: PartyId
    guarantee: GuaranteeId
    day: date


def change_debt(asked: ChangeOfDebt) -> UseCase:
    command = RecordDebtChange(
        financing=asked.debt.financing,
        amount=asked.amount,
        due_on=asked.due_on,
        consent=asked.consent,
    )
    return _on_debt(asked.debt, command)


def notify_assignment(asked: Assigned) -> UseCase:
    command = NotifyAssignment(
        financing=asked.debt.financing,
        assignee=asked.assignee,
        notified_on=asked.notified_on,
        notice=asked.notice,
        consent=asked.consent,
    )
    return _on_debt(asked.debt, command)


def record_suit(asked: Sued) -> UseCase:
    command = RecordSuit(
        financing=asked.debt.financing, sued_on=asked.sued_on, reference=asked.reference
    )
    return _on_debt(asked.debt, command)


def _on_debt(debt: OnDebt, command: GuaranteeCommand) -> UseCase:
    def use_case(work: UnitOfWork, context: Context) -> GuaranteeAsItIs:
        at = of_lender(work, debt.guarantee, debt.lender)
        work.lock(change=streams_with(work, at), rely_on=[enterprises.stream_of(debt.lender)])
        in_good_standing(work, debt.lender, context, Role.LENDER)
        before = guarantee_of(work, at)
        handled(work, context, at, command)
        follow(work, context, at, before)
        return as_it_is(work, context, at)

    return use_case


def call(asked: CallFor) -> UseCase:
    """Both say so: the guarantee, within its period, and the financing, that it is overdue."""

    def use_case(work: UnitOfWork, context: Context) -> GuaranteeAsItIs:
        at, stream = _locked(work, context, asked.debt)
        loan = financing_of(work, stream, asked.debt.financing)
        claimed = claimed_of(work, guarantee_of(work, at).guarantor, loan)
        command = Call(
            financing=asked.debt.financing,
            amount=asked.amount,
            pay_by=asked.pay_by,
            ground=asked.ground,
            evidence=asked.evidence,
            overdue=True,
        )
        handled(work, context, at, command)
        told = CallGuarantee(
            guarantee=at.guarantee,
            amount=asked.amount,
            due_on=asked.pay_by,
            agreed=agreed_for(work, at, asked.debt.financing),
            claimed=claimed,
        )
        work.handle(financings.ROOM, stream, told, context)
        return as_it_is(work, context, at)

    return use_case


def paid_on_call(asked: PaidOnCall) -> UseCase:
    """What the guarantor paid repays the financing, with its name on it."""

    def use_case(work: UnitOfWork, context: Context) -> GuaranteeAsItIs:
        at = of_lender(work, asked.debt.guarantee, asked.debt.lender)
        paid = GuarantorPaid(
            lender=asked.debt.lender,
            financing=asked.debt.financing,
            guarantee=asked.debt.guarantee,
            amount=asked.amount,
            value_date=asked.value_date,
            bank_reference=asked.bank_reference,
            from_margin=asked.from_margin,
            transfer=asked.transfer,
            surplus=asked.surplus,
        )
        take_payment(work, context, lock_payment(work, paid), paid)
        return as_it_is(work, context, at)

    return use_case


def _locked(work: UnitOfWork, context: Context, debt: OnDebt) -> tuple[At, str]:
    """The guarantee and the stream of the financing, both with all that stands behind it."""
    at = of_lender(work, debt.guarantee, debt.lender)
    stream = stream_for(work, debt.financing, debt.lender)
    changed = {at.stream, *touched_with(work, debt.lender, [debt.financing])}
    work.lock(change=sorted(changed), rely_on=[enterprises.stream_of(debt.lender)])
    in_good_standing(work, debt.lender, context, Role.LENDER)
    return at, stream


def keep_periods(asked: KeepPeriodsFor) -> UseCase:
    """Say what ends soon and what ended; asked by the daily close."""

    def use_case(work: UnitOfWork, context: Context) -> KeepPeriodsFor:
        at = At(asked.lender, asked.guarantee)
        work.lock(change=streams_with(work, at))
        before = guarantee_of(work, at)
        handled(work, context, at, KeepPeriods())
        follow(work, context, at, before)
        return asked

    return use_case
