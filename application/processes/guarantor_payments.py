"""A guarantor, or its margin, paid on a call: one story, whichever door tells of it.

The financing says what of the money it takes, by the bank's value date; only that is paid
on the call. The rest, and what the payment displaces of others', goes back to whoever paid.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from application.financing import streams as financings
from application.processes.disbursing import Loan, judged_by, touched_by
from application.processes.guarantees import At, guarantee_of, handled
from application.processes.standing import in_good_standing
from application.processes.supports import principal_changed, recertify
from application.processes.surplus import KeyedIn, settle_surplus
from application.processes.transfers import Transfer, book, brought, expected, lock_booking
from application.shared.ports import UnitOfWork
from domain.enterprise.profile import Role
from domain.financing.commands import AllocateRepayment
from domain.financing.state import Financing
from domain.financing.terms import Source
from domain.guarantee.commands import ApplyMargin, GuaranteeCommand, Honour
from domain.shared.event import Context
from domain.shared.ids import FinancingId, GuaranteeId, PartyId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class GuarantorPaid:
    """As the bank confirmed it."""

    lender: PartyId
    financing: FinancingId
    guarantee: GuaranteeId
    amount: Money
    value_date: date
    bank_reference: str
    from_margin: bool = False
    transfer: Money | None = None
    """All that the transfer brought, where it pays other loans too."""

    surplus: Money | None = None
    """What is expected to go back, being more than is owed; None for nothing."""

    @property
    def at(self) -> At:
        return At(self.lender, self.guarantee)

    @property
    def told(self) -> Transfer:
        return Transfer(self.lender, self.bank_reference, self.value_date, self.transfer)


def lock_payment(work: UnitOfWork, paid: GuarantorPaid) -> Loan:
    at, streams = touched_by(work, paid.financing, paid.lender)
    change = sorted({*streams, paid.at.stream})
    lock_booking(work, paid.told, change, lambda: judged_by(work, paid.financing, paid.lender))
    return at


def take_payment(work: UnitOfWork, context: Context, at: Loan, paid: GuarantorPaid) -> Financing:
    """Behind `lock_payment`. Raise `Refused` where nothing, or less, was called."""
    in_good_standing(work, paid.lender, context, Role.LENDER)
    before = at.loan(work)
    repayment = AllocateRepayment(
        reference=paid.bank_reference,
        value_date=paid.value_date,
        amount=paid.amount,
        source=Source.GUARANTOR,
        payer=guarantee_of(work, paid.at).guarantor,
        transfer=brought(work, paid.told, paid.amount),
        surplus=expected(work, paid.told, paid.surplus, paid.amount),
    )
    work.handle(financings.ROOM, at.stream, repayment, context)
    book(work, paid.told, paid.financing, paid.amount)
    after = at.loan(work)
    handled(work, context, paid.at, _payment(paid, _taken(after, paid)))
    principal_changed(work, context, before, after)
    recertify(work, context, after)
    by_hand = None if repayment.surplus is None else repayment.reference
    settle_surplus(work, context, KeyedIn(at.stream, by_hand), before)
    return at.loan(work)


def _taken(loan: Financing, paid: GuarantorPaid) -> Money:
    own = (it for it in loan.repayments if it.reference == paid.bank_reference)
    return Money.total((it.split.total for it in own), paid.amount.currency)


def _payment(paid: GuarantorPaid, taken: Money) -> GuaranteeCommand:
    """All that left the margin left it, whatever the loan took of it."""
    if paid.from_margin:
        return ApplyMargin(
            financing=paid.financing,
            amount=paid.amount,
            value_date=paid.value_date,
            bank_reference=paid.bank_reference,
        )
    return Honour(
        financing=paid.financing,
        amount=paid.amount,
        taken=taken,
        value_date=paid.value_date,
        bank_reference=paid.bank_reference,
    )
