"""Many files in one request: each document is told what became of it, and none is lost."""

from __future__ import annotations

import json

import pytest

from tests.api.papers import entry, sheet, statement, ubl
from tests.api.scenes import (
    Cast,
    dealt,
    everyone,
    invoice,
    open_a_pool,
    registered,
    yuan,
)
from tests.support.edge import Edge

pytestmark = pytest.mark.postgres


@pytest.fixture
def cast(platform: Edge) -> Cast:
    return everyone(platform)


def test_every_document_of_a_batch_is_told_what_became_of_it(cast: Cast) -> None:
    answer = cast.spring.upload(
        "/documents",
        ("one.xml", ubl("INV-1", "100.00")),
        ("again.csv", sheet("inv 1", "100.00")),
        ("nobody.xml", ubl("INV-2", "50.00", buyer="9999")),
        ("broken.xml", b"<Invoice"),
        ("otherwise.xml", ubl("INV-1", "999.00")),
        form={"mapping": "sheet"},
    )

    assert answer.status_code == 200, answer.text
    report = answer.json()
    told = [(line["file"], line["outcome"]) for line in report["documents"]]
    assert told == [
        ("one.xml", "registered"),
        ("again.csv", "known"),
        ("nobody.xml", "waiting"),
        ("broken.xml", "refused"),
        ("otherwise.xml", "refused"),
    ]
    assert report["counts"] == {"known": 1, "refused": 2, "registered": 1, "waiting": 1}
    assert report["documents"][2]["why"] == "buyer_unknown"
    assert report["documents"][3]["no"]["code"] == "document.not_well_formed"
    assert report["documents"][4]["no"]["code"] == "receivable.contradiction"
    assert "999.00" in report["documents"][4]["no"]["detail"]


def test_the_same_batch_again_changes_nothing_and_says_the_same(cast: Cast) -> None:
    batch = (("one.xml", ubl("INV-1", "100.00")), ("two.xml", ubl("INV-2", "50.00", buyer="9")))

    first = cast.spring.upload("/documents", *batch, Idempotency_Key="monday-batch")
    again = cast.spring.upload("/documents", *batch, Idempotency_Key="monday-batch")
    renewed = cast.spring.upload("/documents", *batch, Idempotency_Key="tuesday-batch")

    assert again.content == first.content
    assert [line["outcome"] for line in renewed.json()["documents"]] == ["known", "waiting"]
    assert len(cast.spring.get("/receivables").json()["items"]) == 1
    assert len(cast.spring.get("/documents").json()["items"]) == 2


def test_a_sheet_is_read_by_a_mapping_of_ones_own(cast: Cast) -> None:
    columns = {
        "name": "mine",
        "number": "number",
        "issuedOn": "issued",
        "dueOn": "due",
        "payable": "amount",
        "currency": "CNY",
        "seller": {"identifiers": [{"header": "seller", "scheme": "register"}]},
        "buyer": {"identifiers": [{"header": "buyer", "scheme": "register"}]},
    }
    file = ("mine.csv", sheet("INV-1", "100.00"))

    taken = cast.spring.upload("/documents", file, form={"columns": json.dumps(columns)})
    without = cast.spring.upload("/documents", file)
    unknown = cast.spring.upload("/documents", file, form={"mapping": "nobodys"})
    unsound = cast.spring.upload("/documents", file, form={"columns": '{"name": "mine"}'})
    no_json = cast.spring.upload("/documents", file, form={"columns": "{"})

    assert taken.json()["documents"][0]["outcome"] == "registered", taken.text
    assert without.json()["documents"][0]["no"]["code"] == "document.mapping_missing"
    assert unknown.json()["code"] == "request.mapping_unknown"
    assert unsound.json()["facts"]["field"].startswith("columns.")
    assert (no_json.status_code, no_json.json()["code"]) == (400, "request.not_json")


def test_names_of_files_are_only_names(cast: Cast) -> None:
    answer = cast.spring.upload("/documents", ("../../etc/pass\x07wd.xml", ubl("INV-1", "1.00")))

    assert "/" not in answer.json()["documents"][0]["file"]
    assert answer.json()["documents"][0]["file"].endswith("wd.xml")


def test_what_waits_is_resolved_by_a_person_or_dismissed(cast: Cast) -> None:
    two = (("a.xml", ubl("INV-1", "1.00", buyer="9")), ("b.xml", ubl("INV-2", "2.00", buyer="9")))
    first, second = cast.spring.upload("/documents", *two).json()["documents"]

    resolved = cast.spring.post(f"/documents/{first['document']}/resolution", {"buyer": "anchor"})
    dismissed = cast.spring.post(f"/documents/{second['document']}/dismissal", {"reason": "test"})
    twice = cast.spring.post(f"/documents/{second['document']}/dismissal", {"reason": "test"})

    assert resolved.json()["outcome"] == "registered", resolved.text
    assert dismissed.json()["outcome"] == "dismissed"
    assert twice.json()["code"] == "intake.not_waiting"
    by_status = {
        status: len(cast.spring.get("/documents", status=status).json()["items"])
        for status in ("waiting", "taken", "dismissed")
    }
    assert by_status == {"waiting": 0, "taken": 1, "dismissed": 1}


