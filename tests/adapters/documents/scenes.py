"""One trade in every encoding: Weaver Ltd invoices Anchor SE for 119.00, due in 30 days."""

from __future__ import annotations

import io
from collections.abc import Sequence

import openpyxl
from pypdf import PdfWriter

from adapters.intake.reader import DocumentIntake
from application.documents.mapping import (
    ColumnMapping,
    DateFormat,
    IdentifierColumn,
    LineColumns,
    PartyColumns,
)
from application.documents.refused import DocumentRefused
from domain.shared.currency import Currency
from domain.shared.identifiers.identifier import Scheme
from domain.shared.trade_document import TradeDocument

INTAKE = DocumentIntake()

UBL = """<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
 xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
 xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
 <cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID>
 <cbc:ID>W-2026/017</cbc:ID>
 <cbc:IssueDate>2026-03-02</cbc:IssueDate>
 <cbc:DueDate>2026-04-01</cbc:DueDate>
 <cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
 <cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
 <cac:OrderReference><cbc:ID>PO-77</cbc:ID></cac:OrderReference>
 <cac:AccountingSupplierParty><cac:Party>
  <cac:PartyTaxScheme><cbc:CompanyID>DE111111125</cbc:CompanyID>
   <cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
  <cac:PartyLegalEntity>
    <cbc:RegistrationName>Weaver Ltd</cbc:RegistrationName>
    </cac:PartyLegalEntity>
 </cac:Party></cac:AccountingSupplierParty>
 <cac:AccountingCustomerParty><cac:Party>
  <cac:PartyTaxScheme><cbc:CompanyID>FR40303265045</cbc:CompanyID>
   <cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
  <cac:PartyLegalEntity>
    <cbc:RegistrationName>Anchor SE</cbc:RegistrationName>
    </cac:PartyLegalEntity>
 </cac:Party></cac:AccountingCustomerParty>
 <cac:TaxTotal><cbc:TaxAmount currencyID="EUR">19.00</cbc:TaxAmount>
  <cac:TaxSubtotal><cbc:TaxableAmount currencyID="EUR">100.00</cbc:TaxableAmount>
   <cbc:TaxAmount currencyID="EUR">19.00</cbc:TaxAmount>
   <cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>19</cbc:Percent>
    <cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory></cac:TaxSubtotal>
 </cac:TaxTotal>
 <cac:LegalMonetaryTotal>
  <cbc:LineExtensionAmount currencyID="EUR">100.00</cbc:LineExtensionAmount>
  <cbc:TaxExclusiveAmount currencyID="EUR">100.00</cbc:TaxExclusiveAmount>
  <cbc:TaxInclusiveAmount currencyID="EUR">119.00</cbc:TaxInclusiveAmount>
  <cbc:PayableAmount currencyID="EUR">119.00</cbc:PayableAmount>
 </cac:LegalMonetaryTotal>
 <cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:InvoicedQuantity unitCode="MTR">50</cbc:InvoicedQuantity>
  <cbc:LineExtensionAmount currencyID="EUR">100.00</cbc:LineExtensionAmount>
  <cac:Item><cbc:Name>Cloth</cbc:Name></cac:Item>
  <cac:Price><cbc:PriceAmount currencyID="EUR">2.00</cbc:PriceAmount></cac:Price>
 </cac:InvoiceLine>
</Invoice>"""

