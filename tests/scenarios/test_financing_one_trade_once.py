"""Whoever asks, for whatever, in whatever order: one trade is financed once.

Two lenders, each with a pool and an order programme, and two orders of which claims
come. The platform must say yes exactly where the few lines of `trade_model.py` do.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)
from hypothesis.stateful import run_state_machine_as_test as run
from sqlalchemy import text

from application.lien import streams as lien
from application.processes.assigning import Assign, LetGo, assign, let_go
from application.processes.certifying import decided, pool_of
from application.processes.disbursing import (
    ConfirmPaidOut,
    RecordReturned,
    confirm_paid_out,
    record_returned,
)
from application.processes.drawing import DrawFromPool, draw
from application.processes.financing_orders import (
    ApproveOnOrder,
    approve_on_order,
    request_on_order,
)
from application.processes.servicing import TakeRepayment, take_repayment
from application.processes.taking_out import TakeOut, take_out
from application.shared.carry_out import UseCase
from application.shared.ports import Outcome
from domain.receivable_pool.checks import short_by
from domain.shared.ids import (
    AssetId,
    FinancingId,
    OrderId,
    PartyId,
    PoolId,
    ProgrammeId,
    ReceivableId,
)
from tests.conftest import Rounds
from tests.scenarios.cast import (
    BANK,
    RIVAL,
    SPRING,
    admit_all,
    confirm,
    notify,
    open_a_pool,
    yuan,
)
from tests.scenarios.order_cast import (
    DUE,
    LENDER_OF,
    PROGRAMME,
    asked_on,
    invoiced,
    lend_on_orders,
    ordered,
    programme_of,
)
from tests.scenarios.trade_model import Hold, Loan, Trades
from tests.support.house import House, RefusedInTest, house
from tests.support.postgres import Database

pytestmark = [pytest.mark.postgres, pytest.mark.scenario]

LENDERS = (BANK, RIVAL)
INVOICED = ("400.00", "300.00")
"""Of each order; the same amount twice would wait for a person."""

LENT = yuan("50.00")
DRAWN = yuan("100.00")
LOANS_MAX = 2
"""Of each order, so that what it is worth never stands in the way: the lien alone does."""

NUMBERS = count(1)
KEPT = text(
    """SELECT substr(topic, 6, position('@' IN topic) - 6), count(*) FROM anchorline.event
    WHERE stream = :stream GROUP BY 1"""
)

lenders = st.sampled_from(LENDERS)
programmes = st.sampled_from(sorted(LENDER_OF))
picks = st.integers(min_value=0)


class OneTrade(RuleBasedStateMachine):
    """Each run has orders and pools of its own, on one and the same database."""

    at_home: House

    def __init__(self) -> None:
        super().__init__()
        numbers = [f"PO-{next(NUMBERS)}" for _ in range(2)]
        self.named: dict[str, str] = {ordered(self.at_home, it): it for it in numbers}
        self.trades = Trades({order: [] for order in self.named})
        self.pools = {lender: PoolId(f"{lender}-{next(NUMBERS)}") for lender in LENDERS}
        for lender, pool in self.pools.items():
            open_a_pool(self.at_home, lender, pool)
        self.draws: dict[str, PartyId] = {}
        self.rolled: set[PartyId] = set()
        """Whose pools were drawn on by a roll, which no bank returns."""

    @initialize(begun=st.lists(st.booleans(), min_size=6, max_size=6))
    def begin(self, begun: list[bool]) -> None:
        """Most of what can happen takes a while to come to: some of it has happened already."""
        for pick, (billed, lent, paid) in enumerate((begun[:3], begun[3:])):
            if billed:
                self.invoice(pick)
            if lent:
                self.lend_on_an_order(pick, PROGRAMME)
            if lent and paid:
                self.the_bank_pays_out(len(self.trades.loans) - 1)

    @rule(pick=picks)
    def invoice(self, pick: int) -> None:
        """A claim comes out of an order, whether or not money is lent on it."""
        order = chosen(self.trades.claims, pick)
        told = len(self.trades.claims[order])
        if told == len(INVOICED):
            return
        number = f"INV-{next(NUMBERS)}"
        claim = invoiced(self.at_home, number, INVOICED[told], self.named[order])
        confirm(self.at_home, claim)
        self.trades.claims[order].append(claim)

    @rule(pick=picks, programme=programmes)
    def lend_on_an_order(self, pick: int, programme: ProgrammeId) -> None:
        order = chosen(self.trades.claims, pick)
        if sum(loan.order == order for loan in self.trades.loans.values()) == LOANS_MAX:
            return
        name, hold = f"fin-{next(NUMBERS)}", Hold(LENDER_OF[programme], programme)
        loan = Loan(order, hold, LENT)
        asked = asked_on(OrderId(order), str(LENT.major), name, programme=programme)
        may = self.trades.may_take_order(order, hold)
        given = self.accepted(SPRING, asked, request_on_order(asked)) and self.approved(name, hold)
        assert given == may
        if may:
            loan.stage = "instructed"
            self.trades.loans[name] = loan
            self.trades.take(order, hold)

    @precondition(lambda self: self.trades.loans)
    @rule(pick=picks)
    def the_bank_pays_out(self, pick: int) -> None:
        name = chosen(self.trades.loans, pick)
        loan = self.trades.loans[name]
        if loan.stage == "instructed":
            day = self.at_home.clock.day
            asked = ConfirmPaidOut(FinancingId(name), loan.hold.lender, loan.amount, day, name)
            self.at_home.do(loan.hold.lender, asked, confirm_paid_out(asked))
            loan.stage = "disbursed"

    @precondition(lambda self: self.trades.loans)
    @rule(pick=picks)
    def the_money_comes_back(self, pick: int) -> None:
        name = chosen(self.trades.loans, pick)
        loan = self.trades.loans[name]
        if loan.stage in {"instructed", "disbursed"}:
            lender = loan.hold.lender
            asked = RecordReturned(FinancingId(name), lender, self.at_home.clock.day, "closed")
            self.at_home.do(lender, asked, record_returned(asked))
            self.trades.settle(name, "returned")

    @precondition(lambda self: self.trades.loans)
    @rule(pick=picks)
    def the_supplier_repays(self, pick: int) -> None:
        name = chosen(self.trades.loans, pick)
        loan = self.trades.loans[name]
        if loan.stage == "disbursed":
            day, lender = self.at_home.clock.day, loan.hold.lender
            asked = TakeRepayment(FinancingId(name), lender, loan.amount, day, f"paid-{name}")
            self.at_home.do(lender, asked, take_repayment(asked))
            self.trades.settle(name, "repaid")

    @precondition(lambda self: any(self.trades.claims.values()))
    @rule(pick=picks, lender=lenders)
    def assign_a_claim(self, pick: int, lender: PartyId) -> None:
        pool = self.pools[lender]
        claim = chosen([it for claims in self.trades.claims.values() for it in claims], pick)
        asked = Assign(pool, SPRING, (ReceivableId(claim),))
        answer = self.at_home.ask(SPRING, asked, assign(asked))
        may = self.trades.may_take_claim(claim)
        assert (answer.outcome is Outcome.ACCEPTED) == may, answer.body
        if may:
            self.trades.take(claim, Hold(lender, pool))
            self.noticed(claim, lender)
        else:
            assert b"encumbered" in answer.body
            assert not any(it.encode() in answer.body for it in LENDERS)

    @rule(lender=lenders)
    def draw_on_a_pool(self, lender: PartyId) -> None:
        name = f"fin-{next(NUMBERS)}"
        asked = DrawFromPool(self.pools[lender], FinancingId(name), SPRING, DRAWN, DUE)
        if self.accepted(SPRING, asked, draw(asked)):
            self.draws[name] = lender

    @precondition(lambda self: self.draws)
    @rule(pick=picks)
    def a_draw_comes_back(self, pick: int) -> None:
        name = chosen(self.draws, pick)
        lender = self.draws.pop(name)
        asked = RecordReturned(FinancingId(name), lender, self.at_home.clock.day, "closed")
        self.at_home.do(lender, asked, record_returned(asked))

    @precondition(lambda self: self.trades.loans)
    @rule(pick=picks)
    def take_an_order_out(self, pick: int) -> None:
        """By the pool of the lender that lent on it: the trade changes hands as a whole."""
        order = chosen(self.trades.claims, pick)
        hold, claims = self.trades.holds.get(order), self.trades.claims[order]
        if hold is None or not claims:
            return
        for claim in claims:
            self.noticed(claim, hold.lender)
        loans, pool = self.trades.loans_on(order), self.pools[hold.lender]
        asked = TakeOut(
            pool=pool,
            financing=FinancingId(f"fin-{next(NUMBERS)}"),
            seller=SPRING,
            loans=tuple(FinancingId(it) for it in loans),
            receivables=tuple(ReceivableId(it) for it in claims),
            due_on=DUE,
        )
        may = all(loan.stage == "disbursed" for loan in loans.values())
        assert self.accepted(SPRING, asked, take_out(asked)) == may
        if may:
            self.rolled.add(hold.lender)
            for name in loans:
                self.trades.settle(name, "taken out")
            for claim in claims:
                self.trades.take(claim, Hold(hold.lender, pool))

    @precondition(lambda self: self.trades.holds)
    @rule(pick=picks)
    def let_a_claim_go(self, pick: int) -> None:
        """A pool that bears a draw may need it; one that bears none lets go of what it holds."""
        claim = chosen(self.trades.holds, pick)
        if claim in self.trades.claims:
            return
        hold = self.trades.holds[claim]
        asked = LetGo(PoolId(hold.secures), (ReceivableId(claim),))
        gone = self.accepted(hold.lender, asked, let_go(asked))
        assert gone or hold.lender in {*self.draws.values(), *self.rolled}
        if gone:
            self.trades.free(claim)

    @invariant()
    def every_asset_is_whose_the_model_says(self) -> None:
        with self.at_home.store.reading() as reading:
            for asset in self.assets():
                held = reading.load(lien.ROOM, lien.stream_of(AssetId(asset))).state.held(1)
                found = None if held is None else Hold(held.lender, held.secures)
                assert found == self.trades.holds.get(asset)

    @invariant()
    def every_asset_was_taken_and_freed_as_often_as_the_model_says(self) -> None:
        with self.at_home.engine.connect() as connection:
            for asset in self.assets():
                rows = connection.execute(KEPT, {"stream": lien.stream_of(AssetId(asset))})
                told = dict(rows.tuples().all())
                assert told.get("encumbered", 0) == self.trades.taken.get(asset, 0)
                assert told.get("released", 0) == self.trades.freed.get(asset, 0)

    @invariant()
    def no_more_is_lent_than_the_terms_allow(self) -> None:
        day = self.at_home.clock.day
        for order in self.trades.claims:
            lent = sum(
                (programme_of(self.at_home, it).lent_on(OrderId(order)) for it in LENDER_OF),
                yuan("0.00"),
            )
            assert lent == self.trades.lent_on(order)
        with self.at_home.store.reading() as reading:
            for lender, name in self.pools.items():
                pool = pool_of(reading, lender, name)
                assert not short_by(pool, decided(reading, pool, day).certificate, day).is_positive

    def assets(self) -> Iterator[str]:
        for order, claims in self.trades.claims.items():
            yield order
            yield from claims

    def noticed(self, claim: str, lender: PartyId) -> None:
        with suppress(RefusedInTest):  # the buyer may know of this lender already
            notify(self.at_home, ReceivableId(claim), lender)

    def approved(self, name: str, by: Hold) -> bool:
        asked = ApproveOnOrder(ProgrammeId(by.secures), FinancingId(name), by.lender)
        return self.accepted(by.lender, asked, approve_on_order(asked))

    def accepted(self, party: PartyId, asked: object, use_case: UseCase) -> bool:
        return self.at_home.ask(party, asked, use_case).outcome is Outcome.ACCEPTED


def chosen(among: object, pick: int) -> str:
    listed = list(among)  # type: ignore[call-overload]  # whatever can be listed
    found: str = listed[pick % len(listed)]
    return found


@contextmanager
def two_lenders(database: Database) -> Iterator[House]:
    with house(database) as opened:
        admit_all(opened)
        for programme in LENDER_OF:
            lend_on_orders(opened, programme)
        yield opened


def test_whatever_is_asked_for_one_trade_is_financed_once(
    database: Database, rounds: Rounds
) -> None:
    with two_lenders(database) as opened:
        machine = type("OnThisHouse", (OneTrade,), {"at_home": opened})
        run(
            machine,
            settings=settings(
                max_examples=rounds(40, 1_000),
                stateful_step_count=15,
                deadline=None,
                database=None,
                derandomize=rounds(1, 0) == 1,
                suppress_health_check=list(HealthCheck),
            ),
        )
