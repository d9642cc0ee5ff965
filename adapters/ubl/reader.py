"""A UBL invoice or credit note as a draft; nothing in it is judged here."""

from __future__ import annotations

from adapters.ubl import lines
from adapters.ubl.names import CREDIT_NOTE
from adapters.ubl.parties import party
from adapters.xml.node import Node
from adapters.xml.written import text, total, written
from application.documents.draft import (
    Draft,
    DraftParty,
    DraftReference,
    DraftTotals,
    Profile,
    Written,
)
from domain.shared.trade_document import Encoding, Source

SELLER = "cac:AccountingSupplierParty"
BUYER = "cac:AccountingCustomerParty"
TAX_REPRESENTATIVE = "cac:TaxRepresentativeParty"
TOTALS = "cac:LegalMonetaryTotal/cbc:"
TAX = "cac:TaxTotal/cbc:TaxAmount"
PAYABLE = TOTALS + "PayableAmount"
BILLED = ("cac:InvoiceDocumentReference", "cac:SelfBilledInvoiceDocumentReference")
XRECHNUNG_EXTENSION = "kosit:extension:xrechnung"
NOT_APPLICABLE = frozenset({"NA", "N/A"})
"""What Peppol writes for the buyer's order where only the seller's is known."""


def read_ubl(root: Node, file: str) -> Draft:
    """The draft of an invoice or credit note; fields that are not there are left absent."""
    currency = _currency(root)
    taxes = _taxes(root, currency.text)
    every_line = tuple(lines.lines(root))
    return Draft(
        source=Source(Encoding.UBL, file, root.local),
        profile=_profile(text(root, "cbc:CustomizationID") or ""),
        is_credit_note=root.name == CREDIT_NOTE,
        type_code=_type_code(root),
        number=written(root, "cbc:ID"),
        issued_on=written(root, "cbc:IssueDate"),
        due_on=written(root, "cbc:DueDate", "cac:PaymentMeans/cbc:PaymentDueDate"),
        terms=text(root, "cac:PaymentTerms/cbc:Note") or "",
        currency=currency,
        totals=_totals(root, taxes),
        tax_parts=tuple(part for tax in taxes for part in lines.tax_parts(tax)),
        allowances=tuple(lines.allowances(root)),
        charges=tuple(lines.charges(root)),
        lines=every_line,
        line_count=len(every_line),
        seller=party(root.first(f"{SELLER}/cac:Party"), SELLER),
        buyer=party(root.first(f"{BUYER}/cac:Party"), BUYER),
        payee=_optional_party(root, "cac:PayeeParty"),
        tax_representative=_optional_party(root, TAX_REPRESENTATIVE),
        order=_order(root),
        contract=text(root, "cac:ContractDocumentReference/cbc:ID"),
        corrects=_corrects(root),
        delivered_on=written(root, "cac:Delivery/cbc:ActualDeliveryDate"),
        payment_reference=text(root, "cac:PaymentMeans/cbc:PaymentID"),
        iban=text(root, "cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID"),
        credit_reason=text(root, "cac:DiscrepancyResponse/cbc:Description", "cbc:Note"),
    )


def _profile(customization: str) -> Profile:
    if "peppol.eu" in customization and "billing" in customization:
        return Profile.PEPPOL
    if "en16931" in customization:
        return Profile.EN16931
    return Profile.CENBII if "www.cenbii.eu" in customization else Profile.FREE


def _type_code(root: Node) -> Written:
    """UBL 2.0 let partners write words here; only figures are UNTDID codes."""
    stated = written(root, "cbc:InvoiceTypeCode", "cbc:CreditNoteTypeCode")
    is_word = stated.text is not None and stated.text.isalpha()
    return Written(None, stated.place) if is_word else stated


def _currency(root: Node) -> Written:
    """UBL 2.0 may leave it to the amounts."""
    stated = written(root, "cbc:DocumentCurrencyCode")
    return stated if stated.text else Written(written(root, PAYABLE).currency, stated.place)


def _taxes(root: Node, currency: str | None) -> list[Node]:
    """The tax totals in the document's currency; a second one may restate it in another."""
    taxes = list(root.all("cac:TaxTotal"))
    ours = [tax for tax in taxes if written(tax, "cbc:TaxAmount").currency in {None, currency}]
    return ours or taxes[:1]


def _totals(root: Node, taxes: list[Node]) -> DraftTotals:
    return DraftTotals(
        lines=written(root, TOTALS + "LineExtensionAmount"),
        allowances=written(root, TOTALS + "AllowanceTotalAmount"),
        charges=written(root, TOTALS + "ChargeTotalAmount"),
        net=written(root, TOTALS + "TaxExclusiveAmount"),
        tax=total([written(tax, "cbc:TaxAmount") for tax in taxes], TAX),
        gross=written(root, TOTALS + "TaxInclusiveAmount"),
        prepaid=written(root, TOTALS + "PrepaidAmount"),
        rounding=written(root, TOTALS + "PayableRoundingAmount"),
        payable=written(root, PAYABLE),
        retention=written(root, "cac:WithholdingTaxTotal/cbc:TaxAmount"),
        passed_on=_passed_on(root),
    )


def _passed_on(root: Node) -> Written:
    """XRechnung's extension lets an invoice collect what others are owed."""
    path = "cac:PrepaidPayment/cbc:PaidAmount"
    if XRECHNUNG_EXTENSION not in (text(root, "cbc:CustomizationID") or ""):
        return Written(None, path)
    return total(
        [written(payment, "cbc:PaidAmount") for payment in root.all("cac:PrepaidPayment")], path
    )


def _optional_party(root: Node, path: str) -> DraftParty | None:
    found = root.first(path)
    return party(found, path) if found else None


def _order(root: Node) -> str | None:
    stated = text(root, "cac:OrderReference/cbc:ID")
    return None if stated is None or stated.upper() in NOT_APPLICABLE else stated


def _corrects(root: Node) -> tuple[DraftReference, ...]:
    """Of the whole note; UBL 2.0 lets each of its lines say so instead."""
    named = list(root.all("cac:BillingReference"))
    nodes = named or list(root.all("cac:CreditNoteLine/cac:BillingReference"))
    found = (_corrected(node) for node in nodes)
    return tuple({reference.number.text: reference for reference in found}.values())


def _corrected(node: Node) -> DraftReference:
    return DraftReference(
        number=written(node, *(f"{one}/cbc:ID" for one in BILLED)),
        issued_on=written(node, *(f"{one}/cbc:IssueDate" for one in BILLED)),
    )
