"""The bank is asked to pay a loan out, in the transaction that opened it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from application.financing import streams as financings
from application.processes.loans import financing_of
from application.processes.refusals import NoBankAccount
from application.processes.supports import committed
from application.shared.ports import Message, UnitOfWork
from domain.enterprise.profile import BankAccount
from domain.enterprise.state import Party
from domain.financing.commands import InstructDisbursement
from domain.financing.state import Financing
from domain.shared.event import Context
from domain.shared.ids import FinancingId, PartyId
from domain.shared.money import Money
from domain.shared.refusal import Refused


@dataclass(frozen=True, slots=True)
class Settles:
    """What the payee is told that the money is for, and the last day on which it is paid."""

    financings: tuple[FinancingId, ...]
    pay_by: date


@dataclass(frozen=True, slots=True)
class PayOut:
    """What the bank is asked to do; the platform itself holds no money."""

    financing: FinancingId
    payer: PartyId
    payee: PartyId
    account: BankAccount
    amount: Money
    settles: Settles | None = None
    """None where the borrower, or whom it entrusts, gets the money for itself."""


def instruct(
    work: UnitOfWork,
    context: Context,
    stream: str,
    financing: FinancingId,
    payee: Party,
    settles: Settles | None = None,
) -> Financing:
    """Tell what stands behind a loan that was just opened, and send for the money.

    `payee` is the borrower, or whom the payment is entrusted to (受托支付).
    """
    if not payee.accounts:
        raise Refused(NoBankAccount(payee.party))
    account = payee.accounts[0]
    command = InstructDisbursement(bank_account=account.number)
    work.handle(financings.ROOM, stream, command, context)
    loan = financing_of(work, stream, financing)
    committed(work, context, loan)
    body = PayOut(financing, loan.lender, payee.party, account, loan.net_proceeds, settles)
    work.send(Message("disbursement", f"disbursement/{financing}", body))
    return loan
