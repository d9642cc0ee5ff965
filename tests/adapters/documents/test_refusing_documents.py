"""What is wrong with an invoice is said with its place, its rule and its figures."""

from __future__ import annotations

import pytest

from application.documents.refused import Code
from tests.adapters.documents.scenes import CII, UBL, pdf_with, refused

WRONG = [
    ("<cbc:ID>W-2026/017</cbc:ID>", "", Code.FIELD_MISSING, "BR-02"),
    ("2026-03-02", "2026-02-30", Code.FIELD_NOT_A_DATE, "xs:date"),
    ("2026-03-02", "２０２６-03-02", Code.FIELD_NOT_A_DATE, "xs:date"),
    ("2026-04-01", "2026-03-01", Code.DUE_BEFORE_ISSUE, "BIIRULE-T10-R006"),
    ("<cbc:DueDate>2026-04-01</cbc:DueDate>", "", Code.DUE_NOT_STATED, "BR-CO-25"),
    (">EUR<", ">EUX<", Code.CURRENCY_UNKNOWN, "BR-CL-04"),
    (
        'PayableAmount currencyID="EUR"',
        'PayableAmount currencyID="USD"',
        Code.CURRENCIES_DISAGREE,
        "PEPPOL-EN16931-R051",
    ),
    (">119.00</cbc:Payable", ">NaN</cbc:Payable", Code.FIELD_NOT_AN_AMOUNT, "xs:decimal"),
    (">119.00</cbc:Payable", ">1e1000000</cbc:Payable", Code.FIELD_NOT_AN_AMOUNT, "xs:decimal"),
    (">119.00</cbc:Payable", ">１１９.00</cbc:Payable", Code.FIELD_NOT_AN_AMOUNT, "xs:decimal"),
    (">119.00</cbc:Payable", ">1_19.00</cbc:Payable", Code.FIELD_NOT_AN_AMOUNT, "xs:decimal"),
    (">119.00</cbc:Payable", ">" + "9" * 5000 + "</cbc:Payable", Code.FIELD_NOT_AN_AMOUNT, None),
    (">119.00</cbc:Payable", ">119.001</cbc:Payable", Code.FIELD_NOT_AN_AMOUNT, "minor-unit"),
    (">119.00</cbc:Payable", ">0.00</cbc:Payable", Code.AMOUNT_NOT_POSITIVE, "positive"),
    (">119.00</cbc:Payable", ">-0</cbc:Payable", Code.AMOUNT_NOT_POSITIVE, "positive"),
    (">119.00</cbc:Payable", ">118.99</cbc:Payable", Code.TOTALS_DISAGREE, "BR-CO-16"),
    (">119.00</cbc:TaxInc", ">119.01</cbc:TaxInc", Code.TOTALS_DISAGREE, "BR-CO-15"),
    (">100.00</cbc:TaxExc", ">100.01</cbc:TaxExc", Code.TOTALS_DISAGREE, "BR-CO-13"),
    (">100.00</cbc:LineExtensionAmount>\n  <cbc:Tax", ">90</cbc:LineExtensionAmount>\n  <cbc:Tax",
     Code.TOTALS_DISAGREE, "BR-CO-10"),
    (">19</cbc:Percent>", ">7</cbc:Percent>", Code.TOTALS_DISAGREE, "BR-CO-17"),
    (' unitCode="MTR"', "", Code.QUANTITY_WITHOUT_UNIT, "BR-23"),
    ("FR40303265045", "DE111111125", Code.SELLER_IS_BUYER, "same-party"),
    ("FR40303265045", "40303265045", Code.VAT_NUMBER_WITHOUT_COUNTRY, "BR-CO-09"),
    ("Anchor SE", "", Code.PARTY_MISSING, "BR-07"),
    (">380<", ">393<", Code.ALREADY_FACTORED, "UNTDID-1001"),
    (">380<", ">325<", Code.NOT_AN_INVOICE, "UNTDID-1001"),
    (">380<", ">999<", Code.TYPE_UNKNOWN, "BR-CL-01"),
    ("W-2026/017", "9" * 300, Code.FIELD_TOO_LONG, "length"),
]  # fmt: skip


@pytest.mark.parametrize(("right", "wrong", "code", "rule"), WRONG)
def test_each_fault_has_its_code_and_rule(
    right: str, wrong: str, code: Code, rule: str | None
) -> None:
    faulty = UBL.replace(right, wrong)
    assert faulty != UBL
    if code is Code.PARTY_MISSING:
        faulty = faulty.replace("FR40303265045", "40303265045")

    said = refused(faulty)

    assert said.code is code
    assert rule in {None, said.rule}
    assert said.file == "file"
    assert said.place


def test_a_sum_that_is_wrong_is_told_with_both_figures() -> None:
    said = refused(UBL.replace(">119.00</cbc:TaxInc", ">120.00</cbc:TaxInc"))

    assert said.place == "cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount"
    assert said.facts == (("stated", "120.00"), ("computed", "119.00"))


def test_a_document_marked_as_a_test_is_no_claim() -> None:
    marked = CII.replace(
        "<rsm:ExchangedDocumentContext>",
        "<rsm:ExchangedDocumentContext><ram:TestIndicator><udt:Indicator>true</udt:Indicator>"
        "</ram:TestIndicator>",
    )
    assert refused(marked).code is Code.MARKED_AS_TEST


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", Code.EMPTY),
        (b" \r\n", Code.EMPTY),
        (b"<order xmlns='urn:x'/>", Code.UNKNOWN_KIND),
        (b"UNA:+.? 'UNB+UNOA:1+X+Y'", Code.UNKNOWN_KIND),
        (b"\x89PNG\r\n\x1a\n\x00", Code.UNKNOWN_KIND),
        (b"PK\x03\x04 not an archive", Code.UNKNOWN_KIND),
        (b"Invoice,Amount\n1,2\n", Code.MAPPING_MISSING),
        (b"%PDF-1.7 cut off", Code.UNREADABLE),
    ],
)
def test_what_cannot_be_an_invoice_is_told_by_its_content(content: bytes, code: Code) -> None:
    assert refused(content).code is code


def test_a_pdf_without_an_invoice_says_so() -> None:
    assert refused(pdf_with(notes=b"<notes/>")).code is Code.NO_INVOICE_INSIDE


def test_an_unsafe_attachment_is_told() -> None:
    inside = pdf_with(factur_x=b"<!DOCTYPE x><x/>")
    assert refused(inside).code is Code.DOCTYPE_PRESENT
