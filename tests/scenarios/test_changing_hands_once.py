"""The same story, in which trades change hands: taken out, paid off, and sent back again."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run

from application.processes.disbursing import (
    ConfirmPaidOut,
    RecordReturned,
    confirm_paid_out,
    record_returned,
)
from application.processes.paying_off import PayOff, pay_off
from application.processes.running_pools import LetIn, OpenWith, let_in, open_pool
from application.processes.servicing import TakeRepayment, take_repayment
from application.processes.taking_out import TakeOut, take_out
from application.shared.carry_out import UseCase
from application.shared.ports import Outcome
from domain.shared.ids import FinancingId, PartyId, PoolId, ReceivableId
from domain.shared.money import Money
from tests.conftest import Rounds
from tests.scenarios.cast import SPRING, TERMS
from tests.scenarios.order_cast import DUE, LENDER_OF
from tests.scenarios.test_financing_one_trade_once import (
    LENDERS,
    NUMBERS,
    OneTrade,
    chosen,
    lenders,
    picks,
    two_lenders,
)
from tests.scenarios.trade_model import Hold, Trades
from tests.support.postgres import Database

pytestmark = [pytest.mark.postgres, pytest.mark.scenario]

WITHOUT_NOTICE = replace(TERMS, eligibility=replace(TERMS.eligibility, notice_required=False))
"""Whom the buyer was told of is another story."""

TOO_LITTLE = (b"process.trade_bears_less", b"receivable_pool.claims_bear_less")


@dataclass(slots=True)
class KeptTrades(Trades):
    """Besides: what is kept for a pay-off is nobody else's, in whole or in part."""

    kept: set[str] = field(default_factory=set[str])
    """Orders; with each goes all that came out of it."""

    def may_take_order(self, order: str, by: Hold) -> bool:
        return order not in self.kept and super(KeptTrades, self).may_take_order(order, by)

    def may_take_claim(self, claim: str) -> bool:
        kept = self.order_of(claim) in self.kept
        return not kept and super(KeptTrades, self).may_take_claim(claim)

    def may_change_hands(self, order: str, claim: str) -> bool:
        on = [it for it in self.loans.values() if it.order == order]
        paid = [it for it in on if it.stage == "disbursed"]
        waiting = any(it.stage == "instructed" for it in on)
        free = not any(it in self.holds for it in self.claims[order])
        return bool(paid) and not waiting and free and order not in self.kept and claim != ""

    def free(self, asset: str) -> None:
        """Money that is owed again may find its order somebody else's."""
        if asset in self.holds:
            super(KeptTrades, self).free(asset)


@dataclass(frozen=True, slots=True)
class Paying:
    """A pay-off that the bank was asked for."""

    order: str
    claim: str
    lender: PartyId
    loans: tuple[str, ...]
    amount: Money


