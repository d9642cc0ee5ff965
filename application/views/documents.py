"""What became of every document that a party handed in."""

from __future__ import annotations

from dataclasses import dataclass

from application.shared.projection import Placed, Projection, Recorded
from application.views.keys import key, scope_of
from domain.intake.events import (
    DocumentDismissed,
    DocumentSetAside,
    DocumentTaken,
    OnDocument,
    OrderPaperSetAside,
    OrderPaperTaken,
)
from domain.shared.ids import DocumentId, OrderId, PartyId, ReceivableId
from domain.shared.money import Money
from domain.shared.order_paper import OrderPaper
from domain.shared.replacing import replace


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document; `status` is waiting, taken or dismissed."""

    document: DocumentId
    submitter: PartyId
    file: str
    place: str
    number: str
    amount: Money | None
    """None of a paper that states none: what was sent, what arrived."""

    seller: str
    buyer: str
    """As the document names them."""

    status: str
    why: str | None
    receivable: ReceivableId | None
    """What it became, or what it may be."""

    order: OrderId | None = None
    """Of a paper of an order: the order that it is, or is about."""

    choices: tuple[OrderId, ...] = ()
    """The orders of one number that it may mean; a person names one to resolve it."""


def keys(recorded: Recorded) -> tuple[str, ...]:
    event = recorded.event
    return (key(event.submitter, event.document),) if isinstance(event, OnDocument) else ()


def fold(row: DocumentRow | None, _: str, recorded: Recorded) -> DocumentRow | None:
    match recorded.event:
        case DocumentSetAside() | OrderPaperSetAside() as event:
            return _waiting(event)
        case DocumentTaken() | OrderPaperTaken() as event:
            return _taken(row, event)
        case DocumentDismissed():
            return row and replace(row, status="dismissed", choices=())
        case _:
            return row


def _waiting(event: DocumentSetAside | OrderPaperSetAside) -> DocumentRow:
    stated = event.stated
    seller = stated.supplier if isinstance(stated, OrderPaper) else stated.seller
    return DocumentRow(
        document=event.document,
        submitter=event.submitter,
        file=stated.source.file,
        place=stated.source.place,
        number=stated.number,
        amount=stated.gross,
        seller=seller.name,
        buyer=stated.buyer.name,
        status="waiting",
        why=event.why.value,
        receivable=event.concerns if isinstance(event, DocumentSetAside) else None,
        choices=event.choices,
    )


def _taken(row: DocumentRow | None, event: DocumentTaken | OrderPaperTaken) -> DocumentRow:
    taken = replace(row or _at_once(event), status="taken", why=None, choices=())
    if isinstance(event, DocumentTaken):
        return replace(taken, receivable=event.receivable)
    return replace(taken, order=event.order)


def _at_once(event: DocumentTaken | OrderPaperTaken) -> DocumentRow:
    """One that never waited: whom it names is not told again."""
    return DocumentRow(
        document=event.document,
        submitter=event.submitter,
        file=event.file,
        place=event.place,
        number=event.number,
        amount=event.amount if isinstance(event, DocumentTaken) else None,
        seller="",
        buyer="",
        status="taken",
        why=None,
        receivable=None,
    )


def place(row_key: str, row: DocumentRow) -> Placed:
    return Placed(scope_of(row_key), row.status, f"{row.file}|{row.place}")


DOCUMENTS: Projection[DocumentRow] = Projection(
    name="documents", version=3, row=DocumentRow, keys=keys, fold=fold, place=place
)
