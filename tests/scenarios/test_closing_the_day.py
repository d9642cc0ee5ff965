"""The house closes each day once, goes on where it stopped, and catches up on what it missed."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from application.processes.closing_the_day import (
    Book,
    DayClosed,
    PoolAt,
    close_up_to_today,
    days_to_close,
    job_key,
)
from domain.eligibility.terms import AgeLimits
from tests.scenarios.bank import financing, pool
from tests.scenarios.cast import BANK, POOL, Trade, admit_all, drawn, open_a_pool, ready, yuan
from tests.support.house import House, house
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres

BOOK = Book(pools=[PoolAt(BANK, POOL)])
FIRST = date(2026, 3, 2)


@pytest.fixture
def trade(database: Database) -> Iterator[House]:
    with house(database) as opened:
        admit_all(opened)
        open_a_pool(opened)
        ready(opened, Trade("INV-1", "1000.00"))
        drawn(opened, "800.00")
        yield opened


def events(trade: House, topic: str) -> int:
    with trade.engine.connect() as connection:
        found = connection.exec_driver_sql(
            "SELECT count(*) FROM anchorline.event WHERE topic LIKE %s", (f"{topic}@%",)
        )
        return int(found.scalar_one())


def test_a_day_is_closed_once(trade: House) -> None:
    trade.clock.pass_days(1)
    assert close_up_to_today(trade.desk, BOOK) == (DayClosed(trade.clock.day, 1, 1),)
    before = events(trade, "")

    assert close_up_to_today(trade.desk, BOOK) == ()
    assert events(trade, "") == before


def test_two_houses_that_close_at_once_post_everything_once(trade: House) -> None:
    trade.clock.pass_days(30)

    with ThreadPoolExecutor(2) as two:
        for closing in [two.submit(close_up_to_today, trade.desk, BOOK) for _ in range(2)]:
            closing.result()

    # 800.00 at 6 % for 30 days of 360
    assert financing(trade).posted.interest == yuan("4.00")
    assert events(trade, "financing.interest_accrued") == 1


def test_missed_days_are_posted_one_by_one_and_certified_once(trade: House) -> None:
    close_up_to_today(trade.desk, BOOK)
    certified = events(trade, "receivable_pool.borrowing_base_certified")
    trade.clock.pass_days(3)

    closed = close_up_to_today(trade.desk, BOOK)

    assert [each.day for each in closed] == [FIRST + timedelta(days=n) for n in (1, 2, 3)]
    assert events(trade, "financing.interest_accrued") == 3
    assert events(trade, "receivable_pool.borrowing_base_certified") == certified + 1


def test_the_interest_of_missed_days_is_the_same_to_the_cent(trade: House) -> None:
    for days in (1, 2, 27):
        trade.clock.pass_days(days)
        close_up_to_today(trade.desk, BOOK)

    assert financing(trade).posted.interest == yuan("4.00")


def test_what_grew_old_overnight_is_an_over_advance_in_the_morning(trade: House) -> None:
    """Nobody asked anything of the pool: only the day passed."""
    young = AgeLimits().from_invoice
    assert young is not None
    trade.clock.day = Trade("INV-1", "").issued_on + timedelta(days=young + 1)

    close_up_to_today(trade.desk, BOOK)

    assert pool(trade).over_advance == yuan("800.00")


def test_a_draw_past_its_day_is_overdue(trade: House) -> None:
    trade.clock.day = date(2026, 5, 17)

    close_up_to_today(trade.desk, BOOK)

    assert financing(trade).overdue


def test_a_house_that_never_closed_begins_today(trade: House) -> None:
    with trade.store.reading() as reading:
        assert days_to_close(reading, FIRST) == [FIRST]
    assert job_key(FIRST) == "job/daily-close/2026-03-02"
