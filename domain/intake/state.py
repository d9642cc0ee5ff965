"""Where a document stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import assert_never

from domain.intake.events import (
    DocumentDismissed,
    DocumentSetAside,
    DocumentTaken,
    IntakeEvent,
    OrderPaperSetAside,
    OrderPaperTaken,
    Why,
)
from domain.shared.ids import DocumentId, OrderId, PartyId, ReceivableId
from domain.shared.order_paper import OrderPaper
from domain.shared.refusal import BrokenPromise
from domain.shared.trade_document import TradeDocument


@dataclass(frozen=True, slots=True)
class NoDocument:
    """Before the first event."""


@dataclass(frozen=True, slots=True)
class Waiting:
    document: DocumentId
    submitter: PartyId
    digest: str
    stated: TradeDocument
    why: Why
    concerns: ReceivableId | None
    choices: tuple[OrderId, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperWaiting:
    """A paper of an order."""

    document: DocumentId
    submitter: PartyId
    digest: str
    stated: OrderPaper
    why: Why
    choices: tuple[OrderId, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """Taken (then `receivable` or `order` says as what) or dismissed."""

    document: DocumentId
    receivable: ReceivableId | None
    order: OrderId | None = None


IntakeState = NoDocument | Waiting | PaperWaiting | Done


def evolve(state: IntakeState, event: IntakeEvent) -> IntakeState:
    match event:
        case DocumentSetAside():
            return _waiting(state, event)
        case OrderPaperSetAside():
            return PaperWaiting(
                event.document,
                event.submitter,
                event.digest,
                event.stated,
                event.why,
                event.choices,
            )
        case OrderPaperTaken():
            return Done(event.document, None, event.order)
        case DocumentTaken():
            return Done(event.document, event.receivable)
        case DocumentDismissed():
            if isinstance(state, NoDocument):
                raise BrokenPromise("a document is set aside before it is dismissed")
            return Done(event.document, None)
        case _:
            assert_never(event)


def _waiting(state: IntakeState, event: DocumentSetAside) -> Waiting:
    if isinstance(state, Waiting):
        return replace(state, why=event.why, concerns=event.concerns, choices=event.choices)
    return Waiting(
        event.document,
        event.submitter,
        event.digest,
        event.stated,
        event.why,
        event.concerns,
        event.choices,
    )
