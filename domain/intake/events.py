"""What becomes of a document that was read: it is taken, or waits for a person."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from domain.shared.event import Event
from domain.shared.ids import DocumentId, OrderId, PartyId, ReceivableId
from domain.shared.money import Money
from domain.shared.order_paper import OrderPaper, PaperKind
from domain.shared.trade_document import TradeDocument


class Why(StrEnum):
    """Why a document waits for a person."""

    SELLER_UNKNOWN = "seller_unknown"
    BUYER_UNKNOWN = "buyer_unknown"
    SEVERAL_SELLERS = "several_sellers"
    """Its identifiers belong to several registered parties."""

    SEVERAL_BUYERS = "several_buyers"
    PERHAPS_REGISTERED = "perhaps_registered"
    """Same parties, amount and order stand under another number."""

    LENT_ON_TWICE = "lent_on_twice"
    """It names an order that was lent on, and so was the claim: to be settled first."""

    INVOICE_UNKNOWN = "invoice_unknown"
    """A credit note for an invoice that is not on record."""

    SEVERAL_INVOICES = "several_invoices"
    """A credit note that may be for several invoices on record."""

    ORDER_UNKNOWN = "order_unknown"
    """A paper about an order that is not here yet; taken up when it comes."""

    ORDER_REFUSES = "order_refuses"
    """Its order came, and what the paper says does not fit it."""

    SEVERAL_ORDERS = "several_orders"
    """Orders of several years bear the number, and it is not clear which is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OnDocument(Event):
    """Every event names the document and who handed it in."""

    document: DocumentId
    submitter: PartyId


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSetAside(OnDocument):
    digest: str
    stated: TradeDocument
    why: Why
    concerns: ReceivableId | None
    """The claim that it may be."""

    choices: tuple[OrderId, ...] = ()
    """The orders that it may be of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentTaken(OnDocument):
    """It became a claim, further evidence of one, or a credit on one."""

    digest: str
    file: str
    place: str
    number: str
    amount: Money
    receivable: ReceivableId
    new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDismissed(OnDocument):
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPaperSetAside(OnDocument):
    digest: str
    stated: OrderPaper
    why: Why
    choices: tuple[OrderId, ...] = ()
    """The orders that it may be about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPaperTaken(OnDocument):
    """It became an order, further evidence of one, or a word about one."""

    digest: str
    file: str
    place: str
    number: str
    paper: PaperKind
    order: OrderId
    new: bool


IntakeEvent = (
    DocumentSetAside | DocumentTaken | DocumentDismissed | OrderPaperSetAside | OrderPaperTaken
)
