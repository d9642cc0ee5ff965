"""The bank paid another lender off, or the money came back: the lien moves, or stays.

In one transaction, with the locks of whoever calls: what settles there, what is released,
what is taken here. The two lenders meet in the lien room and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from application.financing import streams as financings
from application.lien import streams as lien
from application.lien.ancestry import ancestors
from application.lien.taking import encumber_all, release_all
from application.processes.assigning import At, claims_of, encumber, release
from application.processes.certifying import certify
from application.processes.held_claims import FIRST_RANK, holders_of
from application.processes.loans import financing_of, touched_with
from application.processes.order_draws import at_programme, hold_again, order_of_draw
from application.processes.paying_over import PayOver, pay_over
from application.processes.repaying import released
from application.processes.securing_again import hold_in_place
from application.processes.supports import principal_changed
from application.processes.trade_refusals import PayOffLapsed
from application.receivable import streams as receivables
from application.receivable_pool import streams as pools
from application.shared.ports import Reading, UnitOfWork
from domain.financing.commands import AllocateRepayment, ReverseRepayment
from domain.financing.state import OWING, Financing, Stage
from domain.financing.terms import Source
from domain.lien.commands import LetGo
from domain.lien.events import Reason
from domain.lien.state import Asset
from domain.receivable.state import claim_of
from domain.receivable_pool.commands import FulfilPayOff, ReleaseClaims
from domain.receivable_pool.pay_off import PayOff, PayOffStage
from domain.receivable_pool.promised import PromisedDraw
from domain.receivable_pool.state import Pool
from domain.shared.event import Context
from domain.shared.ids import AssetId, FinancingId, PoolId
from domain.shared.money import Money
from domain.shared.refusal import Refused

TAKES = OWING | {Stage.REPAID}
"""Of money that comes in too much, the rest is the borrower's."""


def promised_by(reading: Reading, loan: Financing) -> PromisedDraw | None:
    """What the draw pays off, where it was made for that."""
    if loan.facility.pool is None:
        return None
    stream = pools.stream_of(loan.lender, loan.facility.pool)
    pool = reading.load(pools.ROOM, stream).state
    return pool.pay_offs.get(loan.financing) if isinstance(pool, Pool) else None


def streams_of_pay_off(reading: Reading, loan: Financing) -> list[str]:
    """Of everything that its being paid, or sent back, may change, besides the draw itself."""
    promised = promised_by(reading, loan)
    if promised is None:
        return []
    of = promised.pay_off
    assets = [*map(AssetId, of.receivables), *_origins(reading, of)]
    return [
        *touched_with(reading, of.owed_to, of.financings),
        *(receivables.stream_of(promised.seller, it) for it in of.receivables),
        *map(lien.stream_of, assets),
    ]


def has_lapsed(reading: Reading, context: Context, loan: Financing) -> bool:
    promised = promised_by(reading, loan)
    under_way = promised is not None and promised.stage is PayOffStage.UNDER_WAY
    return under_way and promised is not None and promised.pay_off.until <= context.now.at


def check_in_time(reading: Reading, context: Context, loan: Financing) -> None:
    """Raise `Refused` once others may have taken the trade; a person looks at it then."""
    promised = promised_by(reading, loan)
    if promised is not None and has_lapsed(reading, context, loan):
        raise Refused(PayOffLapsed(loan.financing, promised.pay_off.until))


def fulfil(work: UnitOfWork, context: Context, loan: Financing) -> None:
    """The bank has paid: settle what it was paid for, and let the lien move if all is settled."""
    promised = promised_by(work, loan)
    if promised is None or promised.stage is not PayOffStage.UNDER_WAY:
        return
    moving = _Moving(work, context, loan, promised)
    missing = moving.settle()
    if missing.is_zero and moving.may_move():
        moving.move()
    else:
        moving.tell(FulfilPayOff(financing=loan.financing, claims=(), missing=missing))
    certify(work, context, loan.lender, moving.at.pool)


def go_back(work: UnitOfWork, context: Context, loan: Financing) -> None:
    """The money came back, or was not confirmed in time: before the pool is told."""
    promised = promised_by(work, loan)
    if promised is None:
        return
    moving = _Moving(work, context, loan, promised)
    if promised.stage is PayOffStage.MADE:
        moving.give_back()
    moving.let_go()
    if promised.stage is not PayOffStage.UNDER_WAY:
        moving.unsettle()
    moving.hold_again()


