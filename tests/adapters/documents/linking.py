"""Whether a published paper leads to the order that the table of links names, or why not."""

from __future__ import annotations

import csv
from functools import cache

from application.documents.intake import Outcome
from application.documents.refused import DocumentRefused
from application.e_order.finding import Named, candidates, print_of
from domain.shared.fingerprint import order_id
from domain.shared.ids import PartyId
from domain.shared.order_paper import OrderPaper, PaperKind
from domain.shared.trade_document import PartyReference
from tests.adapters.documents.real import INVOICES, content
from tests.adapters.documents.scenes import INTAKE
from tests.support.shared import shared


def links() -> list[tuple[str, str]]:
    """(order's file, paper's file)."""
    with shared(f"{INVOICES}/order_links.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [(short(row["order_file"]), short(row["document_file"])) for row in rows]


def short(path: str) -> str:
    return path.removeprefix("einvoices/")


@cache
def outcome_of(path: str) -> Outcome:
    return INTAKE.read_document(path, content(f"{INVOICES}/{path}"))[0]


def told(order_file: str, paper_file: str) -> str:
    """`found`, or what keeps the paper from its order."""
    order, paper = outcome_of(order_file), outcome_of(paper_file)
    for read, role in ((order, "order"), (paper, "paper")):
        if isinstance(read, DocumentRefused):
            return f"{role} refused: {read.code.value}"
    return _between(order, paper) if isinstance(order, OrderPaper) else "no order"


def _between(order: OrderPaper, paper: Outcome) -> str:
    if isinstance(paper, OrderPaper):
        if paper.kind is PaperKind.ORDER:
            return "the same order in another file"
        parties, named, on = (paper.supplier, paper.buyer), paper.order, paper.ordered_on
    elif isinstance(paper, DocumentRefused) or paper.order is None:
        return "names no order"
    else:
        parties, named, on = (paper.seller, paper.buyer), paper.order, None
    if not _alike(order.supplier, parties[0]):
        return "another supplier"
    if not _alike(order.buyer, parties[1]):
        return "another buyer"
    buyer, supplier = PartyId("buyer"), PartyId("supplier")
    meant = candidates(Named(buyer, supplier, named, on, paper.issued_on))
    placed = order_id(print_of(buyer, supplier, order.number, order.issued_on))
    return "found" if placed in meant else "an order of another number or year"


def _alike(one: PartyReference, other: PartyReference) -> bool:
    """By any identifier or by name: a party is on file here with all it bears."""
    ours = {*one.identifiers, *(value for _, value in one.unverified)}
    theirs = {*other.identifiers, *(value for _, value in other.unverified)}
    return bool(ours & theirs) or bool(one.name and one.name == other.name)
