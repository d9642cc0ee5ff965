"""An Order-X order as a draft: the CII of orders; nothing in it is judged here."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.cii import names
from adapters.cii.lines import item
from adapters.cii.parties import party
from adapters.cii.reader import day_at
from adapters.xml.node import Node
from adapters.xml.written import text, truth, written
from application.documents.draft import Draft, DraftLine, DraftTotals, Profile, Written
from application.documents.order_draft import OrderDraft, OrderDraftLine
from domain.shared.order_paper import PaperKind
from domain.shared.trade_document import Encoding, Source

NOWHERE = Node("")
SELLER, BUYER = "ram:SellerTradeParty", "ram:BuyerTradeParty"
WANTED = "ram:RequestedDeliverySupplyChainEvent"
PERIOD = f"{WANTED}/ram:OccurrenceSpecifiedPeriod"
DAY = f"{WANTED}/ram:OccurrenceDateTime"
PRICE = "ram:NetPriceProductTradePrice"
ORDER_TYPES = frozenset({None, "220"})
"""UNTDID 1001; changes and responses of Order-X are not read."""


def is_order(root: Node) -> bool:
    return text(root, "rsm:ExchangedDocument/ram:TypeCode") in ORDER_TYPES


def read_order_x(root: Node, file: str, encoding: Encoding = Encoding.CII) -> OrderDraft:
    """The draft of an order; fields that are not there are left absent."""
    header = root.first("rsm:ExchangedDocument") or NOWHERE
    trade = root.first("rsm:SupplyChainTradeTransaction") or NOWHERE
    lines = tuple(_lines(trade))
    delivery = trade.first(*names.DELIVERY) or NOWHERE
    start, end = day_at(delivery, f"{PERIOD}/ram:StartDateTime"), _last(delivery)
    return OrderDraft(
        kind=PaperKind.ORDER,
        paper=_paper(root, Source(encoding, file, root.local), lines),
        lines=lines,
        orders=(written(header, "ram:ID"),),
        deliver_from=start if start.text else day_at(delivery, DAY),
        deliver_by=end,
        reason=text(header, "ram:IncludedNote/ram:Content") or "",
    )


def _last(delivery: Node) -> Written:
    """The end of the window, or the day asked for."""
    end = day_at(delivery, f"{PERIOD}/ram:EndDateTime")
    return end if end.text else day_at(delivery, DAY)


def _paper(root: Node, source: Source, lines: tuple[OrderDraftLine, ...]) -> Draft:
    header = root.first("rsm:ExchangedDocument") or NOWHERE
    trade = root.first("rsm:SupplyChainTradeTransaction") or NOWHERE
    agreement = trade.first(*names.AGREEMENT) or NOWHERE
    settlement = trade.first(*names.SETTLEMENT) or NOWHERE
    test = text(root, "rsm:ExchangedDocumentContext/ram:TestIndicator/udt:Indicator")
    return Draft(
        source=source,
        profile=Profile.FREE,
        is_test=truth(test),
        type_code=written(header, "ram:TypeCode"),
        number=written(header, "ram:ID"),
        issued_on=day_at(header, "ram:IssueDateTime"),
        terms=text(settlement, "ram:SpecifiedTradePaymentTerms/ram:Description") or "",
        currency=written(settlement, "ram:OrderCurrencyCode"),
        totals=_totals(settlement.first(*names.SUMMATION) or NOWHERE),
        lines=tuple(line.priced for line in lines),
        line_count=len(lines),
        seller=party(agreement.first(SELLER), SELLER),
        buyer=party(agreement.first(BUYER), BUYER),
        contract=text(agreement, "ram:ContractReferencedDocument/ram:IssuerAssignedID"),
    )


def _totals(sums: Node) -> DraftTotals:
    return DraftTotals(
        lines=written(sums, "ram:LineTotalAmount"),
        allowances=written(sums, "ram:AllowanceTotalAmount"),
        charges=written(sums, "ram:ChargeTotalAmount"),
        net=written(sums, "ram:TaxBasisTotalAmount"),
        tax=written(sums, "ram:TaxTotalAmount"),
        gross=written(sums, "ram:GrandTotalAmount"),
        prepaid=written(sums, "ram:TotalPrepaidAmount"),
    )


def _lines(trade: Node) -> Iterator[OrderDraftLine]:
    for at, node in enumerate(trade.all(names.LINE), start=1):
        yield OrderDraftLine(
            priced=_priced(node, f"{names.LINE}[{at}]"),
            line=written(node, "ram:AssociatedDocumentLineDocument/ram:LineID"),
            item=item(node.first("ram:SpecifiedTradeProduct")),
        )


def _priced(node: Node, place: str) -> DraftLine:
    agreement, delivery = node.first(*names.LINE_AGREEMENT), node.first(*names.LINE_DELIVERY)
    settlement = node.first(*names.LINE_SETTLEMENT) or NOWHERE
    quantity = delivery.first("ram:RequestedQuantity") if delivery else None
    return DraftLine(
        place=place,
        amount=written(settlement, *(f"{one}/ram:LineTotalAmount" for one in names.LINE_SUMMATION)),
        quantity=written(delivery, "ram:RequestedQuantity"),
        unit=quantity.attributes.get("unitCode") if quantity else None,
        item=text(node, "ram:SpecifiedTradeProduct/ram:Name"),
        price=written(agreement, f"{PRICE}/ram:ChargeAmount"),
        base_quantity=written(agreement, f"{PRICE}/ram:BasisQuantity"),
    )