@dataclass(frozen=True, slots=True)
class _Moving:
    work: UnitOfWork
    context: Context
    loan: Financing
    promised: PromisedDraw

    @property
    def of(self) -> PayOff:
        return self.promised.pay_off

    @property
    def at(self) -> At:
        return At(self.loan.lender, PoolId(self.loan.facility.id))

    @property
    def reference(self) -> str:
        return f"paid off by {self.loan.financing}"

    def settle(self) -> Money:
        """What is still missing then; not what ran up on days after the bank's."""
        left, missing = self.of.amount, Money.zero(self.of.amount.currency)
        for name in self.of.financings:
            before = self._other(name)
            last = name == self.of.financings[-1]
            given = left if last else min(left, before.to_settle(self._counts_on(before)))
            if given.is_positive:
                self._give(before, given)
            left -= given
            after = self._other(name)
            missing += (
                after.to_settle(self.context.now.day) if after.stage in OWING else _none(left)
            )
        return missing

    def _give(self, before: Financing, amount: Money) -> None:
        """What nobody owes any more is the borrower's, and had from the lender that got it."""
        if before.stage not in TAKES:
            self._pay_over("surplus", before, amount)
            return
        paid = AllocateRepayment(
            reference=self.reference,
            value_date=self._counts_on(before),
            amount=amount,
            source=Source.PAID_OFF,
        )
        after = self._handled(before, paid)
        self._pay_over("surplus", after, released(before, after))

    def _counts_on(self, other: Financing) -> date:
        today = self.context.now.day
        days = (self.loan.disbursed_on or today, other.disbursed_on or today)
        return min(max(days), today)

    def may_move(self) -> bool:
        """Neither the claims nor what they came out of secure anything else."""
        named = (*map(AssetId, self.of.receivables), *self._origins())
        assets = (self._asset(each) for each in named)
        return all(asset.held(FIRST_RANK) is None for asset in assets)

    def move(self) -> None:
        """The claims take up what was reserved, and consume the orders that are free now."""
        self._let_go_of(self._origins(), self.loan.financing)
        encumber_all(self.work, [encumber(self.at, it) for it in self.of.receivables], self.context)
        states = claims_of(self.work, self.promised.seller, self.of.receivables)
        claims = tuple(claim_of(state, self.loan.lender) for state in states)
        self.tell(FulfilPayOff(financing=self.loan.financing, claims=claims))
        self.work.put_claims(self.at.pool, claims)

    def give_back(self) -> None:
        """Claims that the pool still holds leave it, and what they consumed is as before."""
        holders = holders_of(self.work, self.of.receivables)
        named = [it for it in self.of.receivables if holders.get(it) == self.at.pool]
        if not named:
            return
        claims = tuple(self.work.claims_by_id(self.at.pool, named).values())
        reason = Reason.RETURNED
        self.work.handle(
            pools.ROOM, self.at.stream, ReleaseClaims(reason.value, claims, None), self.context
        )
        self.work.drop_claims(self.at.pool, named)
        release_all(self.work, [release(self.at, it, reason) for it in named], self.context)

    def let_go(self) -> None:
        self._let_go_of(map(AssetId, self.of.receivables), self.at.pool)
        self._let_go_of(self._origins(), self.loan.financing)

    def unsettle(self) -> None:
        """What the money had settled is owed again."""
        for name in self.of.financings:
            before = self._other(name)
            if any(each.reference == self.reference for each in before.repayments):
                after = self._handled(before, ReverseRepayment(reference=self.reference))
                self._pay_over("reclaim", after, released(after, before))

    def hold_again(self) -> None:
        for name in self.of.financings:
            other = self._other(name)
            at = at_programme(other.lender, other.facility.id)
            order = order_of_draw(self.work, at, name)
            hold_again(self.work, self.context, at, order)
        for claim in self.of.receivables:
            hold_in_place(self.work, self.context, claim, self.of.owed_to, self.of.financings)

    def tell(self, command: FulfilPayOff) -> None:
        self.work.handle(pools.ROOM, self.at.stream, command, self.context)

    def _handled(self, before: Financing, asked: AllocateRepayment | ReverseRepayment) -> Financing:
        stream = financings.stream_of(before.lender, before.financing)
        self.work.handle(financings.ROOM, stream, asked, self.context)
        after = self._other(before.financing)
        principal_changed(self.work, self.context, before, after)
        return after

    def _pay_over(self, kind: str, other: Financing, amount: Money) -> None:
        body = PayOver(other.lender, other.borrower, None, amount)
        pay_over(self.work, kind, f"{other.financing}/{self.loan.financing}", body)

    def _let_go_of(self, assets: Iterable[AssetId], secures: str) -> None:
        """Those that did not run out."""
        for asset in assets:
            kept = self._asset(asset).reserved(FIRST_RANK, self.context.now.at)
            if kept is not None and (kept.lender, kept.secures) == (self.at.lender, secures):
                asked = LetGo(asset=asset, rank=FIRST_RANK, lender=self.at.lender, secures=secures)
                self.work.handle(lien.ROOM, lien.stream_of(asset), asked, self.context)

    def _other(self, name: FinancingId) -> Financing:
        return financing_of(self.work, financings.stream_of(self.of.owed_to, name), name)

    def _asset(self, asset: AssetId) -> Asset:
        return self.work.load(lien.ROOM, lien.stream_of(asset)).state

    def _origins(self) -> list[AssetId]:
        return _origins(self.work, self.of)


def _origins(reading: Reading, of: PayOff) -> list[AssetId]:
    """Everything that the claims came out of, as it is on record now."""
    found: set[AssetId] = set()
    for receivable in of.receivables:
        asset = AssetId(receivable)
        state = reading.load(lien.ROOM, lien.stream_of(asset)).state
        found.update(ancestors(reading, asset, state))
    return sorted(found)


def _none(of: Money) -> Money:
    return Money.zero(of.currency)
