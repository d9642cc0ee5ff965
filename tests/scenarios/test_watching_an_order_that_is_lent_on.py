"""What happens to an order that is lent on is seen at once, and needs the lender."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from application.processes.closing_the_day import Book, close_up_to_today
from application.processes.paper_matters import HandInPaper
from application.processes.programmes import ProgrammeAt
from application.processes.quoting_orders import explain_order
from application.processes.running_programmes import RateInProgramme, rate_in_programme
from application.processes.taking_orders import hand_in_paper
from domain.eligibility.order_terms import OrderConcentration
from domain.shared.money import Money
from domain.shared.order_paper import PaperKind, Reply
from tests.scenarios.bank import credit, take
from tests.scenarios.cast import ANCHOR, BANK, SPRING, admit_all, yuan
from tests.scenarios.order_cast import (
    DELIVER_BY,
    PROGRAMME,
    TERMS,
    counted,
    give,
    invoiced,
    lend_on_orders,
    lent,
    ordered,
    over_advance,
    paper,
    programme_of,
    rated,
)
from tests.support.house import House, house
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres


@pytest.fixture
def at_home(database: Database) -> Iterator[House]:
    with house(database) as opened:
        admit_all(opened)
        yield opened


def test_goods_that_will_not_come_make_an_over_advance_at_once(at_home: House) -> None:
    """Ninety arrive and ten never will: 900.00 bears 630.00 of the 700.00 that is lent."""
    lend_on_orders(at_home)
    order = ordered(at_home)
    lent(at_home, order)

    give(at_home, SPRING, paper(PaperKind.DESPATCH, "D-1", counted("90")))
    give(
        at_home,
        ANCHOR,
        paper(PaperKind.RECEIPT, "G-1", counted("90", short=counted("10").quantity)),
    )

    assert over_advance(at_home, order) == yuan("70.00")


def test_a_worse_rating_makes_an_over_advance_at_once_and_a_better_one_cures_it(
    at_home: House,
) -> None:
    lend_on_orders(at_home)
    order = ordered(at_home)
    lent(at_home, order)

    for rating, expected in (("B", yuan("200.00")), ("A", None)):
        asked = RateInProgramme(PROGRAMME, BANK, SPRING, rated(at_home, rating))
        at_home.do(BANK, asked, rate_in_programme(asked))
        assert over_advance(at_home, order) == expected


def test_what_is_lent_on_is_neither_cancelled_nor_changed_without_the_lender(
    at_home: House,
) -> None:
    lend_on_orders(at_home)
    order = ordered(at_home)
    give(at_home, ANCHOR, paper(PaperKind.CHANGE, "C-1", deliver_by=date(2026, 5, 1)))
    lent(at_home, order)

    accept = paper(PaperKind.RESPONSE, "R-9", answers="C-1", reply=Reply.ACCEPTED)
    cancel = paper(PaperKind.CANCELLATION, "X-1", reason="not needed")
    for party, told in ((SPRING, accept), (ANCHOR, cancel)):
        asked = HandInPaper(party, told, told.number.ljust(64, "0"))
        refused = at_home.refused(party, asked, hand_in_paper(asked))
        assert refused["code"] == "e_order.consent_missing"


def test_an_order_counts_under_a_cap_as_long_as_money_is_lent_on_it(at_home: House) -> None:
    """1,000.00 invoiced and 700.00 lent on one order leave 800.00 of a cap of 1,500.00."""
    capped = OrderConcentration(buyer=Decimal("0.015"))
    lend_on_orders(
        at_home, terms=replace(TERMS, orders=replace(TERMS.orders, concentration=capped))
    )
    first = ordered(at_home)
    lent(at_home, first)
    claim = invoiced(at_home)
    second = ordered(at_home, "PO-8")

    def left() -> Money:
        with at_home.store.reading() as reading:
            day = at_home.clock.day
            return explain_order(reading, PROGRAMME, second, SPRING, day).eligible

    carried = left()
    take(at_home, credit("1000.00", "INV-1", at_home.clock.day), SPRING, [claim])
    owed_without_carrying = left()

    assert programme_of(at_home).certificates[first].eligible.is_zero
    assert carried == yuan("800.00")
    assert owed_without_carrying == yuan("800.00")


def test_the_daily_close_sees_that_the_goods_did_not_come_by_their_day(at_home: House) -> None:
    lend_on_orders(at_home)
    order = ordered(at_home)
    lent(at_home, order)
    book = Book(programmes=[ProgrammeAt(BANK, PROGRAMME)])

    at_home.clock.day = DELIVER_BY
    close_up_to_today(at_home.desk, book)
    before = over_advance(at_home, order)
    at_home.clock.pass_days(1)
    close_up_to_today(at_home.desk, book)

    assert before is None
    assert over_advance(at_home, order) == yuan("700.00")
