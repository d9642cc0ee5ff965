"""Every order as it stands, for its buyer and its supplier."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import get_args

from application.shared.projection import Placed, Projection, Recorded
from application.views.keys import key, scope_of
from domain.e_order.events import BillAwaited, OnOrder, OrderEvent, PaperAwaited
from domain.e_order.evolve import evolve
from domain.e_order.order import Change, Status
from domain.e_order.standing import facts_of
from domain.e_order.state import NoOrder, Order, status_of
from domain.eligibility.order_facts import Mismatch, OrderedLine
from domain.shared.ids import OrderId, PartyId
from domain.shared.money import Money

ORDER_EVENTS = get_args(OrderEvent)
LAST_DAY = date.max


def keys(recorded: Recorded) -> tuple[str, ...]:
    """What only names an order that is not here yet is no order."""
    event = recorded.event
    if not isinstance(event, OnOrder) or isinstance(event, PaperAwaited | BillAwaited):
        return ()
    return key(event.buyer, event.order), key(event.supplier, event.order)


def fold(row: Order | None, _: str, recorded: Recorded) -> Order | None:
    """The room's own fold."""
    event = recorded.event
    if not isinstance(event, ORDER_EVENTS):
        return row
    after = evolve(row or NoOrder(), event)
    return after if isinstance(after, Order) else None


@dataclass(frozen=True, slots=True)
class ConsentSeen:
    """To a change of that number, or (None) that these lines may be cancelled."""

    number: str | None
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConsentAskedFor:
    """To a change of that number, or (None) that these lines may be cancelled."""

    number: str | None
    lines: tuple[str, ...]
    answer_by: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderSeen:
    """One order as its buyer, its supplier and who lent on it see it."""

    order: OrderId
    number: str
    buyer: PartyId
    supplier: PartyId
    status: Status
    placed_on: date
    deliver_from: date | None
    deliver_by: date | None
    authentic: bool
    accepted: bool
    cancellable: bool
    net: Money
    """As it was placed."""

    tax: Money
    gross: Money
    ordered: Money
    """Net of tax, after what was changed and cancelled."""

    prepaid: Money
    invoiced: Money
    lost: Money
    terms: str
    contract: str
    lines: tuple[OrderedLine, ...]
    mismatches: tuple[Mismatch, ...]
    """By lines: what order, goods and money disagree in."""

    changes: tuple[Change, ...]
    """That wait for the supplier."""

    asked: tuple[ConsentAskedFor, ...]
    """That wait for whoever lent on it."""

    consents: tuple[ConsentSeen, ...]
    """Of whoever lent on it, whose name is nobody else's business."""

    despatches: tuple[str, ...]
    receipts: tuple[str, ...]
    bills: tuple[str, ...]


def seen(order: Order, on: date) -> OrderSeen:
    """As it stands on a day."""
    facts, purchase = facts_of(order, on), order.purchase
    return OrderSeen(
        order=order.order,
        number=purchase.number,
        buyer=order.buyer,
        supplier=order.supplier,
        status=status_of(order),
        placed_on=purchase.placed_on,
        deliver_from=purchase.deliver_from,
        deliver_by=order.deliver_by,
        authentic=facts.authentic,
        accepted=facts.accepted,
        cancellable=facts.cancellable,
        net=purchase.net,
        tax=purchase.tax,
        gross=purchase.gross,
        ordered=facts.ordered,
        prepaid=facts.prepaid,
        invoiced=facts.invoiced,
        lost=facts.lost,
        terms=purchase.terms,
        contract=purchase.contract,
        lines=facts.lines,
        mismatches=facts.mismatches,
        changes=tuple(order.changes.values()),
        asked=tuple(ConsentAskedFor(it.number, it.lines, it.answer_by) for it in order.wanted),
        consents=tuple(ConsentSeen(it.number, it.lines) for it in order.consents),
        despatches=tuple(sorted(it.number for it in order.despatches.values())),
        receipts=tuple(sorted(it.number for it in order.receipts.values())),
        bills=tuple(sorted(it.number for it in order.bills.values())),
    )


def place(row_key: str, row: Order) -> Placed:
    """By status, the earliest day of delivery first."""
    last = row.deliver_by or LAST_DAY
    return Placed(scope_of(row_key), status_of(row).value, last.isoformat())


ORDERS: Projection[Order] = Projection(
    name="orders", version=3, row=Order, keys=keys, fold=fold, place=place
)
