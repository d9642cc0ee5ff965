"""A draw pays another lender off: what is settled there, let go, taken and held again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from application.financing import streams as financings
from application.lien import streams as lien
from application.lien.ancestry import ancestors
from application.lien.taking import encumber_all, release_all
from application.processes.assigning import At, claims_of, encumber, release
from application.processes.held_claims import FIRST_RANK, holders_of
from application.processes.loans import financing_of
from application.processes.order_draws import at_programme, hold_again, order_of_draw
from application.processes.passing_on import Onwards, had_from_buyers, pass_on
from application.processes.paying_over import PayOver, pay_over
from application.processes.repaying import released
from application.processes.repayment_names import is_paid_off, name_of_paid_off
from application.processes.securing_again import hold_in_place
from application.processes.supports import principal_changed
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
from domain.receivable_pool.pay_off import PayOff
from domain.receivable_pool.promised import PromisedDraw
from domain.shared.event import Context
from domain.shared.ids import AssetId, FinancingId, PoolId
from domain.shared.money import Money

Passed = Mapping[FinancingId, Money]
"""What the old lender had passed on to the new one, by loan."""

Over = list[tuple[FinancingId, Money]]
"""What was too much, by loan."""

TAKES = OWING | {Stage.REPAID}
"""Of money that comes in too much, the rest is the borrower's."""


@dataclass(frozen=True, slots=True)
class Moving:
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
        return name_of_paid_off(self.loan.financing)

    def paid_by_buyers(self) -> Money:
        """On these claims, since the bank was asked to pay."""
        if self.of.had_from_buyers is None:
            return _none(self.of.amount)
        loans = [self.other(it) for it in self.of.financings]
        had = had_from_buyers(loans, self.of.receivables).values()
        return Money.total(had, self.of.amount.currency) - self.of.had_from_buyers

    def settle(self) -> tuple[Money, Over]:
        """What is still missing then, not what ran up on days after the bank's; and what of
        it nobody owed any more."""
        left, missing = self.of.amount, Money.zero(self.of.amount.currency)
        over: Over = []
        for name in self.of.financings:
            before = self.other(name)
            last = name == self.of.financings[-1]
            given = left if last else min(left, before.to_settle(self._counts_on(before)))
            if given.is_positive:
                over.append((name, self._give(before, given)))
            left -= given
            after = self.other(name)
            missing += (
                after.to_settle(self.context.now.day) if after.stage in OWING else _none(left)
            )
        return missing, over

    def pass_on(self, over: Over, since: Money) -> None:
        """What buyers paid meanwhile repays this draw; the rest is the borrower's. Both have
        it from the lender that got too much."""
        to, left = Onwards(self.loan.lender, self.loan.financing), since
        for name, amount in over:
            old = self.other(name)
            given = pass_on(self.work, self.context, old, to, min(amount, left))
            left -= given
            self._pay_over("surplus", old, amount - given)

    def _give(self, before: Financing, amount: Money) -> Money:
        """What of it nobody owes any more."""
        if before.stage not in TAKES:
            return amount
        paid = AllocateRepayment(
            reference=self.reference,
            value_date=self._counts_on(before),
            amount=amount,
            source=Source.PAID_OFF,
        )
        return released(before, self._handled(before, paid))

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

    def unsettle(self, passed: Passed) -> None:
        """What the money had settled is owed again."""
        for name in self.of.financings:
            before = self.other(name)
            for reference in self._made(before):
                self._handled(self.other(name), ReverseRepayment(reference=reference))
            after = self.other(name)
            had = passed.get(name, _none(self.of.amount))
            self._pay_over("reclaim", after, released(after, before) - had)

    def _made(self, before: Financing) -> list[str]:
        """The repayment itself, and what settled the loan after all when a buyer's was undone."""
        own = (it.reference for it in before.repayments)
        return [it for it in own if is_paid_off(it, self.loan.financing)]

    def hold_again(self) -> None:
        """But for a loan whose own money came back meanwhile: it never rested on anything."""
        for name in self.of.financings:
            other = self.other(name)
            if other.stage is Stage.RELEASED:
                continue
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
        after = self.other(before.financing)
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

    def other(self, name: FinancingId) -> Financing:
        return financing_of(self.work, financings.stream_of(self.of.owed_to, name), name)

    def _asset(self, asset: AssetId) -> Asset:
        return self.work.load(lien.ROOM, lien.stream_of(asset)).state

    def _origins(self) -> list[AssetId]:
        return origins_of(self.work, self.of)


def origins_of(reading: Reading, of: PayOff) -> list[AssetId]:
    """Everything that the claims came out of, as it is on record now."""
    found: set[AssetId] = set()
    for receivable in of.receivables:
        asset = AssetId(receivable)
        state = reading.load(lien.ROOM, lien.stream_of(asset)).state
        found.update(ancestors(reading, asset, state))
    return sorted(found)


def _none(of: Money) -> Money:
    return Money.zero(of.currency)