CII = """<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice
 xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
 xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
 xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
 <rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter>
  <ram:ID>urn:cen.eu:en16931:2017</ram:ID>
 </ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
 <rsm:ExchangedDocument><ram:ID>w 2026-017</ram:ID><ram:TypeCode>380</ram:TypeCode>
  <ram:IssueDateTime>
    <udt:DateTimeString format="102">20260302</udt:DateTimeString></ram:IssueDateTime>
 </rsm:ExchangedDocument>
 <rsm:SupplyChainTradeTransaction>
  <ram:IncludedSupplyChainTradeLineItem>
   <ram:SpecifiedTradeProduct><ram:Name>Cloth</ram:Name></ram:SpecifiedTradeProduct>
   <ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice>
    <ram:ChargeAmount>2.00</ram:ChargeAmount></ram:NetPriceProductTradePrice>
    </ram:SpecifiedLineTradeAgreement>
   <ram:SpecifiedLineTradeDelivery>
    <ram:BilledQuantity unitCode="MTR">50</ram:BilledQuantity>
    </ram:SpecifiedLineTradeDelivery>
   <ram:SpecifiedLineTradeSettlement><ram:SpecifiedTradeSettlementLineMonetarySummation>
    <ram:LineTotalAmount>100.00</ram:LineTotalAmount></ram:SpecifiedTradeSettlementLineMonetarySummation>
   </ram:SpecifiedLineTradeSettlement>
  </ram:IncludedSupplyChainTradeLineItem>
  <ram:ApplicableHeaderTradeAgreement>
   <ram:SellerTradeParty><ram:Name>WEAVER LIMITED</ram:Name><ram:SpecifiedTaxRegistration>
    <ram:ID schemeID="VA">DE 111 111 125</ram:ID></ram:SpecifiedTaxRegistration>
    </ram:SellerTradeParty>
   <ram:BuyerTradeParty><ram:Name>Anchor</ram:Name><ram:SpecifiedTaxRegistration>
    <ram:ID schemeID="VA">FR40303265045</ram:ID></ram:SpecifiedTaxRegistration>
    </ram:BuyerTradeParty>
   <ram:BuyerOrderReferencedDocument>
    <ram:IssuerAssignedID>PO-77</ram:IssuerAssignedID>
    </ram:BuyerOrderReferencedDocument>
  </ram:ApplicableHeaderTradeAgreement>
  <ram:ApplicableHeaderTradeDelivery/>
  <ram:ApplicableHeaderTradeSettlement>
   <ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
   <ram:ApplicableTradeTax><ram:CalculatedAmount>19.00</ram:CalculatedAmount>
    <ram:TypeCode>VAT</ram:TypeCode>
    <ram:BasisAmount>100.00</ram:BasisAmount>
    <ram:RateApplicablePercent>19</ram:RateApplicablePercent>
    </ram:ApplicableTradeTax>
   <ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime>
    <udt:DateTimeString format="102">20260401</udt:DateTimeString></ram:DueDateDateTime>
    </ram:SpecifiedTradePaymentTerms>
   <ram:SpecifiedTradeSettlementHeaderMonetarySummation>
    <ram:LineTotalAmount>100.00</ram:LineTotalAmount>
    <ram:TaxBasisTotalAmount>100.00</ram:TaxBasisTotalAmount>
    <ram:TaxTotalAmount currencyID="EUR">19.00</ram:TaxTotalAmount>
    <ram:GrandTotalAmount>119.00</ram:GrandTotalAmount><ram:DuePayableAmount>119.00</ram:DuePayableAmount>
   </ram:SpecifiedTradeSettlementHeaderMonetarySummation>
  </ram:ApplicableHeaderTradeSettlement>
 </rsm:SupplyChainTradeTransaction>
</rsm:CrossIndustryInvoice>"""

BOOK = ColumnMapping(
    name="weaver's book",
    number="Invoice",
    issued_on="Issued",
    due_on="Due",
    payable="Amount",
    net="Net",
    order="Order",
    date_format=DateFormat.DAY_FIRST,
    currency=Currency.EUR,
    seller=PartyColumns(
        always_name="Weaver Ltd", always_identifiers=((Scheme.VAT, "DE111111125"),)
    ),
    buyer=PartyColumns(name="Buyer", identifiers=(IdentifierColumn("VAT", Scheme.VAT),)),
    credit_prefixes=("C",),
    adjustment_prefixes=("A",),
    credit_when_negative=True,
)
HEADERS = ("Invoice", "Issued", "Due", "Amount", "Net", "Order", "Buyer", "VAT")
ROW = (
    "W2026-017",
    "02/03/2026",
    "01/04/2026",
    "119.00",
    "100.00",
    "PO 77",
    "Anchor",
    "FR40303265045",
)

LINES = ColumnMapping(
    name="weaver's lines",
    number="No",
    issued_on="Day",
    lines=LineColumns(quantity="Qty", unit_price="Price"),
    currency=Currency.EUR,
    seller=PartyColumns(always_name="Weaver Ltd"),
    buyer=PartyColumns(
        identifiers=(IdentifierColumn("Customer", Scheme.REGISTER, "WEAVER", whole_number=True),)
    ),
    credit_prefixes=("C",),
    adjustment_prefixes=("A",),
)


def csv_of(*rows: Sequence[str], headers: Sequence[str] = HEADERS) -> str:
    return "\r\n".join(",".join(row) for row in (headers, *rows)) + "\r\n"


def row(**changes: str) -> tuple[str, ...]:
    """The row of the trade with other cells, by header."""
    return tuple(changes.get(header, cell) for header, cell in zip(HEADERS, ROW, strict=True))


def workbook_of(*rows: Sequence[object], headers: Sequence[str] = HEADERS) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for cells in (headers, *rows):
        sheet.append(list(cells))
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def pdf_with(**attached: bytes) -> bytes:
    """A PDF of one blank page with attachments; `factur_x` stands for `factur-x.xml`."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    for name, content in attached.items():
        writer.add_attachment(name.replace("_", "-") + ".xml", content)
    kept = io.BytesIO()
    writer.write(kept)
    return kept.getvalue()


def read(content: bytes | str, mapping: ColumnMapping | None = None) -> list[object]:
    plain = content.encode() if isinstance(content, str) else content
    return list(INTAKE.read_document("file", plain, mapping))


def taken(content: bytes | str, mapping: ColumnMapping | None = None) -> TradeDocument:
    """The one document in `content`."""
    (outcome,) = read(content, mapping)
    assert isinstance(outcome, TradeDocument), outcome
    return outcome


def refused(content: bytes | str, mapping: ColumnMapping | None = None) -> DocumentRefused:
    """The one refusal that `content` comes to."""
    (outcome,) = read(content, mapping)
    assert isinstance(outcome, DocumentRefused), outcome
    return outcome
