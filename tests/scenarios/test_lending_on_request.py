"""A request becomes a loan with its last approval, once, and a loan that is not paid is pursued."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from application.processes.closing_the_day import Book, LoanAt, close_up_to_today
from application.processes.disbursing import ConfirmPaidOut, confirm_paid_out
from application.processes.loan_index import loans_to, own_loan
from application.processes.pursuing import (
    ByBorrower,
    Call,
    ForLoan,
    InDefault,
    NewSchedule,
    accept_schedule,
    agree,
    call_guarantee,
    declare_default,
    propose_schedule,
    propose_write_off,
)
from application.processes.requesting import (
    Approve,
    Reject,
    Withdraw,
    approve,
    reject,
    withdraw,
)
from application.processes.servicing import (
    TakeBackRepayment,
    TakeRepayment,
    take_back_repayment,
    take_repayment,
)
from application.shared.ports import Outcome, UnitOfWork
from domain.financing.state import Stage
from domain.financing.terms import Cause, Source
from domain.shared.event import Context
from domain.shared.facility import Guaranteed, Supports
from domain.shared.ids import FinancingId, PartyId
from domain.shared.money import Money
from tests.conftest import Rounds
from tests.scenarios.bank import sent
from tests.scenarios.cast import ANCHOR, BANK, RIVAL, RIVER, SPRING, admit_all, yuan
from tests.scenarios.guaranteeing import GUA, GUARANTEE_TERMS, RESOLVED
from tests.scenarios.guaranteeing import promised as promise
from tests.scenarios.lending import (
    DATES,
    LOAN,
    Person,
    handed_in,
    lent,
    loan,
    other,
    people,
    request,
)
from tests.support.crowd import all_at_once
from tests.support.house import House, house
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres

APPROVAL = Approve(LOAN, BANK)
SECOND = FinancingId("loan-2")


@pytest.fixture
def trade(database: Database) -> Iterator[House]:
    with house(database) as opened:
        admit_all(opened)
        yield opened


def test_the_last_approval_opens_the_loan_and_sends_for_the_money(trade: House) -> None:
    sue, anna, ben = people(trade)
    wanted = request()
    told = sue.do(wanted, handed_in(wanted))

    first = anna.do(APPROVAL, approve(APPROVAL))
    again = anna.refused(APPROVAL, approve(APPROVAL))
    last = ben.do(APPROVAL, approve(APPROVAL))

    assert (told["state"], len(told["quote"]["lines"])) == ("open", 3)
    assert first["state"] == "open"
    assert again == "financing.approved_already"
    assert last["state"] == "instructed"
    assert sent(trade, "disbursement") == [300_000]
    assert loan(trade).stage is Stage.INSTRUCTED


def test_nobody_else_decides_on_a_request(trade: House) -> None:
    sue, anna, _ = people(trade)
    wanted = request()
    sue.do(wanted, handed_in(wanted))
    rival, river = Person(trade, RIVAL, "rik"), Person(trade, RIVER, "ron")
    strange, theirs = Approve(LOAN, RIVAL), Withdraw(LOAN, RIVER, "no")

    assert sue.refused(wanted, handed_in(wanted)) == "financing.already_requested"
    assert rival.refused(strange, approve(strange)) == "process.financing_unknown"
    assert river.refused(theirs, withdraw(theirs)) == "process.financing_unknown"
    rejected = Reject(LOAN, BANK, "too long")
    assert anna.do(rejected, reject(rejected))["state"] == "rejected"
    assert anna.refused(APPROVAL, approve(APPROVAL)) == "financing.request_over"


def test_of_many_last_approvals_at_once_one_opens_the_loan(trade: House, rounds: Rounds) -> None:
    sue, anna, _ = people(trade)
    others = [Person(trade, BANK, name) for name in ("ben", "cleo", "dan", "eve")]
    for number in range(rounds(2, 20)):
        wanted = other(f"loan-{number}")
        approval = Approve(wanted.financing, BANK)
        sue.do(wanted, handed_in(wanted))
        anna.do(approval, approve(approval))

        answers = all_at_once(lambda who: who.ask(approval, approve(approval)), others)  # noqa: B023 - within the round

        assert [outcome for outcome, _ in answers].count(Outcome.ACCEPTED) == 1
        assert {body["code"] for outcome, body in answers if outcome is Outcome.REFUSED} == {
            "financing.request_over"
        }
        assert loan(trade, wanted.financing).stage is Stage.INSTRUCTED


def repaid(
    amount: str, on: date, reference: str, guarantor: PartyId | None = None
) -> TakeRepayment:
    return TakeRepayment(LOAN, BANK, yuan(amount), on, reference, guarantor)


def test_a_loan_is_repaid_line_by_line_and_a_transfer_may_be_taken_back(trade: House) -> None:
    lent(trade)
    _, anna, _ = people(trade)
    trade.clock.day = DATES[0]
    paid = repaid("1015.00", DATES[0], "t-1")
    anna.do(paid, take_repayment(paid))
    assert loan(trade).principal_left == yuan("2000.00")

    back = TakeBackRepayment(LOAN, BANK, "t-1")
    anna.do(back, take_back_repayment(back))

    assert loan(trade).principal_left == yuan("3000.00")


def test_a_guarantor_pays_what_it_is_called_for(trade: House) -> None:
    most = yuan("2000.00")
    resolved = replace(RESOLVED, amount=most)
    promise(
        trade,
        replace(
            GUARANTEE_TERMS,
            limit=most,
            suppliers=(SPRING, RIVER),
            margin_ratio=Decimal(0),
            resolution=resolved,
        ),
    )
    promised = Guaranteed(GUA, ANCHOR, most)
    lent(trade, supports=Supports(guarantees=(promised,)))
    _, anna, _ = people(trade)
    trade.clock.day = date(2026, 4, 12)
    call = Call(LOAN, BANK, promised.guarantee, yuan("1015.00"), date(2026, 4, 22))
    strange = repaid("1015.00", trade.clock.day, "t-1", RIVAL)
    paid = repaid("1015.00", trade.clock.day, "t-1", ANCHOR)

    anna.do(call, call_guarantee(call))
    refused = anna.refused(strange, take_repayment(strange))
    anna.do(paid, take_repayment(paid))

    assert refused == "financing.not_a_guarantor"
    (repayment,) = loan(trade).repayments
    assert repayment.source is Source.GUARANTOR


def defaulted(trade: House) -> dict[str, object]:
    _, anna, _ = people(trade)
    trade.clock.day = date(2026, 5, 4)
    asked = InDefault(LOAN, BANK, Cause.OVERDUE, "")
    return anna.do(asked, declare_default(asked))


def test_other_loans_of_the_borrower_follow_a_default(trade: House) -> None:
    lent(trade)
    lent(trade, SECOND)

    told = defaulted(trade)

    assert told["followed"] == [SECOND]
    assert loan(trade, SECOND).defaulted_on == trade.clock.day


def test_a_cross_default_is_declared_only_where_the_other_loan_is_in_default(trade: House) -> None:
    """What was not paid out yet does not follow; it is declared once it is owed."""
    lent(trade)
    sue, anna, ben = people(trade)
    wanted, approval = request(SECOND), Approve(SECOND, BANK)
    sue.do(wanted, handed_in(wanted))
    anna.do(approval, approve(approval))
    ben.do(approval, approve(approval))
    asked = InDefault(SECOND, BANK, Cause.CROSS_DEFAULT, LOAN)
    unpaid = anna.refused(asked, declare_default(asked))
    followed = defaulted(trade)["followed"]
    paid = ConfirmPaidOut(SECOND, BANK, yuan("3000.00"), trade.clock.day, "out-2")
    anna.do(paid, confirm_paid_out(paid))

    anna.do(asked, declare_default(asked))

    assert (unpaid, followed) == ("financing.not_in_default", [])
    assert loan(trade, SECOND).defaulted_on == trade.clock.day


def test_every_loan_of_a_borrower_is_known_however_many_there_are(trade: House) -> None:
    names = [FinancingId(f"many-{number:03}") for number in range(1, 206)]

    def open_all(work: UnitOfWork, _: Context) -> None:
        for name in names:
            own_loan(work, BANK, SPRING, name)
        own_loan(work, BANK, RIVER, SECOND)

    trade.do(BANK, "many loans", open_all)

    with trade.store.reading() as reading:
        assert loans_to(reading, BANK, SPRING) == names
        assert loans_to(reading, BANK, RIVER) == [SECOND]


def test_two_people_put_a_loan_off(trade: House) -> None:
    lent(trade)
    _, anna, ben = people(trade)
    asked = NewSchedule(
        financing=LOAN,
        lender=BANK,
        dates=(date(2026, 9, 2),),
        parts=(yuan("3000.00"),),
        annual_rate=None,
        consented=(ANCHOR,),
        reason="a late harvest",
    )
    agreed = ForLoan(LOAN, BANK)
    anna.do(asked, propose_schedule(asked))

    own = anna.refused(agreed, agree(agreed))
    ben.do(agreed, agree(agreed))
    between = loan(trade).due_on
    accepted = ByBorrower(LOAN, SPRING)
    trade.do(SPRING, accepted, accept_schedule(accepted))

    assert own == "financing.agrees_to_own_proposal"
    assert between == DATES[-1]
    assert loan(trade).due_on == date(2026, 9, 2)


def test_two_people_write_a_loan_off_and_what_comes_in_is_a_recovery(trade: House) -> None:
    lent(trade)
    lent(trade, SECOND)
    defaulted(trade)
    _, anna, ben = people(trade)
    asked, agreed = ForLoan(LOAN, BANK, "nothing left"), ForLoan(LOAN, BANK)
    anna.do(asked, propose_write_off(asked))
    ben.do(agreed, agree(agreed))
    paid = repaid("100.00", trade.clock.day, "t-1")

    told = anna.do(paid, take_repayment(paid))

    assert told["stage"] == "written_off"
    assert loan(trade).paid.total == yuan("100.00")


def test_the_daily_close_posts_the_interest_of_loans_under_no_pool(trade: House) -> None:
    lent(trade)
    trade.clock.day = date(2026, 3, 12)

    (closed,) = close_up_to_today(trade.desk, Book(loans=[LoanAt(BANK, LOAN)]))

    assert closed.financings == 1
    assert loan(trade).posted.interest == Money(500, yuan("0.00").currency)
