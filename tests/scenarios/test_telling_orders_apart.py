"""Orders of several years bear one number: an invoice is of the one that can bear it, or waits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from application.processes.documents import Resolve
from application.processes.handing_in import handing_in
from application.processes.taking_documents import resolve
from domain.shared.ids import DocumentId, OrderId, PartyId
from domain.shared.money import Money
from domain.shared.order_paper import PaperKind, PaperLine, Reply
from domain.shared.trade_document import (
    BillLine,
    DocumentKind,
    InvoiceReference,
    TradeDocument,
)
from tests.scenarios.cast import (
    ALWAYS_OPEN,
    ANCHOR,
    RIVER,
    SPRING,
    Trade,
    admit_all,
    document,
    yuan,
)
from tests.scenarios.order_cast import WAX, counted, give, lien_of, order_paper, paper
from tests.scenarios.test_an_order_in_any_order import order_of
from tests.support.house import House, house
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres

LAST_YEAR, THIS_YEAR = date(2025, 3, 3), date(2026, 2, 10)


@pytest.fixture
def at_home(database: Database) -> Iterator[House]:
    with house(database) as opened:
        admit_all(opened)
        yield opened


def placed(at_home: House, on: date, *lines: PaperLine, accepted: bool = True) -> OrderId:
    net = Money.total((it.amount for it in lines if it.amount), yuan("0.00").currency)
    stated = replace(order_paper(), issued_on=on, lines=lines, net=net, gross=net)
    order = OrderId(give(at_home, ANCHOR, stated)["order"])
    if accepted:
        said = {"ordered_on": on, "issued_on": on, "reply": Reply.ACCEPTED}
        give(at_home, SPRING, paper(PaperKind.RESPONSE, f"R-{on.year}", **said))
    return order


def invoice(number: str, kilos: str, price: str = "10.00", **more: Any) -> TradeDocument:  # noqa: ANN401 - any field
    amount = yuan(str(Decimal(kilos) * Decimal(price)))
    line = BillLine(line="1", item=WAX, quantity=Decimal(kilos), amount=amount)
    stated = document(Trade(number, str(amount.major)))
    return replace(stated, **{"order": "PO-7", "billed": (line,), **more})


def handed(at_home: House, stated: TradeDocument, by: PartyId = SPRING) -> dict[str, Any]:
    asked, use_case = handing_in(by, stated, f"{stated.number}-{by}".ljust(64, "0"), ALWAYS_OPEN)
    return at_home.do(by, asked, use_case)


def naming(waiting: dict[str, Any], order: str) -> Resolve:
    return Resolve(DocumentId(waiting["document"]), order=OrderId(order))


def resolved(at_home: House, asked: Resolve, by: PartyId = SPRING) -> dict[str, Any]:
    return at_home.do(by, asked, resolve(asked, by, ALWAYS_OPEN))


def came_out_of(at_home: House, came: dict[str, Any]) -> set[str]:
    return set(lien_of(at_home, came["receivable"]).origins)


def billed(at_home: House, order: OrderId) -> set[str]:
    return {it.number for it in order_of(at_home, order).bills.values()}


def test_it_is_of_the_one_that_has_as_much_left_to_be_billed(at_home: House) -> None:
    old = placed(at_home, LAST_YEAR, counted("100", "1000.00"))
    handed(at_home, invoice("INV-0", "60", issued_on=date(2025, 4, 1)))
    new = placed(at_home, THIS_YEAR, counted("100", "1000.00"))

    came = handed(at_home, invoice("INV-1", "50"))

    assert (came["outcome"], came_out_of(at_home, came)) == ("registered", {new})
    assert (billed(at_home, old), billed(at_home, new)) == ({"INV-0"}, {"INV-1"})


def test_it_is_of_the_one_that_has_its_lines_at_its_price(at_home: House) -> None:
    old = placed(at_home, LAST_YEAR, counted("100", "900.00"))
    new = placed(at_home, THIS_YEAR, counted("100", "1000.00"))

    dear = handed(at_home, invoice("INV-1", "50"))
    cheap = handed(at_home, invoice("INV-2", "40", "9.00"))

    assert [came_out_of(at_home, it) for it in (dear, cheap)] == [{new}, {old}]


def test_it_is_never_of_one_that_was_placed_later(at_home: House) -> None:
    old = placed(at_home, LAST_YEAR, counted("100", "1000.00"))
    placed(at_home, THIS_YEAR, counted("100", "1000.00"))

    came = handed(at_home, invoice("INV-1", "50", issued_on=date(2026, 1, 20)))

    assert came_out_of(at_home, came) == {old}


def test_dated_before_its_order_it_came_out_of_it_whichever_was_here_first(at_home: House) -> None:
    """Else one trade is lent on twice, as the order and as its invoice."""
    first = handed(at_home, invoice("INV-1", "50", issued_on=date(2026, 2, 9)))
    order = placed(at_home, THIS_YEAR, counted("100", "1000.00"))
    second = handed(at_home, invoice("INV-2", "40", issued_on=date(2026, 2, 9)))

    assert [came_out_of(at_home, it) for it in (first, second)] == [{order}, {order}]
    assert billed(at_home, order) == {"INV-1", "INV-2"}


def test_of_an_earlier_year_it_is_of_a_namesake_that_is_not_here(at_home: House) -> None:
    came = handed(at_home, invoice("INV-1", "50", issued_on=date(2025, 12, 1)))
    order = placed(at_home, THIS_YEAR, counted("100", "1000.00"))

    assert came_out_of(at_home, came) == set()
    assert billed(at_home, order) == set()


def test_where_both_could_bear_it_a_person_says_which(at_home: House) -> None:
    old = placed(at_home, LAST_YEAR, counted("100", "1000.00"))
    new = placed(at_home, THIS_YEAR, counted("100", "1000.00"))

    waits = handed(at_home, invoice("INV-1", "50"))
    again = handed(at_home, invoice("INV-1", "50"))
    wrong = naming(waits, "ord_other")
    refused = at_home.refused(SPRING, wrong, resolve(wrong, SPRING, ALWAYS_OPEN))
    came = resolved(at_home, naming(waits, old))
    copy = handed(at_home, invoice("INV-1", "50"), ANCHOR)

    assert (waits["outcome"], waits["why"]) == ("waiting", "several_orders")
    assert again["choices"] == waits["choices"] == [new, old]
    assert (refused["code"], refused["facts"]) == (
        "intake.order_not_meant",
        {"order": "ord_other"},
    )
    assert (came["outcome"], came_out_of(at_home, came)) == ("registered", {old})
    assert (copy["outcome"], came_out_of(at_home, copy)) == ("known", {old})
    assert (billed(at_home, old), billed(at_home, new)) == ({"INV-1"}, set())


def test_where_none_could_bear_it_nobody_guesses(at_home: House) -> None:
    placed(at_home, LAST_YEAR, counted("100", "900.00"))
    new = placed(at_home, THIS_YEAR, counted("100", "1000.00"))

    waits = handed(at_home, invoice("INV-1", "150"))
    came = resolved(at_home, naming(waits, new))

    assert waits["why"] == "several_orders"
    assert came_out_of(at_home, came) == {new}


def test_a_stranger_is_not_told_which_orders_there_are(at_home: House) -> None:
    for year in (LAST_YEAR, THIS_YEAR):
        placed(at_home, year, counted("100", "1000.00"))
    asked, use_case = handing_in(RIVER, invoice("INV-1", "50"), "d" * 64, ALWAYS_OPEN)
    told = paper(PaperKind.DESPATCH, "D-1", counted("50"))
    sent, telling = handing_in(RIVER, told, "e" * 64, ALWAYS_OPEN)

    assert at_home.refused(RIVER, asked, use_case)["code"] == "receivable.not_a_party"
    assert at_home.refused(RIVER, sent, telling)["code"] == "e_order.not_a_party"


def test_a_credit_follows_its_invoice(at_home: House) -> None:
    old = placed(at_home, LAST_YEAR, counted("100", "1000.00"))
    new = placed(at_home, THIS_YEAR, counted("100", "1000.00"))
    waits = handed(at_home, invoice("INV-1", "50"))
    resolved(at_home, naming(waits, old))
    corrects = (InvoiceReference("INV-1", None),)

    handed(at_home, invoice("CN-1", "5", kind=DocumentKind.CREDIT_NOTE, corrects=corrects))

    assert (billed(at_home, old), billed(at_home, new)) == ({"INV-1", "CN-1"}, set())


def test_a_paper_of_goods_waits_until_its_order_is_named(at_home: House) -> None:
    old = placed(at_home, LAST_YEAR, counted("100", "1000.00"))
    new = placed(at_home, THIS_YEAR, counted("100", "1000.00"))

    waits = give(at_home, SPRING, paper(PaperKind.DESPATCH, "D-1", counted("90")))
    told = resolved(at_home, naming(waits, new))

    assert (waits["why"], waits["choices"]) == ("several_orders", [new, old])
    assert (told["outcome"], told["order"]) == ("recorded", new)
    assert {it.number for it in order_of(at_home, new).despatches.values()} == {"D-1"}
