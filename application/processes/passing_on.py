"""What buyers paid a lender while another paid it off is the other's: proceeds of its claims.

The old lender has been paid twice then, by the buyer and by the pay-off. What is too much of
that goes on to the new lender and repays its draw; the rest is the borrower's.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from application.financing import streams as financings
from application.processes.held_claims import Held
from application.processes.loans import financing_of, touched_with
from application.processes.paying_over import PayOver, pay_over
from application.processes.repayment_names import (
    claim_in,
    is_passed_on,
    name_of_paid_off,
    name_of_passed_on,
    numbered,
)
from application.processes.supports import principal_changed, recertify
from application.receivable_pool import streams as pools
from application.shared.ports import Reading, UnitOfWork
from domain.financing.commands import AllocateRepayment, ReverseRepayment
from domain.financing.state import Financing, Repayment
from domain.financing.terms import Source
from domain.receivable_pool.pay_off import PayOffStage
from domain.receivable_pool.state import Pool
from domain.shared.event import Context
from domain.shared.ids import FinancingId, PartyId, PoolId, ReceivableId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True)
class Onwards:
    """The draw that paid a loan off, and was repaid out of what was too much there."""

    lender: PartyId
    financing: FinancingId

    @property
    def stream(self) -> str:
        return financings.stream_of(self.lender, self.financing)


def had_from_buyers(
    loans: Iterable[Financing], claims: Iterable[ReceivableId]
) -> Mapping[FinancingId, Money]:
    """What each loan was repaid by what came on these claims."""
    named = set(claims)
    return {
        loan.financing: Money.total(
            (
                each.amount - each.surplus
                for each in loan.repayments
                if each.source is Source.COLLECTION and claim_in(each.reference) in named
            ),
            loan.currency,
        )
        for loan in loans
    }


def pass_on(work: UnitOfWork, context: Context, old: Financing, to: Onwards, most: Money) -> Money:
    """How much of it the new loan takes: no more than it owes."""
    before = financing_of(work, to.stream, to.financing)
    given = min(most, before.to_settle(context.now.day))
    if not given.is_positive:
        return Money.zero(most.currency)
    _give(work, context, to, (old.financing, given))
    written = json.dumps([to.lender, to.financing, given.minor], separators=(",", ":"))
    work.reserve(passed_on_key(old.financing), written)
    _tell(work, "surplus", old, to, given)
    return given


def settle_again(
    work: UnitOfWork, context: Context, at: tuple[PartyId, FinancingId], lost: Money
) -> None:
    """A buyer's payment was taken back that the loan was repaid by: what had been passed on
    because of it settles the loan after all, and the new lender is owed that again."""
    lender, name = at
    stream, known = financings.stream_of(lender, name), _passed_on(work, [name]).get(name)
    if known is None:
        return
    to, _ = known
    old = financing_of(work, stream, name)
    had = _have_back(work, context, old, to, lost)
    if not had.is_positive:
        return
    version = work.load(financings.ROOM, stream).version
    paid = AllocateRepayment(
        reference=numbered(name_of_paid_off(to.financing), version),
        value_date=context.now.day,
        amount=had,
        source=Source.PAID_OFF,
    )
    work.handle(financings.ROOM, stream, paid, context)
    principal_changed(work, context, old, financing_of(work, stream, name))
    recertify(work, context, financing_of(work, to.stream, to.financing))


def undo_passing_on(work: UnitOfWork, context: Context, old: Financing) -> Money:
    """How much had been passed on; what the new lender still has of it is had back."""
    known = _passed_on(work, [old.financing]).get(old.financing)
    if known is None:
        return Money.zero(old.currency)
    to, passed = known
    _have_back(work, context, old, to, passed)
    work.free(passed_on_key(old.financing))
    return passed


def paid_off_into(reading: Reading, owner: PartyId, receivable: ReceivableId) -> PoolId | None:
    """The pool that holds a claim since its lender paid `owner` off on it."""
    for pool, lender in Held.look(reading, [receivable]).lender_of.items():
        state = reading.load(pools.ROOM, pools.stream_of(lender, pool)).state
        made = state.pay_offs.values() if isinstance(state, Pool) else ()
        for each in made:
            of = each.pay_off
            is_made = each.stage is PayOffStage.MADE
            if is_made and of.owed_to == owner and receivable in of.receivables:
                return pool
    return None


def streams_onwards(reading: Reading, loans: Iterable[FinancingId]) -> list[str]:
    """Of every draw that is concerned where these loans are no longer repaid so."""
    found = [to for to, _ in _passed_on(reading, loans).values()]
    return sorted({it for to in found for it in touched_with(reading, to.lender, [to.financing])})


def passed_on_key(old: FinancingId) -> str:
    """Held by the draw that it went on to, until the pay-off itself is undone."""
    return f"passed-on/{old}"


def _passed_on(
    reading: Reading, loans: Iterable[FinancingId]
) -> Mapping[FinancingId, tuple[Onwards, Money]]:
    """Where what was too much went on to, and how much it was then."""
    key_of = {loan: passed_on_key(loan) for loan in loans}
    holders = reading.holders(list(key_of.values()))
    found: dict[FinancingId, tuple[Onwards, Money]] = {}
    for loan, key in key_of.items():
        if key in holders:
            lender, name, minor = json.loads(holders[key])
            to = Onwards(PartyId(lender), FinancingId(name))
            currency = financing_of(reading, to.stream, to.financing).currency
            found[loan] = to, Money(minor, currency)
    return found


def _have_back(
    work: UnitOfWork, context: Context, old: Financing, to: Onwards, most: Money
) -> Money:
    """What the new lender keeps of it still repays its draw."""
    mine = _passed(financing_of(work, to.stream, to.financing), old.financing)
    still = Money.total((each.amount for each in mine), old.currency)
    back = min(most, still)
    if not back.is_positive:
        return Money.zero(old.currency)
    for each in mine:
        _handled(work, context, to, ReverseRepayment(reference=each.reference))
    if still > back:
        _give(work, context, to, (old.financing, still - back))
    _tell(work, "reclaim", old, to, back)
    return back


def _passed(loan: Financing, old: FinancingId) -> list[Repayment]:
    return [it for it in loan.repayments if is_passed_on(it.reference, old)]


def _give(work: UnitOfWork, context: Context, to: Onwards, part: tuple[FinancingId, Money]) -> None:
    """Each under a reference of its own: one that was reversed is not used again."""
    old, amount = part
    version = work.load(financings.ROOM, to.stream).version
    asked = AllocateRepayment(
        reference=numbered(name_of_passed_on(old), version),
        value_date=context.now.day,
        amount=amount,
        source=Source.COLLECTION,
    )
    _handled(work, context, to, asked)


def _handled(
    work: UnitOfWork,
    context: Context,
    to: Onwards,
    asked: AllocateRepayment | ReverseRepayment,
) -> None:
    before = financing_of(work, to.stream, to.financing)
    work.handle(financings.ROOM, to.stream, asked, context)
    principal_changed(work, context, before, financing_of(work, to.stream, to.financing))


def _tell(work: UnitOfWork, kind: str, old: Financing, to: Onwards, amount: Money) -> None:
    """The version of the draw tells one such message from the next."""
    version = work.load(financings.ROOM, to.stream).version
    body = PayOver(old.lender, to.lender, None, amount)
    pay_over(work, kind, f"{old.financing}/{to.financing}/{version}/{to.lender}", body)
