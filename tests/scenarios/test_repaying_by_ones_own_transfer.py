"""A seller repays its draw itself; the bank may take that back as well."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from application.processes.servicing import (
    TakeBackRepayment,
    TakeRepayment,
    take_back_repayment,
    take_repayment,
)
from domain.financing.state import Stage
from domain.shared.ids import FinancingId
from tests.scenarios.bank import credit, financing, pool, sent, take
from tests.scenarios.cast import BANK, Trade, admit_all, drawn, open_a_pool, ready, yuan
from tests.support.house import House, house
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres

FIN = FinancingId("fin-1")
BACK = TakeBackRepayment(FIN, BANK, "transfer-1")


@pytest.fixture
def trade(database: Database) -> Iterator[House]:
    with house(database) as opened:
        admit_all(opened)
        open_a_pool(opened)
        ready(opened, Trade("INV-1", "1000.00"))
        drawn(opened, "800.00")
        opened.clock.pass_days(60)
        yield opened


def repay(trade: House, amount: str) -> None:
    """808.00 settle it; what is over is said."""
    over = max(yuan(amount) - yuan("808.00"), yuan("0.00"))
    day = trade.clock.day
    asked = TakeRepayment(FIN, BANK, yuan(amount), day, "transfer-1", surplus=over)
    trade.do(BANK, asked, take_repayment(asked))


def take_back(trade: House) -> None:
    trade.do(BANK, BACK, take_back_repayment(BACK))


def test_what_is_repaid_can_be_drawn_again(trade: House) -> None:
    repay(trade, "808.00")

    assert financing(trade).stage is Stage.REPAID
    assert pool(trade).outstanding.is_zero


def test_too_much_goes_back_and_is_had_back_when_the_transfer_is_taken_back(trade: House) -> None:
    repay(trade, "900.00")
    assert sent(trade, "surplus") == [9_200]

    take_back(trade)

    assert sent(trade, "reclaim") == [9_200]
    assert financing(trade).owed(trade.clock.day).total == yuan("808.00")
    assert pool(trade).outstanding == yuan("800.00")


def test_the_same_transfer_sent_again_counts_again(trade: House) -> None:
    repay(trade, "900.00")
    take_back(trade)

    repay(trade, "900.00")

    assert financing(trade).stage is Stage.REPAID
    assert sent(trade, "surplus") == [9_200, 9_200]


def test_what_a_buyer_paid_is_not_taken_back_here(trade: House) -> None:
    take(trade, credit("1000.00", "INV-1", trade.clock.day))
    (paid,) = financing(trade).repayments
    asked = TakeBackRepayment(FIN, BANK, paid.reference)

    refusal = trade.refused(BANK, asked, take_back_repayment(asked))

    assert refusal["code"] == "financing.repayment_unknown"
