"""What a guarantee is told when a financing that it answers for is promised, paid out or repaid.

Steps for longer stories: they lock nothing. Whoever takes them locks `streams_of` to change,
and `files_behind` to rely on, together with whatever else its story touches.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from application.enterprise import streams as enterprises
from application.guarantee import streams as guarantees
from application.processes.refusals import GuaranteeUnknown, OtherGuarantor
from application.processes.standing import in_good_standing
from application.shared.ports import Loaded, Reading, UnitOfWork
from domain.enterprise.profile import Role
from domain.enterprise.standing import registered
from domain.financing.state import Financing
from domain.guarantee.commands import (
    Drop,
    GuaranteeCommand,
    RecordDebtChange,
    Release,
    Reserve,
    Restore,
    ReverseHonour,
    Utilise,
)
from domain.guarantee.state import Guarantee, GuaranteeState
from domain.shared.event import Context
from domain.shared.facility import Guaranteed, Supports
from domain.shared.ids import FinancingId, GuaranteeId, PartyId
from domain.shared.money import Money
from domain.shared.refusal import Refused


@dataclass(frozen=True, slots=True)
class At:
    """One guarantee of a lender."""

    lender: PartyId
    guarantee: GuaranteeId

    @property
    def stream(self) -> str:
        return guarantees.stream_of(self.lender, self.guarantee)


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """A financing that a guarantee is to answer for."""

    financing: FinancingId
    borrower: PartyId
    amount: Money
    due_on: date
    until: date | None = None
    """The last day on which it can be paid out."""


@dataclass(frozen=True, slots=True)
class PrincipalMoved:
    """So much is left of what was lent."""

    financing: FinancingId
    principal: Money
    left: Money


@dataclass(frozen=True, slots=True)
class Reversed:
    """A repayment of a financing that its bank took back."""

    financing: FinancingId
    supports: Supports
    bank_reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What lender and borrower agreed: guarantors that did not consent stay bound as they were."""

    financing: FinancingId
    due_on: date
    consented: tuple[PartyId, ...]
    reason: str


def streams_of(lender: PartyId, supports: Supports) -> list[str]:
    """Those that are changed with a financing."""
    return [guarantees.stream_of(lender, it.guarantee) for it in supports.guarantees]


def files_behind(borrower: PartyId, supports: Supports) -> list[str]:
    """Files of parties that a reservation relies on; nothing where nothing guarantees it."""
    guarantors = {it.guarantor for it in supports.guarantees}
    named = sorted({borrower, *guarantors}) if guarantors else []
    return [enterprises.stream_of(party) for party in named]


def reserve(work: UnitOfWork, context: Context, at: At, promised: Promised) -> None:
    """Raise `Refused` where guarantee or guarantor does not bear it today."""
    guarantee = guarantee_of(work, at)
    in_good_standing(work, guarantee.guarantor, context, Role.CORE_ENTERPRISE)
    file = work.load(enterprises.ROOM, enterprises.stream_of(promised.borrower)).state
    borrower = registered(file, promised.borrower)
    asked = Reserve(
        financing=promised.financing,
        borrower=promised.borrower,
        in_chain=borrower.is_in_chain_of(guarantee.guarantor, context.now.day),
        group=borrower.group or "",
        amount=promised.amount,
        due_on=promised.due_on,
        until=promised.until,
    )
    handled(work, context, at, asked)


def check_guarantor(reading: Reading, at: At, part: Guaranteed) -> None:
    """A financing that names another guarantor would be watched under the wrong name."""
    if guarantee_of(reading, at).guarantor != part.guarantor:
        raise Refused(OtherGuarantor(at.guarantee, part.guarantor))


def utilise(work: UnitOfWork, context: Context, at: At, financing: FinancingId) -> None:
    """Its money is paid out."""
    handled(work, context, at, Utilise(financing=financing))


def drop(work: UnitOfWork, context: Context, at: At, financing: FinancingId) -> None:
    """It was rejected, or its money came back."""
    handled(work, context, at, Drop(financing=financing))


