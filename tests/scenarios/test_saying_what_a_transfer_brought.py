"""How much a transfer brought: by the bank's word, the first booking's, or whoever books now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from application.processes.servicing import TakeRepayment, take_repayment
from domain.shared.bank_entry import BankEntry
from domain.shared.currency import Currency
from domain.shared.ids import FinancingId
from domain.shared.money import Money
from tests.scenarios.bank import credit, financing, take, taken_back
from tests.scenarios.cast import BANK, Trade, admit_all, drawn, open_a_pool, ready, yuan
from tests.support.house import House, house
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres

FIRST, SECOND = FinancingId("first"), FinancingId("second")


@pytest.fixture
def at_home(database: Database) -> Iterator[House]:
    """Two draws of 400.00 each; 500.00 came in, of which 200.00 are booked on the first."""
    with house(database) as running:
        admit_all(running)
        open_a_pool(running)
        ready(running, Trade("INV-1", "1000.00"))
        for loan in (FIRST, SECOND):
            drawn(running, "400.00", loan)
        yield running


def came_in(house: House) -> BankEntry:
    entry = credit("500.00", "nothing known", house.clock.day, "T-1")
    told = replace(entry, account=f"acc-{BANK}")
    take(house, told)
    return told


def booking(house: House, loan: FinancingId, amount: str, stated: Money | None) -> TakeRepayment:
    asked = TakeRepayment(loan, BANK, yuan(amount), house.clock.day, "T-1")
    return replace(asked, transfer=stated)


def paid(house: House, asked: TakeRepayment) -> None:
    house.do(BANK, asked, take_repayment(asked))


def differs(house: House, asked: TakeRepayment) -> tuple[Any, Any]:
    body = house.refused(BANK, asked, take_repayment(asked))
    assert body["code"] == "process.transfer_differs", body
    return body["facts"]["known"], body["facts"]["stated"]


def written(amount: str, currency: Currency = Currency.CNY) -> dict[str, Any]:
    return {"minor": Money.of(amount, currency).minor, "currency": currency.value}


def test_what_is_stated_is_named_beside_what_the_bank_let_stand(at_home: House) -> None:
    """It took 100.00 back after the first booking, which knew of 500.00."""
    told = came_in(at_home)
    paid(at_home, booking(at_home, FIRST, "200.00", yuan("500.00")))
    take(at_home, taken_back(told, at_home.clock.day, "100.00"))

    asked = booking(at_home, SECOND, "200.00", yuan("450.00"))

    assert differs(at_home, asked) == (written("400.00"), written("450.00"))


@pytest.mark.parametrize("stated", [None, yuan("400.00")])
def test_what_the_bank_let_stand_is_booked_to_its_end(at_home: House, stated: Money | None) -> None:
    told = came_in(at_home)
    paid(at_home, booking(at_home, FIRST, "200.00", yuan("500.00")))
    take(at_home, taken_back(told, at_home.clock.day, "100.00"))

    beyond = booking(at_home, SECOND, "200.01", stated)
    refused = at_home.refused(BANK, beyond, take_repayment(beyond))
    paid(at_home, booking(at_home, SECOND, "200.00", stated))

    assert refused["code"] == "process.transfer_used_up"
    assert refused["facts"]["transfer"] == written("400.00")
    assert financing(at_home, SECOND).paid.total == yuan("200.00")


def test_what_is_stated_is_named_beside_what_an_earlier_booking_stated(at_home: House) -> None:
    paid(at_home, booking(at_home, FIRST, "200.00", yuan("500.00")))

    asked = booking(at_home, SECOND, "200.00", yuan("900.00"))

    assert differs(at_home, asked) == (written("500.00"), written("900.00"))


def test_an_amount_in_another_currency_than_is_stated_is_refused(at_home: House) -> None:
    dollars = Money.of("500.00", Currency.USD)

    asked = booking(at_home, FIRST, "200.00", dollars)

    assert differs(at_home, asked) == (written("500.00", Currency.USD), written("200.00"))
