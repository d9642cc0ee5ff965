"""Lines, taxes, allowances and charges in UBL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from adapters.xml.node import Node
from adapters.xml.written import text, truth, written
from application.documents.draft import DraftLine, DraftTax, Written
from domain.shared.item import Item

QUANTITIES = ("cbc:InvoicedQuantity", "cbc:CreditedQuantity")


def lines(root: Node) -> Iterator[DraftLine]:
    for path in ("cac:InvoiceLine", "cac:CreditNoteLine"):
        for order, node in enumerate(root.all(path), start=1):
            yield _line(node, f"{path}[{order}]")


def _line(node: Node, place: str) -> DraftLine:
    return replace(
        priced(node, place, QUANTITIES),
        order_line=text(node, "cac:OrderLineReference/cbc:LineID"),
        goods=item(node.first("cac:Item")),
    )


def priced(node: Node, place: str, quantities: tuple[str, ...]) -> DraftLine:
    """What is said of quantity, by one of these names, and of price: on a bill as on an order."""
    quantity = node.first(*quantities)
    return DraftLine(
        place=place,
        amount=written(node, "cbc:LineExtensionAmount"),
        quantity=written(node, *quantities),
        unit=quantity.attributes.get("unitCode") if quantity else None,
        item=text(node, "cac:Item/cbc:Name", "cac:Item/cbc:Description"),
        price=written(node, "cac:Price/cbc:PriceAmount"),
        base_quantity=written(node, "cac:Price/cbc:BaseQuantity"),
        allowances=tuple(allowances(node)),
        charges=tuple(charges(node)),
    )


def item(node: Node | None) -> Item:
    return Item(
        name=text(node, "cbc:Name", "cbc:Description") or "",
        buyers=text(node, "cac:BuyersItemIdentification/cbc:ID") or "",
        sellers=text(node, "cac:SellersItemIdentification/cbc:ID") or "",
        standard=text(node, "cac:StandardItemIdentification/cbc:ID") or "",
    )


def allowances(node: Node) -> Iterator[Written]:
    return _adjustments(node, charge=False)


def charges(node: Node) -> Iterator[Written]:
    return _adjustments(node, charge=True)


def _adjustments(node: Node, *, charge: bool) -> Iterator[Written]:
    for adjustment in node.all("cac:AllowanceCharge"):
        if truth(text(adjustment, "cbc:ChargeIndicator")) is charge:
            yield written(adjustment, "cbc:Amount")


def tax_parts(total: Node) -> Iterator[DraftTax]:
    for order, node in enumerate(total.all("cac:TaxSubtotal"), start=1):
        yield DraftTax(
            place=f"cac:TaxTotal/cac:TaxSubtotal[{order}]",
            taxable=written(node, "cbc:TaxableAmount"),
            amount=written(node, "cbc:TaxAmount"),
            rate=written(node, "cac:TaxCategory/cbc:Percent", "cbc:Percent"),
            scheme=text(node, "cac:TaxCategory/cac:TaxScheme/cbc:ID"),
        )