def release(
    work: UnitOfWork, context: Context, at: At, financing: FinancingId, amount: Money
) -> None:
    handled(work, context, at, Release(financing=financing, amount=amount))


def restore(
    work: UnitOfWork, context: Context, at: At, financing: FinancingId, amount: Money
) -> None:
    handled(work, context, at, Restore(financing=financing, amount=amount))


def follow(
    work: UnitOfWork, context: Context, at: At, part: Guaranteed, moved: PrincipalMoved
) -> None:
    """The guarantee is used for its part of what is left now, if it still binds for that.

    Its part is what it was lent on, or more if its guarantor consented to more since. What the
    guarantor paid itself, and what lapsed, is never used again.
    """
    guarantee, financing = guarantee_of(work, at), moved.financing
    debt = guarantee.debts.get(financing)
    if debt is None or debt.lapsed:
        return
    agreed = replace(part, amount=max(part.amount, debt.agreed))
    most = max(debt.most, Money.zero(moved.left.currency))
    more = min(agreed.of(moved.principal, moved.left), most) - guarantee.utilised(financing)
    if more.is_positive:
        restore(work, context, at, financing, more)
    elif more.is_negative:
        release(work, context, at, financing, -more)


def taken_back(work: UnitOfWork, context: Context, lender: PartyId, back: Reversed) -> None:
    """A guarantor's payment was taken back: whichever guarantee it was paid on is told."""
    for at, _ in each_of(lender, back.supports):
        debt = guarantee_of(work, at).debts.get(back.financing)
        if debt is not None and debt.paid_by(back.bank_reference) is not None:
            asked = ReverseHonour(financing=back.financing, bank_reference=back.bank_reference)
            handled(work, context, at, asked)


def debt_changed(work: UnitOfWork, context: Context, at: At, change: Changed) -> None:
    """The same amount on another day; nothing where the guarantor is free of it already."""
    guarantee = guarantee_of(work, at)
    debt = guarantee.debts.get(change.financing)
    if debt is None or debt.lapsed or guarantee.usage.of(change.financing) is None:
        return
    agreed = guarantee.guarantor in change.consented
    asked = RecordDebtChange(
        financing=change.financing,
        amount=debt.agreed,
        due_on=change.due_on,
        consent=f"restructuring: {change.reason}" if agreed else "",
    )
    handled(work, context, at, asked)


def agreed_for(reading: Reading, at: At, financing: FinancingId) -> Money | None:
    """As last agreed with the guarantor; None where it never answered for this one."""
    debt = guarantee_of(reading, at).debts.get(financing)
    return None if debt is None else debt.agreed


def claimed_of(reading: Reading, guarantor: PartyId, loan: Financing) -> Money:
    """On all guarantees that it gave for this loan, and not paid yet."""
    own = (at for at, part in each_of(loan.lender, loan.supports) if part.guarantor == guarantor)
    debts = (guarantee_of(reading, at).debts.get(loan.financing) for at in own)
    return Money.total((it.claimed.total for it in debts if it is not None), loan.currency)


def answers_for(reading: Reading, at: At, financing: FinancingId) -> Money:
    """What is paid out and still guaranteed."""
    return guarantee_of(reading, at).utilised(financing)


def each_of(lender: PartyId, supports: Supports) -> Iterable[tuple[At, Guaranteed]]:
    return ((At(lender, it.guarantee), it) for it in supports.guarantees)


def guarantee_of(reading: Reading, at: At) -> Guarantee:
    """Another lender's guarantee does not exist for this one."""
    state = reading.load(guarantees.ROOM, at.stream).state
    if not isinstance(state, Guarantee):
        raise Refused(GuaranteeUnknown(at.guarantee))
    return state


def handled(
    work: UnitOfWork, context: Context, at: At, command: GuaranteeCommand
) -> Loaded[GuaranteeState]:
    return work.handle(guarantees.ROOM, at.stream, command, context)
