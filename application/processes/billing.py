"""A claim that names its order came out of it, whichever of the two was here first.

The order keeps what was invoiced, and the lien room that the claim came out of the
order, so that the same trade is never lent on twice; in the transaction of the claim.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from application.e_order import streams as orders
from application.e_order.finding import Found, Named, awaited_stream
from application.lien import streams as lien
from application.lien.ancestry import derive
from application.processes.beyond_orders import NOT_BILLED, Billing
from application.processes.documents import Parties
from application.processes.lent_orders import NOWHERE, LentOn
from application.receivable import streams as receivables
from application.shared.owners import owners_of
from application.shared.ports import Conflict, Reading, UnitOfWork
from domain.e_order.commands import AnnulBill, AwaitBill, LeaveBillOut, RecordBill
from domain.e_order.order import Bill, Paper, Purchase
from domain.e_order.refusals import OtherCurrency, PaperContradiction
from domain.receivable.commands import ApplyCredit
from domain.receivable.state import Receivable, Withdrawn
from domain.shared.event import Context
from domain.shared.ids import AssetId, OrderId, PartyId, ReceivableId
from domain.shared.money import Money
from domain.shared.refusal import Refused
from domain.shared.trade_document import DocumentKind, TradeDocument

ACT = "invoiced"


@dataclass(frozen=True, slots=True)
class Billed:
    """The order that a document names, looked up before the locks and again behind them."""

    found: Found | None
    """None where it names none."""

    claim: ReceivableId
    lent: LentOn = NOWHERE
    moving: Billing = NOT_BILLED
    """Bills of the order of which this one may change what is borne."""

    @classmethod
    def look(
        cls, work: UnitOfWork, stated: TradeDocument, parties: Parties, claim: ReceivableId
    ) -> Billed:
        if stated.order is None:
            return cls(None, claim)
        named = Named(parties.buyer, parties.seller, stated.order, None, stated.issued_on)
        found = Found.look(work, named)
        moving = Billing.look_where_bills_move(work, found.orders)
        return cls(found, claim, LentOn.look(work, found.orders), moving)

    @property
    def orders(self) -> tuple[OrderId, ...]:
        return () if self.found is None else self.found.orders

    @property
    def streams(self) -> list[str]:
        if self.found is None:
            return []
        assets = [AssetId(it) for it in (*self.found.orders, self.claim)]
        own = [*self.found.streams, *map(lien.stream_of, assets)]
        return [*own, *self.lent.streams, *self.moving.streams]

    def changed_by(self, order: OrderId) -> list[ReceivableId] | None:
        """The claims of which another part is borne; None: perhaps all of the order."""
        return None if order in {it for _, it in self.moving.orders} else [self.claim]

    @property
    def files(self) -> tuple[str, ...]:
        """To rely on, where money is lent on the order."""
        return self.lent.files

    def look_again(self, work: UnitOfWork) -> None:
        if self.found is not None:
            self.found.look_again(work)
            self.lent.look_again(work)
            if Billing.look_where_bills_move(work, self.found.orders) != self.moving:
                raise Conflict


def bill(
    work: UnitOfWork,
    context: Context,
    billed: Billed,
    of: tuple[TradeDocument, OrderId | None],
) -> None:
    """Tell the order that is meant, or await it where none is here.

    Where it was settled that they are two trades, the order is told nothing.
    """
    found, (stated, order) = billed.found, of
    if found is None or _is_apart(work, billed.claim, order):
        return
    said = bill_of(stated, billed.claim)
    if order is not None:
        _came_out_of(work, context, found.named.buyer, order, said)
        billed.lent.follow(work, context)
        return
    _await(work, context, found.named, said)


def _is_apart(reading: Reading, claim: ReceivableId, order: OrderId | None) -> bool:
    asset = reading.load(lien.ROOM, lien.stream_of(AssetId(claim))).state
    return order is not None and AssetId(order) in asset.apart_from


def bill_of(stated: TradeDocument, claim: ReceivableId) -> Bill:
    is_credit = stated.kind is DocumentKind.CREDIT_NOTE
    return Bill(
        kind=Paper.CREDIT_NOTE if is_credit else Paper.INVOICE,
        number=stated.number,
        issued_on=stated.issued_on,
        receivable=claim,
        net=stated.net,
        lines=stated.billed,
        tax=stated.tax,
    )


def streams_of_awaited(order: OrderId, bills: Iterable[Bill]) -> list[str]:
    assets = {AssetId(order), *(AssetId(it.receivable) for it in bills)}
    return [lien.stream_of(asset) for asset in assets] if len(assets) > 1 else []


def bill_awaited(
    work: UnitOfWork, context: Context, purchase: Purchase, order: OrderId, said: Bill
) -> None:
    """Not what another order took already, nor what is of a year before this one was placed.

    A number comes back in another year only: of the same year it is of this order, however
    it was dated.
    """
    asset = work.load(lien.ROOM, lien.stream_of(AssetId(said.receivable))).state
    if _is_withdrawn(work, purchase.supplier, said.receivable):
        return
    if said.issued_on.year < purchase.placed_on.year:
        return
    if asset.origins and said.kind is Paper.INVOICE:
        return
    _came_out_of(work, context, purchase.buyer, order, said)


def _is_withdrawn(reading: Reading, seller: PartyId, claim: ReceivableId) -> bool:
    """It may have been, while it waited for its order."""
    state = reading.load(receivables.ROOM, receivables.stream_of(seller, claim)).state
    return isinstance(state, Withdrawn)


@dataclass(frozen=True, slots=True)
class BilledOn:
    """The orders that a claim on record came out of; looked up before the locks."""

    claim: ReceivableId
    orders: tuple[tuple[PartyId, OrderId], ...]
    """(buyer, order)."""

    beside: Billing
    """All claims that came out of them."""

    awaited: Named | None = None
    """The order that it names and that is not here yet."""

    @classmethod
    def look(cls, reading: Reading, seller: PartyId, claim: ReceivableId) -> BilledOn:
        origins = sorted(reading.load(lien.ROOM, lien.stream_of(AssetId(claim))).state.origins)
        buyers = owners_of(reading, orders.ROOM.name, origins)
        own = tuple((buyers[it], OrderId(it)) for it in origins if it in buyers)
        awaited = None if own else _awaited(reading, seller, claim)
        return cls(claim, own, Billing.look(reading, [order for _, order in own]), awaited)

    @property
    def streams(self) -> list[str]:
        own = [orders.stream_of(buyer, order) for buyer, order in self.orders]
        waiting = [awaited_stream(self.awaited)] if self.awaited else []
        return [*own, *waiting, lien.stream_of(AssetId(self.claim)), *self.beside.streams]

    def look_again(self, reading: Reading, seller: PartyId) -> None:
        if BilledOn.look(reading, seller, self.claim) != self:
            raise Conflict

    def annul(self, work: UnitOfWork, context: Context, reason: str) -> None:
        """The claim was withdrawn: none of them counts it any more."""
        for buyer, order in self.orders:
            asked = AnnulBill(buyer=buyer, order=order, receivable=self.claim, reason=reason)
            work.handle(orders.ROOM, orders.stream_of(buyer, order), asked, context)
        self.beside.follow(work, context)

    def credit(self, work: UnitOfWork, context: Context, note: Bill) -> None:
        """Less is billed: it may be billed again."""
        for buyer, order in self.orders:
            _told(work, context, buyer, order, note)
        if self.awaited is not None:
            _await(work, context, self.awaited, note)
        self.beside.follow(work, context)


def _awaited(reading: Reading, seller: PartyId, claim: ReceivableId) -> Named | None:
    state = reading.load(receivables.ROOM, receivables.stream_of(seller, claim)).state
    if not isinstance(state, Receivable) or not state.invoice.order:
        return None
    invoice = state.invoice
    return Named(invoice.buyer, invoice.seller, invoice.order, None, invoice.issued_on)


def note_of(claim: Receivable, asked: ApplyCredit) -> Bill:
    """The credit note as the claim's order is told of it: of one sum, net of its share of tax."""
    whole = claim.invoice.gross - claim.invoice.tax
    net = Money(asked.amount.minor * whole.minor // claim.invoice.gross.minor, whole.currency)
    return Bill(
        kind=Paper.CREDIT_NOTE,
        number=asked.number,
        issued_on=asked.issued_on,
        receivable=claim.receivable,
        net=net,
        tax=asked.amount - net,
    )


def _came_out_of(
    work: UnitOfWork, context: Context, buyer: PartyId, order: OrderId, said: Bill
) -> None:
    """The lien first: an invoice that the order cannot count still came out of it."""
    derive(work, AssetId(said.receivable), (AssetId(order),), ACT, context)
    _told(work, context, buyer, order, said)


def _told(work: UnitOfWork, context: Context, buyer: PartyId, order: OrderId, said: Bill) -> None:
    record = RecordBill(buyer=buyer, order=order, bill=said)
    stream = orders.stream_of(buyer, order)
    try:
        work.handle(orders.ROOM, stream, record, context)
    except Refused as refused:
        if not isinstance(refused.refusal, OtherCurrency | PaperContradiction):
            raise
        left_out = LeaveBillOut(buyer=buyer, order=order, bill=said, why=refused.refusal.code)
        work.handle(orders.ROOM, stream, left_out, context)


def _await(work: UnitOfWork, context: Context, named: Named, said: Bill) -> None:
    stream = awaited_stream(named)
    wait = AwaitBill(
        buyer=named.buyer,
        order=OrderId(stream.rpartition("/")[2]),
        supplier=named.supplier,
        bill=said,
    )
    work.handle(orders.ROOM, stream, wait, context)
