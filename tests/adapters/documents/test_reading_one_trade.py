"""The same invoice says the same, however it is encoded."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from application.documents.mapping import ColumnMapping
from domain.shared.currency import Currency
from domain.shared.fingerprint import Contents, contradictions, fingerprint, likeness
from domain.shared.identifiers.identifier import Identifier, Scheme
from domain.shared.ids import PartyId
from domain.shared.money import Money
from domain.shared.trade_document import DocumentKind, Encoding, PartyReference
from tests.adapters.documents.scenes import (
    BOOK,
    CII,
    ROW,
    UBL,
    csv_of,
    pdf_with,
    taken,
    workbook_of,
)

KNOWN = {
    Identifier(Scheme.VAT, "DE111111125"): PartyId("weaver"),
    Identifier(Scheme.VAT, "FR40303265045"): PartyId("anchor"),
}

DAY = datetime(2026, 3, 2, tzinfo=UTC)
TYPED = ("W-2026-017", DAY.date(), date(2026, 4, 1), 119.00000000000001, 100, *ROW[5:])

ENCODED: list[tuple[bytes | str, ColumnMapping | None, Encoding]] = [
    (UBL, None, Encoding.UBL),
    (CII, None, Encoding.CII),
    (pdf_with(factur_x=CII.encode()), None, Encoding.FACTURX),
    (csv_of(ROW), BOOK, Encoding.CSV),
    (csv_of(ROW).encode("utf-8-sig"), BOOK, Encoding.CSV),
    (csv_of(ROW).encode("utf-16"), BOOK, Encoding.CSV),
    (workbook_of(ROW), BOOK, Encoding.XLSX),
    (workbook_of(TYPED), BOOK, Encoding.XLSX),
    (UBL.replace("UTF-8", "UTF-16").encode("utf-16"), None, Encoding.UBL),
]


def resolved(party: PartyReference) -> PartyId:
    (found,) = {KNOWN[one] for one in party.identifiers}
    return found


@pytest.mark.parametrize(("content", "mapping", "encoding"), ENCODED)
def test_every_encoding_of_one_invoice_is_one_asset(
    content: bytes | str, mapping: ColumnMapping | None, encoding: Encoding
) -> None:
    document = taken(content, mapping)
    seller, buyer = resolved(document.seller), resolved(document.buyer)

    assert document.source.encoding is encoding
    assert fingerprint(seller, buyer, document.number, document.issued_on) == fingerprint(
        PartyId("weaver"), PartyId("anchor"), "W-2026-017", DAY.date()
    )
    assert likeness(
        seller, buyer, document.payable, document.order, document.issued_on
    ) == likeness(seller, buyer, Money(119_00, Currency.EUR), "PO77", DAY.date())


@pytest.mark.parametrize(("content", "mapping", "encoding"), ENCODED)
def test_every_encoding_of_one_invoice_says_the_same(
    content: bytes | str, mapping: ColumnMapping | None, encoding: Encoding
) -> None:
    document = taken(content, mapping)
    said = Contents(document.payable, document.issued_on, document.due_on)

    assert contradictions(said, Contents(Money(119_00, Currency.EUR), DAY.date(), None)) == ()
    assert document.due_on == date(2026, 4, 1)
    assert (document.net.minor, document.tax.minor, document.gross.minor) == (100_00, 19_00, 119_00)
    assert document.kind is DocumentKind.INVOICE
    assert document.lines == 1
    assert encoding is document.source.encoding


def test_an_invoice_below_zero_that_names_what_it_corrects_is_a_credit_note() -> None:
    negative = UBL.replace(">119.00", ">-119.00").replace(">100.00", ">-100.00")
    negative = negative.replace(">19.00", ">-19.00").replace(">50<", ">-50<")
    billed = (
        "<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>W-1</cbc:ID>"
        "</cac:InvoiceDocumentReference></cac:BillingReference><cac:AccountingSupplierParty>"
    )
    document = taken(negative.replace("<cac:AccountingSupplierParty>", billed, 1))

    assert document.kind is DocumentKind.CREDIT_NOTE
    assert document.payable == Money(119_00, Currency.EUR)
    assert [named.number for named in document.corrects] == ["W-1"]


def test_a_chinese_party_is_known_by_its_unified_code() -> None:
    chinese = UBL.replace(
        "<cac:PartyTaxScheme><cbc:CompanyID>DE111111125</cbc:CompanyID>",
        "<cac:PartyIdentification><cbc:ID>91110108690017781B</cbc:ID></cac:PartyIdentification>"
        "<cac:PostalAddress><cac:Country><cbc:IdentificationCode>CN</cbc:IdentificationCode>"
        "</cac:Country></cac:PostalAddress>"
        "<cac:PartyTaxScheme><cbc:CompanyID>DE111111125</cbc:CompanyID>",
    )
    assert Identifier(Scheme.USCC, "91110108690017781B") in taken(chinese).seller.identifiers


def test_names_lose_what_cannot_be_seen() -> None:
    twisted = UBL.replace("Weaver Ltd", "Wea\u202ever\u200b Ltd").replace("Anchor", "A\u0301nchor")
    document = taken(twisted)

    assert document.seller.name == "Weaver Ltd"
    assert document.buyer.name == "\u00c1nchor SE"
