"""An invoice is confirmed, pooled, drawn against, paid by its buyer, and free of every lien."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from application.processes.assigning import Assign, LetGo, assign, let_go
from application.processes.certifying import pool_of
from application.processes.drawing import draw, quote_draw
from domain.receivable_pool.refusals import OtherCurrency
from domain.shared.currency import Currency
from domain.shared.ids import PoolId
from domain.shared.money import Money
from domain.shared.refusal import Refused
from domain.shared.trade_document import Encoding
from tests.scenarios.cast import (
    BANK,
    POOL,
    RIVAL,
    SPRING,
    Trade,
    admit_all,
    assign_to,
    confirm,
    draw_asked,
    drawn,
    notify,
    open_a_pool,
    ready,
    register,
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


def test_a_supplier_draws_what_its_confirmed_invoice_bears_and_not_a_fen_more(
    trade: House,
) -> None:
    ready(trade, Trade("INV-1", "1000.00"))

    too_much = draw_asked("800.01")
    refusal = trade.refused(SPRING, too_much, draw(too_much))
    drawn(trade, "800.00", "fin-2")

    assert refusal["code"] == "receivable_pool.beyond_sellers_base"
    assert refusal["facts"]["available"] == {"minor": 80_000, "currency": "CNY"}
    with trade.store.reading() as reading:
        assert pool_of(reading, BANK, POOL).outstanding == yuan("800.00")


def test_the_same_invoice_in_another_format_is_the_same_claim(trade: House) -> None:
    first = register(trade, Trade("INV-1", "1000.00"))
    again = register(trade, Trade("inv 1", "1000.00"), Encoding.CII)

    assert first == again


def test_a_claim_in_one_pool_is_not_taken_by_another_and_the_holder_is_not_named(
    trade: House,
) -> None:
    (claim,) = ready(trade, Trade("INV-1", "1000.00"))
    open_a_pool(trade, RIVAL, PoolId("pool-2"))

    asked = Assign(PoolId("pool-2"), SPRING, (claim,))
    refusal = trade.refused(SPRING, asked, assign(asked))

    assert refusal["code"] == "lien.encumbered"
    assert refusal["facts"] == {"asset": claim}


def test_an_unconfirmed_claim_bears_nothing(trade: House) -> None:
    claim = register(trade, Trade("INV-1", "1000.00"))
    assign_to(trade, claim)
    notify(trade, claim)

    asked = draw_asked("10.00")
    refusal = trade.refused(SPRING, asked, draw(asked))
    confirm(trade, claim, "500.00")
    drawn(trade, "400.00", "fin-2")

    assert refusal["facts"]["available"]["minor"] == 0


def test_a_claim_that_nothing_rests_on_is_let_go_and_may_be_taken_by_another(
    trade: House,
) -> None:
    first, second = ready(trade, Trade("INV-1", "1000.00"), Trade("INV-2", "2000.00"))
    drawn(trade, "800.00")
    open_a_pool(trade, RIVAL, PoolId("pool-2"))

    both = LetGo(POOL, (first, second))
    assert trade.refused(BANK, both, let_go(both))["code"] == "receivable_pool.would_over_advance"
    one = LetGo(POOL, (second,))
    trade.do(BANK, one, let_go(one))
    assign_to(trade, second, pool=PoolId("pool-2"))


def test_two_draws_of_one_day_rest_on_one_judgement(trade: House) -> None:
    ready(trade, Trade("INV-1", "1000.00"))

    drawn(trade, "100.00", "fin-1")
    drawn(trade, "100.00", "fin-2")

    with trade.store.reading() as reading:
        assert pool_of(reading, BANK, POOL).outstanding == yuan("200.00")


def test_a_quote_in_another_currency_is_refused_as_the_draw_would_be(trade: House) -> None:
    asked = replace(draw_asked("100.00"), amount=Money.of("100.00", Currency.USD))

    with trade.store.reading() as reading, pytest.raises(Refused) as refused:
        quote_draw(reading, asked, trade.clock.day)

    assert refused.value.refusal == OtherCurrency(pool=Currency.CNY, asked=Currency.USD)
