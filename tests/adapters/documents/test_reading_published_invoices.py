"""Published invoices of eight collections: each is read or refused, and our table says which."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache

import pytest

from application.documents.intake import Outcome
from application.documents.refused import Code, DocumentRefused
from domain.shared.fingerprint import Contents, contradictions, fingerprint
from domain.shared.identifiers.identifier import Identifier
from domain.shared.ids import PartyId
from domain.shared.money import Money
from domain.shared.trade_document import TradeDocument
from tests.adapters.documents.real import INVOICES, content, files, golden, tabulation, told
from tests.adapters.documents.scenes import INTAKE

READ_HERE = {"invoice", "credit_note"}

EXPECTED = {
    "ERR-3": (Code.VAT_NUMBER_WITHOUT_COUNTRY, "BIIRULE-T10-R003"),
    "ERR-4": (Code.PARTY_ADDRESS_INCOMPLETE, "BIIRULE-T10-R004"),
    "ERR-9": (Code.TAX_SCHEMES_MIXED, "BIIRULE-T10-R009"),
    "ERR-10": (Code.TOTALS_DISAGREE, "BR-CO-14"),
    "ERR-11": (Code.TOTALS_DISAGREE, "BR-CO-10"),
    "ERR-13": (Code.TOTALS_DISAGREE, "BR-CO-15"),
    "ERR-18": (Code.LINE_AMOUNT_DISAGREES, "BIIRULE-T10-R018"),
    "ERR-19": (Code.QUANTITY_WITHOUT_UNIT, "BR-23"),
}
"""By the number of the CEN BII rule that each file was made to break."""

TWINS = [
    *(
        (path, path.replace("_ubl.xml", "_uncefact.xml"))
        for path in files("valid/xrechnung")
        if path.endswith("_ubl.xml") and path.replace("_ubl", "_uncefact") in files("valid")
    ),
    *(
        ("valid/facturx/factur-x-en16931.xml", f"valid/facturx/{name}")
        for name in (
            "factur-x-minimum.xml",
            "factur-x-basicwl.xml",
            "factur-x-basic.xml",
            "factur-x-extended.xml",
            "invoice_EN16931.pdf",
        )
    ),
    ("valid/en16931_ubl/ubl-tc434-example1.xml", "valid/en16931_cii/CII_example1.xml"),
    ("valid/en16931_ubl/ubl-tc434-example1.xml", "valid/en16931_ubl/guide-example1.xml"),
    ("valid/en16931_ubl/ubl-tc434-example1.xml", "valid/en16931_ubl/ubl-tc434-example10.xml"),
    ("valid/en16931_ubl/ubl-tc434-example4.xml", "valid/en16931_cii/CII_example4.xml"),
    *(
        (
            "valid/oasis_ubl/invoice__UBL-Invoice-2.0-Example.xml",
            f"valid/oasis_ubl/invoice__UBL-Invoice-2.0-{name}.xml",
        )
        for name in ("Example-NS1", "Example-NS2", "Example-NS3", "Example-NS4", "Detached")
    ),
    (
        "valid/oasis_ubl/invoice__UBL-Invoice-2.0-Example.xml",
        "valid/oasis_ubl/invoice__UBL-Invoice-2.0-Enveloped.xml",
    ),
]


@cache
def outcome_of(path: str) -> Outcome:
    (outcome,) = INTAKE.read_document(path, content(f"{INVOICES}/{path}"))
    return outcome


def test_every_published_file_is_read_or_refused_as_our_table_says() -> None:
    expected = golden("einvoices")
    found = {path: told(outcome_of(path)) for path in files("valid")}

    assert found == expected["files"]
    assert dict(sorted(Counter(found.values()).items())) == expected["outcomes"]


@pytest.mark.parametrize("path", files("valid"))
def test_what_is_read_agrees_with_the_published_tabulation(path: str) -> None:
    document, line = outcome_of(path), tabulation().get(path)
    if not isinstance(document, TradeDocument) or line is None:
        assert golden("einvoices")["files"][path] not in READ_HERE
        return
    currency = document.currency
    stated = Money.of(line["payable"].lstrip("-"), currency)

    assert document.number == " ".join(line["id"].split())
    assert document.issued_on == date.fromisoformat(line["date"])
    assert (line["currency"] or currency.value) == currency.value
    assert document.payable == stated
    if line["due_date"]:
        assert document.due_on == date.fromisoformat(line["due_date"])
    if line["order_ref"] not in {"", "NA"}:
        assert document.order == line["order_ref"]
    assert str(document.lines) == line["lines"]


@pytest.mark.parametrize("path", files("invalid"))
def test_each_deliberate_fault_is_refused_for_its_own_reason(path: str) -> None:
    outcome = outcome_of(path)
    fault = path.split("__")[1].partition("_")[0]

    assert isinstance(outcome, DocumentRefused)
    assert (outcome.code, outcome.rule) == EXPECTED[fault]


@pytest.mark.parametrize(("one", "other"), TWINS)
def test_one_published_invoice_in_two_encodings_is_one_asset(one: str, other: str) -> None:
    first, second = outcome_of(one), outcome_of(other)
    if not isinstance(first, TradeDocument) or not isinstance(second, TradeDocument):
        assert told_alike(one, other)
        return
    known: dict[object, PartyId] = {}
    for role, party in (("seller", first.seller), ("buyer", first.buyer)):
        known |= dict.fromkeys(
            names_of(party.identifiers, party.unverified, party.name), PartyId(role)
        )
    prints = {
        fingerprint(
            resolved(known, document, "seller"),
            resolved(known, document, "buyer"),
            document.number,
            document.issued_on,
        )
        for document in (first, second)
    }

    assert len(prints) == 1
    assert contradictions(contents(first), contents(second)) == ()


def told_alike(one: str, other: str) -> bool:
    table = golden("einvoices")["files"]
    return bool(table[one] == table[other])


def contents(document: TradeDocument) -> Contents:
    return Contents(document.payable, document.issued_on, document.due_on)


def names_of(
    identifiers: tuple[Identifier, ...], unverified: tuple[tuple[str, str], ...], name: str
) -> list[object]:
    return [*(one.key for one in identifiers), *(value for _, value in unverified), name]


def resolved(known: dict[object, PartyId], document: TradeDocument, role: str) -> PartyId:
    """The party under any of its names; all that are known must agree on who it is."""
    party = document.seller if role == "seller" else document.buyer
    names = names_of(party.identifiers, party.unverified, party.name)
    (found,) = {known[name] for name in names if name in known}
    return found
