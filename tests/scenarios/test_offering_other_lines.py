"""Other lines that a borrower was offered: whatever comes at the same moment, one story is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from application.processes.closing_the_day import Book, LoanAt, close_up_to_today
from application.processes.pursuing import (
    ByBorrower,
    ForLoan,
    NewSchedule,
    accept_schedule,
    agree,
    decline_schedule,
    propose_schedule,
)
from application.processes.servicing import TakeRepayment, take_repayment
from application.shared.ports import Outcome
from domain.shared.ids import FinancingId
from tests.scenarios.cast import BANK, RIVER, SPRING, admit_all, yuan
from tests.scenarios.lending import DATES, LOAN, Person, lent, loan, people
from tests.support.crowd import all_at_once
from tests.support.house import House, house
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres

LATER = date(2026, 9, 2)
ACCEPT, DECLINE = ByBorrower(LOAN, SPRING), ByBorrower(LOAN, SPRING, "too dear")
PAID = TakeRepayment(LOAN, BANK, yuan("1000.00"), date(2026, 3, 2), "t-1")


@pytest.fixture
def trade(database: Database) -> Iterator[House]:
    with house(database) as opened:
        admit_all(opened)
        yield opened


def offered(trade: House) -> Person:
    """3,000.00 in one sum on the second of September; who may accept it."""
    lent(trade)
    sue, anna, ben = people(trade)
    asked = NewSchedule(
        financing=LOAN,
        lender=BANK,
        dates=(LATER,),
        parts=(yuan("3000.00"),),
        annual_rate=None,
        consented=(),
        reason="a late harvest",
    )
    agreed = ForLoan(LOAN, BANK)
    anna.do(asked, propose_schedule(asked))
    ben.do(agreed, agree(agreed))
    return sue


Doing = Callable[[], tuple[Outcome, dict[str, Any]]]


def at_once(asked: list[Doing]) -> list[tuple[Outcome, dict[str, Any]]]:
    def done(do: Doing) -> tuple[Outcome, dict[str, Any]]:
        return do()

    return all_at_once(done, asked)


def accepting(sue: Person) -> Doing:
    return partial(sue.ask, ACCEPT, accept_schedule(ACCEPT))


def test_only_the_borrower_accepts(trade: House) -> None:
    sue, river = offered(trade), Person(trade, RIVER, "ron")
    theirs = ByBorrower(LOAN, RIVER)
    none = ByBorrower(FinancingId("loan-9"), SPRING)

    assert river.refused(theirs, accept_schedule(theirs)) == "process.financing_unknown"
    assert sue.refused(none, accept_schedule(none)) == "process.financing_unknown"
    assert loan(trade).due_on == DATES[-1]
    sue.do(ACCEPT, accept_schedule(ACCEPT))
    assert loan(trade).due_on == LATER


def test_the_close_after_the_last_day_ends_an_offer(trade: House) -> None:
    sue = offered(trade)
    trade.clock.pass_days(30)
    close_up_to_today(trade.desk, Book(loans=[LoanAt(BANK, LOAN)]))
    assert loan(trade).proposal is not None

    trade.clock.pass_days(1)
    close_up_to_today(trade.desk, Book(loans=[LoanAt(BANK, LOAN)]))

    assert loan(trade).proposal is None
    assert sue.refused(ACCEPT, accept_schedule(ACCEPT)) == "financing.no_offer"


def test_an_offer_that_ran_out_is_not_accepted_while_the_close_runs(trade: House) -> None:
    sue = offered(trade)
    trade.clock.pass_days(31)

    def close() -> tuple[Outcome, dict[str, Any]]:
        close_up_to_today(trade.desk, Book(loans=[LoanAt(BANK, LOAN)]))
        return Outcome.ACCEPTED, {}

    (outcome, told), _ = at_once([accepting(sue), close])

    assert outcome is Outcome.REFUSED
    assert told["code"] in {"financing.offer_expired", "financing.no_offer"}
    assert (loan(trade).due_on, loan(trade).proposal) == (DATES[-1], None)


@pytest.mark.parametrize("round_", range(3))
def test_of_yes_and_no_at_once_the_first_counts(trade: House, round_: int) -> None:
    sue = offered(trade)
    declining = partial(sue.ask, DECLINE, decline_schedule(DECLINE))
    asked: list[Doing] = [accepting(sue), declining]

    answers = at_once(asked[:: -1 if round_ else 1])

    assert [outcome for outcome, _ in answers].count(Outcome.ACCEPTED) == 1
    (refused,) = (told for outcome, told in answers if outcome is Outcome.REFUSED)
    assert refused["code"] == "financing.no_offer"
    assert loan(trade).proposal is None


def test_a_payment_and_the_acceptance_come_to_the_same_in_either_order(trade: House) -> None:
    sue = offered(trade)
    _, anna, _ = people(trade)
    paying = partial(anna.ask, PAID, take_repayment(PAID))

    answers = at_once([accepting(sue), paying])

    assert [outcome for outcome, _ in answers] == [Outcome.ACCEPTED, Outcome.ACCEPTED]
    at = loan(trade).standing(LATER - timedelta(days=1))
    assert at is not None
    assert at.owed.principal == yuan("2000.00")
    assert [line.due_on for line in at.lines if line.owed.principal.is_positive] == [LATER]


def test_repaid_in_full_at_the_same_moment_nothing_is_put_off_after(trade: House) -> None:
    sue = offered(trade)
    _, anna, _ = people(trade)
    whole = TakeRepayment(LOAN, BANK, yuan("3000.00"), date(2026, 3, 2), "t-1")
    paying = partial(anna.ask, whole, take_repayment(whole))

    (accepted, told), (paid, _) = at_once([accepting(sue), paying])

    assert paid is Outcome.ACCEPTED
    assert loan(trade).principal_left.is_zero
    assert accepted is Outcome.ACCEPTED or told["code"] == "financing.nothing_owed"
