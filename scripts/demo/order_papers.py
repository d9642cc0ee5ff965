"""The papers of the order: what the buyer sends, and the invoice for what was delivered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from scripts.demo.cast import HARBOUR, WILLOW, Player
from scripts.demo.papers import NAMESPACES, UBL_INVOICE, UBL_PARTY, VAT

ORDER, INVOICE = "PO-601", "WF-1"
ITEM, UNIT = "forging", "H87"
ORDERED, DELIVERED = 500, 450
PRICE = Decimal("1000.00")


@dataclass(frozen=True, slots=True)
class Goods:
    """So many pieces at one price; tax comes on top."""

    number: str
    pieces: int
    on: date
    until: date
    """Delivered, or paid, by then."""

    seller: Player = WILLOW
    order: str = ORDER

    @property
    def net(self) -> Decimal:
        return self.pieces * PRICE

    @property
    def tax(self) -> Decimal:
        return (self.net * VAT).quantize(PRICE)

    @property
    def gross(self) -> Decimal:
        return self.net + self.tax


UBL_ORDER = """<?xml version="1.0" encoding="UTF-8"?>
<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2"
 {namespaces}>
 <cbc:ID>{number}</cbc:ID>
 <cbc:IssueDate>{issued_on:%Y-%m-%d}</cbc:IssueDate>
 <cbc:DocumentCurrencyCode>CNY</cbc:DocumentCurrencyCode>
 <cac:BuyerCustomerParty>{buyer}</cac:BuyerCustomerParty>
 <cac:SellerSupplierParty>{seller}</cac:SellerSupplierParty>
 <cac:Delivery><cac:RequestedDeliveryPeriod>
  <cbc:EndDate>{due_on:%Y-%m-%d}</cbc:EndDate></cac:RequestedDeliveryPeriod></cac:Delivery>
 <cac:TaxTotal><cbc:TaxAmount currencyID="CNY">{tax}</cbc:TaxAmount></cac:TaxTotal>
 <cac:AnticipatedMonetaryTotal>
  <cbc:LineExtensionAmount currencyID="CNY">{net}</cbc:LineExtensionAmount>
  <cbc:TaxExclusiveAmount currencyID="CNY">{net}</cbc:TaxExclusiveAmount>
  <cbc:TaxInclusiveAmount currencyID="CNY">{gross}</cbc:TaxInclusiveAmount>
  <cbc:PayableAmount currencyID="CNY">{gross}</cbc:PayableAmount>
 </cac:AnticipatedMonetaryTotal>
 <cac:OrderLine><cac:LineItem><cbc:ID>1</cbc:ID>
  <cbc:Quantity unitCode="{unit}">{pieces}</cbc:Quantity>
  <cbc:LineExtensionAmount currencyID="CNY">{net}</cbc:LineExtensionAmount>
  <cac:Price><cbc:PriceAmount currencyID="CNY">{price}</cbc:PriceAmount></cac:Price>
  <cac:Item><cbc:Name>{item}</cbc:Name></cac:Item></cac:LineItem></cac:OrderLine>
</Order>
"""

FORGINGS = """\
 <cac:InvoiceLine><cbc:ID>1</cbc:ID>
  <cbc:InvoicedQuantity unitCode="{unit}">{pieces}</cbc:InvoicedQuantity>
  <cbc:LineExtensionAmount currencyID="CNY">{net}</cbc:LineExtensionAmount>
  <cac:OrderLineReference><cbc:LineID>1</cbc:LineID></cac:OrderLineReference>
  <cac:Item><cbc:Name>{item}</cbc:Name></cac:Item>
  <cac:Price><cbc:PriceAmount currencyID="CNY">{price}</cbc:PriceAmount></cac:Price>
 </cac:InvoiceLine>"""


def ubl_order(goods: Goods) -> str:
    return _filled(UBL_ORDER, goods)


def ubl_invoice(goods: Goods) -> str:
    return _filled(UBL_INVOICE.replace("{line}", FORGINGS), goods)


def _filled(form: str, goods: Goods) -> str:
    return form.format(
        namespaces=NAMESPACES,
        number=goods.number,
        order=goods.order,
        issued_on=goods.on,
        due_on=goods.until,
        pieces=goods.pieces,
        price=PRICE,
        item=ITEM,
        unit=UNIT,
        net=goods.net,
        tax=goods.tax,
        gross=goods.gross,
        buyer=UBL_PARTY.format(name=HARBOUR.english, uscc=HARBOUR.uscc),
        seller=UBL_PARTY.format(name=goods.seller.english, uscc=goods.seller.uscc),
    )
