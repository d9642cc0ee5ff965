"""Every move of the model is made on the platform too, and accepted exactly where it may be."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from domain.shared.facility import Product
from domain.shared.ids import PartyId
from tests.scenarios.cast import BANK, RIVAL
from tests.scenarios.money_moves import Lending
from tests.scenarios.trade_ground import LENDERS, POOL, PROGRAMME
from tests.scenarios.trade_model import KEPT_FOR, Loan, PayOff, Stage
from tests.scenarios.trade_moves import Trading
from tests.scenarios.trade_run import chosen, picks

begun = st.tuples(
    st.sampled_from((BANK, RIVAL, None)),
    st.sampled_from(("taken out", "lent", "taken out", "paid off", "paying off", "taken out")),
)


class OneTrade(Trading, Lending):
    """Trade and money together, and a trade that changes hands as a whole."""

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
