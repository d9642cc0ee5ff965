"""A loan that is due on another day is due on that day wherever it is judged by."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from application.processes.certifying import decided
from application.processes.pursuing import (
    ByBorrower,
    ForLoan,
    InDefault,
    NewSchedule,
    accelerate,
    accept_schedule,
    agree,
    declare_default,
    propose_schedule,
)
from domain.financing.terms import Cause
from domain.shared.ids import FinancingId
from tests.scenarios.bank import financing, pool
from tests.scenarios.cast import BANK, SPRING, Trade, admit_all, drawn, open_a_pool, ready, yuan
from tests.scenarios.lending import Person
from tests.scenarios.order_cast import lend_on_orders, lent, ordered, programme_of
from tests.support.house import House, house
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres

FIRST = FinancingId("fin-1")


@pytest.fixture
def trade(database: Database) -> Iterator[House]:
    with house(database) as opened:
        admit_all(opened)
        yield opened


def put_off(trade: House, amount: str, until: date) -> None:
    anna, ben = Person(trade, BANK, "anna"), Person(trade, BANK, "ben")
    asked = NewSchedule(
        financing=FIRST,
        lender=BANK,
        dates=(until,),
        parts=(yuan(amount),),
        annual_rate=None,
        consented=(),
        reason="a late harvest",
    )
    anna.do(asked, propose_schedule(asked))
    agreed = ForLoan(FIRST, BANK)
    ben.do(agreed, agree(agreed))
    accepted = ByBorrower(FIRST, SPRING)
    trade.do(SPRING, accepted, accept_schedule(accepted))


def called_in(trade: House) -> None:
    failed = InDefault(FIRST, BANK, Cause.BREACH, "used for something else")
    trade.do(BANK, failed, declare_default(failed))
    asked = ForLoan(FIRST, BANK, "no plan to pay")
    trade.do(BANK, asked, accelerate(asked))


def late_sellers(trade: House) -> set[str]:
    """As the next draw would be judged."""
    with trade.store.reading() as reading:
        judgement = decided(reading, pool(trade), trade.clock.day).judgement
    return {it.party for it in judgement.around.parties if it.overdue}


def test_a_pool_judges_its_seller_by_the_day_that_was_agreed_on(trade: House) -> None:
    open_a_pool(trade)
    ready(trade, Trade("INV-1", "1000.00"))
    drawn(trade, "500.00")
    later = financing(trade).due_on + timedelta(days=60)
    put_off(trade, "500.00", later)

    trade.clock.day = later
    in_time = late_sellers(trade)
    trade.clock.pass_days(1)

    assert pool(trade).draws[FIRST].due_on == later
    assert (in_time, late_sellers(trade)) == (set(), {SPRING})


def test_a_pool_judges_its_seller_by_the_day_on_which_a_draw_was_called_in(trade: House) -> None:
    open_a_pool(trade)
    ready(trade, Trade("INV-1", "1000.00"))
    drawn(trade, "500.00")
    trade.clock.pass_days(10)
    called_in(trade)
    trade.clock.pass_days(1)

    assert late_sellers(trade) == {SPRING}


def test_a_programme_knows_the_day_that_was_agreed_on(trade: House) -> None:
    lend_on_orders(trade)
    lent(trade, ordered(trade), "700.00")
    later = financing(trade).due_on + timedelta(days=60)
    put_off(trade, "700.00", later)

    draw = programme_of(trade).draws[FIRST]

    assert (draw.due_on, draw.principal) == (later, yuan("700.00"))
