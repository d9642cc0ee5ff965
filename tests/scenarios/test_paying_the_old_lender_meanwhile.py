"""The buyer pays the old lender while another lender pays it off: the new lender has the money."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from application.processes.closing_the_day import Book, PoolAt, close_up_to_today
from domain.financing.state import Stage
from domain.receivable_pool.state import Pool
from domain.shared.ids import OrderId, ReceivableId
from tests.scenarios.bank import credit, financing, match, pool, take, taken_back
from tests.scenarios.cast import BANK, RIVAL, notify, yuan
from tests.scenarios.order_cast import lien_of, programme_of
from tests.scenarios.taking_cast import (
    THEIRS,
    as_before,
    confirmed,
    confirming,
    paid,
    paying,
    repaid_by_hand,
    sent_back,
    traded,
    two_lenders,
)
from tests.support.house import House
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres

Sent = tuple[str, str, str, int]
"""(kind, from, to, minor units)."""


@pytest.fixture
def at_home(database: Database) -> Iterator[House]:
    yield from two_lenders(database)


@pytest.fixture
def trade(at_home: House) -> tuple[OrderId, ReceivableId]:
    """700.00 lent by the bank on the order; the rival's bank was asked to pay it off."""
    order, claim = traded(at_home, notified=False)
    paid(at_home, paying(at_home, claim))
    notify(at_home, claim, RIVAL)
    return order, claim


def sent(at_home: House) -> list[Sent]:
    """Who was told to pay whom, besides draws, in the order in which it was decided."""
    with at_home.engine.connect() as connection:
        rows: list[tuple[str, Any]] = [
            (kind, json.loads(bytes(body)))
            for kind, body in connection.exec_driver_sql(
                "SELECT kind, body FROM anchorline.outbox"
                " WHERE kind IN ('surplus', 'reclaim') ORDER BY position, ordinal"
            )
        ]
    return [(kind, it["lender"], it["seller"], it["amount"]["minor"]) for kind, it in rows]


def buyer_pays(at_home: House, claim: ReceivableId, amount: str = "400.00") -> Any:  # noqa: ANN401 - an entry
    came = credit(amount, "INV-1", at_home.clock.day)
    done = take(at_home, came, claims=[claim])
    assert done["remainder"]["minor"] == 0, done
    return came


def their_pool(at_home: House) -> Pool:
    return pool(at_home, RIVAL, THEIRS)


def theirs_left(at_home: House) -> int:
    return financing(at_home, "fin-2", RIVAL).principal_left.minor


def test_what_the_buyer_paid_before_the_bank_goes_on_to_the_new_lender(
    at_home: House, trade: tuple[OrderId, ReceivableId]
) -> None:
    buyer_pays(at_home, trade[1])

    confirmed(at_home, confirming(at_home))

    assert sent(at_home) == [("surplus", "bank", "rival", 40_000)]
    assert financing(at_home, "fin-1").stage is Stage.REPAID
    assert theirs_left(at_home) == 30_000
    assert their_pool(at_home).outstanding == yuan("300.00")
    assert their_pool(at_home).over_advance is None


def test_what_the_buyer_pays_the_old_lender_afterwards_goes_on_as_well(
    at_home: House, trade: tuple[OrderId, ReceivableId]
) -> None:
    """The old lender is asked what it got, and says for which claim."""
    confirmed(at_home, confirming(at_home))

    came = credit("400.00", "INV-1", at_home.clock.day)
    note = take(at_home, came, claims=[trade[1]])
    match(at_home, note["collection"], (trade[1], "400.00"))
    after = theirs_left(at_home)
    take(at_home, taken_back(came, at_home.clock.day))

    assert sent(at_home) == [
        ("surplus", "bank", "rival", 40_000),
        ("reclaim", "bank", "rival", 40_000),
    ]
    assert (after, theirs_left(at_home)) == (30_000, 70_000)
    assert their_pool(at_home).outstanding == yuan("700.00")


def test_the_buyer_may_pay_all_of_it(at_home: House, trade: tuple[OrderId, ReceivableId]) -> None:
    """300.00 is the supplier's at once; 700.00 settles the old loan, and then the new one."""
    buyer_pays(at_home, trade[1], "1000.00")

    confirmed(at_home, confirming(at_home))

    assert sent(at_home) == [
        ("surplus", "bank", "spring", 30_000),
        ("surplus", "bank", "rival", 70_000),
    ]
    assert financing(at_home, "fin-2", RIVAL).stage is Stage.REPAID
    assert their_pool(at_home).outstanding.is_zero


