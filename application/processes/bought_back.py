"""What was bought back from a pool, kept under the bank's reference: a bank may take it back.

Then the claims are in the pool again where they are still free, and what their price repaid is
owed again; what they no longer bear is said at once as an over-advance.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from application.processes.answering import claim_on_record, confirming, seller_of
from application.processes.assigning import At, own_pool
from application.processes.certifying import certify, files_of, pool_of
from application.processes.proceeds import undo
from application.processes.refusals import BuyBackUnknown
from application.processes.repaying import Proceeds
from application.processes.securing_again import liens_to_take, take_into_pool
from application.processes.tracing import Paid, traced
from application.processes.tracing import streams_of as streams_that_took
from application.processes.transfers import Transfer, by_buy_back, unbook
from application.receivable import streams as receivables
from application.shared.carry_out import UseCase
from application.shared.ports import Conflict, Reading, UnitOfWork
from domain.financing.terms import Source
from domain.receivable_pool.by_transfer import name_of_buy_back
from domain.shared.currency import Currency
from domain.shared.event import Context
from domain.shared.ids import PartyId, PoolId, ReceivableId
from domain.shared.money import Money
from domain.shared.refusal import Refused


@dataclass(frozen=True, slots=True)
class TakeBackBuyBack:
    """The seller's bank took back what it paid for its claims."""

    pool: PoolId
    lender: PartyId
    bank_reference: str


@dataclass(frozen=True, slots=True)
class BoughtBack:
    """Some claims of one seller, by one payment."""

    seller: PartyId
    claims: tuple[ReceivableId, ...]
    price: Money
    value_date: date

    def written(self) -> list[Any]:
        amount = [self.price.minor, self.price.currency.value]
        return [self.seller, list(self.claims), *amount, self.value_date.isoformat()]

    @classmethod
    def read(cls, written: Sequence[Any]) -> BoughtBack:
        seller, claims, minor, currency, on = written
        return cls(
            seller=PartyId(seller),
            claims=tuple(map(ReceivableId, claims)),
            price=Money(minor, Currency(currency)),
            value_date=date.fromisoformat(on),
        )


@dataclass(frozen=True, slots=True)
class HeldAgain:
    """Which of the claims are in the pool again, and what it bears now."""

    pool: PoolId
    count: int
    base: Money
    available: Money


def remember(work: UnitOfWork, reference: str, paid: Proceeds) -> None:
    """One transfer may pay for several lots."""
    claims = () if paid.by_transfer is None else paid.by_transfer.claims
    own = BoughtBack(paid.seller, claims, paid.amount, paid.value_date)
    key, before = bought_back_key(paid.pool, reference), _known(work, paid.pool, reference)
    if before:
        work.free(key)
    written = [it.written() for it in (*before, own)]
    work.reserve(key, json.dumps(written, separators=(",", ":")))


def take_back_buy_back(asked: TakeBackBuyBack) -> UseCase:
    """Whatever the lender's standing: the money is gone.

    Raise `Refused` where nothing was bought back so, or it was taken back already.
    """

    def use_case(work: UnitOfWork, context: Context) -> HeldAgain:
        at = own_pool(work, asked.pool, asked.lender)
        undoing = _Undoing(work, at, asked.bank_reference, _bought(work, asked))
        undoing.lock()
        for each in undoing.bought:
            undoing.undo(context, each)
        work.free(bought_back_key(asked.pool, asked.bank_reference))
        certified = certify(work, context, at.lender, at.pool)
        claims = [claim for each in undoing.bought for claim in each.claims]
        held = work.claims_by_id(at.pool, claims)
        return HeldAgain(at.pool, len(held), certified.base, certified.available)

    return use_case


def bought_back_key(pool: PoolId, reference: str) -> str:
    """Held by what was bought back by that transfer; freed when it is undone."""
    return f"bought-back/{pool}/{reference}"


@dataclass(frozen=True, slots=True)
class _Undoing:
    work: UnitOfWork
    at: At
    reference: str
    bought: tuple[BoughtBack, ...]

    def lock(self) -> None:
        """All that may move, looked up before, and again behind."""
        change, rely_on = self._touched()
        self.work.lock(change=change, rely_on=rely_on)
        known = _known(self.work, self.at.pool, self.reference)
        if known != self.bought or self._touched() != (change, rely_on):
            raise Conflict

    def undo(self, context: Context, each: BoughtBack) -> None:
        unbook(self.work, self._told(each), by_buy_back(self.at.pool, self.reference))
        paid = self._paid(each)
        undo(self.work, context, self._proceeds(each), traced(self.work, [paid])[paid])
        for claim in each.claims:
            take_into_pool(self.work, context, claim, self.at)

    def _touched(self) -> tuple[list[str], list[str]]:
        claims = [claim for each in self.bought for claim in each.claims]
        went = traced(self.work, map(self._paid, self.bought)).values()
        told = [self._told(each) for each in self.bought]
        change = {
            self.at.stream,
            *liens_to_take(self.work, claims),
            *streams_that_took(self.work, went),
            *(name for it in told for name in it.names(self.work)),
        }
        rely_on = {
            *files_of(pool_of(self.work, self.at.lender, self.at.pool)),
            *(file for it in told for file in it.rests_on(self.work)),
            *_files_of_claims(self.work, claims),
        }
        return sorted(change), sorted(rely_on)

    def _told(self, each: BoughtBack) -> Transfer:
        return Transfer(self.at.lender, self.reference, each.value_date)

    def _paid(self, each: BoughtBack) -> Paid:
        return name_of_buy_back(self.reference), each.claims[0]

    def _proceeds(self, each: BoughtBack) -> Proceeds:
        return Proceeds(
            lender=self.at.lender,
            pool=self.at.pool,
            seller=each.seller,
            payer=each.seller,
            receivable=each.claims[0],
            collection=name_of_buy_back(self.reference),
            amount=each.price,
            value_date=each.value_date,
            source=Source.BUY_BACK,
        )


def _files_of_claims(reading: Reading, claims: Iterable[ReceivableId]) -> list[str]:
    """What the pool is told of them must not be about to change."""
    states = [claim_on_record(reading, it) for it in claims]
    own = [receivables.stream_of(seller_of(reading, it.receivable), it.receivable) for it in states]
    return [*own, *(confirming(buyer) for buyer in {it.buyer for it in states})]


def _bought(reading: Reading, asked: TakeBackBuyBack) -> tuple[BoughtBack, ...]:
    bought = _known(reading, asked.pool, asked.bank_reference)
    if not bought:
        raise Refused(BuyBackUnknown(asked.bank_reference))
    return bought


def _known(reading: Reading, pool: PoolId, reference: str) -> tuple[BoughtBack, ...]:
    key = bought_back_key(pool, reference)
    written = reading.holders([key]).get(key)
    return () if written is None else tuple(map(BoughtBack.read, json.loads(written)))
