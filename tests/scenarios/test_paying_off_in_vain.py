"""A pay-off that comes back, lapses or falls short leaves nothing half moved."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from application.processes.closing_the_day import Book, PoolAt, close_up_to_today
from application.processes.disbursing import RecordReturned, confirm_paid_out, record_returned
from application.processes.servicing import TakeBackRepayment, take_back_repayment
from domain.financing.state import Stage
from domain.receivable_pool.pay_off import PayOffStage
from tests.scenarios.bank import financing, sent
from tests.scenarios.cast import BANK, RIVAL, yuan
from tests.scenarios.order_cast import lien_of, programme_of
from tests.scenarios.taking_cast import (
    F1,
    F2,
    THEIRS,
    as_before,
    confirmed,
    confirming,
    paid,
    paying,
    refused_paying,
    refused_taking,
    repaid_by_hand,
    sent_back,
    taking,
    their_claims,
    their_pool,
    traded,
    two_lenders,
)
from tests.support.house import House
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres


@pytest.fixture
def at_home(database: Database) -> Iterator[House]:
    yield from two_lenders(database)


def test_money_that_comes_back_unpaid_leaves_everything_as_it_was(at_home: House) -> None:
    order, claim = traded(at_home)
    paid(at_home, paying(at_home, claim))

    sent_back(at_home)

    assert as_before(at_home, order, claim)


def test_money_that_comes_back_after_it_was_confirmed_undoes_it_all(at_home: House) -> None:
    order, claim = traded(at_home)
    paid(at_home, paying(at_home, claim))
    confirmed(at_home, confirming(at_home))

    sent_back(at_home)

    assert as_before(at_home, order, claim)
    assert financing(at_home, "fin-1").repayments == ()
    assert programme_of(at_home).lent_on(order) == yuan("700.00")


def test_a_surplus_that_was_passed_on_is_had_back_with_the_rest(at_home: House) -> None:
    order, claim = traded(at_home)
    paid(at_home, paying(at_home, claim))
    repaid_by_hand(at_home, "300.00")
    confirmed(at_home, confirming(at_home))

    sent_back(at_home)

    assert sent(at_home, "surplus") == sent(at_home, "reclaim") == [30000]
    assert programme_of(at_home).lent_on(order) == yuan("400.00")
    assert as_before(at_home, order, claim)


def test_what_the_bank_does_not_confirm_in_time_lapses_with_the_close_of_the_day(
    at_home: House,
) -> None:
    order, claim = traded(at_home)
    paid(at_home, paying(at_home, claim))
    book = Book(pools=[PoolAt(RIVAL, THEIRS)])

    at_home.clock.pass_days(6)
    close_up_to_today(at_home.desk, book)
    assert financing(at_home, "fin-2", RIVAL).stage is Stage.INSTRUCTED
    at_home.clock.pass_days(1)
    late = confirming(at_home)
    refused = at_home.refused(RIVAL, late, confirm_paid_out(late))
    close_up_to_today(at_home.desk, book)

    assert refused["code"] == "process.pay_off_lapsed"
    assert as_before(at_home, order, claim)


def test_what_the_old_lender_had_back_meanwhile_is_held_by_nobody_when_it_lapses(
    at_home: House,
) -> None:
    """The bank that paid the old loan out says late that its money came back."""
    order, claim = traded(at_home)
    paid(at_home, paying(at_home, claim))
    at_home.clock.pass_days(7)
    back = RecordReturned(F1, BANK, at_home.clock.day, "account closed")
    at_home.do(BANK, back, record_returned(back))

    close_up_to_today(at_home.desk, Book(pools=[PoolAt(RIVAL, THEIRS)]))

    assert financing(at_home, "fin-2", RIVAL).stage is Stage.RELEASED
    for asset in (order, claim):
        assert lien_of(at_home, asset).is_free(1, at_home.clock.now().at)


def test_nothing_is_settled_of_a_loan_whose_money_came_back(at_home: House) -> None:
    _, claim = traded(at_home)
    back = RecordReturned(F1, BANK, at_home.clock.day, "account closed")
    at_home.do(BANK, back, record_returned(back))

    refused = [
        refused_paying(at_home, paying(at_home, claim)),
        refused_taking(at_home, taking(claim)),
    ]

    assert [it["code"] for it in refused] == ["process.nothing_to_settle"] * 2


def test_where_more_is_owed_by_then_the_lien_stays_and_the_new_lender_is_told(
    at_home: House,
) -> None:
    """A repayment that counted when the bank was asked is taken back before it pays."""
    order, claim = traded(at_home)
    repaid_by_hand(at_home, "200.00")
    paid(at_home, paying(at_home, claim))
    undone = TakeBackRepayment(F1, BANK, "in-1")
    at_home.do(BANK, undone, take_back_repayment(undone))

    confirmed(at_home, confirming(at_home, "500.00"))

    held = lien_of(at_home, order).held(1)
    assert held is not None
    assert held.lender == BANK
    assert programme_of(at_home).lent_on(order) == yuan("200.00")
    assert their_claims(at_home) == []
    assert their_pool(at_home).pay_offs[F2].stage is PayOffStage.SHORT
    assert their_pool(at_home).over_advance == yuan("500.00")
