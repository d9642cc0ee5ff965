"""The new lender's bank statement confirms a pay-off, or sends it back; nobody says so by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from application.collection.identity import identified
from application.collection.open_receivables import Book
from application.processes.collecting import TakeInEntry, take_in
from application.processes.open_book import draws_under_way
from domain.financing.state import Stage
from domain.shared.bank_entry import BankEntry, EntryDetail, Side
from domain.shared.ids import OrderId, ReceivableId
from tests.scenarios.bank import financing, pool
from tests.scenarios.cast import BANK, RIVAL, yuan
from tests.scenarios.order_cast import PROGRAMME, lien_of, programme_of
from tests.scenarios.taking_cast import THEIRS, paid, paying, traded, two_lenders
from tests.scenarios.test_paying_out_by_the_banks_word import back
from tests.scenarios.test_paying_out_by_the_banks_word import paid as debit
from tests.support.house import House
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres

NAMED = EntryDetail(side=Side.DEBIT, end_to_end_id="fin-2")


@pytest.fixture
def at_home(database: Database) -> Iterator[House]:
    yield from two_lenders(database)


@pytest.fixture
def trade(at_home: House) -> tuple[OrderId, ReceivableId]:
    """700.00 lent by the bank on the order; the rival's bank was asked to pay it off."""
    order, claim = traded(at_home)
    paid(at_home, paying(at_home, claim))
    return order, claim


def told(at_home: House, entry: BankEntry) -> dict[str, Any]:
    """As the rival's own statement tells it."""
    (one,) = identified([entry])
    with at_home.store.reading() as reading:
        under_way = draws_under_way(reading, [THEIRS])
    asked = TakeInEntry(RIVAL, one)
    return at_home.do(RIVAL, asked, take_in(asked, Book.of([]), under_way))


def holder(at_home: House, asset: str) -> tuple[str, str] | None:
    held = lien_of(at_home, asset).held(1)
    return None if held is None else (held.lender, held.secures)


def test_the_debit_moves_the_lien_and_repays_the_old_lender(
    at_home: House, trade: tuple[OrderId, ReceivableId]
) -> None:
    order, claim = trade

    taken = told(at_home, debit(NAMED, at_home.clock.day, "700.00"))

    assert taken["remainder"]["minor"] == 0
    assert financing(at_home, "fin-1").stage is Stage.REPAID
    assert financing(at_home, "fin-2", RIVAL).disbursed_on == at_home.clock.day
    assert (holder(at_home, order), holder(at_home, claim)) == (None, (RIVAL, THEIRS))
    assert programme_of(at_home).lent_on(order).is_zero
    assert pool(at_home, RIVAL, THEIRS).outstanding == yuan("700.00")


def test_a_debit_of_another_amount_waits_and_moves_nothing(
    at_home: House, trade: tuple[OrderId, ReceivableId]
) -> None:
    order, claim = trade

    taken = told(at_home, debit(NAMED, at_home.clock.day, "699.99"))

    assert taken["remainder"]["minor"] == 69_999
    assert financing(at_home, "fin-1").stage is Stage.DISBURSED
    assert (holder(at_home, order), holder(at_home, claim)) == ((BANK, PROGRAMME), None)


def test_the_statement_that_sends_it_back_leaves_everything_as_it_was(
    at_home: House, trade: tuple[OrderId, ReceivableId]
) -> None:
    order, claim = trade
    went = debit(NAMED, at_home.clock.day, "700.00")
    told(at_home, went)

    told(at_home, back(went))

    assert financing(at_home, "fin-1").stage is Stage.DISBURSED
    assert financing(at_home, "fin-2", RIVAL).stage is Stage.RELEASED
    assert (holder(at_home, order), holder(at_home, claim)) == ((BANK, PROGRAMME), None)
    assert programme_of(at_home).lent_on(order) == yuan("700.00")


def test_the_same_statement_again_pays_nothing_off_twice(
    at_home: House, trade: tuple[OrderId, ReceivableId]
) -> None:
    went = debit(NAMED, at_home.clock.day, "700.00")
    told(at_home, went)

    again = told(at_home, replace(went))

    assert again["fresh"] is False
    assert holder(at_home, trade[1]) == (RIVAL, THEIRS)
    assert len(financing(at_home, "fin-1").repayments) == 1
