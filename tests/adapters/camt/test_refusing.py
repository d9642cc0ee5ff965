"""An unsound message is refused whole, with file, place and rule."""

from __future__ import annotations

import pytest

from adapters.camt.reader import LIMITS, read_message
from application.collection.refusals import (
    AmountUnsound,
    BankMessageRefused,
    CodeUnknown,
    CurrencyUnknown,
    DateUnsound,
    ElementMissing,
    NoStatement,
    NotABankMessage,
    NotXmlWeRead,
    VersionNotRead,
)
from domain.shared.refusal import Refusal, Refused
from tests.adapters.camt.scenes import CREDIT, credit, message

ENTRY = "/Document/BkToCstmrStmt/Stmt/Ntry"


def refusal_of(content: bytes) -> Refusal:
    with pytest.raises(Refused) as refused:
        read_message(content, "march.xml")
    return refused.value.refusal


@pytest.mark.parametrize(
    ("old", "new", "why", "place", "found"),
    [
        (">120.00<", ">1,20<", AmountUnsound, "/Amt", "1,20"),
        (">120.00<", ">-120.00<", AmountUnsound, "/Amt", "-120.00"),
        (">120.00<", ">1e2<", AmountUnsound, "/Amt", "1e2"),
        (">120.00<", ">１２０<", AmountUnsound, "/Amt", "１２０"),
        (">120.00<", ">120.005<", AmountUnsound, "/Amt", "EUR 120.005"),
        (
            ">120.00<",
            ">120.00000000000000001<",
            AmountUnsound,
            "/Amt",
            "120.00000000000000001",
        ),
        ('"EUR"', '"XXX"', CurrencyUnknown, "/Amt", "XXX"),
        (' Ccy="EUR"', "", ElementMissing, "/Amt", "@Ccy"),
        ("CRDT", "CREDIT", CodeUnknown, "/CdtDbtInd", "CREDIT"),
        ("<CdtDbtInd>CRDT</CdtDbtInd>", "", ElementMissing, "", "CdtDbtInd"),
        ("BOOK", "DONE", CodeUnknown, "/Sts", "DONE"),
        ("<Sts>BOOK</Sts>", "", ElementMissing, "", "Sts/Cd | Sts"),
        ("<Sts>", "<RvslInd>yes</RvslInd><Sts>", CodeUnknown, "/RvslInd", "yes"),
        ("<Dt>2026-03-03", "<Dt>2026-02-30", DateUnsound, "/ValDt/Dt", "2026-02-30"),
        ("<Dt>2026-03-03", "<Dt>03.03.2026", DateUnsound, "/ValDt/Dt", "03.03.2026"),
        ("<Dt>2026-03-03</Dt>", "", DateUnsound, "/ValDt", ""),
    ],
)
def test_an_unsound_entry_is_named_with_its_place(
    old: str, new: str, why: type[BankMessageRefused], place: str, found: str
) -> None:
    assert refusal_of(message(credit(old, new))) == why("march.xml", ENTRY + place, found)


def test_the_place_counts_where_there_are_several() -> None:
    content = message(CREDIT * 4 + credit("CRDT", "?"))

    assert refusal_of(content) == CodeUnknown("march.xml", f"{ENTRY}[5]/CdtDbtInd", "?")


def test_a_hostile_text_is_cut_in_the_refusal() -> None:
    refusal = refusal_of(message(credit("CRDT", "C" * 10_000)))

    assert isinstance(refusal, CodeUnknown)
    assert refusal.found == "C" * 70


def test_an_account_has_a_number() -> None:
    place = "/Document/BkToCstmrStmt/Stmt/Acct"
    assert refusal_of(message(account="")) == ElementMissing("march.xml", place, "Id")


@pytest.mark.parametrize("name", ["MsgId", "GrpHdr", "Acct"])
def test_what_the_standard_requires_is_required(name: str) -> None:
    content = message().replace(f"<{name}>".encode(), b"<Other>")
    content = content.replace(f"</{name}>".encode(), b"</Other>")

    refusal = refusal_of(content)

    assert isinstance(refusal, ElementMissing)
    assert refusal.found == name


def test_a_message_without_a_statement_tells_of_nothing() -> None:
    content = message().replace(b"<Stmt>", b"<Note>").replace(b"</Stmt>", b"</Note>")
    place = "/Document/BkToCstmrStmt"

    assert refusal_of(content) == NoStatement("march.xml", place, "Stmt")


@pytest.mark.parametrize("version", [9, 13])
def test_a_version_that_we_do_not_read_is_named(version: int) -> None:
    expected = VersionNotRead("march.xml", "/Document", f"camt.053.001.{version:02d}")
    assert refusal_of(message(version=version)) == expected


@pytest.mark.parametrize(
    ("namespace", "found"),
    [
        (b"urn:iso:std:iso:20022:tech:xsd:pain.002.001.03", "pain.002.001.03"),
        (b"urn:example:statement", "urn:example:statement"),
        (b"", "Document"),
    ],
)
def test_another_namespace_is_no_bank_message(namespace: bytes, found: str) -> None:
    content = message().replace(b"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08", namespace)

    assert refusal_of(content) == NotABankMessage("march.xml", "/Document", found)


def test_the_body_belongs_to_the_kind() -> None:
    content = message(kind="camt.054").replace(b"camt.054.001", b"camt.053.001")

    assert refusal_of(content) == ElementMissing("march.xml", "/Document", "BkToCstmrStmt")


def test_a_doctype_is_refused() -> None:
    bomb = b'<!DOCTYPE Document [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    content = message().replace(b"<Document", bomb + b"<Document", 1)
    refusal = refusal_of(content)

    assert isinstance(refusal, NotXmlWeRead)
    assert refusal.rule == "doctype_present"


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "not_well_formed"),
        (b"<Document", "not_well_formed"),
        (b"%PDF-1.7", "not_well_formed"),
        (message()[:-20], "not_well_formed"),
        (b" " * (LIMITS.bytes + 1), "too_large"),
        (b"<a>" * 200, "too_deep"),
    ],
    ids=["empty", "cut", "pdf", "cut late", "large", "deep"],
)
def test_what_is_no_xml_or_too_much_of_it_is_refused(content: bytes, rule: str) -> None:
    refusal = refusal_of(content)

    assert isinstance(refusal, NotXmlWeRead)
    assert (refusal.file, refusal.rule) == ("march.xml", rule)
