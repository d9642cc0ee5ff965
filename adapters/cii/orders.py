"""Papers of Order-X as drafts: orders, changes, responses; nothing in them is judged here."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.cii import names
from adapters.cii.lines import item
from adapters.cii.parties import party
from adapters.cii.reader import day_at
from adapters.xml.node import Node
from adapters.xml.written import text, truth, written
from application.documents.draft import ABSENT, Draft, DraftLine, DraftTotals, Profile, Written
from application.documents.order_draft import OrderDraft, OrderDraftLine
from domain.shared.order_paper import PaperKind
from domain.shared.trade_document import Encoding, Source

NOWHERE = Node("")
SELLER, BUYER = "ram:SellerTradeParty", "ram:BuyerTradeParty"
WANTED = "ram:RequestedDeliverySupplyChainEvent"
PERIOD = f"{WANTED}/ram:OccurrenceSpecifiedPeriod"
DAY = f"{WANTED}/ram:OccurrenceDateTime"
PRICE = "ram:NetPriceProductTradePrice"
TYPE = "rsm:ExchangedDocument/ram:TypeCode"
PURPOSE = "rsm:ExchangedDocument/ram:PurposeCode"
KINDS = {
    None: PaperKind.ORDER,
    "220": PaperKind.ORDER,
    "230": PaperKind.CHANGE,
    "231": PaperKind.RESPONSE,
}
"""UNTDID 1001."""

WITHDRAWS = frozenset({"1", "3"})
"""UNTDID 1225: cancellation, deletion."""

STATUS = {
    "1": "AP",
    "3": "CA",
    "8": "RE",
    "43": "AB",
    "45": "AB",
    "48": "AB",
    "49": "CA",
    "50": "RE",
}
"""The document's status (UNTDID 1373) as the reply (UNTDID 4343) that it is."""

ORDER_REFERENCE = "ram:BuyerOrderReferencedDocument"
REFERENCES = (ORDER_REFERENCE, "ram:PreviousOrderReferencedDocument")
CHANGE_REFERENCE = "ram:PreviousOrderChangeReferencedDocument"
ASSIGNED = "ram:IssuerAssignedID"
REQUESTED, AGREED = "ram:RequestedQuantity", "ram:AgreedQuantity"


def kind_of(root: Node) -> PaperKind | None:
    """What an Order-X paper is; none where we do not read it.

    A change that withdraws is a cancellation, of the order and not of an earlier change.
    """
    kind = KINDS.get(text(root, TYPE))
    if text(root, PURPOSE) not in WITHDRAWS:
        return kind
    is_whole = kind is PaperKind.CHANGE and text(_agreement(root), _id(CHANGE_REFERENCE)) is None
    return PaperKind.CANCELLATION if is_whole else None


def read_order_x(
    root: Node, file: str, kind: PaperKind, encoding: Encoding = Encoding.CII
) -> OrderDraft:
    """The draft of a paper; fields that are not there are left absent."""
    header = root.first("rsm:ExchangedDocument") or NOWHERE
    trade = root.first("rsm:SupplyChainTradeTransaction") or NOWHERE
    agreement = _agreement(root)
    lines = tuple(_lines(trade, kind))
    delivery = trade.first(*names.DELIVERY) or NOWHERE
    start, end = day_at(delivery, f"{PERIOD}/ram:StartDateTime"), _last(delivery)
    return OrderDraft(
        kind=kind,
        paper=_paper(root, Source(encoding, file, root.local), lines),
        lines=lines,
        orders=_orders(header, agreement, kind),
        ordered_on=_ordered_on(agreement, kind),
        deliver_from=start if start.text else day_at(delivery, DAY),
        deliver_by=end,
        reply=_reply(header) if kind is PaperKind.RESPONSE else ABSENT,
        answers=text(agreement, _id(CHANGE_REFERENCE)) if kind is PaperKind.RESPONSE else None,
        reason=text(header, "ram:IncludedNote/ram:Content") or "",
    )


def _agreement(root: Node) -> Node:
    trade = root.first("rsm:SupplyChainTradeTransaction") or NOWHERE
    return trade.first(*names.AGREEMENT) or NOWHERE


def _id(reference: str) -> str:
    return f"{reference}/{ASSIGNED}"


def _orders(header: Node, agreement: Node, kind: PaperKind) -> tuple[Written, ...]:
    """An order's own number; of what is about one, each number that it names."""
    if kind is PaperKind.ORDER:
        return (written(header, "ram:ID"),)
    return tuple(written(agreement, _id(one)) for one in REFERENCES)


def _ordered_on(agreement: Node, kind: PaperKind) -> Written:
    """Only the extended profile dates what it refers to."""
    if kind is PaperKind.ORDER:
        return ABSENT
    stated = (day_at(agreement, f"{one}/ram:FormattedIssueDateTime") for one in REFERENCES)
    return next((it for it in stated if it.text), ABSENT)


def _reply(header: Node) -> Written:
    """As the other encodings write it; a status that is no reply stays, to be refused."""
    stated = written(header, "ram:StatusCode")
    status = stated.text or ""
    return Written(STATUS.get(status, f"1373:{status}" if status else None), stated.place)


def _last(delivery: Node) -> Written:
    """The end of the window, or the day asked for."""
    end = day_at(delivery, f"{PERIOD}/ram:EndDateTime")
    return end if end.text else day_at(delivery, DAY)


def _paper(root: Node, source: Source, lines: tuple[OrderDraftLine, ...]) -> Draft:
    header = root.first("rsm:ExchangedDocument") or NOWHERE
    trade = root.first("rsm:SupplyChainTradeTransaction") or NOWHERE
    agreement = _agreement(root)
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


def _lines(trade: Node, kind: PaperKind) -> Iterator[OrderDraftLine]:
    """An order's lines are its own; those of what is about it name them."""
    is_order = kind is PaperKind.ORDER
    quantities = (AGREED, REQUESTED) if kind is PaperKind.RESPONSE else (REQUESTED,)
    for at, node in enumerate(trade.all(names.LINE), start=1):
        agreement = node.first(*names.LINE_AGREEMENT)
        yield OrderDraftLine(
            priced=_priced(node, f"{names.LINE}[{at}]", quantities),
            line=written(node, "ram:AssociatedDocumentLineDocument/ram:LineID"),
            order_line=None if is_order else text(agreement, f"{ORDER_REFERENCE}/ram:LineID"),
            item=item(node.first("ram:SpecifiedTradeProduct")),
            status=text(node, "ram:AssociatedDocumentLineDocument/ram:LineStatusCode"),
        )


def _priced(node: Node, place: str, quantities: tuple[str, ...]) -> DraftLine:
    agreement, delivery = node.first(*names.LINE_AGREEMENT), node.first(*names.LINE_DELIVERY)
    settlement = node.first(*names.LINE_SETTLEMENT) or NOWHERE
    quantity = delivery.first(*quantities) if delivery else None
    return DraftLine(
        place=place,
        amount=written(settlement, *(f"{one}/ram:LineTotalAmount" for one in names.LINE_SUMMATION)),
        quantity=written(delivery, *quantities),
        unit=quantity.attributes.get("unitCode") if quantity else None,
        item=text(node, "ram:SpecifiedTradeProduct/ram:Name"),
        price=written(agreement, f"{PRICE}/ram:ChargeAmount"),
        base_quantity=written(agreement, f"{PRICE}/ram:BasisQuantity"),
    )
