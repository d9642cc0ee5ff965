"""A loan that was written off and closed holds nothing any more: what stood behind it is free."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from application.credit_line.agreeing import OnLine
from application.credit_line.agreeing import on_line as line_asked
from application.processes.disbursing import ConfirmPaidOut, confirm_paid_out
from application.processes.drawing_on_lines import draw_on_line
from application.processes.pursuing import (
    ForLoan,
    InDefault,
    agree,
    close_loan,
    declare_default,
    propose_write_off,
)
from application.processes.servicing import (
    TakeBackRepayment,
    TakeRepayment,
    take_back_repayment,
    take_repayment,
)
from domain.credit_line.commands import Close
from domain.financing.state import Stage
from domain.financing.terms import Cause
from domain.shared.ids import FinancingId
from tests.scenarios.bank import credit, financing, pool, take, taken_back
from tests.scenarios.cast import (
    ALWAYS_OPEN,
    ANCHOR,
    BANK,
    SPRING,
    Trade,
    admit_all,
    drawn,
    open_a_pool,
    ready,
    yuan,
)
from tests.scenarios.credit import account, line, on_line, open_a_line
from tests.scenarios.guaranteeing import FIN, guaranteed, lend, now
from tests.scenarios.lending import Person
from tests.scenarios.order_cast import lend_on_orders, lent, lien_of, ordered, programme_of
from tests.support.house import House, house
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres


@pytest.fixture
def trade(database: Database) -> Iterator[House]:
    with house(database) as running:
        yield running


def given_up(house: House, name: str) -> None:
    """In default, written off by two people of the bank, and closed."""
    loan = FinancingId(name)
    failed, about = InDefault(loan, BANK, Cause.BREACH, "gone"), ForLoan(loan, BANK, "liquidated")
    anna, ben = Person(house, BANK, "anna"), Person(house, BANK, "ben")
    anna.do(failed, declare_default(failed))
    anna.do(about, propose_write_off(about))
    ben.do(about, agree(about))
    anna.do(about, close_loan(about))
    assert financing(house, name).stage is Stage.CLOSED


def test_its_guarantee_with_the_margin_and_the_limits_are_free(trade: House) -> None:
    guaranteed(trade)
    lend(trade)

    given_up(trade, FIN)

    day = trade.clock.day
    assert now(trade).in_use(day).is_zero
    assert now(trade).margin_free(day) == yuan("100.00")
    assert account(trade, ANCHOR).in_use(day, yuan("0.00").currency).together.is_zero


def test_its_line_is_free_and_may_be_closed(trade: House) -> None:
    admit_all(trade)
    open_a_line(trade)
    asked = on_line("fin-1", amount="200.00")
    trade.do(SPRING, asked, draw_on_line(asked, ALWAYS_OPEN))
    out = ConfirmPaidOut(FinancingId("fin-1"), BANK, yuan("200.00"), trade.clock.day, "out-1")
    trade.do(BANK, out, confirm_paid_out(out))
    some = TakeRepayment(FinancingId("fin-1"), BANK, yuan("50.00"), trade.clock.day, "in-1")
    trade.do(BANK, some, take_repayment(some))

    given_up(trade, "fin-1")

    day = trade.clock.day
    assert line(trade).in_use(day).is_zero
    assert account(trade, SPRING).in_use(day, yuan("0.00").currency).together.is_zero
    closing = OnLine(line(trade).line, BANK, Close(reason="over"))
    trade.do(BANK, closing.command, line_asked(closing))


def test_its_order_is_free(trade: House) -> None:
    admit_all(trade)
    lend_on_orders(trade)
    order = ordered(trade)
    lent(trade, order)

    given_up(trade, "fin-1")

    assert lien_of(trade, order).held(1) is None
    assert programme_of(trade).lent_on(order).is_zero


def test_its_pool_is_owed_nothing_and_what_a_buyer_pays_goes_to_the_seller(trade: House) -> None:
    admit_all(trade)
    open_a_pool(trade)
    ready(trade, Trade("INV-1", "1000.00"))
    drawn(trade, "800.00")

    given_up(trade, "fin-1")
    told = credit("1000.00", "payment of INV-1", trade.clock.day)
    take(trade, told)

    assert pool(trade).outstanding.is_zero


def test_what_repaid_it_before_may_still_be_taken_back(trade: House) -> None:
    admit_all(trade)
    open_a_pool(trade)
    ready(trade, Trade("INV-1", "1000.00"))
    drawn(trade, "800.00")
    told = credit("300.00", "payment of INV-1", trade.clock.day)
    take(trade, told)
    by_hand = TakeRepayment(FinancingId("fin-1"), BANK, yuan("50.00"), trade.clock.day, "in-1")
    trade.do(BANK, by_hand, take_repayment(by_hand))
    given_up(trade, "fin-1")

    take(trade, taken_back(told, trade.clock.day))
    back = TakeBackRepayment(FinancingId("fin-1"), BANK, "in-1")
    trade.do(BANK, back, take_back_repayment(back))

    assert financing(trade).paid.total.is_zero
    assert financing(trade).stage is Stage.CLOSED
    assert pool(trade).outstanding.is_zero
