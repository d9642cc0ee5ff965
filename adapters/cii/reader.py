"""A CII invoice as a draft; nothing in it is judged here."""

from __future__ import annotations

import re

from adapters.cii import lines, names
from adapters.cii.parties import party
from adapters.xml.node import Node
from adapters.xml.written import text, total, truth, written
from application.documents.draft import (
    Draft,
    DraftParty,
    DraftReference,
    DraftTotals,
    Profile,
    Written,
    clean,
)
from domain.shared.trade_document import Encoding, Source

NOWHERE = Node("")
DAY = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{4}|\d{6})?", re.ASCII)
"""Formats 102, 203 and 204 of UNTDID 2379: a day, with minutes, with seconds."""

MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})T.*", re.ASCII)
SELLER, BUYER, PAYEE = "ram:SellerTradeParty", "ram:BuyerTradeParty", "ram:PayeeTradeParty"
TAX_REPRESENTATIVE = "ram:SellerTaxRepresentativeTradeParty"
DUE = "ram:SpecifiedTradePaymentTerms/ram:DueDateDateTime"
DELIVERED = "ram:ActualDeliverySupplyChainEvent/ram:OccurrenceDateTime"
ACCOUNT = "ram:SpecifiedTradeSettlementPaymentMeans/ram:PayeePartyCreditorFinancialAccount"
TAX = "ram:TaxTotalAmount"
CORRECTED = "ram:InvoiceReferencedDocument"


def read_cii(root: Node, file: str, encoding: Encoding = Encoding.CII) -> Draft:
    """The draft of an invoice; fields that are not there are left absent."""
    context, header = _part(root, names.CONTEXT), _part(root, names.HEADER)
    trade = _part(root, names.TRADE)
    agreement, delivery = _part(trade, names.AGREEMENT), _part(trade, names.DELIVERY)
    settlement = _part(trade, names.SETTLEMENT)
    currency = written(settlement, "ram:InvoiceCurrencyCode")
    return Draft(
        source=Source(encoding, file, root.local),
        profile=_profile(context),
        is_test=truth(text(context, "ram:TestIndicator/udt:Indicator")),
        type_code=written(header, "ram:TypeCode"),
        number=written(header, "ram:ID"),
        issued_on=day_at(header, "ram:IssueDateTime"),
        due_on=day_at(settlement, DUE),
        terms=text(settlement, "ram:SpecifiedTradePaymentTerms/ram:Description") or "",
        currency=currency,
        totals=_totals(_part(settlement, names.SUMMATION), currency.text),
        tax_parts=tuple(lines.tax_parts(settlement)),
        allowances=tuple(lines.allowances(settlement)),
        charges=tuple(lines.charges(settlement)),
        lines=tuple(lines.lines(trade)),
        line_count=sum(1 for _ in trade.all(names.LINE)),
        seller=party(agreement.first(SELLER), SELLER),
        buyer=party(agreement.first(BUYER), BUYER),
        payee=_optional_party(settlement, PAYEE),
        tax_representative=_optional_party(agreement, TAX_REPRESENTATIVE),
        order=text(agreement, *_document("ram:BuyerOrderReferencedDocument")),
        contract=text(agreement, *_document("ram:ContractReferencedDocument")),
        corrects=_corrects(settlement),
        delivered_on=day_at(delivery, DELIVERED),
        payment_reference=text(settlement, "ram:PaymentReference"),
        iban=text(settlement, f"{ACCOUNT}/ram:IBANID"),
        credit_reason=text(header, "ram:IncludedNote/ram:Content"),
    )


def _part(node: Node, paths: tuple[str, ...]) -> Node:
    return node.first(*paths) or NOWHERE


def _profile(context: Node) -> Profile:
    guideline = text(context, "ram:GuidelineSpecifiedDocumentContextParameter/ram:ID") or ""
    return Profile.EN16931 if "en16931" in guideline else Profile.FREE


def _totals(sums: Node, currency: str | None) -> DraftTotals:
    return DraftTotals(
        lines=written(sums, "ram:LineTotalAmount"),
        allowances=written(sums, "ram:AllowanceTotalAmount"),
        charges=written(sums, "ram:ChargeTotalAmount"),
        net=written(sums, "ram:TaxBasisTotalAmount"),
        tax=_tax(sums, currency),
        gross=written(sums, "ram:GrandTotalAmount"),
        prepaid=written(sums, "ram:TotalPrepaidAmount"),
        rounding=written(sums, "ram:RoundingAmount"),
        payable=written(sums, "ram:DuePayableAmount"),
    )


def _tax(sums: Node, currency: str | None) -> Written:
    """The tax in the document's currency; a second one may restate it in another."""
    stated = [
        Written(clean(node.text), TAX)
        for node in sums.all(TAX)
        if node.attributes.get("currencyID") in {None, currency}
    ]
    return total(stated, TAX)


def day_at(node: Node, path: str) -> Written:
    stated = written(node, f"{path}/udt:DateTimeString", f"{path}/qdt:DateTimeString", path)
    return Written(_iso(stated.text), path) if stated.text else Written(None, path)


def _iso(stated: str) -> str:
    """`2026-01-31` where it can be told, else as written, for the rules to refuse."""
    compact = DAY.fullmatch(stated)
    if compact is not None:
        return "-".join(compact.groups())
    moment = MOMENT.fullmatch(stated)
    return moment[1] if moment else stated


def _document(path: str) -> tuple[str, str]:
    return f"{path}/ram:IssuerAssignedID", f"{path}/ram:ID"


def _optional_party(node: Node, path: str) -> DraftParty | None:
    found = node.first(path)
    return party(found, path) if found else None


def _corrects(settlement: Node) -> tuple[DraftReference, ...]:
    return tuple(
        DraftReference(
            number=written(node, "ram:IssuerAssignedID", "ram:ID"),
            issued_on=day_at(node, "ram:FormattedIssueDateTime"),
        )
        for node in settlement.all(CORRECTED)
    )
