"""What a seller paid for its claims bounces: they are in the pool again, and owed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from application.processes.assigning import Assign, assign
from application.processes.bought_back import TakeBackBuyBack, take_back_buy_back
from application.processes.buying_back import BuyBack, buy_back
from application.processes.held_claims import holders_of
from application.processes.running_pools import LetIn, OpenWith, let_in, open_pool
from application.shared.ports import Answer, Outcome
from application.views.inbox import INBOX
from domain.shared.bank_entry import BankEntry
from domain.shared.ids import PoolId, ReceivableId
from domain.shared.money import Money
from tests.application.views.folding import folded
from tests.scenarios.bank import credit, financing, pool, sent, take, taken_back
from tests.scenarios.cast import (
    BANK,
    POOL,
    RIVAL,
    SPRING,
    TERMS,
    Trade,
    admit_all,
    drawn,
    open_a_pool,
    ready,
    yuan,
)
from tests.support.crowd import all_at_once
from tests.support.house import House, events_of, house
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres

ONE, TWO = Trade("INV-1", "1000.00"), Trade("INV-2", "500.00")
BACK = TakeBackBuyBack(POOL, BANK, "T-1")


@pytest.fixture
def trade(database: Database) -> Iterator[House]:
    with house(database) as running:
        admit_all(running)
        open_a_pool(running)
        yield running


def claims_in(trade: House) -> tuple[ReceivableId, ...]:
    """Two claims in the pool, 1200.00 drawn on them."""
    claims = ready(trade, ONE, TWO)
    drawn(trade, "1200.00")
    return tuple(claims)


def bought(trade: House, claims: tuple[ReceivableId, ...], price: str) -> None:
    asked = BuyBack(POOL, BANK, claims, yuan(price), trade.clock.day, "T-1")
    trade.do(BANK, asked, buy_back(asked))


def came(trade: House, amount: str) -> BankEntry:
    entry = credit(amount, "nothing known", trade.clock.day, "T-1")
    return replace(entry, account=f"acc-{BANK}")


def held(trade: House, claims: tuple[ReceivableId, ...]) -> dict[ReceivableId, PoolId]:
    with trade.store.reading() as reading:
        return dict(holders_of(reading, list(claims)))


def waits(trade: House, task: str) -> dict[tuple[str, str], Money | None]:
    rows = folded(INBOX, events_of(trade)).values()
    return {(it.party, it.of): it.amount for it in rows if it.task == task}


def test_the_claims_are_held_again_and_what_they_paid_is_owed_again(trade: House) -> None:
    claims = claims_in(trade)
    before = pool(trade)
    told = came(trade, "1500.00")
    take(trade, told)
    bought(trade, claims, "1500.00")
    take(trade, taken_back(told, trade.clock.day))
    waiting = waits(trade, "take_back_buy_back")

    trade.do(BANK, BACK, take_back_buy_back(BACK))

    assert waiting == {(BANK, f"{POOL}/T-1"): yuan("1500.00")}
    assert waits(trade, "take_back_buy_back") == {}
    assert held(trade, claims) == dict.fromkeys(claims, POOL)
    assert financing(trade).paid.total.is_zero
    assert pool(trade).outstanding == before.outstanding
    assert (pool(trade).claims, pool(trade).over_advance) == (2, None)
    assert sent(trade, "surplus") == sent(trade, "reclaim") == [30_000]


def test_a_claim_that_another_lender_holds_by_now_stays_there_and_the_pool_is_short(
    trade: House,
) -> None:
    claims = claims_in(trade)
    bought(trade, claims, "1500.00")
    rivals = PoolId("rivals")
    opened = OpenWith(rivals, RIVAL, TERMS)
    trade.do(RIVAL, opened, open_pool(opened))
    joined = LetIn(rivals, RIVAL, SPRING)
    trade.do(RIVAL, joined, let_in(joined))
    asked = Assign(rivals, SPRING, claims[:1])
    trade.do(SPRING, asked, assign(asked))

    taken = trade.do(BANK, BACK, take_back_buy_back(BACK))

    assert taken["count"] == 1
    assert held(trade, claims) == {claims[0]: rivals, claims[1]: POOL}
    short = pool(trade).over_advance
    assert short is not None
    assert short.is_positive
    assert waits(trade, "cure_over_advance") == {(BANK, POOL): short, (SPRING, POOL): short}


def test_of_several_lots_by_one_transfer_all_are_taken_back(trade: House) -> None:
    first, second = claims_in(trade)
    for claim, price in ((first, "1000.00"), (second, "500.00")):
        asked = BuyBack(POOL, BANK, (claim,), yuan(price), trade.clock.day, "T-1", yuan("1500.00"))
        trade.do(BANK, asked, buy_back(asked))

    trade.do(BANK, BACK, take_back_buy_back(BACK))

    assert held(trade, (first, second)) == {first: POOL, second: POOL}
    assert financing(trade).paid.total.is_zero


def test_then_it_may_be_bought_back_by_the_same_transfer_again(trade: House) -> None:
    claims = claims_in(trade)
    bought(trade, claims, "1500.00")
    trade.do(BANK, BACK, take_back_buy_back(BACK))

    bought(trade, claims, "1500.00")

    assert held(trade, claims) == {}
    assert financing(trade).owed(trade.clock.day).total.is_zero


def test_where_nothing_was_owed_the_sellers_money_was_its_own_and_the_claims_come_back(
    trade: House,
) -> None:
    claims = tuple(ready(trade, ONE))
    bought(trade, claims, "1000.00")

    trade.do(BANK, BACK, take_back_buy_back(BACK))

    assert held(trade, claims) == {claims[0]: POOL}
    assert sent(trade, "surplus") == sent(trade, "reclaim") == [100_000]


def test_what_was_not_bought_back_or_in_anothers_pool_is_not_taken_back(trade: House) -> None:
    others = replace(BACK, lender=RIVAL)

    codes = [trade.refused(it.lender, it, take_back_buy_back(it))["code"] for it in (BACK, others)]

    assert codes == ["process.buy_back_unknown", "process.pool_unknown"]


def test_taken_back_at_once_by_two_it_happens_once(trade: House) -> None:
    claims = claims_in(trade)
    bought(trade, claims, "1500.00")

    def back(who: str) -> Answer:
        return trade.ask(BANK, BACK, take_back_buy_back(BACK), request_id=who)

    answers = all_at_once(back, ["anna", "boris"])

    assert sorted(it.outcome is Outcome.ACCEPTED for it in answers) == [False, True]
    assert pool(trade).claims == len(claims)
