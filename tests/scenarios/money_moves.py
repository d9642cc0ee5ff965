"""Money: lent on orders, pools and lines, paid out, repaid, sent back, and gone bad."""

from __future__ import annotations

from collections.abc import Collection

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from domain.shared.facility import Product
from domain.shared.ids import PartyId
from tests.scenarios.cast import BANK
from tests.scenarios.trade_ground import LINE, POOL, PROGRAMME
from tests.scenarios.trade_model import Hold, Loan, Stage
from tests.scenarios.trade_run import Run, amounts, chosen, lenders, picks

WEEKS_MAX = 4


class Lending(Run):
    """Moves of lenders, and of their banks."""

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
