"""One payment, given to one financing after another, and taken from them again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from application.financing import streams as financings
from application.processes.loans import financing_of
from application.processes.repayment_names import is_payment, name_of_payment, numbered
from application.processes.supports import principal_changed
from application.receivable_pool import streams as pools
from application.shared.ports import UnitOfWork
from domain.financing.commands import AllocateRepayment, ReverseRepayment
from domain.financing.state import OWING, Financing
from domain.financing.terms import Source
from domain.receivable_pool.by_transfer import ByTransfer
from domain.receivable_pool.state import Pool
from domain.shared.event import Context
from domain.shared.ids import CollectionId, FinancingId, PartyId, PoolId, ReceivableId
from domain.shared.money import Money
from domain.shared.refusal import BrokenPromise


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """Money that a lender received on one claim."""

    lender: PartyId
    seller: PartyId
    payer: PartyId
    receivable: ReceivableId
    collection: CollectionId
    amount: Money
    value_date: date
    source: Source = Source.COLLECTION

    @property
    def reference(self) -> str:
        """Names the repayment in the financings it went to."""
        return name_of_payment(self.collection, self.receivable)

    def is_named_by(self, reference: str) -> bool:
        return is_payment(reference, self.collection, self.receivable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proceeds(Received):
    """Money that came in on one claim of a pool."""

    pool: PoolId
    by_transfer: ByTransfer | None = None

    @property
    def stream(self) -> str:
        return pools.stream_of(self.lender, self.pool)


@dataclass(frozen=True, slots=True)
class Giving:
    """What is being given, in which unit of work."""

    work: UnitOfWork
    context: Context
    got: Received

    def financing(self, name: FinancingId) -> Financing:
        return financing_of(self.work, self._stream(name), name)

    def give(self, name: FinancingId, most: Money) -> Money:
        """Repay what is owed, up to `most`; what was used up, less what later money gave free.

        Money counts from the bank's value date, but not before the draw was paid out, nor on a
        day that has not come: then it counts today.
        """
        before = self.financing(name)
        if before.disbursed_on is None or before.stage not in OWING:
            return Money.zero(most.currency)
        day = min(max(self.got.value_date, before.disbursed_on), self.context.now.day)
        given = min(most, before.to_settle(day))
        if not given.is_positive:
            return Money.zero(most.currency)
        asked = AllocateRepayment(
            reference=self._free_reference(before),
            value_date=day,
            amount=given,
            source=self.got.source,
            payer=self.got.payer,
        )
        after = self._handled(name, asked)
        principal_changed(self.work, self.context, before, after)
        return given - released(before, after)

    def take_back(self, name: FinancingId) -> Money:
        """What the money had repaid there."""
        before = self.financing(name)
        mine = [each for each in before.repayments if self.got.is_named_by(each.reference)]
        for repayment in mine:
            was = self.financing(name)
            after = self._handled(name, ReverseRepayment(reference=repayment.reference))
            principal_changed(self.work, self.context, was, after)
        return before.paid.total - self.financing(name).paid.total

    def _handled(self, name: FinancingId, asked: AllocateRepayment | ReverseRepayment) -> Financing:
        self.work.handle(financings.ROOM, self._stream(name), asked, self.context)
        return self.financing(name)

    def _free_reference(self, financing: Financing) -> str:
        """The payment's own; numbered where some of it was given here before."""
        earlier = sum(self.got.is_named_by(each.reference) for each in financing.repayments)
        return numbered(self.got.reference, earlier + 1) if earlier else self.got.reference

    def _stream(self, name: FinancingId) -> str:
        return financings.stream_of(self.got.lender, name)


@dataclass(frozen=True, slots=True)
class Repaying(Giving):
    """The same, where a pool took the claim."""

    got: Proceeds

    @property
    def pool(self) -> Pool:
        state = self.work.load(pools.ROOM, self.got.stream).state
        if not isinstance(state, Pool):
            raise BrokenPromise("a pool that took a claim is there")
        return state


Given = dict[FinancingId, Money]
"""What each financing took of one payment."""


def give_to_draws(giving: Giving, draws: Iterable[FinancingId], amount: Money) -> Given:
    """One after another, as far as it goes."""
    given, left = Given(), amount
    for financing in draws:
        used = giving.give(financing, left)
        if not used.is_zero:
            given[financing] = used
            left -= used
    return given


def released(before: Financing, after: Financing) -> Money:
    """What became surplus: of this repayment, and of later ones that this one displaced."""
    return _surplus(after) - _surplus(before)


def _surplus(financing: Financing) -> Money:
    return Money.total((each.surplus for each in financing.repayments), financing.currency)
