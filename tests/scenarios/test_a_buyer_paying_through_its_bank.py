"""A bank's message finds the claim it pays; draws are repaid, the rest released; a return undoes
all of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from application.collection.identity import identified
from application.processes.answering import claim_on_record
from application.processes.buying_back import BuyBack, buy_back
from application.processes.certifying import pool_of
from application.processes.collecting import (
    MatchByPerson,
    TakeInEntry,
    match_by_person,
    take_in,
)
from application.processes.running_pools import ForPool, close
from domain.collection.events import Allocation
from domain.financing.state import Stage
from domain.shared.bank_entry import MessageKind, Side, Source
from domain.shared.ids import CollectionId
from tests.scenarios.bank import book_of, credit, financing, sent, take
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

INVOICE = Trade("INV-1", "1000.00")


@pytest.fixture
def trade(database: Database) -> Iterator[House]:
    with house(database) as opened:
        admit_all(opened)
        open_a_pool(opened)
        yield opened


def test_the_buyers_money_repays_the_draw_with_interest_and_the_rest_is_released(
    trade: House,
) -> None:
    (claim,) = ready(trade, INVOICE)
    drawn(trade, "800.00")
    trade.clock.pass_days(60)

    taken = take(trade, credit("1000.00", "INV-1", trade.clock.day))

    # 800.00 at 6 % for 60 days of 360 is 8.00
    assert taken["remainder"] == {"minor": 0, "currency": "CNY"}
    assert financing(trade).stage is Stage.REPAID
    assert financing(trade).paid.interest == yuan("8.00")
    assert sent(trade, "surplus") == [19_200]
    with trade.store.reading() as reading:
        assert pool_of(reading, BANK, POOL).outstanding.is_zero
        assert claim_on_record(reading, claim).open.is_zero


def test_money_the_bank_takes_back_is_owed_again_as_if_it_had_never_come(trade: House) -> None:
    (claim,) = ready(trade, INVOICE)
    drawn(trade, "800.00")
    trade.clock.pass_days(60)
    came = credit("1000.00", "INV-1", trade.clock.day)
    take(trade, came)
    trade.clock.pass_days(2)

    gone = replace(
        came,
        side=Side.DEBIT,
        reversal=True,
        servicer_reference="bank-2",
        source=Source(MessageKind.STATEMENT, 8, "m-2", "s-2"),
        booked_on=trade.clock.day,
        value_on=trade.clock.day,
    )
    take(trade, gone)

    loan = financing(trade)
    assert loan.stage is Stage.DISBURSED
    assert loan.owed(trade.clock.day).principal == yuan("800.00")
    assert loan.owed(trade.clock.day).interest == yuan("8.27")
    with trade.store.reading() as reading:
        assert pool_of(reading, BANK, POOL).outstanding == yuan("800.00")
        assert claim_on_record(reading, claim).open == yuan("1000.00")
    assert sent(trade, "reclaim") == [19_200]


def test_the_same_entry_in_another_message_is_counted_once(trade: House) -> None:
    (claim,) = ready(trade, INVOICE)
    came = credit("400.00", "INV-1", trade.clock.day)
    take(trade, came)

    told_again = replace(
        came, source=Source(MessageKind.NOTIFICATION, 8, "m-other", "s-other"), ordinal=7
    )
    again = take(trade, told_again)

    assert again["fresh"] is False
    with trade.store.reading() as reading:
        assert claim_on_record(reading, claim).open == yuan("600.00")


def test_what_nobody_recognises_waits_until_a_person_says_what_it_was_for(trade: House) -> None:
    (claim,) = ready(trade, INVOICE)
    taken = take(trade, credit("300.00", "thanks", trade.clock.day))
    assert taken["remainder"] == {"minor": 30_000, "currency": "CNY"}

    asked = MatchByPerson(
        CollectionId(str(taken["collection"])), (Allocation(claim, yuan("300.00")),)
    )
    trade.do(BANK, asked, match_by_person(asked, BANK))

    with trade.store.reading() as reading:
        assert claim_on_record(reading, claim).open == yuan("700.00")


def test_a_proposal_from_an_old_view_does_not_pay_a_claim_twice(trade: House) -> None:
    """The claim was paid a moment ago and the view does not know it yet: the money waits."""
    ready(trade, INVOICE)
    day, old = trade.clock.day, book_of(trade, BANK)
    take(trade, credit("1000.00", "INV-1", day))

    (told,) = identified([credit("1000.00", "INV-1", day, reference="bank-9")])
    asked = TakeInEntry(BANK, told)
    twice = trade.do(BANK, asked, take_in(asked, old))

    assert twice["remainder"] == {"minor": 100_000, "currency": "CNY"}


def test_a_seller_that_buys_its_claim_back_repays_its_draw_and_the_pool_can_close(
    trade: House,
) -> None:
    (claim,) = ready(trade, INVOICE)
    drawn(trade, "800.00")
    asked = BuyBack(POOL, BANK, (claim,), yuan("1000.00"), trade.clock.day, "ref-77")

    trade.do(BANK, asked, buy_back(asked))
    closing = ForPool(POOL, BANK)
    closed = trade.do(BANK, closing, close(closing))

    assert closed["closed"] is True
    assert financing(trade).stage is Stage.REPAID
