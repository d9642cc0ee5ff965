"""A payment taken back is undone in the pool that it repaid, whoever holds the claim by then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from application.processes.assigning import LetGo, let_go
from application.processes.running_pools import ForPool, close
from domain.financing.state import Stage
from domain.shared.ids import PoolId
from tests.scenarios.bank import credit, financing, match, pool, sent, take, taken_back, unmatch
from tests.scenarios.cast import (
    BANK,
    POOL,
    RIVAL,
    Trade,
    admit_all,
    assign_to,
    drawn,
    open_a_pool,
    ready,
    yuan,
)
from tests.support.house import House, house
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres


@pytest.fixture
def trade(database: Database) -> Iterator[House]:
    with house(database) as opened:
        admit_all(opened)
        open_a_pool(opened)
        yield opened


def test_a_draw_is_owed_again_though_the_claim_left_the_pool(trade: House) -> None:
    ready(trade, Trade("INV-1", "1000.00"))
    drawn(trade, "800.00")
    came = credit("1000.00", "INV-1", trade.clock.day)
    take(trade, came)
    closing = ForPool(POOL, BANK)
    trade.do(BANK, closing, close(closing))

    take(trade, taken_back(came, trade.clock.day))

    assert financing(trade).stage is Stage.DISBURSED
    assert pool(trade).outstanding == yuan("800.00")
    assert pool(trade).over_advance is None  # the claim is in it again
    assert sent(trade, "reclaim") == [20_000]


def test_the_next_lender_is_not_asked_for_money_it_never_had(trade: House) -> None:
    """The claim was paid in part, let go and taken by another lender."""
    (claim,) = ready(trade, Trade("INV-1", "1000.00"))
    drawn(trade, "300.00")
    came = credit("400.00", "INV-1", trade.clock.day)
    take(trade, came)
    free = LetGo(POOL, (claim,))
    trade.do(BANK, free, let_go(free))
    second = PoolId("pool-2")
    open_a_pool(trade, RIVAL, second)
    assign_to(trade, claim, pool=second)

    take(trade, taken_back(came, trade.clock.day))

    assert financing(trade).owed(trade.clock.day).principal == yuan("300.00")
    assert pool(trade).outstanding == yuan("300.00")
    assert pool(trade, RIVAL, second).outstanding.is_zero
    assert sent(trade, "reclaim") == [10_000]
    with trade.store.reading() as reading:
        (held,) = reading.claims(second)
    assert held.open == 100_000


def test_money_taken_back_in_part_stays_paid_for_the_rest(trade: House) -> None:
    ready(trade, Trade("INV-1", "1000.00"))
    drawn(trade, "100.00")
    came = credit("1000.00", "INV-1", trade.clock.day)
    take(trade, came)

    take(trade, taken_back(came, trade.clock.day, "250.00"))

    assert financing(trade).stage is Stage.REPAID
    assert sum(sent(trade, "surplus")) - sum(sent(trade, "reclaim")) == 75_000 - 10_000
    with trade.store.reading() as reading:
        (held,) = reading.claims(POOL)
    assert held.open == 25_000


def test_a_match_undone_and_made_again_comes_to_the_same(trade: House) -> None:
    (claim,) = ready(trade, Trade("INV-1", "1000.00"))
    drawn(trade, "100.00")
    taken = take(trade, credit("1000.00", "INV-1", trade.clock.day))

    unmatch(trade, taken["collection"], claim)
    match(trade, taken["collection"], (claim, "1000.00"))

    assert financing(trade).stage is Stage.REPAID
    assert sent(trade, "surplus") == [90_000, 90_000]
    assert sent(trade, "reclaim") == [90_000]


def test_an_earlier_payment_that_is_told_late_and_then_taken_back_moves_no_cent(
    trade: House,
) -> None:
    ready(trade, Trade("INV-1", "1000.00"), Trade("INV-2", "400.00"))
    drawn(trade, "800.00")
    trade.clock.pass_days(60)
    take(trade, credit("400.00", "INV-2", trade.clock.day, "later"))
    early = credit("1000.00", "INV-1", trade.clock.day - timedelta(days=30), "earlier")
    take(trade, early)

    # 800.00 at 6 % for 30 days of 360 is 4.00: the early money owed 804.00 and freed the later
    assert financing(trade).stage is Stage.REPAID
    assert sum(sent(trade, "surplus")) == 140_000 - 80_400

    take(trade, taken_back(early, trade.clock.day))

    loan = financing(trade)
    kept = sum(sent(trade, "surplus")) - sum(sent(trade, "reclaim"))
    assert loan.owed(trade.clock.day).total == yuan("808.00")
    assert kept == 40_000
