"""One run of the model beside the platform: what both have, and what there is to choose from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from contextlib import ExitStack
from itertools import count
from typing import ClassVar, TypeVar

from hypothesis import event
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant

from adapters.postgres.embedded.server import Server
from domain.shared.facility import Product
from domain.shared.ids import PartyId
from tests.scenarios import trade_checks as checks
from tests.scenarios.cast import BANK
from tests.scenarios.trade_acts import Acts
from tests.scenarios.trade_ground import GUARANTEED, LENDERS, ON_BUYER, ON_LINE, ORDERED, Ground
from tests.scenarios.trade_model import Loan, Stage, Trades
from tests.support.house import house
from tests.support.postgres import fresh

T = TypeVar("T")

lenders = st.sampled_from(LENDERS)
amounts = st.sampled_from((5_000, 10_000, 24_000))
picks = st.integers(min_value=0, max_value=5)


class Run(RuleBasedStateMachine):
    """Each has a copy of the ground of its own."""

    server: ClassVar[Server]
    ground: ClassVar[Ground]
    turns: ClassVar[count[int]]
    accepted: ClassVar[Counter[str]]
    """In how many runs each move was accepted at least once."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        database = self.stack.enter_context(fresh(self.server, self.ground.name))
        self.at_home = self.stack.enter_context(house(database))
        self.at_home.numbers = count(self.ground.requests)
        self.acts = Acts(self.at_home)
        self.views = checks.Following(self.at_home, database.url)
        self.stack.callback(self.views.close)
        orders: dict[str, int] = dict.fromkeys(self.ground.orders, ORDERED)
        self.trades = Trades(self.at_home.clock.day, orders)
        self.done: set[str] = set()
        self.billed = Counter[str]()
        self.weeks = 0
        self.looked_at = -1

    def teardown(self) -> None:
        try:
            self.views.equal_a_rebuild(next(self.turns))
            self.accepted.update(self.done)
        finally:
            self.stack.close()

    def did(self, what: str, accepted: bool) -> bool:  # noqa: FBT001 - what was answered
        event(f"{what}: {'accepted' if accepted else 'refused'}")
        if accepted:
            self.done.add(what)
        return accepted

    @invariant()
    def the_platform_says_what_the_model_says(self) -> None:
        """Looked at after whatever was accepted; what was refused changed nothing."""
        if self.acts.accepted == self.looked_at:
            return
        self.looked_at = self.acts.accepted
        checks.liens(self.at_home, self.trades)
        checks.counts(self.at_home, self.trades)
        checks.money(self.at_home, self.trades)
        checks.audited(self.at_home, self.trades)
        self.views.show(self.trades)

    # What there is to choose from.

    def named(self, *stages: Stage) -> list[str]:
        return [name for name, it in self.trades.loans.items() if it.stage in stages]

    def owing(self) -> list[str]:
        return [name for name, it in self.trades.loans.items() if it.is_owed]

    def by_hand(self) -> list[tuple[str, str]]:
        loans = self.trades.loans.items()
        return [(name, it) for name, loan in loans for it in sorted(loan.by_hand)]

    def in_pools(self) -> list[str]:
        return [it for it in self.trades.claims if it in self.trades.holds]

    def lent_on(self, *by: PartyId) -> list[tuple[str, PartyId]]:
        """Orders out of which claims came, and whose money is on them."""
        return [
            (order, lender)
            for order in self.trades.orders
            for lender in by
            if self.trades.lent_on(order, lender) and self.trades.out_of(order)
        ]

    # What bears money, and who is told.

    def stands_behind(self, loan: Loan) -> bool:
        """Whether line, guarantee and limit bear it besides what they bear already."""
        return (
            not (loan.on_line and self.used("line") + loan.lent > ON_LINE)
            and not (loan.guaranteed and self.used("guarantee") + loan.guaranteed > GUARANTEED)
            and self.limit_bears(loan)
        )

    def limit_bears(self, loan: Loan, less: int = 0) -> bool:
        if loan.hold.lender != BANK or loan.product is Product.CREDIT_LINE:
            return True
        return self.used("buyer") - less + loan.lent <= ON_BUYER

    def used(self, what: str) -> int:
        return sum(self.trades.in_use(what, BANK))

    def tell_the_buyer(self, claim: str, lender: PartyId) -> None:
        before = self.trades.claims[claim].told
        if before != lender:
            assert self.acts.tell_the_buyer(claim, lender, before), self.acts.answer
            self.trades.claims[claim].told = lender


def chosen(among: Iterable[T], pick: int) -> T:
    listed = list(among)
    return listed[pick % len(listed)]
