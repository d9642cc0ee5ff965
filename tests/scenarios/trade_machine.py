"""Every move of the model is made on the platform too, and accepted exactly where it may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from contextlib import ExitStack
from itertools import count
from typing import ClassVar, TypeVar

from hypothesis import event
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from adapters.postgres.embedded.server import Server
from domain.shared.facility import Product
from domain.shared.ids import OrderId, PartyId
from tests.scenarios import trade_checks as checks
from tests.scenarios.cast import BANK, RIVAL, SPRING
from tests.scenarios.trade_acts import Acts
from tests.scenarios.trade_ground import (
    GUARANTEED,
    LENDERS,
    LINE,
    ON_BUYER,
    ON_LINE,
    ORDERED,
    POOL,
    PROGRAMME,
    Ground,
)
from tests.scenarios.trade_model import (
    KEPT_FOR,
    Claim,
    Hold,
    Loan,
    PayOff,
    Stage,
    Trades,
)
from tests.support.house import house
from tests.support.postgres import fresh

T = TypeVar("T")

INVOICED = (40_000, 30_000, 45_000)
"""Of each order, which does not bear all of the third; the same amount twice would wait for a
person."""

DISPUTED, CREDITED = 5_000, 2_000
LOWERED = 70_000

WEEKS_MAX = 4

lenders = st.sampled_from(LENDERS)
amounts = st.sampled_from((5_000, 10_000, 24_000))
picks = st.integers(min_value=0, max_value=5)
begun = st.tuples(
    st.sampled_from((BANK, RIVAL, None)),
    st.sampled_from(("taken out", "lent", "taken out", "paid off", "paying off", "taken out")),
)


class OneTrade(RuleBasedStateMachine):
    """Each run has a copy of the ground of its own."""

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

    @initialize(begun=st.tuples(begun, begun))
    def begin(self, begun: tuple[tuple[PartyId | None, str], ...]) -> None:
        """Most of what can happen takes a while to come to: some of it has happened already."""
        for pick, (lender, how_far) in enumerate(begun):
            if lender is not None:
                self.lend_on_an_order(pick, lender, 10_000, on_line=False, guaranteed=False)
                self.the_bank_pays_out(0)
                self.invoice(pick)
                self.has_gone(how_far)

    def has_gone(self, how_far: str) -> None:
        """The order that was lent on last; the choice among such is by their number."""
        last = len(self.lent_on(*LENDERS)) - 1
        if how_far == "taken out":
            self.take_an_order_out(last, whole=True)
        elif how_far != "lent":
            self.pay_another_lender_off(last, whole=True)
        if how_far == "paid off":
            self.the_bank_pays_out(0)

    # Trade.

    @rule(pick=picks)
    def invoice(self, pick: int) -> None:
        """A claim comes out of an order, whether or not money is lent on it."""
        order = chosen(self.trades.orders, pick)
        told = self.billed[order]
        if told < len(INVOICED) and self.trades.orders[order]:
            self.billed[order] += 1
            claim = self.acts.invoice(self.ground.orders[OrderId(order)], INVOICED[told])
            self.trades.claims[claim] = Claim(order, INVOICED[told], INVOICED[told])

    @precondition(lambda self: self.trades.claims)
    @rule(pick=picks)
    def dispute(self, pick: int) -> None:
        name = chosen(self.trades.claims, pick)
        claim = self.trades.claims[name]
        if claim.open - claim.disputed > DISPUTED:
            assert self.did("dispute", self.acts.dispute(name, DISPUTED))
            claim.disputed += DISPUTED

    @precondition(lambda self: self.trades.claims)
    @rule(pick=picks)
    def credit(self, pick: int) -> None:
        """After notice only its lender may, and only while it holds it."""
        name = chosen(self.trades.claims, pick)
        claim, hold = self.trades.claims[name], self.trades.holds.get(name)
        by = SPRING if hold is None else hold.lender
        if claim.open - claim.disputed > CREDITED:
            may = hold is not None or claim.told is None
            assert self.did("credit note", self.acts.credit(name, CREDITED, by)) == may
            claim.open -= CREDITED if may else 0

    @precondition(lambda self: self.trades.claims)
    @rule(pick=picks)
    def accept_what_is_beyond(self, pick: int) -> None:
        """The buyer says that it owes more than it ordered."""
        name = chosen(self.trades.claims, pick)
        claim, beyond = self.trades.claims[name], self.trades.beyond(name)
        may = beyond > claim.accepted
        assert self.did("accepted beyond", self.acts.accept_beyond(name)) == may, self.acts.answer
        claim.accepted = beyond if may else claim.accepted

    @precondition(lambda self: self.trades.claims)
    @rule(pick=picks)
    def withdraw(self, pick: int) -> None:
        name = chosen(self.trades.claims, pick)
        free = name not in self.trades.holds and self.trades.keeper(name) is None
        may = free and self.trades.claims[name].told is None
        assert self.did("withdrawal", self.acts.withdraw(name)) == may
        if may:
            del self.trades.claims[name]

    @rule(pick=picks, asking=st.booleans())
    def cancel_an_order(self, pick: int, asking: bool) -> None:  # noqa: FBT001 - drawn
        order = chosen(self.trades.orders, pick)
        holders = self.trades.lenders_of(order)
        if not self.trades.orders[order] or pick % 3:
            return
        if asking:
            for lender in sorted(holders):
                assert self.acts.consent(order, lender), self.acts.answer
        may = asking or not holders
        assert self.did("cancellation", self.acts.cancel(order)) == may, self.acts.answer
        if may:
            self.trades.orders[order] = 0

    @rule(pick=picks, asking=st.booleans())
    def lower_an_order(self, pick: int, asking: bool) -> None:  # noqa: FBT001 - drawn
        """The buyer proposes to take less, and the supplier accepts."""
        order = chosen(self.trades.orders, pick)
        holders = self.trades.lenders_of(order)
        if self.trades.orders[order] != ORDERED:
            return
        change = self.acts.propose(self.ground.orders[OrderId(order)], LOWERED)
        if asking:
            for lender in sorted(holders):
                assert self.acts.consent(order, lender, change), self.acts.answer
        may = asking or not holders
        lowered = self.acts.accept_change(order, change)
        assert self.did("order lowered", lowered) == may, self.acts.answer
        if may:
            self.trades.orders[order] = LOWERED

    # Lending.

    @rule(
        pick=picks, lender=lenders, amount=amounts, on_line=st.booleans(), guaranteed=st.booleans()
    )
    def lend_on_an_order(
        self,
        pick: int,
        lender: PartyId,
        amount: int,
        *,
        on_line: bool,
        guaranteed: bool,
    ) -> None:
        order = chosen(self.trades.orders, pick)
        loan = Loan(
            product=Product.E_ORDER,
            hold=PROGRAMME[lender],
            lent=amount,
            order=order,
            on_line=on_line and lender == BANK,
            guaranteed=amount // 2 if guaranteed and lender == BANK else 0,
        )
        owed = self.trades.owed_under(loan.hold, order)
        bears = owed + amount <= self.trades.order_bears(order)
        may = bears and self.trades.may_take_order(order, loan.hold) and self.stands_behind(loan)
        name = self.acts.name()
        given = self.did("lent on an order", self.acts.lend(name, loan))
        assert given == may, self.acts.answer
        if given:
            self.trades.loans[name] = loan
            self.trades.take(order, loan.hold)

    @rule(lender=lenders, amount=amounts, on_line=st.booleans())
    def draw_on_a_pool(self, lender: PartyId, amount: int, *, on_line: bool) -> None:
        hold = POOL[lender]
        loan = Loan(
            product=Product.RECEIVABLE_POOL,
            hold=hold,
            lent=amount,
            on_line=on_line and lender == BANK,
        )
        bears = self.trades.owed_under(hold) + amount <= self.trades.worth_of_pool(hold)
        may = bears and self.stands_behind(loan)
        name = self.acts.name()
        assert self.did("drawn on a pool", self.acts.draw(name, loan)) == may, self.acts.answer
        if may:
            self.trades.loans[name] = loan

    @rule(amount=amounts)
    def draw_on_the_line(self, amount: int) -> None:
        loan = Loan(product=Product.CREDIT_LINE, hold=Hold(BANK, LINE), lent=amount, on_line=True)
        name, may = self.acts.name(), self.stands_behind(loan)
        assert self.did("drawn on a line", self.acts.draw_on_line(name, loan)) == may
        if may:
            self.trades.loans[name] = loan

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

    # Banks.

    @precondition(lambda self: self.named(Stage.INSTRUCTED))
    @rule(pick=picks)
    def the_bank_pays_out(self, pick: int) -> None:
        if not (waiting := self.named(Stage.INSTRUCTED)):
            return
        name = chosen(waiting, pick)
        loan, pay_off = self.trades.loans[name], self.trades.pay_offs.get(name)
        may = pay_off is None or self.trades.today < pay_off.until
        what = "paid out" if pay_off is None else "pay-off confirmed"
        assert self.did(what, self.acts.pay_out(name, loan)) == may, self.acts.answer
        if may and pay_off is not None:
            self.trades.settle(name)
        elif may:
            loan.stage = Stage.OUT

    @precondition(lambda self: self.trades.loans)
    @rule(pick=picks)
    def the_money_comes_back(self, pick: int) -> None:
        """What the borrower has begun to repay did not come back."""
        name = chosen(self.trades.loans, pick)
        loan = self.trades.loans[name]
        if loan.stage is Stage.BACK or loan.written_off:
            return
        may = not loan.paid and loan.hold.secures not in self.rolled_into(name)
        what = "sent back" if name not in self.trades.pay_offs else "pay-off sent back"
        assert self.did(what, self.acts.send_back(name, loan.hold.lender)) == may, self.acts.answer
        if may:
            self.trades.send_back(name)

    def rolled_into(self, name: str) -> Collection[str]:
        """No bank moved for a draw that took an order out."""
        rolled = any(name in loan.paid for loan in self.trades.loans.values())
        return {self.trades.loans[name].hold.secures} if rolled and not self.pays_off(name) else ()

    def pays_off(self, name: str) -> bool:
        return name in self.trades.pay_offs

    @precondition(lambda self: self.owing())
    @rule(pick=picks, half=st.booleans())
    def the_supplier_repays(self, pick: int, half: bool) -> None:  # noqa: FBT001 - drawn
        name = chosen(self.owing(), pick)
        loan, reference = self.trades.loans[name], self.acts.name("in")
        amount = loan.left // 2 if half else loan.left
        assert self.did("repaid", self.acts.repay(name, loan.hold.lender, amount, reference)), (
            self.acts.answer
        )
        self.trades.pay(name, reference, amount)
        loan.by_hand.add(reference)

    @precondition(lambda self: self.by_hand())
    @rule(pick=picks)
    def a_repayment_is_taken_back(self, pick: int) -> None:
        name, reference = chosen(self.by_hand(), pick)
        loan = self.trades.loans[name]
        assert self.did("taken back", self.acts.take_back(name, loan.hold.lender, reference)), (
            self.acts.answer
        )
        loan.by_hand.discard(reference)
        self.trades.unpay(name, reference)

    @precondition(lambda self: self.weeks < WEEKS_MAX and self.trades.pay_offs)
    @rule()
    def a_week_passes(self) -> None:
        """What was kept for a pay-off is kept no longer."""
        self.weeks += 1
        self.at_home.clock.pass_days(7)
        self.trades.today = self.at_home.clock.day

    @precondition(lambda self: self.trades.pay_offs)
    @rule(pick=picks)
    def the_day_is_closed_for_a_pay_off(self, pick: int) -> None:
        name = chosen(self.trades.pay_offs, pick)
        pay_off = self.trades.pay_offs[name]
        assert self.acts.lapse(name, self.trades.loans[name].hold.lender), self.acts.answer
        if not pay_off.settled and pay_off.until <= self.trades.today:
            self.did("pay-off lapsed", accepted=True)
            self.trades.send_back(name)

    @precondition(lambda self: self.owing())
    @rule(pick=picks, for_good=st.booleans())
    def a_loan_goes_bad(self, pick: int, for_good: bool) -> None:  # noqa: FBT001 - drawn
        """In default it is owed as before; written off too, but off the book."""
        name = chosen(self.owing(), pick)
        loan = self.trades.loans[name]
        self.did("default", self.acts.default(name, loan.hold.lender))
        if for_good and not loan.written_off:
            gone = self.acts.write_off(name, loan.hold.lender)
            assert self.did("write-off", gone), self.acts.answer
            loan.written_off = True

    # Claims.

    @precondition(lambda self: self.trades.claims)
    @rule(pick=picks, lender=lenders)
    def assign_a_claim(self, pick: int, lender: PartyId) -> None:
        claim = chosen(self.trades.claims, pick)
        may = self.trades.may_take_claim(claim)
        assert self.did("assigned", self.acts.assign(lender, claim)) == may, self.acts.answer
        if may:
            self.trades.take(claim, POOL[lender])
            self.tell_the_buyer(claim, lender)
        else:
            assert self.acts.answer["code"] == "lien.encumbered"
            assert not any(it in str(self.acts.answer["facts"]) for it in LENDERS)

    @precondition(lambda self: self.in_pools())
    @rule(pick=picks)
    def let_a_claim_go(self, pick: int) -> None:
        claim = chosen(self.in_pools(), pick)
        hold = self.trades.holds[claim]
        worth = self.trades.worth_of_pool(hold, [claim])
        may = self.trades.owed_under(hold) <= worth
        assert self.did("let go", self.acts.let_go(hold.lender, claim)) == may, self.acts.answer
        if may:
            self.trades.free(claim)

    @precondition(lambda self: self.in_pools())
    @rule(pick=picks)
    def the_seller_buys_back(self, pick: int) -> None:
        """What it pays repays its draws, the oldest first; the claim is free then."""
        claim = chosen(self.in_pools(), pick)
        hold, price = self.trades.holds[claim], self.trades.claims[claim].open
        drawn = [name for name, it in self.trades.loans.items() if it.hold == hold]
        if any(self.trades.loans[it].stage is Stage.INSTRUCTED for it in drawn):
            return  # what comes in now is held for what the bank pays out later
        worth = self.trades.worth_of_pool(hold, [claim])
        may = self.trades.owed_under(hold) - price <= worth
        reference = self.acts.name("price")
        bought = self.acts.buy_back(hold.lender, claim, price, reference)
        assert self.did("bought back", bought) == may, self.acts.answer
        if may:
            self.spread(sorted(drawn), f"buy-back {reference}", price)
            self.trades.free(claim)

    def spread(self, loans: Iterable[str], reference: str, amount: int) -> None:
        for name in loans:
            given = min(amount, self.trades.loans[name].left)
            if given:
                self.trades.pay(name, reference, given)
            amount -= given

    def tell_the_buyer(self, claim: str, lender: PartyId) -> None:
        before = self.trades.claims[claim].told
        if before != lender:
            assert self.acts.tell_the_buyer(claim, lender, before), self.acts.answer
            self.trades.claims[claim].told = lender

    # The trade changes hands as a whole.

    @precondition(lambda self: self.lent_on(BANK) or self.lent_on(RIVAL))
    @rule(pick=picks, whole=st.booleans())
    def take_an_order_out(self, pick: int, *, whole: bool) -> None:
        """By the pool of the lender that lent on it."""
        order, lender = chosen(self.lent_on(*LENDERS), pick)
        loans, claims = self.trades.lent_on(order, lender), self.some_of(order, whole=whole)
        for claim in claims:
            if self.may_tell(claim, lender):
                self.tell_the_buyer(claim, lender)
        settled = sum(self.trades.loans[it].left for it in loans)
        loan = Loan(product=Product.RECEIVABLE_POOL, hold=POOL[lender], lent=settled)
        worth = sum(self.trades.worth(it) for it in claims if self.trades.claims[it].told == lender)
        bears = self.trades.worth_of_pool(loan.hold) + worth >= (
            self.trades.owed_under(loan.hold) + settled
        )
        may = (
            self.is_free_to_move(order, lender, claims)
            and bears
            and self.limit_bears(loan, settled)
        )
        name = self.acts.name()
        taken = self.acts.take_out(name, lender, loans, claims)
        assert self.did("taken out", taken) == may, self.acts.answer
        if may:
            loan.stage = Stage.OUT
            for each in loans:
                self.trades.pay(each, name, settled)
            self.trades.loans[name] = loan
            for claim in claims:
                self.trades.take(claim, loan.hold)

    @precondition(lambda self: self.lent_on(BANK) or self.lent_on(RIVAL))
    @rule(pick=picks, whole=st.booleans())
    def pay_another_lender_off(self, pick: int, *, whole: bool) -> None:
        order, other = chosen(self.lent_on(*LENDERS), pick)
        lender = RIVAL if other == BANK else BANK
        loans, claims = self.trades.lent_on(order, other), self.some_of(order, whole=whole)
        settled = sum(self.trades.loans[it].left for it in loans)
        loan = Loan(product=Product.RECEIVABLE_POOL, hold=POOL[lender], lent=settled)
        worth = sum(map(self.trades.worth, claims))
        left = self.trades.worth_of_pool(loan.hold) + worth - self.trades.owed_under(loan.hold)
        may = (
            self.is_free_to_move(order, other, claims)
            and min(worth, left) >= settled
            and self.limit_bears(loan)
        )
        name = self.acts.name()
        asked = self.acts.pay_off(name, lender, loans, claims)
        assert self.did("pay-off asked", asked) == may, self.acts.answer
        if may:
            until = self.trades.today + KEPT_FOR
            self.trades.promise(name, loan, PayOff(order, loans, claims, until))
            for claim in claims:
                self.tell_the_buyer(claim, lender)

    def some_of(self, order: str, *, whole: bool) -> tuple[str, ...]:
        claims = self.trades.out_of(order)
        return claims if whole else claims[:1]

    def is_free_to_move(self, order: str, lender: PartyId, claims: tuple[str, ...]) -> bool:
        """All of it is paid out, and nobody else has it, or any of these claims."""
        loans = self.trades.lent_on(order, lender)
        held = self.trades.holds.get(order) in {None, PROGRAMME[lender]}
        kept = any(self.trades.keeper(it) for it in (order, *claims))
        paid = all(self.trades.loans[it].is_owed for it in loans)
        return (
            bool(claims)
            and paid
            and held
            and not kept
            and not (self.trades.holds.keys() & set(claims))
        )

    def may_tell(self, claim: str, lender: PartyId) -> bool:
        """Who lent on its order, and nobody holds or keeps it otherwise."""
        order = self.trades.claims[claim].order
        held = self.trades.holds.get(order) == PROGRAMME[lender]
        return held and self.trades.keeper(claim) is None

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


def chosen(among: Iterable[T], pick: int) -> T:
    listed = list(among)
    return listed[pick % len(listed)]
