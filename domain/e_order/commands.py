"""What may be asked of one order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.e_order.order import Bill, Change, Evidence, Goods, Paper, Purchase
from domain.shared.ids import DocumentId, OrderId, PartyId, ReceivableId


@dataclass(frozen=True, slots=True, kw_only=True)
class OnOrder:
    """Every command names the order, and the buyer whose stream it stands in."""

    buyer: PartyId
    order: OrderId


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(OnOrder):
    """By the buyer; or handed in by the supplier, and then not authentic yet."""

    purchase: Purchase
    evidence: Evidence
    party: PartyId
    on_behalf_of: PartyId | None = None
    """The buyer or supplier whose appointed agent asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Await(OnOrder):
    """A paper came that names an order which is not here yet."""

    supplier: PartyId
    document: DocumentId
    submitter: PartyId


@dataclass(frozen=True, slots=True, kw_only=True)
class AwaitBill(OnOrder):
    """A claim was registered that names an order which is not here yet."""

    supplier: PartyId
    bill: Bill


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmAuthentic(OnOrder):
    party: PartyId


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept(OnOrder):
    party: PartyId
    quantities: tuple[tuple[str, Decimal], ...] = ()
    """(line, how much of it) in part; empty accepts the whole."""

    deliver_by: date | None = None
    """Promised, where it differs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject(OnOrder):
    party: PartyId
    reason: str


Lenders = tuple[tuple[PartyId, date | None], ...]
"""Those that hold the order, and until when each is to answer by its own terms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeChange(OnOrder):
    """Whoever lent on the order is asked at once."""

    party: PartyId
    change: Change
    lenders: Lenders = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptChange(OnOrder):
    party: PartyId
    number: str
    held_by_lender: bool = False
    consent: bool = False
    """The lender agrees; needed where it lent on the order (in the spirit of Civil Code 765)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectChange(OnOrder):
    party: PartyId
    number: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowCancellation(OnOrder):
    """The supplier lets the buyer go, of some lines or (none named) of all."""

    party: PartyId
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancel(OnOrder):
    party: PartyId
    lines: tuple[str, ...] = ()
    """None named: all that is left."""

    reason: str
    held_by_lender: bool = False
    consent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AskConsent(OnOrder):
    """Buyer or supplier asks whoever lent on it, where that is not asked by itself."""

    party: PartyId
    number: str | None = None
    """Of a change that was proposed; None: whether lines may be cancelled."""

    lines: tuple[str, ...] = ()
    """None named: all that is left."""

    lenders: Lenders = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveConsent(OnOrder):
    """A lender that holds the order, or what came out of it, agrees to a change or a cancellation.

    In the spirit of Civil Code 765: what secures its money is not changed behind its back.
    """

    party: PartyId
    number: str | None = None
    """Of the change that the buyer proposed; None: to a cancellation."""

    lines: tuple[str, ...] = ()
    """That may be cancelled; none named: all that is left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseConsent(OnOrder):
    """A lender that was asked says no."""

    party: PartyId
    number: str | None = None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawConsent(OnOrder):
    """A lender takes back what it agreed to and what did not happen yet."""

    party: PartyId
    number: str | None = None
    lines: tuple[str, ...] = ()
    """Of a cancellation; none named: all that it agreed to."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDespatch(OnOrder):
    party: PartyId
    goods: Goods


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReceipt(OnOrder):
    party: PartyId
    goods: Goods


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordBill(OnOrder):
    """Follows from the claim's own registration or credit; no party asks for it."""

    bill: Bill


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveBillOut(OnOrder):
    """An invoice or credit note of it that it cannot count; `why` is the code of the refusal."""

    bill: Bill
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnulBill(OnOrder):
    """Follows from the claim's own withdrawal; no party asks for it."""

    receivable: ReceivableId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Annul(OnOrder):
    """A paper of goods was wrong; whoever wrote it takes it back, and may write it anew."""

    party: PartyId
    paper: Paper
    number: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Close(OnOrder):
    """Nothing more is to come; what is short stays short."""

    party: PartyId
    reason: str = ""
    held_by_lender: bool = False
    consent: bool = False


OrderCommand = (
    Place
    | Await
    | AwaitBill
    | ConfirmAuthentic
    | Accept
    | Reject
    | ProposeChange
    | AcceptChange
    | RejectChange
    | AllowCancellation
    | Cancel
    | AskConsent
    | GiveConsent
    | RefuseConsent
    | WithdrawConsent
    | RecordDespatch
    | RecordReceipt
    | RecordBill
    | LeaveBillOut
    | AnnulBill
    | Annul
    | Close
)
