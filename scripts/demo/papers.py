"""The papers of the trade, written anew at each telling: invoices in three formats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from application.documents.mapping import ColumnMapping, IdentifierColumn, PartyColumns
from domain.shared.currency import Currency
from domain.shared.identifiers.identifier import Scheme
from scripts.demo.cast import HARBOUR, RIVER, Player

VAT = Decimal("0.13")
"""增值税 on goods."""

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Paper:
    """One invoice to the core enterprise, tax included."""

    number: str
    seller: Player
    gross: Decimal
    issued_on: date
    due_on: date
    order: str

    @property
    def net(self) -> Decimal:
        return (self.gross / (1 + VAT)).quantize(CENT, ROUND_HALF_UP)

    @property
    def tax(self) -> Decimal:
        return self.gross - self.net


NAMESPACES = """xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
 xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2\""""

UBL_INVOICE = """<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
 {namespaces}>
 <cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID>
 <cbc:ID>{number}</cbc:ID>
 <cbc:IssueDate>{issued_on:%Y-%m-%d}</cbc:IssueDate>
 <cbc:DueDate>{due_on:%Y-%m-%d}</cbc:DueDate>
 <cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
 <cbc:DocumentCurrencyCode>CNY</cbc:DocumentCurrencyCode>
 <cac:OrderReference><cbc:ID>{order}</cbc:ID></cac:OrderReference>
 <cac:AccountingSupplierParty>{seller}</cac:AccountingSupplierParty>
 <cac:AccountingCustomerParty>{buyer}</cac:AccountingCustomerParty>
 <cac:TaxTotal><cbc:TaxAmount currencyID="CNY">{tax}</cbc:TaxAmount>
  <cac:TaxSubtotal><cbc:TaxableAmount currencyID="CNY">{net}</cbc:TaxableAmount>
   <cbc:TaxAmount currencyID="CNY">{tax}</cbc:TaxAmount>
   <cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>13</cbc:Percent>
    <cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory></cac:TaxSubtotal>
 </cac:TaxTotal>
 <cac:LegalMonetaryTotal>
  <cbc:LineExtensionAmount currencyID="CNY">{net}</cbc:LineExtensionAmount>
  <cbc:TaxExclusiveAmount currencyID="CNY">{net}</cbc:TaxExclusiveAmount>
  <cbc:TaxInclusiveAmount currencyID="CNY">{gross}</cbc:TaxInclusiveAmount>
  <cbc:PayableAmount currencyID="CNY">{gross}</cbc:PayableAmount>
 </cac:LegalMonetaryTotal>
{line}
</Invoice>
"""
"""`{line}`: what is billed."""

PARTS = """\
 <cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:InvoicedQuantity unitCode="C62">1</cbc:InvoicedQuantity>
  <cbc:LineExtensionAmount currencyID="CNY">{net}</cbc:LineExtensionAmount>
  <cac:Item><cbc:Name>Parts</cbc:Name></cac:Item>
  <cac:Price><cbc:PriceAmount currencyID="CNY">{net}</cbc:PriceAmount></cac:Price>
 </cac:InvoiceLine>"""

UBL_PARTY = """<cac:Party><cac:PostalAddress><cac:Country>
  <cbc:IdentificationCode>CN</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
 <cac:PartyLegalEntity><cbc:RegistrationName>{name}</cbc:RegistrationName>
  <cbc:CompanyID schemeID="USCC">{uscc}</cbc:CompanyID></cac:PartyLegalEntity></cac:Party>"""

CII = """<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice
 xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
 xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
 xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
 <rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter>
  <ram:ID>urn:cen.eu:en16931:2017</ram:ID>
 </ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
 <rsm:ExchangedDocument><ram:ID>{number}</ram:ID><ram:TypeCode>380</ram:TypeCode>
  <ram:IssueDateTime><udt:DateTimeString format="102">{issued_on:%Y%m%d}</udt:DateTimeString>
  </ram:IssueDateTime></rsm:ExchangedDocument>
 <rsm:SupplyChainTradeTransaction>
  <ram:IncludedSupplyChainTradeLineItem>
   <ram:SpecifiedTradeProduct><ram:Name>Parts</ram:Name></ram:SpecifiedTradeProduct>
   <ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice>
    <ram:ChargeAmount>{net}</ram:ChargeAmount></ram:NetPriceProductTradePrice>
   </ram:SpecifiedLineTradeAgreement>
   <ram:SpecifiedLineTradeDelivery><ram:BilledQuantity unitCode="C62">1</ram:BilledQuantity>
   </ram:SpecifiedLineTradeDelivery>
   <ram:SpecifiedLineTradeSettlement><ram:SpecifiedTradeSettlementLineMonetarySummation>
    <ram:LineTotalAmount>{net}</ram:LineTotalAmount>
   </ram:SpecifiedTradeSettlementLineMonetarySummation></ram:SpecifiedLineTradeSettlement>
  </ram:IncludedSupplyChainTradeLineItem>
  <ram:ApplicableHeaderTradeAgreement>
   <ram:SellerTradeParty>{seller}</ram:SellerTradeParty>
   <ram:BuyerTradeParty>{buyer}</ram:BuyerTradeParty>
   <ram:BuyerOrderReferencedDocument><ram:IssuerAssignedID>{order}</ram:IssuerAssignedID>
   </ram:BuyerOrderReferencedDocument>
  </ram:ApplicableHeaderTradeAgreement>
  <ram:ApplicableHeaderTradeDelivery/>
  <ram:ApplicableHeaderTradeSettlement>
   <ram:InvoiceCurrencyCode>CNY</ram:InvoiceCurrencyCode>
   <ram:ApplicableTradeTax><ram:CalculatedAmount>{tax}</ram:CalculatedAmount>
    <ram:TypeCode>VAT</ram:TypeCode><ram:BasisAmount>{net}</ram:BasisAmount>
    <ram:RateApplicablePercent>13</ram:RateApplicablePercent></ram:ApplicableTradeTax>
   <ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime>
    <udt:DateTimeString format="102">{due_on:%Y%m%d}</udt:DateTimeString></ram:DueDateDateTime>
   </ram:SpecifiedTradePaymentTerms>
   <ram:SpecifiedTradeSettlementHeaderMonetarySummation>
    <ram:LineTotalAmount>{net}</ram:LineTotalAmount>
    <ram:TaxBasisTotalAmount>{net}</ram:TaxBasisTotalAmount>
    <ram:TaxTotalAmount currencyID="CNY">{tax}</ram:TaxTotalAmount>
    <ram:GrandTotalAmount>{gross}</ram:GrandTotalAmount>
    <ram:DuePayableAmount>{gross}</ram:DuePayableAmount>
   </ram:SpecifiedTradeSettlementHeaderMonetarySummation>
  </ram:ApplicableHeaderTradeSettlement>
 </rsm:SupplyChainTradeTransaction>
