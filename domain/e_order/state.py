"""What is true of an order now. Quantities are what both sides agreed to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from domain.e_order.counting import quantities_of
from domain.e_order.order import (
    Bill,
    Change,
    Consent,
    ConsentWanted,
    Goods,
    Line,
    Paper,
    Papers,
    Purchase,
    Status,
    worth,
)
from domain.shared.fingerprint import normalised_number
from domain.shared.ids import DocumentId, OrderId, PartyId, ReceivableId
from domain.shared.money import Money

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class NoOrder:
    """Before the first event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """Named by a paper or a claim before it came itself."""

    documents: tuple[tuple[PartyId, DocumentId], ...] = ()
    """(who handed it in, which)."""

    bills: tuple[Bill, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    order: OrderId
    purchase: Purchase
    """As it was placed; `lines` and `deliver_by` below are as they are now."""

    lines: tuple[Line, ...]
    deliver_by: date | None
    digests: frozenset[str]
    authentic: bool
    accepted: Mapping[str, Decimal] | None = None
    """What the supplier promised of each line; None until it answers."""

    whole: bool = False
    rejected: bool = False
    changes: Mapping[str, Change] = field(default_factory=dict[str, Change])
    """Proposed and not answered yet."""

    answered: Mapping[str, Change] = field(default_factory=dict[str, Change])
    cancelled: frozenset[str] = frozenset()
    let_go: frozenset[str] = frozenset()
    """Lines that the supplier allows the buyer to cancel."""

    consents: tuple[Consent, ...] = ()
    """Of lenders, to changes and to cancellations that did not happen yet."""

    wanted: tuple[ConsentWanted, ...] = ()
    """What lenders were asked and have not answered."""

    despatches: Mapping[str, Goods] = field(default_factory=dict[str, Goods])
    receipts: Mapping[str, Goods] = field(default_factory=dict[str, Goods])
    bills: Mapping[str, Bill] = field(default_factory=dict[str, Bill])
    left_out: frozenset[ReceivableId] = frozenset()
    """Claims that came out of it and that it does not count."""

    closed: bool = False

    @property
    def buyer(self) -> PartyId:
        return self.purchase.buyer

    @property
    def supplier(self) -> PartyId:
        return self.purchase.supplier

    @property
    def agreed(self) -> tuple[Line, ...]:
        """Every line with what is still ordered of it; a cancelled one with nothing."""
        return tuple(_agreed(self, line) for line in self.lines)

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled >= {line.line for line in self.lines}

    @property
    def papers(self) -> Papers:
        return Papers(
            despatches=tuple(self.despatches.values()),
            receipts=tuple(self.receipts.values()),
            bills=tuple(self.bills.values()),
        )

    def left(self, named: Iterable[str] = ()) -> tuple[str, ...]:
        """Of those named, or of all, the lines that are not cancelled yet."""
        lines = tuple(named) or tuple(line.line for line in self.lines)
        return tuple(line for line in lines if line not in self.cancelled)

    @property
    def is_short(self) -> bool:
        """Whether something that was ordered, and not cancelled, was never shipped."""
        awaited, shipped = set(self.left()), self.all_shipped
        return any(
            shipped.get(line.line, ZERO) < line.quantity
            for line in self.lines
            if line.line in awaited
        )

    def may_change(self, number: str, holders: Iterable[PartyId]) -> bool:
        """Whether every lender that holds it agreed to the change."""
        agreed = {it.holder for it in self.consents if it.number == number}
        return set(holders) <= agreed

    def may_cancel(self, lines: Iterable[str], holders: Iterable[PartyId]) -> bool:
        """Whether every lender that holds it agreed that all of these lines may go."""
        wanted = set(lines)
        return all(wanted <= self._let_go_by(holder) for holder in holders)

    def met_by(self, given: Consent) -> tuple[ConsentWanted, ...]:
        """The questions that it answers, with what the lender agreed to before."""
        agreed = self._let_go_by(given.holder) | set(given.lines) | self.cancelled
        own = (it for it in self.wanted if (it.holder, it.number) == (given.holder, given.number))
        return tuple(it for it in own if agreed >= set(it.lines))

    def _let_go_by(self, holder: PartyId) -> set[str]:
        own = (it for it in self.consents if it.holder == holder and it.number is None)
        return {line for consent in own for line in consent.lines}

    @property
    def all_shipped(self) -> Mapping[str, Decimal]:
        """Of each line that one speaks of, by the papers of both sides: whichever says more."""
        sent = quantities_of(self.lines, self.papers.despatches)
        got = quantities_of(self.lines, self.papers.receipts)
        return {line: max(sent.get(line, ZERO), got.get(line, ZERO)) for line in {**sent, **got}}

    @property
    def ordered(self) -> Money:
        """What is still ordered, net of tax: an allowance lowers it, a charge does not raise it."""
        return self.worth_of(self.agreed)

    def worth_of(self, agreed: Iterable[Line]) -> Money:
        stated = Money.total((line.amount for line in self.purchase.lines), self.purchase.currency)
        allowance = min(self.purchase.net - stated, stated - stated)
        left = Money.total((line.amount for line in agreed), self.purchase.currency)
        return max(left + allowance, stated - stated)


OrderState = NoOrder | Expected | Order


def _agreed(order: Order, line: Line) -> Line:
    if line.line in order.cancelled:
        return replace(line, quantity=ZERO, amount=worth(line, ZERO))
    if order.accepted is None:
        return line
    quantity = min(order.accepted.get(line.line, ZERO), line.quantity)
    if quantity and quantity == line.quantity:
        return line
    return replace(line, quantity=quantity, amount=worth(line, quantity))


def paper_key(number: str, paper: Paper) -> str:
    """An invoice and a credit note may bear one number."""
    return f"{paper.value}/{normalised_number(number)}"


def status_of(order: Order) -> Status:
    """The one word for it; the later line yields to the earlier."""
    return next(word for word, holds in STATUSES if holds(order))


STATUSES: tuple[tuple[Status, Callable[[Order], bool]], ...] = (
    (Status.REJECTED, lambda order: order.rejected),
    (Status.CANCELLED, lambda order: order.is_cancelled),
    (Status.CLOSED, lambda order: order.closed),
    (Status.CHANGE_PROPOSED, lambda order: bool(order.changes)),
    (Status.INVOICED, lambda order: bool(order.bills)),
    (Status.RECEIVED, lambda order: bool(order.receipts)),
    (Status.SHIPPED, lambda order: bool(order.despatches)),
    (Status.ACCEPTED, lambda order: order.accepted is not None and order.whole),
    (Status.PARTLY_ACCEPTED, lambda order: order.accepted is not None),
    (Status.PLACED, lambda order: order.authentic),
    (Status.HANDED_IN, lambda _: True),
)
