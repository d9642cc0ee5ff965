"""Whoever sits at the machine can do everything by command line, and programs can read it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from application.processes.programmes import programme_at, programme_of
from domain.shared.ids import PartyId, ProgrammeId
from scripts.compose import House, opened
from scripts.demo.bank_papers import Credit, message
from scripts.demo.book import load_book
from scripts.demo.cast import SPRING
from scripts.demo.papers import RIVERS_LIST, Paper, cii, ubl
from scripts.settings import Settings
from scripts.written import written
from tests.scripts.scenes import at_hand as anchorline
from tests.scripts.scenes import data_folder

pytestmark = [pytest.mark.postgres, pytest.mark.scenario]

CNY = "CNY"


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    """Runs with the book of examples; commands attach to its server."""
    with data_folder() as folder:
        settings = Settings(data=folder)
        own = {"database_url": None, "database_owner_url": None, "instructions": None}
        with opened(settings.model_copy(update=own)) as running:
            load_book(running)
            yield running


def paper(house: House, number: str, gross: str = "11300.00") -> Paper:
    day = house.clock.now().day
    issued, due = day - timedelta(days=3), day + timedelta(days=40)
    return Paper(number, SPRING, Decimal(gross), issued, due, f"PO-{number}")


def test_a_folder_imported_twice_changes_nothing(house: House, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(ubl(paper(house, "IM-1")))
    (tmp_path / "b.xml").write_text(cii(paper(house, "im 1")))
    (tmp_path / "c.xml").write_text(cii(paper(house, "IM-2", "500.00")))
    (tmp_path / "broken.xml").write_text("<Invoice>")
    data = house.settings.data

    first = anchorline("import", str(tmp_path), "--as", "spring", "--json", data=data)
    second = anchorline("import", str(tmp_path), "--as", "spring", "--json", data=data)
    claims = anchorline("receivables", "--party", "spring", "--json", data=data).json

    outcomes = {row["file"]: row["outcome"] for row in first.json}
    assert outcomes == {
        "a.xml": "registered",
        "b.xml": "known",
        "c.xml": "registered",
        "broken.xml": "refused",
    }
    assert second.json == first.json
    numbers = [row["number"] for row in claims]
    assert [numbers.count(it) for it in ("IM-1", "im 1", "IM-2")] == [1, 0, 1]


def test_a_sheet_needs_its_mapping_and_is_read_with_it(house: House, tmp_path: Path) -> None:
    header = "发票号码,开票日期,到期日,价税合计,税额,订单号,购买方,购方税号"
    day = house.clock.now().day
    sheet = tmp_path / "list.csv"
    row = f"IM-9,{day},{day + timedelta(days=30)},100.00,0.00,PO-9,nobody,000000000000000000"
    sheet.write_text(f"{header}\r\n{row}\r\n")
    mapping = tmp_path / "mapping.json"
    mapping.write_text(written(RIVERS_LIST))
    words = ("import", str(sheet), "--as", "river", "--json")

    without = anchorline(*words, data=house.settings.data).json
    with_it = anchorline(*words, "--mapping", str(mapping), data=house.settings.data).json

    assert [row["why"] for row in without] == ["document.mapping_missing"]
    assert [(row["outcome"], row["why"]) for row in with_it] == [("waiting", "buyer_unknown")]


def test_an_invoice_is_imported_confirmed_assigned_noticed_and_drawn_against(
    house: House, tmp_path: Path
) -> None:
    data = house.settings.data
    (tmp_path / "story.xml").write_text(ubl(paper(house, "ST-1", "100000.00")))
    (imported,) = anchorline("import", str(tmp_path), "--as", "spring", "--json", data=data).json
    claim = imported["receivable"]
    due = str(house.clock.now().day + timedelta(days=30))
    pool = "lantern:harbour-suppliers"

    assert anchorline("ask", claim, "--as", "spring", data=data).code == 0
    confirmed = anchorline("confirm", "--all-waiting", "--as", "harbour", "--json", data=data).json
    assert confirmed["count"] == 2, "this one, and RT-79 of the book"
    assert anchorline("assign", pool, claim, "--as", "spring", data=data).code == 0
    notice = ("--to", "accounts", "--evidence", "receipt")
    assert anchorline("notify", claim, "--as", "lantern", *notice, data=data).code == 0
    words = ("draw", pool, "80000.00", "--as", "spring", "--due", due, "--financing", "cli-1")
    drawn = anchorline(*words, "--request-id", "cli-draw-1", "--json", data=data).json
    again = anchorline(*words, "--request-id", "cli-draw-1", "--json", data=data).json
    paid = anchorline(
        "disburse", "spring:cli-1", "--as", "lantern", "--reference", "b-1", "--json", data=data
    ).json

    assert drawn["netProceeds"] == {"amount": "79600.00", "currency": CNY}
    assert again == drawn
    assert paid["stage"] == "disbursed"
    exposed = anchorline(
        "exposure", "--party", "lantern", "--by", "seller", "--json", data=data
    ).json
    assert {line["of"]: line["drawn"]["amount"] for line in exposed}["spring"] == "80000.00"
    _on_harbour(data)
    _bought_back_and_bounced(data, claim)


def _bought_back_and_bounced(data: Path, claim: str) -> None:
    """The pool bears as much as before, and no claim is lost."""
    own = ("--as", "lantern", "--reference", "bb-1", "--json")

    bought = anchorline(
        "pool", "buy-back", "harbour-suppliers", "100000.00", claim, *own, data=data
    )
    back = anchorline("pool", "take-back", "harbour-suppliers", *own, data=data)
    again = anchorline("pool", "take-back", "harbour-suppliers", *own, data=data)

    assert bought.code == back.code == 0, bought.told + back.told
    assert back.json["count"] == bought.json["count"] == 1
    assert again.json["refused"]["code"] == "process.buy_back_unknown"


def test_a_lender_sees_all_of_its_pool_and_a_seller_its_own_part(house: House) -> None:
    def seen(party: str) -> Any:  # noqa: ANN401  # JSON has no narrower type
        words = ("pool", "show", "lantern:harbour-suppliers", "--as", party, "--json")
        return anchorline(*words, data=house.settings.data).json

    whole, springs, rivers = (seen(it) for it in ("lantern", "spring", "river"))

    assert {"river", "spring"} < set(whole["sellers"])
    assert whole["claims"] >= springs["claims"] + rivers["claims"]
    assert springs["claims"] > 0
    assert (springs["sellers"], rivers["sellers"]) == (["spring"], ["river"])
    assert rivers["overAdvance"] is None


def _on_harbour(data: Path) -> None:
    """Two totals of one core enterprise: now, and of a day before anything was lent."""

    def asked(*words: str) -> Any:  # noqa: ANN401  # JSON has no narrower type
        return anchorline("exposure", "core-enterprise", "harbour", *words, "--json", data=data)

    (now,) = asked("--party", "lantern").json
    assert now["own"]["drawn"]["amount"] == now["connected"]["drawn"]["amount"] != "0.00"
    assert asked("--day", "2001-01-01").json == []
    assert asked("--known-at", "2999-01-01T00:00:00Z").code != 0
    assert anchorline("exposure", data=data).code != 0


def test_an_order_programme_is_run_from_the_command_line(house: House, tmp_path: Path) -> None:
    data, day = house.settings.data, str(house.clock.now().day)
    terms = tmp_path / "terms.json"
    terms.write_text(anchorline("programme", "example-terms", data=data).out)

    def programme(*words: str) -> Any:  # noqa: ANN401  # JSON has no narrower type
        done = anchorline("programme", *words, "--as", "lantern", "--json", data=data)
        assert done.code == 0, done.told
        return done.json

    programme("open", "cli-orders", "harbour", "--terms", str(terms))
    rated = ("--rated", f"A,{day},own model")
    programme("join", "cli-orders", "spring", *rated, "--limit", "200000.00")
    programme("rate", "cli-orders", "spring", "--rated", f"B,{day},own model")
    programme("limit", "cli-orders", "spring", "--limit", "100000.00")
    terms.write_text(terms.read_text().replace('"version": 1', '"version": 2'))
    amended = programme("amend", "cli-orders", "--terms", str(terms), "--effective-on", day)
    frozen = programme("freeze", "cli-orders", "--reason", "review")
    every = anchorline("programme", "list", "--party", "lantern", "--json", data=data).json
    (listed,) = (it for it in every if it["programme"] == "lantern:cli-orders")
    with house.store.reading() as reading:
        at = programme_at(reading, ProgrammeId("lantern:cli-orders"))
        admitted = programme_of(reading, at).state.suppliers[PartyId("spring")]
    programme("unfreeze", "cli-orders")

    assert programme("close", "cli-orders")["closed"] is True
    assert amended["termsVersion"] == 2
    assert frozen["frozen"] == "review"
    assert listed["status"] == "frozen"
    assert (admitted.rated.rating, admitted.limit.minor) == ("B", 10_000_000)


def test_a_rating_that_is_not_one_is_told(house: House) -> None:
    words = ("programme", "rate", "none", "spring", "--as", "lantern", "--rated", "A")

    assert "A,2026-01-15,own model" in anchorline(*words, data=house.settings.data).told


def test_a_bank_message_read_twice_counts_once(house: House, tmp_path: Path) -> None:
    day = house.clock.now().day
    file = tmp_path / "statement.xml"
    file.write_text(message("camt.053", "S-9", Credit("77.00", "LB-77", "who knows", day)))
    words = ("import-bank", str(file), "--as", "lantern", "--json")

    (first,) = anchorline(*words, data=house.settings.data).json
    (second,) = anchorline(*words, data=house.settings.data).json
    waits = anchorline("inbox", "--party", "lantern", "--json", data=house.settings.data).json

    assert first["outcome"] == "waiting"
    assert second["collection"] == first["collection"]
    assert [it["of"] for it in waits].count(first["collection"]) == 1


def test_a_refusal_is_printed_with_code_figures_and_both_languages(house: House) -> None:
    due = str(house.clock.now().day + timedelta(days=30))
    words = ("draw", "lantern:harbour-suppliers", "900000.00", "--as", "spring", "--due", due)

    told = anchorline(*words, data=house.settings.data)
    read = anchorline(*words, "--json", data=house.settings.data)

    assert told.code == read.code == 1
    assert "receivable_pool.beyond_sellers_base" in told.told
    assert "900,000.00" in told.told
    assert "Traceback" not in told.told + read.told
    refused = read.json["refused"]
    assert refused["code"] == "receivable_pool.beyond_sellers_base"
    assert refused["facts"]["requested"] == {"amount": "900000.00", "currency": CNY}
    assert refused["detail"] != refused["detailZh"]


def test_every_view_is_what_its_events_say_and_can_be_built_anew(house: House) -> None:
    data = house.settings.data

    rebuilt = anchorline("views", "rebuild", "exposure", "--json", data=data)
    checked = anchorline("views", "check", "--json", data=data)
    listed = anchorline("views", "list", "--json", data=data)

    assert {row["view"] for row in rebuilt.json} >= {"exposure", "financing_eligibility"}
    assert checked.code == 0
    assert all(row["sound"] for row in checked.json)
    assert {row["view"] for row in checked.json} == {
        *(row["view"] for row in listed.json),
        "claims",
    }


def test_a_frozen_pool_is_told_with_what_can_be_drawn(house: House) -> None:
    data, pool = house.settings.data, "harbour-suppliers"
    freeze = ("pool", "freeze", pool, "--reason", "count under way", "--as", "lantern")
    assert anchorline(*freeze, data=data).code == 0

    table = anchorline("eligibility", "--party", "spring", data=data)
    told = anchorline("eligibility", "--party", "spring", "--json", data=data).json
    assert anchorline("pool", "unfreeze", pool, "--as", "lantern", data=data).code == 0

    (found,) = [it for it in told["pools"] if it["facility"] == f"lantern:{pool}"]
    assert [it["code"] for it in found["obstacles"]][:1] == ["receivable_pool.frozen"]
    assert found["available"]["amount"] == "0.00"
    assert "receivable_pool.frozen" in table.out


def test_a_decision_is_made_again_to_the_byte(house: House) -> None:
    data = house.settings.data
    assert (
        anchorline("certify", "lantern:harbour-suppliers", "--as", "lantern", data=data).code == 0
    )
    parts = anchorline(
        "eligibility", "--pool", "lantern:harbour-suppliers", "--json", data=data
    ).json

    replayed = anchorline("decisions", "replay", parts["parts"][0]["decision"], "--json", data=data)

    assert replayed.code == 0
    assert replayed.json["sameCertificate"] is True
    assert replayed.json["sameBytes"] is True


def test_what_a_bank_is_to_pay_is_listed_and_lies_in_a_file(house: House) -> None:
    listed = anchorline("instructions", "--json", data=house.settings.data).json
    files = sorted(it.name for it in (house.settings.data / "instructions").iterdir())

    keys = {it["key"] for it in listed if it["handedOverAt"]}
    assert "disbursement/spring:spring-draw-1" in keys
    assert "disbursement=spring+spring-draw-1.json" in files


def test_a_party_is_let_in_by_two_persons(house: House) -> None:
    data = house.settings.data
    identifier = ("--identifier", "register:CN:900100")
    register = ("--name", "New Foundry", "--role", "supplier", *identifier)

    assert anchorline("parties", "register", "newcomer", *register, data=data).code == 0
    review = ("--reference", "ev-1", "--by", "ann")
    assert anchorline("parties", "review", "newcomer", *review, data=data).code == 0
    admit = ("parties", "admit", "newcomer", "--on-evidence", "ev-1")
    alone = anchorline(*admit, "--by", "ann", "--json", data=data)
    assert alone.json["refused"]["code"] == "enterprise.same_person"
    assert anchorline(*admit, "--by", "ben", data=data).code == 0

    parties = anchorline("parties", "list", "--json", data=data).json
    assert {it["party"]: it["standing"] for it in parties}["newcomer"] == "admitted"


def test_a_database_that_does_not_answer_is_told_in_a_sentence(tmp_path: Path) -> None:
    url = "postgresql://nobody:nothing@127.0.0.1:1/none"

    done = anchorline("pools", "--json", data=tmp_path, DATABASE_URL=url)

    assert done.code == 1
    assert done.json["failed"]["code"] == "database.unreachable"
    assert done.json["failed"]["detailZh"].startswith("数据库没有响应")
    assert "Traceback" not in done.told


def test_a_day_is_closed_once(house: House) -> None:
    data = house.settings.data

    first = anchorline("close-day", "--json", data=data)
    second = anchorline("close-day", "--json", data=data)

    (closed,) = first.json
    assert closed["day"] == house.clock.now().day.isoformat()
    assert closed["pools"] == 2
    assert second.json == []
