"""A seller's new lender pays off what another lent on the order that its claims came out of.

The bank is asked to pay the other lender, and the trade is kept for the new one until it
answers; nothing moves before. The amount settles what is owed through the last day on which
the bank may pay, so that it cannot fall short by waiting; what is too much goes back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import reduce
from typing import cast

from application.enterprise import streams as enterprises
from application.lien import streams as lien
from application.processes.assigning import At
from application.processes.certifying import decided, keep_results, pool_of
from application.processes.drawing import Drawn, Wanted, drawn_as, open_draw
from application.processes.held_claims import FIRST_RANK
from application.processes.instructing import Settles, instruct
from application.processes.joining import OnTrade, join
from application.processes.limits import untold
from application.processes.passing_on import had_from_buyers
from application.processes.refusals import NoBankAccount
from application.processes.standing import in_good_standing
from application.processes.trade_refusals import NothingToSettle, OwedToThePool, PaidTooLate
from application.processes.trades import Trade, lent_on_order
from application.receivable import streams as receivables
from application.receivable_pool import streams as pools
from application.shared.carry_out import UseCase
from application.shared.ports import Reading, UnitOfWork
from domain.eligibility.claim import Claim, Mark
from domain.enterprise.profile import BankAccount
from domain.enterprise.state import Party
from domain.financing.state import OWING, Financing
from domain.lien.commands import Reserve
from domain.lien.decide import RESERVED_FOR_MAX
from domain.receivable.state import claim_of
from domain.receivable_pool.commands import AssignClaims, PromisePayOff
from domain.receivable_pool.pay_off import PayOff as Agreed
from domain.receivable_pool.state import Pool, PoolState
from domain.shared.event import Context
from domain.shared.ids import AssetId, FinancingId, OrderId, PartyId, ReceivableId
from domain.shared.moment import Moment
from domain.shared.money import Money
from domain.shared.pricing import gross_for, quote
from domain.shared.refusal import Refused

PAID_WITHIN = timedelta(days=3)
"""Within the seven days for which a lien is kept, so that the bank's word comes in time."""

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class PayOff(OnTrade):
    """Of money that another lender lent."""

    pay_by: date
    """The last day on which the bank may pay."""


@dataclass(frozen=True, slots=True)
class PayOffAsked:
    """What the bank was asked to pay to whom, and until when the trade is kept for it."""

    pays_off: tuple[FinancingId, ...]
    amount: Money
    pay_by: date
    reserved_until: datetime
    drawn: Drawn


@dataclass(frozen=True, slots=True)
class PayOffStatement:
    """For the borrower: what settles its loan, and where the money goes."""

    financing: FinancingId
    lender: PartyId
    order: OrderId
    as_of: date
    settles_today: Money
    through: date
    settles_through: Money
    """Enough on every day from `as_of` through `through`."""

    account: BankAccount


def pay_off(asked: PayOff) -> UseCase:
    """Raise `Refused`; then nothing is kept for anybody, and no bank is asked."""

    def use_case(work: UnitOfWork, context: Context) -> PayOffAsked:
        at, trade = join(work, context, asked)
        if trade.lender == at.lender:
            raise Refused(OwedToThePool(trade.loans[0]))
        check_pay_by(asked.pay_by, context.now)
        trade.check_whole(work)
        payee = _payee(work, context, trade.lender)
        with untold():
            return _Paying(work, context, at, asked, trade).ask(payee)

    return use_case


def pay_off_statement(
    reading: Reading, financing: FinancingId, borrower: PartyId, days: tuple[date, date]
) -> PayOffStatement:
    """`days` are today and the last one it is asked for; to others there is no such loan."""
    today, through = days
    lent = lent_on_order(reading, financing, borrower)
    if lent.loan.disbursed_on is None or lent.loan.stage not in OWING:
        raise Refused(NothingToSettle(financing))
    _check_days(through, today)
    payee = reading.load(enterprises.ROOM, enterprises.stream_of(lent.loan.lender)).state
    if not isinstance(payee, Party) or not payee.accounts:
        raise Refused(NoBankAccount(lent.loan.lender))
    return PayOffStatement(
        financing=financing,
        lender=lent.loan.lender,
        order=lent.order,
        as_of=today,
        settles_today=lent.loan.to_settle(today),
        through=through,
        settles_through=settles_through([lent.loan], days),
        account=payee.accounts[0],
    )


def settles_through(loans: Sequence[Financing], days: tuple[date, date]) -> Money:
    """The most that settles them on any of the days: a fee may fall away as interest runs on."""
    first, last = days
    each_day = [first + ONE_DAY * n for n in range((last - first).days + 1)]
    sums = (Money.total((it.to_settle(day) for it in loans), loans[0].currency) for day in each_day)
    return max(sums)


def check_pay_by(pay_by: date, now: Moment) -> None:
    _check_days(pay_by, now.day)


