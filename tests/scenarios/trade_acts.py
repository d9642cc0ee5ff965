"""What the parties of the model ask of the platform, each in one line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from application.processes.answering import change
from application.processes.assigning import Assign, LetGo, assign, let_go
from application.processes.buying_back import BuyBack, buy_back
from application.processes.changing_orders import answer_about, change_order
from application.processes.disbursing import (
    ConfirmPaidOut,
    RecordReturned,
    confirm_paid_out,
    record_returned,
)
from application.processes.drawing import DrawFromPool, draw
from application.processes.drawing_on_lines import DrawOnLine, draw_on_line
from application.processes.financing_orders import ApproveOnOrder, approve_on_order
from application.processes.lapsing_pay_offs import LapseFor, lapse_for
from application.processes.paying_off import PayOff, pay_off
from application.processes.pursuing import (
    ForLoan,
    InDefault,
    agree,
    declare_default,
    propose_write_off,
)
from application.processes.requesting_on_orders import request_on_order
from application.processes.servicing import (
    TakeBackRepayment,
    TakeRepayment,
    take_back_repayment,
    take_repayment,
)
from application.processes.taking_out import TakeOut, take_out
from application.shared.carry_out import UseCase
from application.shared.ports import Outcome
from domain.e_order.commands import AcceptChange, Cancel, GiveConsent
from domain.financing.terms import Cause
from domain.receivable import commands as ask
from domain.receivable.invoice import CreditReason
from domain.shared.facility import Guaranteed, Supports
from domain.shared.ids import FinancingId, OrderId, PartyId, ReceivableId
from domain.shared.order_paper import PaperKind
from tests.scenarios.cast import ALWAYS_OPEN, ANCHOR, SPRING, confirm
from tests.scenarios.guaranteeing import GUA
from tests.scenarios.lending import Person
from tests.scenarios.order_cast import DUE, asked_on, counted, give, invoiced, paper
from tests.scenarios.trade_ground import LINE, POOLS, PROGRAMMES, fen
from tests.scenarios.trade_model import Loan
from tests.support.house import House

Refusals = Mapping[str, Any]


@dataclass
class Acts:
    """Each says whether it was accepted; `answer` is what was said last."""

    at_home: House
    answer: Refusals = field(default_factory=dict[str, Any])
    accepted: int = 0
    numbers: count[int] = field(default_factory=lambda: count(1))

    def name(self, of: str = "fin") -> str:
        """In the order in which they are made, also when they are sorted."""
        return f"{of}-{next(self.numbers):04d}"

    def invoice(self, number: str, amount: int) -> str:
        claim = invoiced(self.at_home, self.name("INV"), str(fen(amount).major), number)
        confirm(self.at_home, claim)
        return claim

    def lend(self, name: str, loan: Loan) -> bool:
        """Asked for by the supplier, approved by the lender."""
        lender, programme = loan.hold.lender, PROGRAMMES[loan.hold.lender]
        parts = (Guaranteed(GUA, ANCHOR, fen(loan.guaranteed)),) if loan.guaranteed else ()
        asked = asked_on(
            OrderId(loan.order),
            str(fen(loan.lent).major),
            name,
            programme=programme,
            supports=Supports(line=LINE if loan.on_line else None, guarantees=parts),
        )
        given = ApproveOnOrder(programme, FinancingId(name), lender)
        return self._ask(SPRING, asked, request_on_order(asked)) and self._ask(
            lender, given, approve_on_order(given)
        )

    def draw(self, name: str, loan: Loan) -> bool:
        line = LINE if loan.on_line else None
        pool = POOLS[loan.hold.lender]
        asked = DrawFromPool(pool, FinancingId(name), SPRING, fen(loan.lent), DUE, line)
        return self._ask(SPRING, asked, draw(asked))

    def draw_on_line(self, name: str, loan: Loan) -> bool:
        asked = DrawOnLine(LINE, FinancingId(name), SPRING, fen(loan.lent), DUE)
        return self._ask(SPRING, asked, draw_on_line(asked, ALWAYS_OPEN))

    def assign(self, lender: PartyId, claim: str) -> bool:
        asked = Assign(POOLS[lender], SPRING, (ReceivableId(claim),))
        return self._ask(SPRING, asked, assign(asked))

    def let_go(self, lender: PartyId, claim: str) -> bool:
        asked = LetGo(POOLS[lender], (ReceivableId(claim),))
        return self._ask(lender, asked, let_go(asked))

    def buy_back(self, lender: PartyId, claim: str, price: int, reference: str) -> bool:
        day, named = self.at_home.clock.day, (ReceivableId(claim),)
        asked = BuyBack(POOLS[lender], lender, named, fen(price), day, reference)
        return self._ask(lender, asked, buy_back(asked))

    def take_out(self, name: str, lender: PartyId, loans: tuple[str, ...], claims: Any) -> bool:  # noqa: ANN401 - names
        asked = TakeOut(
            pool=POOLS[lender],
            financing=FinancingId(name),
            seller=SPRING,
            loans=tuple(map(FinancingId, loans)),
            receivables=tuple(map(ReceivableId, claims)),
            due_on=DUE,
        )
        return self._ask(SPRING, asked, take_out(asked))

    def pay_off(self, name: str, lender: PartyId, loans: tuple[str, ...], claims: Any) -> bool:  # noqa: ANN401 - names
        asked = PayOff(
            pool=POOLS[lender],
            financing=FinancingId(name),
            seller=SPRING,
            loans=tuple(map(FinancingId, loans)),
            receivables=tuple(map(ReceivableId, claims)),
            due_on=DUE,
            pay_by=self.at_home.clock.day,
        )
        return self._ask(SPRING, asked, pay_off(asked))

    def pay_out(self, name: str, loan: Loan) -> bool:
        lender, day = loan.hold.lender, self.at_home.clock.day
        asked = ConfirmPaidOut(FinancingId(name), lender, fen(loan.lent), day, f"out-{name}")
        return self._ask(lender, asked, confirm_paid_out(asked))

    def send_back(self, name: str, lender: PartyId) -> bool:
        asked = RecordReturned(FinancingId(name), lender, self.at_home.clock.day, "closed")
        return self._ask(lender, asked, record_returned(asked))

    def lapse(self, name: str, lender: PartyId) -> bool:
        asked = LapseFor(lender, FinancingId(name), self.at_home.clock.day)
        return self._ask(lender, asked, lapse_for(asked))

    def repay(self, name: str, lender: PartyId, amount: int, reference: str) -> bool:
        day = self.at_home.clock.day
        asked = TakeRepayment(FinancingId(name), lender, fen(amount), day, reference)
        return self._ask(lender, asked, take_repayment(asked))

    def take_back(self, name: str, lender: PartyId, reference: str) -> bool:
        asked = TakeBackRepayment(FinancingId(name), lender, reference)
        return self._ask(lender, asked, take_back_repayment(asked))

    def default(self, name: str, lender: PartyId) -> bool:
        asked = InDefault(FinancingId(name), lender, Cause.BREACH, "used otherwise")
        return self._ask(lender, asked, declare_default(asked))

    def write_off(self, name: str, lender: PartyId) -> bool:
        asked = ForLoan(FinancingId(name), lender, "nothing to be had")
        for who, use_case in (("anna", propose_write_off(asked)), ("ben", agree(asked))):
            outcome, self.answer = Person(self.at_home, lender, f"{who}-{name}").ask(
                asked, use_case
            )
            if outcome is not Outcome.ACCEPTED:
                return False
            self.accepted += 1
        return True

    def tell_the_buyer(self, claim: str, of: PartyId, instead_of: PartyId | None) -> bool:
        """That `of` is to be paid; the lender that it was told of before takes that back."""
        none, receivable = PartyId(""), ReceivableId(claim)
        if instead_of is not None:
            back = ask.WithdrawNotice(
                seller=none, receivable=receivable, party=instead_of, reason="settled"
            )
            self._on_claim(instead_of, back)
        notice = ask.RecordNotice(
            seller=none,
            receivable=receivable,
            assignee=of,
            delivered_on=self.at_home.clock.day,
            delivered_to="accounts payable",
            channel="portal",
            evidence="receipt",
        )
        return self._on_claim(of, notice)

    def dispute(self, claim: str, amount: int) -> bool:
        asked = ask.Dispute(
            seller=PartyId(""),
            receivable=ReceivableId(claim),
            party=ANCHOR,
            amount=fen(amount),
            reason=CreditReason.QUALITY,
        )
        return self._on_claim(ANCHOR, asked)

    def credit(self, claim: str, amount: int, by: PartyId) -> bool:
        asked = ask.ApplyCredit(
            seller=PartyId(""),
            receivable=ReceivableId(claim),
            number=self.name("CN"),
            issued_on=self.at_home.clock.day,
            amount=fen(amount),
            reason=CreditReason.QUALITY,
        )
        return self._on_claim(by, asked)

    def accept_beyond(self, claim: str) -> bool:
        asked = ask.AcceptBeyondOrder(
            seller=SPRING, receivable=ReceivableId(claim), party=ANCHOR, evidence="letter"
        )
        return self._on_claim(ANCHOR, asked)

    def withdraw(self, claim: str) -> bool:
        asked = ask.Withdraw(seller=SPRING, receivable=ReceivableId(claim), reason="mistake")
        return self._on_claim(SPRING, asked)

    def consent(self, order: str, lender: PartyId, change: str | None = None) -> bool:
        asked = GiveConsent(buyer=ANCHOR, order=OrderId(order), party=lender, number=change)
        return self._ask(lender, asked, answer_about(asked))

    def propose(self, number: str, amount: int) -> str:
        """The name of the change, on which the supplier and its lenders have to agree."""
        name, wanted = self.name("C"), fen(amount)
        line = counted(str(wanted.major / 10), str(wanted.major))
        give(self.at_home, ANCHOR, paper(PaperKind.CHANGE, name, line, order=number))
        return name

    def accept_change(self, order: str, change: str) -> bool:
        asked = AcceptChange(buyer=ANCHOR, order=OrderId(order), party=SPRING, number=change)
        return self._ask(SPRING, asked, change_order(OrderId(order), SPRING, lambda _: asked))

    def cancel(self, order: str) -> bool:
        asked = Cancel(buyer=ANCHOR, order=OrderId(order), party=ANCHOR, reason="not needed")
        return self._ask(ANCHOR, asked, change_order(OrderId(order), ANCHOR, lambda _: asked))

    def _on_claim(self, party: PartyId, asked: ask.ReceivableCommand) -> bool:
        use_case = change(asked.receivable, party, lambda seller: replace(asked, seller=seller))
        return self._ask(party, asked, use_case)

    def _ask(self, party: PartyId, asked: object, use_case: UseCase) -> bool:
        answer = self.at_home.ask(party, asked, use_case)
        self.answer = json.loads(answer.body)
        self.accepted += answer.outcome is Outcome.ACCEPTED
        return answer.outcome is Outcome.ACCEPTED
