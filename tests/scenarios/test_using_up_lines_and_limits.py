"""Through the life of a loan: blocked, utilised, released, taken back, returned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from application.credit_line.agreeing import OnLine
from application.credit_line.agreeing import on_line as line_asked
from application.processes.disbursing import (
    ConfirmPaidOut,
    RecordReturned,
    confirm_paid_out,
    record_returned,
)
from application.processes.drawing import draw
from application.processes.drawing_on_lines import draw_on_line, quote_on_line
from application.processes.servicing import (
    TakeBackRepayment,
    TakeRepayment,
    take_back_repayment,
    take_repayment,
)
from application.processes.setting_limits import ChangeGroup, change_group
from domain.credit_line.commands import Close, ProposeAmendment, Suspend
from domain.lender_limit.commands import ChangeMembers
from domain.shared.facility import Product
from domain.shared.ids import FinancingId
from domain.shared.money import Money
from domain.shared.refusal import Refused
from tests.scenarios.cast import (
    ALWAYS_OPEN,
    ANCHOR,
    BANK,
    RIVER,
    SPRING,
    Trade,
    admit_all,
    draw_asked,
    drawn,
    open_a_pool,
    ready,
    yuan,
)
from tests.scenarios.credit import (
    LINE_TERMS,
    account,
    group,
    limit_group,
    limit_party,
    line,
    on_line,
    open_a_line,
    used,
)
from tests.support.house import House, house
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres
FIRST = FinancingId("fin-1")


@pytest.fixture
def trade(database: Database) -> Iterator[House]:
    with house(database) as opened:
        admit_all(opened)
        yield opened


def paid(trade: House, amount: str, reference: str = "transfer-1") -> None:
    asked = TakeRepayment(FIRST, BANK, yuan(amount), trade.clock.day, reference)
    trade.do(BANK, asked, take_repayment(asked))


def taken_back(trade: House, reference: str = "transfer-1") -> None:
    asked = TakeBackRepayment(FIRST, BANK, reference)
    trade.do(BANK, asked, take_back_repayment(asked))


def confirmed(trade: House, amount: str) -> None:
    asked = ConfirmPaidOut(FIRST, BANK, yuan(amount), trade.clock.day, "ref-1")
    trade.do(BANK, asked, confirm_paid_out(asked))


def available(trade: House) -> Money:
    return line(trade).available(trade.clock.day, Product.CREDIT_LINE)


def test_a_draw_from_a_pool_counts_on_who_owes_the_claims(trade: House) -> None:
    """Also where no limit is set: one that is set later counts what was there before."""
    open_a_pool(trade)
    ready(trade, Trade("INV-1", "1000.00"))
    drawn(trade, "500.00")
    assert used(trade) == yuan("500.00")
    assert account(trade).as_obligor.utilised(yuan("0").currency) == yuan("500.00")

    limit_party(trade, "600.00")
    more = draw_asked("100.01", "fin-2")
    refused = trade.refused(SPRING, more, draw(more))
    assert refused["code"] == "process.lender_takes_no_more"
    assert refused["facts"] == {}

    paid(trade, "300.00")
    assert used(trade) == yuan("200.00")
    taken_back(trade)
    assert used(trade) == yuan("500.00")


def test_a_draw_that_came_back_is_free_again(trade: House) -> None:
    open_a_line(trade)
    limit_party(trade, "700.00", SPRING)
    asked = on_line("fin-1", amount="700.00")
    trade.do(SPRING, asked, draw_on_line(asked, ALWAYS_OPEN))
    assert available(trade) == yuan("100.00")
    trade.clock.pass_days(40)  # the bank takes its time: what it was told of does not lapse

    assert used(trade, SPRING) == yuan("700.00")
    back = RecordReturned(FIRST, BANK, trade.clock.day, "account closed")
    trade.do(BANK, back, record_returned(back))

    assert available(trade) == yuan("800.00")
    assert used(trade, SPRING) == yuan("0.00")


def test_a_line_is_drawn_and_repaid_freely(trade: House) -> None:
    open_a_line(trade)
    asked = on_line("fin-1", amount="700.00")
    trade.do(SPRING, asked, draw_on_line(asked, ALWAYS_OPEN))
    confirmed(trade, "700.00")
    assert line(trade).usage.utilised(yuan("0").currency) == yuan("700.00")

    paid(trade, "400.00")
    assert available(trade) == yuan("500.00")
    taken_back(trade)
    assert available(trade) == yuan("100.00")
    paid(trade, "700.00", "transfer-2")
    assert (available(trade), used(trade, SPRING)) == (yuan("800.00"), yuan("0.00"))

    close = OnLine(line(trade).line, BANK, Close(reason="not wanted"))
    trade.do(BANK, close, line_asked(close))
    again = on_line("fin-2")
    assert (
        trade.refused(SPRING, again, draw_on_line(again, ALWAYS_OPEN))["code"]
        == "credit_line.closed"
    )


def test_a_pool_draw_may_use_a_part_of_the_line(trade: House) -> None:
    """分项支用: 500 of the line are for pools; the seller's own line, and nobody else's."""
    open_a_pool(trade)
    ready(trade, Trade("INV-1", "1000.00"))
    name = open_a_line(trade)
    asked = replace(draw_asked("400.00"), line=name)
    trade.do(SPRING, asked, draw(asked))

    assert line(trade).available(trade.clock.day, Product.RECEIVABLE_POOL) == yuan("100.00")
    assert available(trade) == yuan("400.00")
    more = replace(draw_asked("100.01", "fin-2"), line=name)
    assert trade.refused(SPRING, more, draw(more))["code"] == "credit_line.beyond_part"
    confirmed(trade, "400.00")
    paid(trade, "400.00")
    assert available(trade) == yuan("800.00")


def test_another_borrowers_line_is_not_used(trade: House) -> None:
    open_a_line(trade, RIVER)
    asked = on_line("fin-1", SPRING)

    refused = trade.refused(SPRING, asked, draw_on_line(asked, ALWAYS_OPEN))
    assert refused["code"] == "process.line_unknown"
    with trade.store.reading() as reading, pytest.raises(Refused):
        quote_on_line(reading, asked, trade.clock.day, ALWAYS_OPEN)


def test_a_quote_is_refused_as_the_draw_would_be(trade: House) -> None:
    name = open_a_line(trade)
    asked = on_line("quote", amount="100.00")
    with trade.store.reading() as reading:
        quoted = quote_on_line(reading, asked, trade.clock.day, ALWAYS_OPEN)
    assert (quoted.available, quoted.net_proceeds) == (yuan("800.00"), yuan("100.00"))
    assert quoted.interest == yuan("1.23")

    suspend = OnLine(name, BANK, Suspend(reason="fraud"))
    trade.do(BANK, suspend, line_asked(suspend))
    with trade.store.reading() as reading, pytest.raises(Refused) as refused:
        quote_on_line(reading, asked, trade.clock.day, ALWAYS_OPEN)
    assert refused.value.refusal.code == "credit_line.suspended"


def test_a_group_whose_limit_is_lowered_below_its_use_is_said_to_be_over(trade: House) -> None:
    open_a_line(trade, SPRING)
    asked = on_line("fin-1", amount="700.00")
    trade.do(SPRING, asked, draw_on_line(asked, ALWAYS_OPEN))
    limit_group(trade, "400.00", SPRING, RIVER)

    (over,) = group(trade).limits.over
    assert (over.limit, over.in_use) == (yuan("400.00"), yuan("700.00"))


def test_a_party_is_in_one_group_and_leaves_it(trade: House) -> None:
    limit_group(trade, "400.00", SPRING, RIVER)
    twice = ChangeGroup(
        BANK, group(trade).group, ChangeMembers(added=(SPRING,), removed=(), evidence="x")
    )
    assert trade.refused(BANK, twice, change_group(twice))["code"] == "lender_limit.already_member"
    left = ChangeMembers(added=(ANCHOR,), removed=(SPRING,), evidence="sold")
    changed = ChangeGroup(BANK, group(trade).group, left)
    trade.do(BANK, changed, change_group(changed))

    assert group(trade).members == (RIVER, ANCHOR)
    open_a_line(trade, SPRING)
    alone = on_line("fin-1", amount="700.00")
    trade.do(SPRING, alone, draw_on_line(alone, ALWAYS_OPEN))


def test_another_lender_knows_no_such_line(trade: House) -> None:
    name = open_a_line(trade)
    amended = ProposeAmendment(terms=replace(LINE_TERMS, version=2), counts_from=trade.clock.day)
    asked = OnLine(name, RIVER, amended)

    assert trade.refused(RIVER, asked, line_asked(asked))["code"] == "credit_line.not_found"
