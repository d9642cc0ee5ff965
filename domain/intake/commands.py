"""What may be done with a document that was read."""

from __future__ import annotations

from dataclasses import dataclass

from domain.intake.events import Why
from domain.shared.ids import DocumentId, OrderId, PartyId, ReceivableId
from domain.shared.order_paper import OrderPaper
from domain.shared.trade_document import TradeDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    document: DocumentId
    submitter: PartyId
    digest: str
    stated: TradeDocument
    why: Why
    concerns: ReceivableId | None = None
    choices: tuple[OrderId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    document: DocumentId
    submitter: PartyId
    digest: str
    stated: TradeDocument
    receivable: ReceivableId
    new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Dismiss:
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPaperAside:
    """A paper of an order."""

    document: DocumentId
    submitter: PartyId
    digest: str
    stated: OrderPaper
    why: Why
    choices: tuple[OrderId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TakePaper:
    document: DocumentId
    submitter: PartyId
    digest: str
    stated: OrderPaper
    order: OrderId
    new: bool


IntakeCommand = SetAside | Take | SetPaperAside | TakePaper | Dismiss
