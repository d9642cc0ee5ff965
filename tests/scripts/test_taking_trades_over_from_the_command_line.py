"""An order from the command line: lent on, invoiced, and taken out by a pool of claims."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from application.documents.mapping import ColumnMapping, IdentifierColumn, PartyColumns
from domain.shared.currency import Currency
from domain.shared.identifiers.identifier import Scheme
from scripts.compose import House, opened
from scripts.settings import Settings
from scripts.written import written
from tests.scripts.scenes import at_hand as anchorline
from tests.scripts.scenes import data_folder
from tests.scripts.test_lending_on_orders_from_the_command_line import Desk, prepared

pytestmark = [pytest.mark.postgres, pytest.mark.scenario]

INVOICES = ColumnMapping(
    name="invoices",
    number="no",
    issued_on="day",
    due_on="due",
    payable="amount",
    order="order",
    currency=Currency.CNY,
    buyer=PartyColumns(always_name="Anchor", always_identifiers=((Scheme.REGISTER, "cn:1"),)),
    seller=PartyColumns(name="from", identifiers=(IdentifierColumn("id", Scheme.REGISTER),)),
)


@dataclass(frozen=True, slots=True)
class Typed:
    """Whoever types, and the claim that the order became."""

    desk: Desk
    claim: str

    def run(self, *words: str, acting: str) -> Any:  # noqa: ANN401  # JSON has no narrower type
        return anchorline(*words, "--as", acting, "--json", data=self.desk.data)

    def done(self, *words: str, acting: str) -> Any:  # noqa: ANN401  # JSON has no narrower type
        done = self.run(*words, acting=acting)
        assert done.code == 0, done.told
        return done.json


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Typed]:
    with data_folder() as folder:
        own = {"database_url": None, "database_owner_url": None, "instructions": None}
        with opened(Settings(data=folder).model_copy(update=own)) as running:
            papers = tmp_path_factory.mktemp("papers")
            yield lent_and_invoiced(running, prepared(running, papers), papers)


def lent_and_invoiced(house: House, desk: Desk, folder: Path) -> Typed:
    assert anchorline("parties", "chain", "spring", "--as", "anchor", data=desk.data).code == 0
    asked = ("lantern:north", desk.order, "600.00", "--due", desk.due, "--financing", "fin-1")
    desk.programme("request", *asked, acting="spring")
    desk.programme("approve", "north", "spring:fin-1", acting="lantern")
    typed = Typed(desk, imported(house, desk, folder))
    typed.done("disburse", "spring:fin-1", "--reference", "out-1", acting="lantern")
    evidence = ("--to", "accounts", "--evidence", "receipt")
    typed.done("confirm", typed.claim, acting="anchor")
    typed.done("notify", typed.claim, *evidence, acting="lantern")
    terms = folder / "pool.json"
    printed = anchorline("pool", "example-terms", data=desk.data).out
    terms.write_text(printed.replace("harbour", "anchor").replace('"1000.00"', '"10.00"'))
    typed.done("pool", "open", "claims", "--terms", str(terms), acting="lantern")
    typed.done("pool", "join", "claims", "spring", acting="lantern")
    return typed


def imported(house: House, desk: Desk, folder: Path) -> str:
    """An invoice of 1,000.00 for the order."""
    day = house.clock.now().day
    sheet, mapping = folder / "invoices.csv", folder / "invoices.json"
    due = day + timedelta(days=60)
    sheet.write_text(
        f"no,day,due,amount,order,from,id\nINV-7,{day},{due},1000.00,PO-7,Spring,cn:2\n"
    )
    mapping.write_text(written(INVOICES))
    words = ("import", str(sheet), "--mapping", str(mapping), "--as", "spring", "--json")
    (row,) = anchorline(*words, data=desk.data).json
    assert row["outcome"] == "registered", row
    claim: str = row["receivable"]
    return claim


def test_the_borrower_is_told_what_settles_its_loan_and_its_claim_takes_it_out(
    typed: Typed,
) -> None:
    stated = typed.done("pay-off-statement", "fin-1", "--days", "3", acting="spring")
    strange = typed.run("pay-off-statement", "spring:fin-1", acting="lantern")
    named = ("lantern:claims", typed.claim, "--settles", "fin-1", "--due", typed.desk.due)
    to_itself = typed.run("pay-off", *named, acting="spring")
    taken = typed.done("take-out", *named, "--financing", "fin-2", acting="spring")
    again = typed.run("take-out", *named, "--financing", "fin-3", acting="spring")

    assert stated["settlesToday"] == {"amount": "600.00", "currency": "CNY"}
    assert stated["account"]["number"] == "6200-lantern"
    codes = [it.json["refused"]["code"] for it in (to_itself, again)]
    assert codes == ["process.owed_to_the_pool", "process.nothing_to_settle"]
    assert strange.code != 0
    assert taken["settled"] == {"amount": "600.00", "currency": "CNY"}
    assert taken["drawn"]["financing"] == "spring:fin-2"


def test_pay_offs_are_listed_for_one_party_or_for_all(typed: Typed) -> None:
    """None is under way here; what one says, and to whom, is told by the view's own test."""
    for whose in (("--party", "lantern"), ()):
        found = anchorline("pay-offs", *whose, "--json", data=typed.desk.data)
        assert (found.code, found.json) == (0, [])
