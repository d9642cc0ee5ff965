"""What happened to one order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.e_order.order import Bill, Change, Evidence, Goods, Line, Paper, Purchase
from domain.shared.event import Event
from domain.shared.ids import DocumentId, OrderId, PartyId, ReceivableId


@dataclass(frozen=True, slots=True, kw_only=True)
class OnOrder(Event):
    """Every event names the order and its parties."""

    order: OrderId
    buyer: PartyId
    supplier: PartyId


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperAwaited(OnOrder):
    """Spoken of before it came: the paper is taken up when the order is here."""

    document: DocumentId
    submitter: PartyId


@dataclass(frozen=True, slots=True, kw_only=True)
class BillAwaited(OnOrder):
    bill: Bill


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPlaced(OnOrder):
    purchase: Purchase
    evidence: Evidence
    placed_by: PartyId
    on_behalf_of: PartyId
    authentic: bool
    """The buyer itself placed it, through the channel that the platform opened for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderEvidenceAdded(OnOrder):
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderAuthenticated(OnOrder):
    """The buyer said with its own key that the order is its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderAccepted(OnOrder):
    quantities: tuple[tuple[str, Decimal], ...]
    """What the supplier will deliver of every line."""

    whole: bool
    deliver_by: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRejected(OnOrder):
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderChangeProposed(OnOrder):
    change: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderChanged(OnOrder):
    """Binding: the supplier accepted the change."""

    number: str
    lines: tuple[Line, ...]
    """All of them, as they are from now on."""

    deliver_by: date | None
    consent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderChangeRejected(OnOrder):
    number: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CancellationAllowed(OnOrder):
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderCancelled(OnOrder):
    lines: tuple[str, ...]
    whole: bool
    """Nothing of the order is left."""

    reason: str
    consent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentAsked(OnOrder):
    """Of a lender that holds the order; asked again, the last counts."""

    holder: PartyId
    number: str | None
    """Of the change; None: whether the lines may be cancelled."""

    lines: tuple[str, ...]
    answer_by: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentGiven(OnOrder):
    """By a lender, which its buyer and supplier need not know by name."""

    holder: PartyId
    number: str | None
    """Of the change; None: the lines may be cancelled."""

    lines: tuple[str, ...]
    asked_besides: bool = False
    """Whether it was asked something else about the order that it has not answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRefused(OnOrder):
    holder: PartyId
    number: str | None
    reason: str
    asked_besides: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentWithdrawn(OnOrder):
    """Before anything happened that it was given for."""

    holder: PartyId
    number: str | None
    lines: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentNotNeeded(OnOrder):
    """What the lender was asked about happened without it, or never will."""

    holder: PartyId
    number: str | None
    asked_besides: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsShipped(OnOrder):
    goods: Goods


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsReceived(OnOrder):
    goods: Goods


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderInvoiced(OnOrder):
    bill: Bill


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderBillLeftOut(OnOrder):
    """The claim came out of the order, which does not count it: a person has to look."""

    bill: Bill
    why: str
    """The code of the refusal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderBillAnnulled(OnOrder):
    """The claim was withdrawn before anyone relied on it: as if it had never been billed."""

    receivable: ReceivableId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPaperAnnulled(OnOrder):
    paper: Paper
    number: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderClosed(OnOrder):
    reason: str


OrderEvent = (
    PaperAwaited
    | BillAwaited
    | OrderPlaced
    | OrderEvidenceAdded
    | OrderAuthenticated
    | OrderAccepted
    | OrderRejected
    | OrderChangeProposed
    | OrderChanged
    | OrderChangeRejected
    | CancellationAllowed
    | OrderCancelled
    | ConsentAsked
    | ConsentGiven
    | ConsentRefused
    | ConsentWithdrawn
    | ConsentNotNeeded
    | GoodsShipped
    | GoodsReceived
    | OrderInvoiced
    | OrderBillLeftOut
    | OrderBillAnnulled
    | OrderPaperAnnulled
    | OrderClosed
)
