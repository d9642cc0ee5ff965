"""The trade itself: orders and claims come, change and go, and claims are assigned."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from domain.shared.ids import OrderId, PartyId
from tests.scenarios.cast import SPRING
from tests.scenarios.trade_ground import LENDERS, ORDERED, POOL
from tests.scenarios.trade_model import Claim, Stage
from tests.scenarios.trade_run import Run, chosen, lenders, picks

INVOICED = (40_000, 30_000, 45_000)
"""Of each order, which does not bear all of the third; the same amount twice would wait for a
person."""

DISPUTED, CREDITED = 5_000, 2_000
LOWERED = 70_000


class Trading(Run):
    """Moves of buyer and supplier, and of claims into pools and out of them."""

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
        """After notice only its lender may, and only while it holds it; the order is told."""
        name = chosen(self.trades.claims, pick)
        claim, hold = self.trades.claims[name], self.trades.holds.get(name)
        by = SPRING if hold is None else hold.lender
        if claim.open - claim.disputed > CREDITED:
            may = hold is not None or claim.told is None
            assert self.did("credit note", self.acts.credit(name, CREDITED, by)) == may
            claim.billed -= CREDITED if may else 0
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
