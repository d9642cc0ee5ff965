"""What became of every document that a party handed in."""

from __future__ import annotations

from dataclasses import dataclass, replace

from application.shared.projection import Placed, Projection, Recorded
from application.views.keys import key, scope_of
from domain.intake.events import DocumentDismissed, DocumentSetAside, DocumentTaken, OnDocument
from domain.shared.ids import DocumentId, PartyId, ReceivableId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document; `status` is waiting, taken or dismissed."""

    document: DocumentId
    submitter: PartyId
    file: str
    place: str
    number: str
    amount: Money
    seller: str
    buyer: str
    """As the document names them."""

    status: str
    why: str | None
    receivable: ReceivableId | None
    """What it became, or what it may be."""


def keys(recorded: Recorded) -> tuple[str, ...]:
    event = recorded.event
    return (key(event.submitter, event.document),) if isinstance(event, OnDocument) else ()


def fold(row: DocumentRow | None, _: str, recorded: Recorded) -> DocumentRow | None:
    match recorded.event:
        case DocumentSetAside() as event:
            return _waiting(event)
        case DocumentTaken() as event:
            return _taken(row, event)
        case DocumentDismissed():
            return row and replace(row, status="dismissed")
        case _:
            return row


def _waiting(event: DocumentSetAside) -> DocumentRow:
    stated = event.stated
    return DocumentRow(
        document=event.document,
        submitter=event.submitter,
        file=stated.source.file,
        place=stated.source.place,
        number=stated.number,
        amount=stated.gross,
        seller=stated.seller.name,
        buyer=stated.buyer.name,
        status="waiting",
        why=event.why.value,
        receivable=event.concerns,
    )


def _taken(row: DocumentRow | None, event: DocumentTaken) -> DocumentRow:
    if row is not None:
        return replace(row, status="taken", why=None, receivable=event.receivable)
    return DocumentRow(
        document=event.document,
        submitter=event.submitter,
        file=event.file,
        place=event.place,
        number=event.number,
        amount=event.amount,
        seller="",
        buyer="",
        status="taken",
        why=None,
        receivable=event.receivable,
    )


def place(row_key: str, row: DocumentRow) -> Placed:
    return Placed(scope_of(row_key), row.status, f"{row.file}|{row.place}")


DOCUMENTS: Projection[DocumentRow] = Projection(
    name="documents", version=1, row=DocumentRow, keys=keys, fold=fold, place=place
)