</rsm:CrossIndustryInvoice>
"""

CII_PARTY = """<ram:Name>{name}</ram:Name><ram:SpecifiedLegalOrganization>
 <ram:ID schemeID="USCC">{uscc}</ram:ID></ram:SpecifiedLegalOrganization>
 <ram:PostalTradeAddress><ram:CountryID>CN</ram:CountryID></ram:PostalTradeAddress>"""

HEADERS = ("发票号码", "开票日期", "到期日", "价税合计", "税额", "订单号", "购买方", "购方税号")


def ubl(paper: Paper) -> str:
    return _filled(UBL_INVOICE.replace("{line}", PARTS), UBL_PARTY, paper)


def cii(paper: Paper) -> str:
    return _filled(CII, CII_PARTY, paper)


def sheet(papers: tuple[Paper, ...]) -> str:
    """A supplier's own list, with Chinese headers: a row for each invoice."""
    rows = [
        (
            paper.number,
            paper.issued_on.isoformat(),
            paper.due_on.isoformat(),
            str(paper.gross),
            str(paper.tax),
            paper.order,
            HARBOUR.chinese,
            HARBOUR.uscc,
        )
        for paper in papers
    ]
    return "".join(",".join(row) + "\r\n" for row in (HEADERS, *rows))


RIVERS_LIST = ColumnMapping(
    name="river's list",
    number="发票号码",
    issued_on="开票日期",
    due_on="到期日",
    payable="价税合计",
    tax="税额",
    order="订单号",
    currency=Currency.CNY,
    seller=PartyColumns(always_name=RIVER.chinese, always_identifiers=((Scheme.USCC, RIVER.uscc),)),
    buyer=PartyColumns(name="购买方", identifiers=(IdentifierColumn("购方税号", Scheme.USCC),)),
)


def _filled(form: str, party: str, paper: Paper) -> str:
    seller = party.format(name=paper.seller.english, uscc=paper.seller.uscc)
    buyer = party.format(name=HARBOUR.english, uscc=HARBOUR.uscc)
    return form.format(
        namespaces=NAMESPACES,
        number=paper.number,
        issued_on=paper.issued_on,
        due_on=paper.due_on,
        order=paper.order,
        gross=paper.gross,
        net=paper.net,
        tax=paper.tax,
        seller=seller,
        buyer=buyer,
    )
