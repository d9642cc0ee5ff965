"""Invoices and bank messages as files, made for tests of uploads."""

from __future__ import annotations

UBL = """<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
 xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
 xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
<cbc:ID>{number}</cbc:ID><cbc:IssueDate>2026-02-16</cbc:IssueDate>
<cbc:DueDate>2026-05-15</cbc:DueDate><cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
<cbc:DocumentCurrencyCode>CNY</cbc:DocumentCurrencyCode>
<cac:AccountingSupplierParty><cac:Party>
<cac:PartyIdentification><cbc:ID schemeID="0002">{seller}</cbc:ID></cac:PartyIdentification>
<cac:PartyLegalEntity><cbc:RegistrationName>Spring</cbc:RegistrationName></cac:PartyLegalEntity>
</cac:Party></cac:AccountingSupplierParty>
<cac:AccountingCustomerParty><cac:Party>
<cac:PartyIdentification><cbc:ID schemeID="0002">{buyer}</cbc:ID></cac:PartyIdentification>
<cac:PartyLegalEntity><cbc:RegistrationName>Anchor</cbc:RegistrationName></cac:PartyLegalEntity>
</cac:Party></cac:AccountingCustomerParty>
<cac:LegalMonetaryTotal><cbc:PayableAmount currencyID="CNY">{amount}</cbc:PayableAmount>
</cac:LegalMonetaryTotal></Invoice>"""

SHEET = """number,issued,due,amount,seller,buyer
{number},2026-02-16,2026-05-15,{amount},0002:2001,0002:1001
"""

STATEMENT = """<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
<GrpHdr><MsgId>M-{reference}</MsgId><CreDtTm>2026-03-02T10:00:00Z</CreDtTm></GrpHdr>
<Stmt><Id>S-{reference}</Id><CreDtTm>2026-03-02T10:00:00Z</CreDtTm>
<Acct><Id><Othr><Id>acc-bank</Id></Othr></Id></Acct>{entries}</Stmt></BkToCstmrStmt></Document>"""

ENTRY = """<Ntry><Amt Ccy="CNY">{amount}</Amt><CdtDbtInd>{side}</CdtDbtInd>
<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-03-02</Dt></BookgDt><ValDt><Dt>2026-03-02</Dt></ValDt>
<AcctSvcrRef>R-{reference}</AcctSvcrRef><BkTxCd><Prtry><Cd>X</Cd></Prtry></BkTxCd>
<NtryDtls><TxDtls><RmtInf><Ustrd>{said}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"""


def ubl(number: str, amount: str, seller: str = "2001", buyer: str = "1001") -> bytes:
    return UBL.format(number=number, amount=amount, seller=seller, buyer=buyer).encode()


def sheet(number: str, amount: str) -> bytes:
    return SHEET.format(number=number, amount=amount).encode()


def entry(reference: str, amount: str, said: str, side: str = "CRDT") -> str:
    return ENTRY.format(reference=reference, amount=amount, said=said, side=side)


def statement(reference: str, *entries: str) -> bytes:
    return STATEMENT.format(reference=reference, entries="".join(entries)).encode()


ORDER = """<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2"
 xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
 xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
<cbc:ID>{number}</cbc:ID><cbc:IssueDate>2026-02-10</cbc:IssueDate>
<cbc:DocumentCurrencyCode>CNY</cbc:DocumentCurrencyCode>
<cac:BuyerCustomerParty><cac:Party>
<cac:PartyIdentification><cbc:ID schemeID="0002">1001</cbc:ID></cac:PartyIdentification>
<cac:PartyLegalEntity><cbc:RegistrationName>Anchor</cbc:RegistrationName></cac:PartyLegalEntity>
</cac:Party></cac:BuyerCustomerParty>
<cac:SellerSupplierParty><cac:Party>
<cac:PartyIdentification><cbc:ID schemeID="0002">2001</cbc:ID></cac:PartyIdentification>
<cac:PartyLegalEntity><cbc:RegistrationName>Spring</cbc:RegistrationName></cac:PartyLegalEntity>
</cac:Party></cac:SellerSupplierParty>
<cac:Delivery><cac:RequestedDeliveryPeriod><cbc:EndDate>2026-04-30</cbc:EndDate>
</cac:RequestedDeliveryPeriod></cac:Delivery>
<cac:AnticipatedMonetaryTotal>
<cbc:LineExtensionAmount currencyID="CNY">{amount}</cbc:LineExtensionAmount>
<cbc:PayableAmount currencyID="CNY">{amount}</cbc:PayableAmount>
</cac:AnticipatedMonetaryTotal>
<cac:OrderLine><cac:LineItem><cbc:ID>1</cbc:ID>
<cbc:Quantity unitCode="H87">10</cbc:Quantity>
<cbc:LineExtensionAmount currencyID="CNY">{amount}</cbc:LineExtensionAmount>
<cac:Item><cbc:Name>casting</cbc:Name></cac:Item></cac:LineItem></cac:OrderLine></Order>"""

RESPONSE = """<OrderResponseSimple
 xmlns="urn:oasis:names:specification:ubl:schema:xsd:OrderResponseSimple-2"
 xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
 xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
<cbc:ID>R-{number}</cbc:ID><cbc:IssueDate>2026-02-11</cbc:IssueDate>
<cbc:AcceptedIndicator>true</cbc:AcceptedIndicator>
<cac:OrderReference><cbc:ID>{number}</cbc:ID></cac:OrderReference>
<cac:SellerSupplierParty><cac:Party>
<cac:PartyIdentification><cbc:ID schemeID="0002">2001</cbc:ID></cac:PartyIdentification>
</cac:Party></cac:SellerSupplierParty>
<cac:BuyerCustomerParty><cac:Party>
<cac:PartyIdentification><cbc:ID schemeID="0002">1001</cbc:ID></cac:PartyIdentification>
</cac:Party></cac:BuyerCustomerParty></OrderResponseSimple>"""


def order(number: str, amount: str) -> bytes:
    """From the anchor to spring, to be delivered by the end of April."""
    return ORDER.format(number=number, amount=amount).encode()


def accepted(number: str) -> bytes:
    return RESPONSE.format(number=number).encode()
