"""Messages that another reader was made for are read to the same facts."""

from __future__ import annotations

import csv
import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from adapters.camt.reader import read_message
from application.collection.bank_message import BankMessage, Statement
from application.collection.refusals import NoStatement, NotABankMessage
from domain.shared.bank_entry import BankEntry, Counterparty, EntryDetail, Side, Status
from domain.shared.currency import Currency
from domain.shared.money import Money
from domain.shared.refusal import Refused
from tests.support.shared import BESIDE, shared

FOLDER = "data/bank_messages/camt_genkgo"
FILES = sorted(path.name for path in (BESIDE / FOLDER).glob("*.xml"))
STATUSES = {
    "BOOK": Status.BOOKED,
    "PDNG": Status.PENDING,
    "FUTR": Status.FUTURE,
    "INFO": Status.INFORMATION,
}
SIDES = {"CRDT": Side.CREDIT, "DBIT": Side.DEBIT}
BALANCES = {
    "opening": {"OPBD", "PRCD"},
    "opening_available": {"OPAV"},
    "closing": {"CLBD"},
    "closing_available": {"CLAV"},
    "forward_available": {"FWAV"},
    "information": {"INFO"},
    "interim": {"ITBD"},
    "interim_available": {"ITAV"},
    "expected_credit": {"XPCD"},
}
"""Names of the expectations for codes of the standard."""

SEEN_BEFORE = "__RECURSIVITY__"

Json = dict[str, Any]


def test_the_messages_are_there() -> None:
    shared(FOLDER)
    assert len(FILES) == 16


@pytest.mark.parametrize("name", FILES)
def test_a_message_is_read_as_expected(name: str) -> None:
    path = shared(f"{FOLDER}/{name}")
    message = read_message(path.read_bytes(), name)
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))

    assert message.message_id == expected["getGroupHeader"]["getMessageId"]
    assert message.created_at == _instant(expected["getGroupHeader"]["getCreatedOn"])
    for entry, stated in _entries(message, expected):
        _check_entry(entry, stated)
    for statement, stated in _statements(message, expected):
        _check_statement(statement, stated)


def test_a_transaction_is_on_the_side_that_it_states() -> None:
    """The expectations put it on the side of its entry, which here says otherwise."""
    content = shared(f"{FOLDER}/camt054.v4.xml").read_bytes()

    (entry,) = read_message(content, "camt054.v4.xml").entries

    assert entry.side is Side.DEBIT
    assert {detail.side for detail in entry.details} == {Side.CREDIT}


@pytest.mark.parametrize("name", FILES)
def test_counts_agree_with_the_tabulation(name: str) -> None:
    tabulated = _tabulated(shared("data/bank_messages/tabulation.csv"))[name]
    message = read_message(shared(f"{FOLDER}/{name}").read_bytes(), name)
    details = [each for entry in message.entries for each in entry.details]
    named = [each.end_to_end_id for each in details if each.end_to_end_id]

    assert f"{message.kind.value}.001.{message.version:02d}" == tabulated["type"]
    assert len(message.statements) == int(tabulated["statements"])
    assert len(message.entries) == int(tabulated["entries"])
    assert len(details) == int(tabulated["tx_details"])
    assert named == [reference for reference in tabulated["e2e"].split("|") if reference]


def test_a_message_without_a_statement_is_refused_with_its_place() -> None:
    content = shared("data/bank_messages/invalid/camt053.v2.wrong.xml").read_bytes()

    with pytest.raises(Refused) as refused:
        read_message(content, "wrong.xml")

    assert refused.value.refusal == NoStatement("wrong.xml", "/Document/BkToCstmrStmt", "Stmt")


def test_a_message_of_another_kind_is_refused_by_its_namespace() -> None:
    path = "data/bank_messages/invalid/oca__test-sepa-pain-unpaid-invalid.xml"

    with pytest.raises(Refused) as refused:
        read_message(shared(path).read_bytes(), "unpaid.xml")

    assert refused.value.refusal == NotABankMessage("unpaid.xml", "/Document", "other.002.001.03")


def _statements(message: BankMessage, expected: Json) -> list[tuple[Statement, Json]]:
    """The expectations write a record out once, where they first come to it."""
    of_entries = [entry["getRecord"] for entry in expected["getEntries"]]
    records = [each for each in [*of_entries, *expected["getRecords"]] if each != SEEN_BEFORE]
    by_id = {statement.source.statement_id: statement for statement in message.statements}
    assert records
    return [(by_id[record["getId"]], record) for record in records]


def _entries(message: BankMessage, expected: Json) -> list[tuple[BankEntry, Json]]:
    """Of several statements the expectations list only the entries of the last."""
    stated = expected["getEntries"]
    return list(zip(message.statements[-1].entries, stated, strict=True))


def _check_statement(statement: Statement, stated: Json) -> None:
    assert statement.source.statement_id == stated["getId"]
    assert statement.account == stated["getAccount"]["getIdentification"]
    assert statement.created_at == _instant(stated["getCreatedOn"])
    assert statement.covers_from == _instant(stated["getFromDate"])
    assert statement.covers_to == _instant(stated["getToDate"])
    assert statement.sequence == stated["getElectronicSequenceNumber"]
    assert statement.legal_sequence == stated["getLegalSequenceNumber"]
    assert statement.copy == stated["getCopyDuplicateIndicator"]
    assert statement.information == stated["getAdditionalInformation"]
    if stated["getPagination"] is not None:
        assert statement.source.page == int(stated["getPagination"]["getPageNumber"])
    told = [(each.amount, each.on) for each in statement.balances]
    assert told == [
        (_money(each["getAmount"]), _day(each["getDate"])) for each in _balances(stated)
    ]
    for balance, each in zip(statement.balances, _balances(stated), strict=True):
        assert balance.kind in BALANCES[each["getType"]]