def test_what_the_borrower_paid_meanwhile_is_its_own(
    at_home: House, trade: tuple[OrderId, ReceivableId]
) -> None:
    buyer_pays(at_home, trade[1])
    repaid_by_hand(at_home, "300.00")

    confirmed(at_home, confirming(at_home))

    assert sent(at_home) == [
        ("surplus", "bank", "rival", 40_000),
        ("surplus", "bank", "spring", 30_000),
    ]


def test_what_the_buyer_had_paid_when_the_bank_was_asked_is_counted_already(
    at_home: House,
) -> None:
    _, claim = traded(at_home)
    buyer_pays(at_home, claim, "100.00")
    paid(at_home, paying(at_home, claim))
    repaid_by_hand(at_home, "50.00")

    confirmed(at_home, confirming(at_home, "600.00"))

    assert sent(at_home) == [("surplus", "bank", "spring", 5_000)]
    assert theirs_left(at_home) == 60_000


def test_a_payment_that_the_buyers_bank_takes_back_is_had_back_from_the_new_lender(
    at_home: House, trade: tuple[OrderId, ReceivableId]
) -> None:
    came = buyer_pays(at_home, trade[1])
    confirmed(at_home, confirming(at_home))

    take(at_home, taken_back(came, at_home.clock.day))

    assert sent(at_home) == [
        ("surplus", "bank", "rival", 40_000),
        ("reclaim", "bank", "rival", 40_000),
    ]
    assert financing(at_home, "fin-1").stage is Stage.REPAID
    assert theirs_left(at_home) == 70_000
    assert their_pool(at_home).outstanding == yuan("700.00")
    assert lien_of(at_home, trade[1]).held(1) is not None


def test_a_part_that_is_taken_back_is_had_back_in_part(
    at_home: House, trade: tuple[OrderId, ReceivableId]
) -> None:
    came = buyer_pays(at_home, trade[1])
    confirmed(at_home, confirming(at_home))

    take(at_home, taken_back(came, at_home.clock.day, "150.00"))

    between = [
        minor if kind == "surplus" else -minor
        for kind, _, to, minor in sent(at_home)
        if to == "rival"
    ]
    assert sum(between) == 25_000
    assert theirs_left(at_home) == 45_000
    assert {to for _, _, to, _ in sent(at_home)} == {"rival"}


def test_a_pay_off_that_is_sent_back_gives_back_what_was_passed_on(
    at_home: House, trade: tuple[OrderId, ReceivableId]
) -> None:
    order, _ = trade
    buyer_pays(at_home, trade[1])
    confirmed(at_home, confirming(at_home))

    sent_back(at_home)

    assert sent(at_home) == [
        ("surplus", "bank", "rival", 40_000),
        ("reclaim", "bank", "rival", 40_000),
    ]
    assert as_before(at_home, *trade)
    assert programme_of(at_home).lent_on(order) == yuan("300.00")


def test_it_is_sent_back_after_the_buyers_payment_was_taken_back(
    at_home: House, trade: tuple[OrderId, ReceivableId]
) -> None:
    """Nothing is had back twice, and nothing from the borrower, who had none of it."""
    came = buyer_pays(at_home, trade[1])
    confirmed(at_home, confirming(at_home))
    take(at_home, taken_back(came, at_home.clock.day))

    sent_back(at_home)

    assert sent(at_home) == [
        ("surplus", "bank", "rival", 40_000),
        ("reclaim", "bank", "rival", 40_000),
    ]
    assert as_before(at_home, *trade)
    assert programme_of(at_home).lent_on(trade[0]) == yuan("700.00")


def test_a_pay_off_that_lapses_leaves_the_buyers_money_where_it_is(
    at_home: House, trade: tuple[OrderId, ReceivableId]
) -> None:
    buyer_pays(at_home, trade[1])

    at_home.clock.pass_days(7)
    close_up_to_today(at_home.desk, Book(pools=[PoolAt(RIVAL, THEIRS)]))

    assert sent(at_home) == []
    assert as_before(at_home, *trade)
    assert programme_of(at_home).lent_on(trade[0]) == yuan("300.00")
    assert programme_of(at_home).lender == BANK
