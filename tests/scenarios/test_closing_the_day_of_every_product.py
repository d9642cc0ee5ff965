"""The close goes through all that was lent, promised and asked for, whatever it is lent on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from application.financing import streams as financings
from application.processes import closing_the_day
from application.processes.closing_the_day import (
    Book,
    DayClosed,
    LimitAt,
    LineAt,
    LoanAt,
    close_up_to_today,
)
from application.processes.disbursing import ConfirmPaidOut, confirm_paid_out
from application.processes.drawing_on_lines import draw_on_line
from application.processes.judging_again import JudgeOrdersAgain, judge_orders_again
from application.processes.opening_lines import approve_line, propose_line
from application.processes.programmes import ProgrammeAt
from application.shared.carry_out import UseCase
from application.shared.ports import Unavailable
from domain.credit_line.commands import ApproveLine, ProposeLine
from domain.financing.state import Financing, Requested
from domain.financing.terms import Asking
from domain.shared.ids import FinancingId, LineId, OrderId
from domain.shared.money import Money
from tests.scenarios.cast import ALWAYS_OPEN, ANCHOR, BANK, SPRING, admit_all, yuan
from tests.scenarios.credit import (
    GROUP,
    LINE_TERMS,
    account,
    group,
    limit_group,
    limit_party,
    line,
    on_line,
    used,
)
from tests.scenarios.order_cast import (
    PROGRAMME,
    asked_on,
    lend_on_orders,
    lent,
    ordered,
    programme_of,
    request,
)
from tests.support.house import House, house
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres

LINE = LineId("line-1")
ON_ORDER, ON_LINE = FinancingId("fin-1"), FinancingId("net-1")
EVERYTHING = Book(
    loans=[LoanAt(BANK, ON_ORDER), LoanAt(BANK, ON_LINE)],
    lines=[LineAt(BANK, LINE)],
    programmes=[ProgrammeAt(BANK, PROGRAMME)],
    limits=[LimitAt(BANK, ANCHOR), LimitAt(BANK, GROUP, is_group=True)],
)


@pytest.fixture
def at_home(database: Database) -> Iterator[House]:
    with house(database) as opened:
        admit_all(opened)
        yield opened


def line_with_a_fee(at_home: House) -> None:
    terms = replace(LINE_TERMS, unused_fee_rate=Decimal("0.0036"))
    proposed = ProposeLine(line=LINE, lender=BANK, borrower=SPRING, terms=terms)
    at_home.do(BANK, proposed, propose_line(proposed))
    at_home.do(BANK, ApproveLine(), approve_line(LINE, BANK))


def drawn_on_line(at_home: House, amount: str) -> None:
    wanted = on_line(ON_LINE, amount=amount)
    at_home.do(SPRING, wanted, draw_on_line(wanted, ALWAYS_OPEN))
    paid = ConfirmPaidOut(ON_LINE, BANK, yuan(amount), at_home.clock.day, "out-2")
    at_home.do(BANK, paid, confirm_paid_out(paid))


def all_products(at_home: House) -> None:
    """700.00 on an order and 300.00 of 800.00 on a line, both at 6 %; 0.36 % on the unused."""
    line_with_a_fee(at_home)
    drawn_on_line(at_home, "300.00")
    lend_on_orders(at_home)
    lent(at_home, ordered(at_home), "700.00", ON_ORDER)
    limit_party(at_home, "1000.00")
    limit_group(at_home, "2000.00", ANCHOR, SPRING)


def interest(at_home: House, financing: FinancingId) -> Money:
    with at_home.store.reading() as reading:
        state = reading.load(financings.ROOM, financings.stream_of(BANK, financing)).state
    assert isinstance(state, Financing)
    return state.posted.interest


def events(at_home: House, topic: str) -> int:
    with at_home.engine.connect() as connection:
        found = connection.exec_driver_sql(
            "SELECT count(*) FROM anchorline.event WHERE topic LIKE %s", (f"{topic}@%",)
        )
        return int(found.scalar_one())


def test_loans_on_orders_and_lines_bear_interest_and_the_unused_part_its_fee(
    at_home: House,
) -> None:
    all_products(at_home)
    at_home.clock.pass_days(30)

    closed = close_up_to_today(at_home.desk, EVERYTHING)

    assert closed == (DayClosed(at_home.clock.day, 0, 2, lines=1, programmes=1, limits=2),)
    assert interest(at_home, ON_ORDER) == yuan("3.50")  # 700.00 x 6 % x 30 / 360
    assert interest(at_home, ON_LINE) == yuan("1.50")  # 300.00 x 6 % x 30 / 360
    assert line(at_home).fee_posted == yuan("0.15")  # 500.00 x 0.36 % x 30 / 360


def test_missed_days_post_the_same_fee_day_by_day_and_twice_posts_nothing(at_home: House) -> None:
    all_products(at_home)
    close_up_to_today(at_home.desk, EVERYTHING)
    for days in (1, 13, 16):
        at_home.clock.pass_days(days)
        closed = close_up_to_today(at_home.desk, EVERYTHING)
        assert len(closed) == days
    before = events(at_home, "")

    assert line(at_home).fee_posted == yuan("0.15")
    assert close_up_to_today(at_home.desk, EVERYTHING) == ()
    assert events(at_home, "") == before


def test_a_limit_that_begins_to_count_today_says_what_goes_beyond_it(at_home: House) -> None:
    """Agreed before, for a day to come: nobody asks anything of it on that day."""
    line_with_a_fee(at_home)
    drawn_on_line(at_home, "300.00")
    later = at_home.clock.day + timedelta(days=2)
    limit_party(at_home, "250.00", SPRING, later)
    book = Book(limits=[LimitAt(BANK, SPRING)])
    close_up_to_today(at_home.desk, book)
    assert not account(at_home, SPRING).limits.over

    at_home.clock.day = later
    close_up_to_today(at_home.desk, book)

    (over,) = account(at_home, SPRING).limits.over
    assert (over.limit, over.in_use) == (yuan("250.00"), yuan("300.00"))


def test_a_group_is_held_against_its_limit_with_what_all_members_use(at_home: House) -> None:
    """300.00 on the line, and 700.00 on an order on both its supplier and its buyer."""
    all_products(at_home)
    limit_lower = Book(limits=[LimitAt(BANK, GROUP, is_group=True)])

    close_up_to_today(at_home.desk, limit_lower)

    assert (used(at_home, SPRING), used(at_home, ANCHOR)) == (yuan("1000.00"), yuan("700.00"))
    assert not group(at_home).limits.over


def test_a_request_on_an_order_that_nobody_decided_is_over_and_the_order_is_free_of_it(
    at_home: House,
) -> None:
    lend_on_orders(at_home)
    request(at_home, asked_on(ordered(at_home)))
    book = Book(requests=[LoanAt(BANK, ON_ORDER)])
    asked = requested(at_home)
    at_home.clock.day = asked.expires_on
    close_up_to_today(at_home.desk, book)
    assert requested(at_home).asking is Asking.OPEN

    at_home.clock.pass_days(1)
    close_up_to_today(at_home.desk, book)

    assert requested(at_home).asking is Asking.EXPIRED
    assert programme_of(at_home).askings == {}
    at_home.clock.pass_days(1)
    close_up_to_today(at_home.desk, book)
    assert events(at_home, "financing.request_expired") == 1


def requested(at_home: House) -> Requested:
    with at_home.store.reading() as reading:
        state = reading.load(financings.ROOM, financings.stream_of(BANK, ON_ORDER)).state
    assert isinstance(state, Requested)
    return state


def by_one(asked: JudgeOrdersAgain) -> UseCase:
    return judge_orders_again(asked, most=1)


def test_orders_are_judged_a_few_in_a_transaction_and_all_though_the_close_breaks_off(
    at_home: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    lend_on_orders(at_home)
    for number, financing in (("PO-1", ON_ORDER), ("PO-2", FinancingId("fin-2"))):
        lent(at_home, ordered(at_home, number=number), "100.00", financing)
    book = Book(programmes=[ProgrammeAt(BANK, PROGRAMME)])
    at_home.clock.pass_days(120)
    begun: list[OrderId | None] = []

    def breaks_off(asked: JudgeOrdersAgain) -> UseCase:
        begun.append(asked.after)
        if len(begun) > 1:
            raise Unavailable
        return by_one(asked)

    monkeypatch.setattr(closing_the_day, "judge_orders_again", breaks_off)
    with pytest.raises(Unavailable):
        close_up_to_today(at_home.desk, book)
    assert len(programme_of(at_home).over_advances) == 1

    monkeypatch.setattr(closing_the_day, "judge_orders_again", by_one)
    (closed,) = close_up_to_today(at_home.desk, book)

    assert closed.day == at_home.clock.day
    assert set(programme_of(at_home).over_advances) == set(programme_of(at_home).lent.on)
    assert len(programme_of(at_home).over_advances) == 2
    assert close_up_to_today(at_home.desk, book) == ()
