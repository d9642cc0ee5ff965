"""Money on an order from the command line: why, quoted, asked for, approved, sent for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from scripts.compose import House, opened
from scripts.settings import Settings
from tests.scripts.scenes import at_hand as anchorline
from tests.scripts.scenes import data_folder
from tests.scripts.test_ordering_from_the_command_line import admitted, sheet_in

pytestmark = [pytest.mark.postgres, pytest.mark.scenario]

PARTIES = (
    ("anchor", "core_enterprise", "cn:1"),
    ("spring", "supplier", "cn:2"),
    ("lantern", "lender", "cn:3"),
)


@dataclass(frozen=True, slots=True)
class Desk:
    """An order that was accepted, a programme, and whoever types."""

    house: House
    order: str

    @property
    def data(self) -> Path:
        return self.house.settings.data

    @property
    def due(self) -> str:
        return str(self.house.clock.now().day + timedelta(days=45))

    def programme(self, *words: str, acting: str) -> Any:  # noqa: ANN401  # JSON has no narrower type
        done = anchorline("programme", *words, "--as", acting, "--json", data=self.data)
        assert done.code == 0, done.told
        return done.json


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with data_folder() as folder:
        own = {"database_url": None, "database_owner_url": None, "instructions": None}
        with opened(Settings(data=folder).model_copy(update=own)) as running:
            yield prepared(running, tmp_path_factory.mktemp("papers"))


def prepared(house: House, folder: Path) -> Desk:
    data, terms = house.settings.data, folder / "terms.json"
    for party, role, number in PARTIES:
        admitted(data, party, role, number, account=f"6200-{party}@A Bank")
    order = anchorline(*sheet_in(folder, house), data=data).json[1]["order"]
    assert anchorline("order", "confirm", order, "--as", "anchor", data=data).code == 0
    assert anchorline("order", "accept", order, "--as", "spring", data=data).code == 0
    desk = Desk(house, order)
    printed = anchorline("programme", "example-terms", data=data).out
    terms.write_text(printed.replace("1000.00", "10.00"))
    desk.programme("open", "north", "anchor", "--terms", str(terms), acting="lantern")
    rated = ("--rated", f"A,{house.clock.now().day},own model", "--limit", "5000.00")
    desk.programme("join", "north", "spring", *rated, acting="lantern")
    return desk


def yuan(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "CNY"}


def test_money_on_an_order_is_explained_quoted_asked_for_and_decided(desk: Desk) -> None:
    order, due = desk.order, ("--due", desk.due)

    before = desk.programme("why", "lantern:north", order, acting="spring")
    joined = anchorline("parties", "chain", "spring", "--as", "anchor", data=desk.data)
    after = desk.programme("why", "lantern:north", order, acting="spring")
    quoted = desk.programme("quote", "lantern:north", order, "800.00", *due, acting="spring")

    assert [it["rule"] for it in before["reasons"]] == ["not_in_chain"]
    assert joined.code == 0
    assert (after["reasons"], after["eligible"]) == ([], yuan("1030.00"))
    assert quoted["available"] == yuan("824.00")

    def asked(name: str) -> str:
        named = (*due, "--financing", name)
        stage: str = desk.programme(
            "request", "lantern:north", order, "800.00", *named, acting="spring"
        )["stage"]
        return stage

    assert {asked(name) for name in ("fin-1", "fin-2", "fin-3")} == {"requested"}
    why = ("--reason", "late")
    assert (
        desk.programme("reject", "north", "spring:fin-2", *why, acting="lantern")["stage"]
        == "rejected"
    )
    gone = desk.programme("withdraw", "lantern:north", "fin-3", *why, acting="spring")
    lent = desk.programme("approve", "north", "spring:fin-1", acting="lantern")
    assert (gone["stage"], lent["stage"]) == ("withdrawn", "instructed")
    told = anchorline("programme", "why", "north", order, "--as", "lantern", data=desk.data).out
    assert "800.00" in told
    shows_what_was_decided(desk, lent["decision"])
    lists_what_can_be_drawn(desk)
    holds_it_against_prices_and_costs(desk)
    says_how_far_its_orders_are_borrowed_on(desk)
    asks_the_lender(desk)


def asks_the_lender(desk: Desk) -> None:
    """The order bears money of lantern now: it is asked, says no, then yes, and thinks again."""

    def order(*words: str, acting: str) -> Any:  # noqa: ANN401  # JSON has no narrower type
        named = (words[0], desk.order, *words[1:], "--as", acting)
        return anchorline("order", *named, "--json", data=desk.data)

    def waits() -> list[str]:
        shown = anchorline("inbox", "--party", "lantern", "--json", data=desk.data).json
        return [it["of"] for it in shown if it["task"] == "consent_to_order"]

    why = ("--reason", "rates")
    assert order("ask-consent", acting="anchor").code == 0
    assert waits() == [desk.order]
    assert order("refuse-consent", *why, acting="lantern").code == 0
    assert waits() == []
    assert order("consent", acting="lantern").code == 0
    assert order("withdraw-consent", *why, acting="lantern").code == 0
    refused = order("withdraw-consent", *why, acting="lantern")
    assert refused.json["refused"]["code"] == "e_order.no_consent_to_withdraw"


def shows_what_was_decided(desk: Desk, decision: str) -> None:
    kept = desk.programme("decision", "lantern:north", decision, acting="spring")
    assert (kept["order"], kept["reasons"]) == (desk.order, [])
    shown = desk.programme("show", "lantern:north", acting="spring")
    assert (shown["outstanding"], "references" in shown) == (yuan("800.00"), False)
    assert "references" in desk.programme("show", "north", acting="lantern")


def eligibility(desk: Desk, *words: str, party: str) -> Any:  # noqa: ANN401  # JSON has no narrower type
    done = anchorline("eligibility", "--party", party, "--json", *words, data=desk.data)
    assert done.code == 0, done.told
    return done.json


def lists_what_can_be_drawn(desk: Desk) -> None:
    """800.00 of 824.00 is lent: 24.00 are left."""
    ours, theirs = eligibility(desk, party="spring"), eligibility(desk, party="lantern")
    none = eligibility(desk, "--product", "credit_line", party="spring")
    table = anchorline("eligibility", "--party", "spring", data=desk.data).out

    (order,) = ours["orders"]
    assert (order["order"]["order"], order["facility"]) == (desk.order, "lantern:north")
    assert (order["outstanding"], order["available"]) == (yuan("800.00"), yuan("24.00"))
    assert [it["available"] for it in theirs["orders"]] == [yuan("24.00")]
    assert ours["totals"] == [{"product": "e_order", "available": yuan("24.00"), "fromThings": 1}]
    assert (none["orders"], theirs["totals"]) == ([], [])
    assert "CNY 24.00" in table
    assert "In all" in table


def holds_it_against_prices_and_costs(desk: Desk) -> None:
    today = desk.house.clock.now().day
    price = f"wax,KGM,5,{today},exchange"
    recorded = desk.programme("prices", "north", "--price", price, acting="lantern")
    stated = desk.programme(
        "cost", "lantern:north", desk.order, "700.00", "--source", "own books", acting="spring"
    )
    why = desk.programme("why", "lantern:north", desk.order, acting="spring")
    wrong = ("programme", "prices", "north", "--price", "wax,KGM,dear,2026-03-01,x")

    assert recorded["programme"] == "lantern:north"
    assert (stated["cost"], stated["statedOn"]) == (yuan("700.00"), str(today))
    (over,) = why["reasons"]
    assert (over["rule"], over["figures"][1]) == ("overpriced", {"name": "most", "value": "5.5"})
    assert anchorline(*wrong, "--as", "lantern", data=desk.data).code == 2
    table = anchorline("eligibility", "--party", "spring", data=desk.data).out
    assert "overpriced" in table
    assert "exchange" not in table
    desk.programme("prices", "north", "--price", f"wax,KGM,10,{today},exchange", acting="lantern")


def test_whom_to_pay_is_put_on_file(desk: Desk) -> None:
    changed = ("parties", "accounts", "spring", "6200-new@B Bank", "--evidence", "letter 7")
    wrong = ("parties", "accounts", "spring", "6200", "--evidence", "letter 7")

    assert anchorline(*changed, data=desk.data).code == 0
    shown = anchorline("parties", "show", "spring", "--json", data=desk.data).json

    assert [it["number"] for it in shown["accounts"]] == ["6200-new"]
    assert anchorline(*wrong, data=desk.data).code == 2


def says_how_far_its_orders_are_borrowed_on(desk: Desk) -> None:
    supplier = ("spring", "--as", "anchor")
    assert anchorline("parties", "chain", *supplier, data=desk.data).code == 0
    most = ("--ratio", "0.60", "--limit", "5000.00", "--lender", "lantern")

    allowed = anchorline("parties", "order-financing", *supplier, *most, data=desk.data)
    capped = desk.programme("why", "lantern:north", desk.order, acting="spring")
    why = ("--reason", "late")
    forbidden = anchorline("parties", "no-order-financing", *supplier, *why, data=desk.data)
    none = desk.programme("why", "lantern:north", desk.order, acting="spring")
    again = anchorline("parties", "order-financing", *supplier, data=desk.data)
    wrong = anchorline("parties", "order-financing", *supplier, "--ratio", "much", data=desk.data)

    assert (allowed.code, forbidden.code, again.code) == (0, 0, 0), allowed.told
    assert [it["rule"] for it in capped["reasons"]] == ["chain_ratio"]
    assert [it["rule"] for it in none["reasons"]] == ["chain_forbids"]
    assert wrong.code != 0
