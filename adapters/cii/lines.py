"""Lines, taxes, allowances and charges in CII."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.cii import names
from adapters.xml.node import Node
from adapters.xml.written import text, truth, written
from application.documents.draft import DraftLine, DraftTax, Written
from domain.shared.item import Item

COUNTED = frozenset({None, "DETAIL"})
"""Factur-X EXTENDED: a GROUP repeats its details, INFORMATION is not charged."""

ADJUSTMENT = "ram:SpecifiedTradeAllowanceCharge"
STATUS = "ram:AssociatedDocumentLineDocument/ram:LineStatusReasonCode"
PRICE = "ram:NetPriceProductTradePrice"


def lines(trade: Node) -> Iterator[DraftLine]:
    for order, node in enumerate(trade.all(names.LINE), start=1):
        if text(node, STATUS) in COUNTED and _is_charged(node):
            yield _line(node, f"{names.LINE}[{order}]")


def _is_charged(node: Node) -> bool:
    """ZUGFeRD 1.0 let a line be a mere note, with nothing but text in it."""
    settlement = node.first(*names.LINE_SETTLEMENT)
    return settlement is None or bool(settlement.children)


def _line(node: Node, place: str) -> DraftLine:
    agreement = node.first(*names.LINE_AGREEMENT)
    delivery = node.first(*names.LINE_DELIVERY)
    settlement = node.first(*names.LINE_SETTLEMENT) or Node("")
    quantity = delivery.first("ram:BilledQuantity") if delivery else None
    return DraftLine(
        place=place,
        amount=written(settlement, *(f"{one}/ram:LineTotalAmount" for one in names.LINE_SUMMATION)),
        quantity=written(delivery, "ram:BilledQuantity"),
        unit=quantity.attributes.get("unitCode") if quantity else None,
        item=text(node, "ram:SpecifiedTradeProduct/ram:Name"),
        price=written(agreement, f"{PRICE}/ram:ChargeAmount"),
        base_quantity=written(agreement, f"{PRICE}/ram:BasisQuantity"),
        allowances=tuple(allowances(settlement)),
        charges=tuple(charges(settlement)),
        order_line=text(agreement, "ram:BuyerOrderReferencedDocument/ram:LineID"),
        goods=item(node.first("ram:SpecifiedTradeProduct")),
    )


def item(product: Node | None) -> Item:
    return Item(
        name=text(product, "ram:Name") or "",
        buyers=text(product, "ram:BuyerAssignedID") or "",
        sellers=text(product, "ram:SellerAssignedID") or "",
        standard=text(product, "ram:GlobalID") or "",
    )


def allowances(node: Node) -> Iterator[Written]:
    return _adjustments(node, charge=False)


def charges(node: Node) -> Iterator[Written]:
    yield from _adjustments(node, charge=True)
    for freight in node.all("ram:SpecifiedLogisticsServiceCharge"):
        yield written(freight, "ram:AppliedAmount")


def _adjustments(node: Node, *, charge: bool) -> Iterator[Written]:
    for adjustment in node.all(ADJUSTMENT):
        if truth(text(adjustment, "ram:ChargeIndicator/udt:Indicator")) is charge:
            yield written(adjustment, "ram:ActualAmount")


def tax_parts(settlement: Node) -> Iterator[DraftTax]:
    for order, node in enumerate(settlement.all("ram:ApplicableTradeTax"), start=1):
        yield DraftTax(
            place=f"ram:ApplicableTradeTax[{order}]",
            taxable=written(node, "ram:BasisAmount"),
            amount=written(node, "ram:CalculatedAmount"),
            rate=written(node, "ram:RateApplicablePercent", "ram:ApplicablePercent"),
            scheme=text(node, "ram:TypeCode"),
        )
