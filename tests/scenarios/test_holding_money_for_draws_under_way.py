"""A buyer may pay before the bank has paid the draw out: its money waits, and is nobody's gift."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from application.processes.disbursing import (
    ConfirmPaidOut,
    RecordReturned,
    confirm_paid_out,
    record_returned,
)
from application.processes.drawing import draw
from domain.financing.state import Stage
from domain.shared.ids import FinancingId
from tests.scenarios.bank import credit, financing, pool, sent, take, taken_back
from tests.scenarios.cast import (
    BANK,
    SPRING,
    Trade,
    admit_all,
    draw_asked,
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
        ready(opened, Trade("INV-1", "1000.00"))
        asked = draw_asked("800.00")
        opened.do(SPRING, asked, draw(asked))
        yield opened


def pay_out(trade: House) -> None:
    paid = ConfirmPaidOut(FinancingId("fin-1"), BANK, yuan("800.00"), trade.clock.day, "ref-1")
    trade.do(BANK, paid, confirm_paid_out(paid))


def test_what_the_draw_will_owe_is_held_and_only_the_rest_is_released(trade: House) -> None:
    take(trade, credit("1000.00", "INV-1", trade.clock.day))

    assert sent(trade, "surplus") == [20_000]
    assert pool(trade).held_for(SPRING) == yuan("800.00")
    assert pool(trade).over_advance is None

    pay_out(trade)

    assert financing(trade).stage is Stage.REPAID
    assert pool(trade).held == ()
    assert pool(trade).outstanding.is_zero


def test_what_was_held_is_released_when_the_disbursement_comes_back(trade: House) -> None:
    take(trade, credit("1000.00", "INV-1", trade.clock.day))

    back = RecordReturned(FinancingId("fin-1"), BANK, trade.clock.day, "account closed")
    trade.do(BANK, back, record_returned(back))

    assert sent(trade, "surplus") == [20_000, 80_000]
    assert pool(trade).held == ()


def test_money_taken_back_while_it_is_held_leaves_the_draw_as_it_was(trade: House) -> None:
    came = credit("1000.00", "INV-1", trade.clock.day)
    take(trade, came)

    take(trade, taken_back(came, trade.clock.day))

    assert sent(trade, "reclaim") == [20_000]
    assert pool(trade).held == ()
    pay_out(trade)
    assert financing(trade).stage is Stage.DISBURSED


def test_money_taken_back_after_it_went_to_the_draw_is_owed_again(trade: House) -> None:
    came = credit("1000.00", "INV-1", trade.clock.day)
    take(trade, came)
    pay_out(trade)

    take(trade, taken_back(came, trade.clock.day))

    assert financing(trade).owed(trade.clock.day).principal == yuan("800.00")
    assert pool(trade).outstanding == yuan("800.00")
    assert sent(trade, "reclaim") == [20_000]


def test_a_value_date_of_tomorrow_counts_today(trade: House) -> None:
    """Else the whole message would be refused, and the money lost from sight."""
    pay_out(trade)

    take(trade, credit("1000.00", "INV-1", trade.clock.day + timedelta(days=1)))

    assert financing(trade).stage is Stage.REPAID


def test_a_second_draw_under_way_is_held_for_beside_one_that_is_repaid(trade: House) -> None:
    pay_out(trade)
    ready(trade, Trade("INV-2", "1100.00"))
    second = draw_asked("300.00", "fin-2")
    trade.do(SPRING, second, draw(second))

    take(trade, credit("1000.00", "INV-1", trade.clock.day))

    assert financing(trade).stage is Stage.REPAID
    assert pool(trade).held_for(SPRING) == yuan("200.00")
    assert sent(trade, "surplus") == []