def _balances(stated: Json) -> list[Json]:
    """A notification has none to expect."""
    found: list[Json] = stated.get("getBalances", [])
    return found


def _check_entry(entry: BankEntry, stated: Json) -> None:
    amount = entry.amount if entry.side is Side.CREDIT else -entry.amount
    assert amount == _money(stated["getAmount"])
    assert entry.side is SIDES[stated["getCreditDebitIndicator"]]
    assert entry.status is STATUSES[stated["getStatus"]]
    assert entry.reversal is bool(stated["getReversalIndicator"])
    assert entry.booked_on == _day(stated["getBookingDate"])
    assert entry.value_on == _day(stated["getValueDate"])
    assert entry.entry_reference == stated["getReference"]
    assert entry.servicer_reference == stated["getAccountServicerReference"]
    assert (entry.information or "") == (stated["getAdditionalInfo"] or "")
    batch_id = entry.batches[0].payment_information_id if entry.batches else None
    assert batch_id == stated["getBatchPaymentId"]
    for detail, each in zip(entry.details, _details(stated), strict=True):
        _check_detail(detail, each)


def _details(stated: Json) -> list[Json]:
    """The first one is written where the entry points to it, and only marked in the list."""
    listed = stated["getTransactionDetails"]
    return [stated["getTransactionDetail"] if each == SEEN_BEFORE else each for each in listed]


def _check_detail(detail: EntryDetail, stated: Json) -> None:
    if stated["getAmount"] is not None:
        assert detail.amount is not None
        assert detail.amount.currency is _money(stated["getAmount"]).currency
        assert detail.amount.minor == abs(_money(stated["getAmount"]).minor)
    references = stated["getReference"] or {}
    assert detail.end_to_end_id == references.get("getEndToEndId")
    assert detail.instruction_id == references.get("getInstructionId")
    assert detail.transaction_id == references.get("getTransactionId")
    assert detail.uetr == references.get("getUuidEndToEndReference")
    assert detail.mandate_id == references.get("getMandateId")
    assert detail.payment_information_id == references.get("getPaymentInformationId")
    assert detail.servicer_reference == references.get("getAccountServicerReference")
    assert (detail.return_reason is None) is (stated["getReturnInformation"] is None)
    _check_parties(detail, stated)
    _check_remittance(detail, stated["getRemittanceInformation"])


def _check_parties(detail: EntryDetail, stated: Json) -> None:
    roles = {
        "Debtor": detail.payer,
        "UltimateDebtor": detail.ultimate_payer,
        "Creditor": detail.payee,
        "UltimateCreditor": detail.ultimate_payee,
    }
    told = {role for role, party in roles.items() if party is not None}
    expected = [each for each in stated["getRelatedParties"] if each != SEEN_BEFORE]
    assert told == {_role(each) for each in expected}
    for each in expected:
        party = roles[_role(each)]
        assert party is not None
        _check_party(party, each)


def _role(stated: Json) -> str:
    name: str = stated["getRelatedPartyType"]["__CLASS__"]
    return name.rpartition("\\")[2]


def _check_party(party: Counterparty, stated: Json) -> None:
    kind, account = stated["getRelatedPartyType"], stated["getAccount"]
    assert party.name == kind["getName"]
    assert party.account == (account and account["getIdentification"])
    identification = kind.get("getIdentification") or {}
    values = [identifier.value for identifier in party.identifiers]
    assert values == [each for each in [identification.get("getOtherId")] if each]


def _check_remittance(detail: EntryDetail, stated: Json | None) -> None:
    if stated is None:
        assert (detail.remittance, detail.creditor_references) == ((), ())
        return
    plain = [each["getMessage"] for each in _blocks(stated, "Unstructured")]
    structured = _blocks(stated, "Structured")
    extra = [each["getAdditionalRemittanceInformation"] for each in structured]
    references = [_reference(stated, each) for each in structured]
    assert list(detail.remittance) == [line for line in (*plain, *extra) if line]
    assert list(detail.creditor_references) == [each for each in references if each]


def _blocks(stated: Json, kind: str) -> list[Json]:
    first, listed = stated[f"get{kind}Block"], stated[f"get{kind}Blocks"]
    return [first if each == SEEN_BEFORE else each for each in listed]


def _reference(stated: Json, block: Json) -> str | None:
    told = block["getCreditorReferenceInformation"]
    found = stated["getCreditorReferenceInformation"] if told == SEEN_BEFORE else told
    reference: str | None = found and found["getRef"]
    return reference


def _money(stated: Json) -> Money:
    return Money(int(Decimal(stated["getAmount"])), Currency(stated["getCurrency"]["getCode"]))


def _day(stated: Json | None) -> date | None:
    return None if stated is None else datetime.fromisoformat(stated["0"]).date()


def _instant(stated: Json | None) -> datetime | None:
    return None if stated is None else datetime.fromisoformat(stated["0"])


def _tabulated(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as rows:
        return {Path(row["path"]).name: row for row in csv.DictReader(rows)}
