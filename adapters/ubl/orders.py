"""Papers of an order in UBL 2.0 and 2.1 as drafts; nothing in them is judged here."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.ubl import names
from adapters.ubl.lines import item, priced
from adapters.ubl.parties import party
from adapters.xml.node import Node
from adapters.xml.written import text, total, written
from application.documents.draft import ABSENT, Draft, DraftTotals, Profile, Written
from application.documents.order_draft import OrderDraft, OrderDraftLine
from domain.shared.order_paper import PaperKind
from domain.shared.trade_document import Encoding, Source

KINDS = {
    names.ORDER: PaperKind.ORDER,
    names.ORDER_RESPONSE: PaperKind.RESPONSE,
    names.ORDER_RESPONSE_SIMPLE: PaperKind.RESPONSE,
    names.ORDER_CHANGE: PaperKind.CHANGE,
    names.ORDER_CANCELLATION: PaperKind.CANCELLATION,
    names.DESPATCH: PaperKind.DESPATCH,
    names.RECEIPT: PaperKind.RECEIPT,
}
SELLERS = ("cac:SellerSupplierParty", "cac:DespatchSupplierParty")
BUYERS = ("cac:BuyerCustomerParty", "cac:DeliveryCustomerParty")
TOTALS = "cac:AnticipatedMonetaryTotal/cbc:"
ORDER = "cac:OrderReference"
LINES = ("cac:OrderLine", "cac:DespatchLine", "cac:ReceiptLine")
QUANTITIES = ("cbc:Quantity", "cbc:DeliveredQuantity", "cbc:ReceivedQuantity")
LINE_REFERENCE = "cac:OrderLineReference"
WINDOW = ("cac:Delivery/cac:RequestedDeliveryPeriod", "cac:Delivery/cac:PromisedDeliveryPeriod")
REASONS = ("cbc:CancellationNote", "cbc:RejectionNote", "cbc:Note")


def read_order_paper(root: Node, file: str) -> OrderDraft:
    """The draft of a paper; fields that are not there are left absent."""
    kind = KINDS[root.name]
    lines = tuple(_lines(root))
    is_order = kind is PaperKind.ORDER
    return OrderDraft(
        kind=kind,
        paper=_paper(root, file, lines),
        lines=lines,
        orders=(written(root, "cbc:ID"),) if is_order else tuple(_orders(root)),
        ordered_on=written(root, f"{ORDER}/cbc:IssueDate"),
        deliver_from=written(root, *(f"{one}/cbc:StartDate" for one in WINDOW)),
        deliver_by=written(root, *(f"{one}/cbc:EndDate" for one in WINDOW)),
        reply=written(root, "cbc:OrderResponseCode", "cbc:AcceptedIndicator"),
        answers=text(root, "cac:OrderChangeDocumentReference/cbc:ID"),
        reason=text(root, *REASONS) or "",
    )


def _paper(root: Node, file: str, lines: tuple[OrderDraftLine, ...]) -> Draft:
    return Draft(
        source=Source(Encoding.UBL, file, root.local),
        profile=Profile.FREE,
        type_code=ABSENT,
        number=written(root, "cbc:ID"),
        issued_on=written(root, "cbc:IssueDate"),
        terms=text(root, "cac:PaymentTerms/cbc:Note") or "",
        currency=_currency(root),
        totals=_totals(root),
        lines=tuple(line.priced for line in lines),
        line_count=len(lines),
        seller=party(root.first(*(f"{one}/cac:Party" for one in SELLERS)), SELLERS[0]),
        buyer=party(root.first(*(f"{one}/cac:Party" for one in BUYERS)), BUYERS[0]),
        contract=text(root, "cac:Contract/cbc:ID"),
    )


def _currency(root: Node) -> Written:
    """UBL 2.0 may leave it to the amounts."""
    stated = written(root, "cbc:DocumentCurrencyCode", "cbc:PricingCurrencyCode")
    if stated.text:
        return stated
    return Written(written(root, TOTALS + "PayableAmount").currency, stated.place)


def _totals(root: Node) -> DraftTotals:
    taxes = [written(tax, "cbc:TaxAmount") for tax in root.all("cac:TaxTotal")]
    return DraftTotals(
        lines=written(root, TOTALS + "LineExtensionAmount"),
        allowances=written(root, TOTALS + "AllowanceTotalAmount"),
        charges=written(root, TOTALS + "ChargeTotalAmount"),
        net=written(root, TOTALS + "TaxExclusiveAmount"),
        tax=total(taxes, "cac:TaxTotal/cbc:TaxAmount"),
        gross=written(root, TOTALS + "TaxInclusiveAmount"),
        prepaid=written(root, TOTALS + "PrepaidAmount"),
        rounding=written(root, TOTALS + "PayableRoundingAmount"),
        payable=written(root, TOTALS + "PayableAmount"),
    )


def _orders(root: Node) -> Iterator[Written]:
    """In the head, and by every line that names one."""
    paths = (f"{ORDER}/cbc:ID", *(f"{one}/{LINE_REFERENCE}/{ORDER}/cbc:ID" for one in LINES))
    for path in paths:
        for node in root.all(path):
            if node.text:
                yield Written(node.text, path)


def _lines(root: Node) -> Iterator[OrderDraftLine]:
    for path in LINES:
        for at, node in enumerate(root.all(path), start=1):
            yield _line(node, f"{path}[{at}]")


def _line(node: Node, place: str) -> OrderDraftLine:
    """Orders and answers wrap the line once more, and the line that it names stands outside."""
    inner = node.first("cac:LineItem") or node
    return OrderDraftLine(
        priced=priced(inner, place, QUANTITIES),
        line=written(inner, "cbc:ID"),
        order_line=text(node, f"{LINE_REFERENCE}/cbc:LineID"),
        item=item(inner.first("cac:Item")),
        rejected=written(inner, "cbc:RejectedQuantity"),
        short=written(inner, "cbc:ShortQuantity"),
        status=text(inner, "cbc:LineStatusCode"),
    )
