"""What was paid too much by a transfer keyed in by hand goes back to whoever paid it.

From the facility's `secondPersonFrom` on it waits for a second person of the lender: the loan
counts the money at once, and only the instruction to the bank waits. What is needed again,
because the bank took the transfer back, is had from what waits first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from application.credit_line import streams as lines
from application.financing import streams as financings
from application.processes.certifying import pool_of
from application.processes.loans import FinancingAsItIs, as_it_is, financing_of, stream_for
from application.processes.order_draws import at_programme
from application.processes.paying_over import PayOver, pay_over, surplus_changes
from application.processes.programmes import programme_of
from application.shared.carry_out import UseCase
from application.shared.ports import Reading, UnitOfWork
from domain.credit_line.state import Line
from domain.financing.commands import DropSurplus, HoldSurplus, ReleaseSurplus
from domain.financing.state import Financing
from domain.shared.event import Context
from domain.shared.facility import Product
from domain.shared.ids import FinancingId, LineId, PartyId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True)
class GiveBack:
    """A second person of the lender looked at what was paid too much."""

    financing: FinancingId
    lender: PartyId
    bank_reference: str
    """Of the repayment that made it."""


@dataclass(frozen=True, slots=True)
class KeyedIn:
    """The transfer by which a financing changed; None where the bank told of it itself."""

    stream: str
    bank_reference: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """What a party has, or owes, after one change of a financing."""

    stream: str
    loan: Financing
    party: PartyId
    version: int

    @property
    def name(self) -> str:
        return f"{self.loan.financing}/{self.version}/{self.party}"

    def body(self, amount: Money) -> PayOver:
        return PayOver(self.loan.lender, self.party, None, amount)


def settle_surplus(work: UnitOfWork, context: Context, keyed: KeyedIn, before: Financing) -> None:
    """Behind the locks of whoever took the money, or had it taken back."""
    after = financing_of(work, keyed.stream, before.financing)
    version = work.load(financings.ROOM, keyed.stream).version
    least = None if keyed.bank_reference is None else _second_from(work, after, context.now.day)
    for party, change in surplus_changes(before, after).items():
        told = Told(keyed.stream, after, party, version)
        if change.is_negative:
            _have_back(work, context, told, -change)
        elif least is not None and change.is_positive and change >= least:
            hold = HoldSurplus(reference=keyed.bank_reference or "", to=party, amount=change)
            work.handle(financings.ROOM, keyed.stream, hold, context)
        else:
            pay_over(work, "surplus", told.name, told.body(change))


def give_back(asked: GiveBack) -> UseCase:
    """Raise `Refused` where none waits, or the person who keyed it in asks."""

    def use_case(work: UnitOfWork, context: Context) -> FinancingAsItIs:
        stream = stream_for(work, asked.financing, asked.lender)
        work.lock(change=[stream])
        waits = [
            it
            for it in financing_of(work, stream, asked.financing).held
            if it.reference == asked.bank_reference
        ]
        command = ReleaseSurplus(reference=asked.bank_reference)
        version = work.handle(financings.ROOM, stream, command, context).version
        for it in waits:
            body = PayOver(asked.lender, it.to, None, it.amount)
            pay_over(work, "surplus", f"{asked.financing}/{version}/{it.to}", body)
        return as_it_is(financing_of(work, stream, asked.financing), context)

    return use_case


def _have_back(work: UnitOfWork, context: Context, of: Told, needed: Money) -> None:
    """What still waits never went out; only the rest is had back."""
    waits = min(of.loan.held_for(of.party), needed)
    if waits.is_positive:
        dropped = DropSurplus(to=of.party, amount=waits)
        work.handle(financings.ROOM, of.stream, dropped, context)
    pay_over(work, "reclaim", of.name, of.body(needed - waits))


def _second_from(reading: Reading, loan: Financing, day: date) -> Money | None:
    """As the terms of the facility say today."""
    facility = loan.facility
    match facility.product:
        case Product.RECEIVABLE_POOL:
            return _pool_says(reading, loan, day)
        case Product.E_ORDER:
            at = at_programme(loan.lender, facility.id)
            return programme_of(reading, at).state.terms_on(day).second_person_from
        case Product.CREDIT_LINE:
            stream = lines.stream_of(loan.lender, LineId(facility.id))
            line = reading.load(lines.ROOM, stream).state
            return line.terms_on(day).second_person_from if isinstance(line, Line) else None


def _pool_says(reading: Reading, loan: Financing, day: date) -> Money | None:
    pool = loan.facility.pool
    if pool is None:
        return None
    return pool_of(reading, loan.lender, pool).terms_on(day).second_person_from