def test_an_invoice_entered_by_hand_is_the_one_in_the_file(cast: Cast) -> None:
    claim = registered(cast.spring, "INV-1", "100.00")

    answer = cast.spring.upload("/documents", ("one.xml", ubl("INV 1", "100.00")))
    wrong = cast.spring.post("/receivables", {**invoice("INV-3", "1.00"), "dueOn": "2026-01-01"})

    assert answer.json()["documents"][0]["receivable"] == claim
    assert (wrong.status_code, wrong.json()["code"]) == (422, "document.due_before_issue")


def test_a_banks_message_repays_what_was_drawn_and_counts_once(cast: Cast) -> None:
    deal = dealt(cast, "INV-1")
    message = statement("1", entry("1", "1000.00", "INV-1"), entry("2", "5.00", "who knows"))

    took = cast.bank.upload("/bank-messages", ("m.xml", message), Idempotency_Key="statement-1")
    again = cast.bank.upload("/bank-messages", ("m.xml", message), Idempotency_Key="statement-1")
    told = cast.bank.upload("/bank-messages", ("other.xml", message))

    entries = took.json()["files"][0]["entries"]
    assert [line["outcome"] for line in entries] == ["matched", "waiting"], took.text
    assert entries[0]["allocated"] == [{"receivableId": deal.claim, "amount": yuan("1000.00")}]
    assert again.content == took.content
    assert [line["outcome"] for line in told.json()["files"][0]["entries"]] == ["known", "known"]
    financing = cast.bank.get(f"/financings/{deal.financing}").json()
    assert financing["stage"] == "repaid"
    assert cast.spring.get(f"/receivables/{deal.claim}").json()["status"] == "settled"


def test_entries_of_one_message_pay_one_claim_after_the_other(cast: Cast) -> None:
    open_a_pool(cast)
    claim = registered(cast.spring, "INV-1", "100.00")
    cast.anchor.position = cast.spring.position
    message = statement(
        "1", entry("1", "60.00", "INV-1"), entry("2", "40.00", "INV-1"), entry("3", "1.00", "INV-1")
    )

    assert cast.spring.get("/receivables").status_code == 200
    took = cast.spring.upload("/bank-messages", ("m.xml", message)).json()

    outcomes = [line["outcome"] for line in took["files"][0]["entries"]]
    assert outcomes == ["matched", "matched", "waiting"]
    assert cast.spring.get(f"/receivables/{claim}").json()["open"] == yuan("0.00")


def test_a_seller_cannot_pay_off_a_claim_that_secures_a_lender(cast: Cast) -> None:
    deal = dealt(cast)
    message = statement("1", entry("1", "1000.00", "INV-1"))

    assert cast.spring.get("/receivables").status_code == 200
    (line,) = cast.spring.upload("/bank-messages", ("m.xml", message)).json()["files"][0]["entries"]
    forced = cast.spring.post(
        f"/collections/{line['collection']}/matches",
        {"allocations": [{"receivable": deal.claim, "amount": yuan("1000.00")}]},
    )

    assert line["outcome"] == "waiting"
    assert forced.status_code == 404
    assert cast.bank.get(f"/financings/{deal.financing}").json()["stage"] == "disbursed"


def test_a_person_matches_undoes_dismisses_and_closes(cast: Cast) -> None:
    claim = registered(cast.spring, "INV-1", "100.00")
    message = statement(
        "1",
        entry("1", "100.00", "nothing said"),
        entry("2", "9.00", "nothing said", side="DBIT"),
        entry("3", "100.00", "nothing said"),
    )
    took = cast.spring.upload("/bank-messages", ("m.xml", message)).json()["files"][0]["entries"]
    first, debit, second = took
    paid = {"allocations": [{"receivable": claim, "amount": yuan("100.00")}]}
    address = f"/collections/{first['collection']}"

    matched = cast.spring.post(f"{address}/matches", paid)
    undone = cast.spring.post(f"{address}/matches/undoing", {"receivables": [claim], "why": "no"})
    dismissed = cast.spring.post(
        f"/collections/{second['collection']}/dismissal", {"knownAs": first["collection"]}
    )

    assert matched.json()["remainder"] == yuan("0.00"), matched.text
    assert undone.json()["remainder"] == yuan("100.00"), undone.text
    assert dismissed.status_code == 200, dismissed.text
    closed = cast.spring.post(f"/collections/{debit['collection']}/closing", {"answer": "rent"})
    assert debit["outcome"] == "noted"
    assert closed.status_code == 200, closed.text
    assert cast.spring.get(f"/receivables/{claim}").json()["open"] == yuan("100.00")


def test_a_reversal_that_no_credit_fits_is_noted_and_not_said_to_be_reversed(cast: Cast) -> None:
    told = entry("8", "5.00", "who knows", side="DBIT")
    back = told.replace("<Sts>", "<RvslInd>true</RvslInd><Sts>", 1)

    took = cast.bank.upload("/bank-messages", ("m.xml", statement("8", back))).json()

    (line,) = took["files"][0]["entries"]
    assert line["outcome"] == "noted"
    assert cast.bank.get(f"/collections/{line['collection']}").json()["status"] == "noted"


def test_a_message_that_is_none_is_told_whole(cast: Cast) -> None:
    answer = cast.bank.upload("/bank-messages", ("m.xml", b"<Document xmlns='x'/>"), ("n.xml", b""))

    first, second = answer.json()["files"]
    assert first["no"]["code"] == "bank_message.not_a_bank_message"
    assert second["no"]["code"] == "bank_message.not_xml_we_read"
    assert first["entries"] == second["entries"] == []