def _check_days(last: date, today: date) -> None:
    latest = today + PAID_WITHIN
    if not today <= last <= latest:
        raise Refused(PaidTooLate(last, today, latest))


def _payee(work: UnitOfWork, context: Context, lender: PartyId) -> Party:
    payee = in_good_standing(work, lender, context)
    if not payee.accounts:
        raise Refused(NoBankAccount(lender))
    return payee


@dataclass(frozen=True, slots=True)
class _Paying:
    work: UnitOfWork
    context: Context
    at: At
    asked: PayOff
    trade: Trade

    def ask(self, payee: Party) -> PayOffAsked:
        """Kept first: whoever comes second is told that it is encumbered, and no more."""
        agreed = self._agreed()
        self._keep(agreed.until)
        drawn = self._promise(agreed, payee)
        return PayOffAsked(agreed.financings, agreed.amount, agreed.pay_by, agreed.until, drawn)

    def _agreed(self) -> Agreed:
        days = (self.context.now.day, self.asked.pay_by)
        return Agreed(
            financings=self.trade.loans,
            owed_to=self.trade.lender,
            amount=settles_through([each.loan for each in self.trade.lent], days),
            pay_by=self.asked.pay_by,
            until=self.context.now.at + RESERVED_FOR_MAX,
            receivables=self.trade.receivables,
            had_from_buyers=self._had_from_buyers(),
        )

    def _had_from_buyers(self) -> Money:
        loans = [each.loan for each in self.trade.lent]
        had = had_from_buyers(loans, self.trade.receivables)
        return Money.total(had.values(), loans[0].currency)

    def _keep(self, until: datetime) -> None:
        """The claims for the pool, behind the old loan where they stand in place of its order;
        what they came out of for this draw, behind who holds it."""
        in_place = self.trade.in_place(self.work)
        for receivable in self.trade.receivables:
            follows = receivable in in_place
            self._reserve(AssetId(receivable), self.at.pool, until, follows=follows)
        for asset in self.trade.origins:
            self._reserve(asset, self.asked.financing, until, follows=True)

    def _reserve(self, asset: AssetId, secures: str, until: datetime, *, follows: bool) -> None:
        asked = Reserve(
            asset=asset,
            rank=FIRST_RANK,
            lender=self.at.lender,
            secures=secures,
            until=until,
            follows=follows,
        )
        self.work.handle(lien.ROOM, lien.stream_of(asset), asked, self.context)

    def _promise(self, agreed: Agreed, payee: Party) -> Drawn:
        pool, day = pool_of(self.work, self.at.lender, self.at.pool), self.context.now.day
        price = pool.terms_on(day).price
        draw = self.asked.draw(gross_for(agreed.amount, price, day, self.asked.due_on))
        claims = tuple(claim_of(each, self.at.lender) for each in self.trade.claims)
        joined = sorted((*self.work.claims(pool.pool), *map(_secured, claims)), key=_by_name)
        decision = decided(self.work, self._joined(pool, claims), day, joined)
        without = decided(self.work, pool, day).certificate.base_of(draw.seller)
        promise = PromisePayOff(
            financing=draw.financing,
            seller=draw.seller,
            amount=draw.amount,
            due_on=draw.due_on,
            last_claim_due_on=decision.judgement.last_due_on(draw.seller),
            pay_off=agreed,
            claims=claims,
            certificate=decision.certificate,
            base_without=without,
            relied_on=(*decision.relied_on, *self._claims_read()),
        )
        self.work.handle(pools.ROOM, self.at.stream, promise, self.context)
        keep_results(self.work, pool.pool, decision.judgement)
        stream = open_draw(self.work, self.context, Wanted(draw, pool), decision.judgement)
        settles = Settles(agreed.financings, agreed.pay_by)
        instruct(self.work, self.context, stream, draw.financing, payee, settles)
        return drawn_as(draw, decision.certificate, quote(draw.amount, price, day, draw.due_on))

    def _joined(self, pool: Pool, claims: tuple[Claim, ...]) -> Pool:
        """As it would be with them; raise `Refused` where it would not take them."""
        decider = pools.ROOM.decider
        events = decider.decide(pool, AssignClaims(self.asked.seller, claims), self.context)
        joined = reduce(decider.evolve, events, cast("PoolState", pool))
        return cast("Pool", joined)

    def _claims_read(self) -> tuple[tuple[str, int], ...]:
        names = self.trade.receivables
        streams = [receivables.stream_of(self.asked.seller, each) for each in names]
        loaded = self.work.load_many(receivables.ROOM, streams)
        return tuple((stream, loaded[stream].version) for stream in streams)


def _secured(claim: Claim) -> Claim:
    """Notice and registry are the new lender's own acts, for when the lien is its own."""
    return replace(claim, marks=claim.marks | Mark.NOTICED | Mark.REGISTERED)


def _by_name(claim: Claim) -> ReceivableId:
    return claim.receivable