class ChangingHands(OneTrade):
    def __init__(self) -> None:
        super().__init__()
        self.trades: KeptTrades = KeptTrades(self.trades.claims)
        self.pools = {lender: self.opened(lender) for lender in LENDERS}
        self.rolled_draws: dict[str, Money] = {}
        self.asked: dict[str, Paying] = {}
        self.made: dict[str, Paying] = {}
        self.settled_by: dict[str, tuple[str, ...]] = {}
        for at, programme in enumerate(sorted(LENDER_OF)):
            self.lend_on_an_order(at, programme)
            self.the_bank_pays_out(at)
            self.invoice(at)

    def opened(self, lender: PartyId) -> PoolId:
        pool = PoolId(f"{lender}-{next(NUMBERS)}")
        asked = OpenWith(pool, lender, WITHOUT_NOTICE)
        self.at_home.do(lender, asked, open_pool(asked))
        joined = LetIn(pool, lender, SPRING)
        self.at_home.do(lender, joined, let_in(joined))
        return pool

    @precondition(lambda self: any(self.trades.claims.values()))
    @rule(pick=picks, lender=lenders)
    def take_an_order_out(self, pick: int, lender: PartyId) -> None:
        order, claim, loans = self.chosen_trade(pick)
        name = f"fin-{next(NUMBERS)}"
        asked = TakeOut(**self.on_trade(name, lender, claim, loans))
        ours = all(self.trades.loans[it].hold.lender == lender for it in loans)
        if self.changes(order, claim, asked, take_out(asked), may=ours):
            self.rolled_draws[name] = self.sum_of(loans)
            self.draws[name] = lender
            for loan in loans:
                self.trades.settle(loan, "taken out")
            self.trades.take(claim, Hold(lender, self.pools[lender]))

    @precondition(lambda self: any(self.trades.claims.values()))
    @rule(pick=picks, lender=lenders)
    def pay_another_off(self, pick: int, lender: PartyId) -> None:
        order, claim, loans = self.chosen_trade(pick)
        name = f"fin-{next(NUMBERS)}"
        day = self.at_home.clock.day
        asked = PayOff(**self.on_trade(name, lender, claim, loans), pay_by=day)
        theirs = all(self.trades.loans[it].hold.lender != lender for it in loans)
        if self.changes(order, claim, asked, pay_off(asked), may=theirs):
            self.trades.kept.add(order)
            self.asked[name] = Paying(order, claim, lender, loans, self.sum_of(loans))

    @precondition(lambda self: self.asked)
    @rule(pick=picks)
    def the_bank_confirms_a_pay_off(self, pick: int) -> None:
        name = chosen(self.asked, pick)
        paying = self.asked.pop(name)
        day = self.at_home.clock.day
        asked = ConfirmPaidOut(FinancingId(name), paying.lender, paying.amount, day, name)
        self.at_home.do(paying.lender, asked, confirm_paid_out(asked))
        owed = [it for it in paying.loans if self.trades.loans[it].stage == "disbursed"]
        for loan in owed:
            self.trades.settle(loan, "paid off")
        self.trades.kept.discard(paying.order)
        self.trades.take(paying.claim, Hold(paying.lender, self.pools[paying.lender]))
        self.made[name], self.settled_by[name] = paying, tuple(owed)
        self.draws[name] = paying.lender

    @precondition(lambda self: self.asked)
    @rule(pick=picks)
    def a_pay_off_comes_back_unpaid(self, pick: int) -> None:
        name = chosen(self.asked, pick)
        paying = self.asked.pop(name)
        self.sent_back(name, paying.lender)
        self.trades.kept.discard(paying.order)

    @precondition(lambda self: self.draws)
    @rule(pick=picks)
    def a_draw_comes_back(self, pick: int) -> None:
        """What was rolled never left: it is repaid instead."""
        name = chosen(self.draws, pick)
        lender = self.draws.pop(name)
        if name in self.rolled_draws:
            day, amount = self.at_home.clock.day, self.rolled_draws.pop(name)
            asked = TakeRepayment(FinancingId(name), lender, amount, day, f"paid-{name}")
            self.at_home.do(lender, asked, take_repayment(asked))
            return
        self.sent_back(name, lender)
        if name in self.made:
            self.undone(self.made.pop(name), self.settled_by.pop(name))

    def undone(self, paying: Paying, owed: tuple[str, ...]) -> None:
        """The claim is free, what was settled is owed, and the order is its lender's again."""
        pool = self.pools[paying.lender]
        if self.trades.holds.get(paying.claim) == Hold(paying.lender, pool):
            self.trades.free(paying.claim)
        for name in owed:
            loan = self.trades.loans[name]
            loan.stage = "disbursed"
            if self.trades.may_take_order(loan.order, loan.hold):
                self.trades.take(loan.order, loan.hold)

    def sent_back(self, name: str, lender: PartyId) -> None:
        asked = RecordReturned(FinancingId(name), lender, self.at_home.clock.day, "closed")
        self.at_home.do(lender, asked, record_returned(asked))

    def changes(
        self, order: str, claim: str, asked: object, use_case: UseCase, *, may: bool
    ) -> bool:
        """Never where the model says no; where it says yes, only for want of worth."""
        allowed = may and self.trades.may_change_hands(order, claim)
        answer = self.at_home.ask(SPRING, asked, use_case)
        accepted = answer.outcome is Outcome.ACCEPTED
        assert allowed or not accepted, answer.body
        assert accepted or not allowed or any(it in answer.body for it in TOO_LITTLE), answer.body
        return accepted

    def chosen_trade(self, pick: int) -> tuple[str, str, tuple[str, ...]]:
        """An order, one of its claims, and every loan on it that is owed."""
        claims = [it for each in self.trades.claims.values() for it in each]
        claim = chosen(claims, pick)
        order = self.trades.order_of(claim)
        on = self.trades.loans.items()
        owed = [name for name, it in on if it.order == order and it.stage == "disbursed"]
        return order, claim, tuple(sorted(owed))

    def on_trade(
        self, name: str, lender: PartyId, claim: str, loans: tuple[str, ...]
    ) -> dict[str, Any]:
        return {
            "pool": self.pools[lender],
            "financing": FinancingId(name),
            "seller": SPRING,
            "loans": tuple(map(FinancingId, loans)),
            "receivables": (ReceivableId(claim),),
            "due_on": DUE,
        }

    def sum_of(self, loans: tuple[str, ...]) -> Money:
        amounts = [self.trades.loans[it].amount for it in loans]
        return Money.total(amounts, amounts[0].currency)


def test_whatever_is_asked_a_trade_changes_hands_with_its_money(
    database: Database, rounds: Rounds
) -> None:
    with two_lenders(database) as opened:
        machine = type("OnThisHouse", (ChangingHands,), {"at_home": opened})
        run(
            machine,
            settings=settings(
                max_examples=rounds(10, 1_000),
                stateful_step_count=20,
                deadline=None,
                database=None,
                derandomize=rounds(1, 0) == 1,
                suppress_health_check=list(HealthCheck),
            ),
        )
