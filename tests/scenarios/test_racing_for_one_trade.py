"""One trade changes hands once: whoever takes it out, pays it off, lends on it or ends it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from application.processes.disbursing import RecordReturned, confirm_paid_out, record_returned
from application.processes.financing_orders import approve_on_order
from application.processes.paper_matters import HandInPaper
from application.processes.paying_off import pay_off
from application.processes.servicing import TakeRepayment, take_repayment
from application.processes.taking_orders import hand_in_paper
from application.processes.taking_out import take_out
from application.shared.carry_out import UseCase
from application.shared.ports import Answer, Outcome
from domain.enterprise.profile import Role
from domain.financing.state import Stage
from domain.shared.ids import FinancingId, OrderId, PartyId, PoolId, ReceivableId
from domain.shared.order_paper import PaperKind
from tests.conftest import Rounds
from tests.scenarios.bank import financing, sent
from tests.scenarios.cast import ANCHOR, BANK, RIVAL, SPRING, confirm, notify, open_a_pool, yuan
from tests.scenarios.order_cast import (
    approval,
    asked_on,
    invoiced,
    lent,
    lien_of,
    ordered,
    paper,
    programme_of,
    request,
)
from tests.scenarios.taking_cast import confirming, paid, paying, taking, two_lenders
from tests.support.crowd import all_at_once
from tests.support.house import House
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres

THIRD = PartyId("third")
RIVALS, THIRDS = PoolId("pool-2"), PoolId("pool-3")


@pytest.fixture
def at_home(database: Database) -> Iterator[House]:
    yield from two_lenders(database)


@dataclass(frozen=True, slots=True)
class Asking:
    """Somebody who hands in one command."""

    at_home: House
    party: PartyId
    content: object
    use_case: UseCase
    request_id: str

    def hand_in(self) -> Answer:
        return self.at_home.ask(self.party, self.content, self.use_case, request_id=self.request_id)


@dataclass(frozen=True, slots=True)
class Round:
    """One order of 1,000.00 on which 300.00 is lent, with its invoice of 400.00."""

    at_home: House
    at: int
    order: OrderId
    claim: ReceivableId

    @property
    def lent(self) -> FinancingId:
        return FinancingId(f"lent-{self.at}")

    def named(self, what: str) -> FinancingId:
        return FinancingId(f"{what}-{self.at}")

    def take_out(self) -> Asking:
        asked = taking(self.claim, financing=self.named("ours"), loans=(self.lent,))
        return self._by(SPRING, asked, take_out(asked))

    def pay_off(self, pool: PoolId = RIVALS) -> Asking:
        name, loans = self.named(f"theirs-{pool}"), (self.lent,)
        asked = paying(self.at_home, self.claim, financing=name, loans=loans, pool=pool)
        return self._by(SPRING, asked, pay_off(asked))

    def pay_off_and_tell_the_buyer(self) -> None:
        """So that the claim counts for the rival, round after round."""
        answer = self.pay_off().hand_in()
        assert answer.outcome is Outcome.ACCEPTED, answer.body
        notify(self.at_home, self.claim, RIVAL)

    def approve(self) -> Asking:
        asked = approval(self.named("more"))
        return self._by(BANK, asked, approve_on_order(asked))

    def cancel(self) -> Asking:
        number = f"X-{self.at}"
        cancelled = paper(
            PaperKind.CANCELLATION, number, order=f"PO-{self.at}", reason="not needed"
        )
        told = HandInPaper(ANCHOR, cancelled, number.ljust(64, "0"))
        return self._by(ANCHOR, told, hand_in_paper(told))

    def confirm(self) -> Asking:
        asked = confirming(self.at_home, "300.00", self.named("theirs-pool-2"))
        return self._by(RIVAL, asked, confirm_paid_out(asked))

    def send_back(self) -> Asking:
        day = self.at_home.clock.day
        asked = RecordReturned(self.named("theirs-pool-2"), RIVAL, day, "closed")
        return self._by(RIVAL, asked, record_returned(asked))

    def repay(self) -> Asking:
        day = self.at_home.clock.day
        asked = TakeRepayment(self.lent, BANK, yuan("300.00"), day, f"in-{self.at}")
        return self._by(BANK, asked, take_repayment(asked))

    def held_by(self) -> tuple[str | None, str | None]:
        """Who has the order, and who has the claim."""
        liens = (lien_of(self.at_home, asset).held(1) for asset in (self.order, self.claim))
        order, claim = (None if lien is None else lien.lender for lien in liens)
        return order, claim

    def _by(self, party: PartyId, asked: object, use_case: UseCase) -> Asking:
        name = f"{type(asked).__name__}-{self.at}-{use_case.__qualname__}-{asked!r}"[:190]
        return Asking(self.at_home, party, asked, use_case, name)


def rounds_of(at_home: House, count: int, *, told: bool = True) -> Iterator[Round]:
    for at in range(count):
        order = ordered(at_home, f"PO-{at}")
        lent(at_home, order, "300.00", f"lent-{at}")
        request(at_home, asked_on(order, "100.00", f"more-{at}"))
        claim = invoiced(at_home, f"INV-{at}", "400.00", order=f"PO-{at}")
        confirm(at_home, claim)
        if told:
            notify(at_home, claim)
        yield Round(at_home, at, order, claim)


def won(answers: list[Answer]) -> list[bool]:
    return [it.outcome is Outcome.ACCEPTED for it in answers]


def test_a_take_out_and_another_draw_on_the_order_race_and_exactly_one_wins(
    at_home: House, rounds: Rounds
) -> None:
    for each in rounds_of(at_home, rounds(4, 100)):
        answers = all_at_once(Asking.hand_in, [each.take_out(), each.approve()])

        assert sum(won(answers)) == 1, [it.body for it in answers]
        if won(answers)[0]:
            assert each.held_by() == (None, BANK)
            assert programme_of(at_home).lent_on(each.order).is_zero
        else:
            assert each.held_by() == (BANK, None)
            assert b"process.order_still_lent_on" in answers[0].body
            assert programme_of(at_home).lent_on(each.order) == yuan("400.00")


def test_two_lenders_race_to_pay_one_loan_off_and_exactly_one_does(
    at_home: House, rounds: Rounds
) -> None:
    at_home.admit(THIRD, Role.LENDER, number="cn:3003", account="acc-third")
    open_a_pool(at_home, THIRD, THIRDS)
    for each in rounds_of(at_home, rounds(4, 100)):
        before = len(sent(at_home, "disbursement"))

        answers = all_at_once(Asking.hand_in, [each.pay_off(), each.pay_off(THIRDS)])

        assert sum(won(answers)) == 1, [it.body for it in answers]
        (lost,) = (it for it in answers if it.outcome is Outcome.REFUSED)
        assert b"lien.encumbered" in lost.body
        assert RIVAL.encode() not in lost.body
        assert len(sent(at_home, "disbursement")) == before + 1


def test_a_pay_off_and_a_take_out_race_and_exactly_one_wins(at_home: House, rounds: Rounds) -> None:
    for each in rounds_of(at_home, rounds(4, 100)):
        answers = all_at_once(Asking.hand_in, [each.take_out(), each.pay_off()])

        assert sum(won(answers)) == 1, [it.body for it in answers]
        assert each.held_by() == ((None, BANK) if won(answers)[0] else (BANK, None))


def test_the_order_is_not_cancelled_while_its_lien_moves(at_home: House, rounds: Rounds) -> None:
    for each in rounds_of(at_home, rounds(4, 100), told=False):
        each.pay_off_and_tell_the_buyer()

        confirmed, cancelled = all_at_once(Asking.hand_in, [each.confirm(), each.cancel()])

        assert confirmed.outcome is Outcome.ACCEPTED, confirmed.body
        assert b"e_order.consent_missing" in cancelled.body
        assert each.held_by() == (None, RIVAL)


def test_the_borrower_repays_while_the_bank_confirms_and_has_the_surplus(
    at_home: House, rounds: Rounds
) -> None:
    """Where the borrower is first, the pay-off goes back; else nothing is owed to pay."""
    for each in rounds_of(at_home, rounds(4, 100), told=False):
        each.pay_off_and_tell_the_buyer()
        before = sum(sent(at_home, "surplus"))

        answers = all_at_once(Asking.hand_in, [each.confirm(), each.repay()])

        confirmed, repaid = won(answers)
        assert confirmed, answers[0].body
        assert repaid or b"financing.nothing_owed" in answers[1].body, answers[1].body
        assert financing(at_home, each.lent).stage is Stage.REPAID
        assert sum(sent(at_home, "surplus")) - before == (30000 if repaid else 0)
        assert each.held_by() == (None, RIVAL)


def test_a_pay_off_is_confirmed_or_sent_back_and_never_half(at_home: House, rounds: Rounds) -> None:
    """Confirmed first, it may still come back; sent back first, it is over."""
    for each in rounds_of(at_home, rounds(4, 100), told=False):
        each.pay_off_and_tell_the_buyer()

        confirmed, back = all_at_once(Asking.hand_in, [each.confirm(), each.send_back()])

        assert back.outcome is Outcome.ACCEPTED, back.body
        assert confirmed.outcome is Outcome.ACCEPTED or b"financing.released" in confirmed.body
        assert each.held_by() == (BANK, None)
        assert financing(at_home, each.lent).stage is Stage.DISBURSED
        assert programme_of(at_home).lent_on(each.order) == yuan("300.00")


def test_what_was_sent_back_is_paid_off_again(at_home: House) -> None:
    (each,) = rounds_of(at_home, 1)
    each.pay_off().hand_in()
    each.send_back().hand_in()

    again = paying(at_home, each.claim, financing="again", loans=(each.lent,))

    assert paid(at_home, again)["amount"]["minor"] == 30000
