"""A seller buys back what its buyer did not pay, claim by claim, from a pool that is short."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from application.processes.buying_back import BuyBack, buy_back
from domain.shared.ids import ReceivableId
from domain.shared.money import Money
from tests.scenarios.bank import financing, pool
from tests.scenarios.cast import (
    BANK,
    POOL,
    Trade,
    admit_all,
    drawn,
    open_a_pool,
    ready,
    yuan,
)
from tests.support.house import House, house
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres

TRADES = (Trade("INV-1", "1000.00"), Trade("INV-2", "500.00"), Trade("INV-3", "400.00"))


@pytest.fixture
def trade(database: Database) -> Iterator[House]:
    with house(database) as running:
        admit_all(running)
        open_a_pool(running)
        yield running


def long_unpaid(trade: House) -> list[ReceivableId]:
    """Three claims, 1500.00 drawn on them; long past due they bear nothing."""
    claims = ready(trade, *TRADES)
    drawn(trade, "1500.00")
    trade.clock.pass_days(250)
    return claims


def bought(claim: ReceivableId, price: str, house: House) -> BuyBack:
    return BuyBack(POOL, BANK, (claim,), yuan(price), house.clock.day, f"T-{claim}")


def short(trade: House) -> Money | None:
    return pool(trade).over_advance


def test_each_claim_may_be_bought_back_by_itself_though_the_pool_stays_short(trade: House) -> None:
    one, two, _ = long_unpaid(trade)
    owed = financing(trade).principal_left

    for claim, price in ((two, "500.00"), (one, "1000.00")):
        asked = bought(claim, price, trade)
        trade.do(BANK, asked, buy_back(asked))

    left = financing(trade).principal_left
    assert yuan("0.00") < left < owed
    assert (pool(trade).claims, short(trade)) == (1, left)


def test_what_leaves_the_pool_shorter_than_it_was_is_refused(trade: House) -> None:
    """Interest takes so much of the price that the other claim, gone, would be missed."""
    claims = ready(trade, Trade("INV-1", "1000.00"), Trade("INV-2", "20.00"))
    drawn(trade, "816.00")
    trade.clock.pass_days(70)
    asked = bought(claims[1], "20.00", trade)

    refused = trade.refused(BANK, asked, buy_back(asked))

    assert refused["code"] == "receivable_pool.would_over_advance"
