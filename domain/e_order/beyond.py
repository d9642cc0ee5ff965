"""What is billed beyond an order (超出订单开票): no order bears it, and it waits for the buyer.

Bills count in the order in which they came; whichever comes later bears the excess. Goods
are not asked: their papers may be late, and what is not shipped yet may be billed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from domain.e_order.counting import placed_well
from domain.e_order.order import Bill, Paper
from domain.e_order.placing import Ordered
from domain.e_order.state import Order
from domain.shared.ids import ReceivableId
from domain.shared.item import Item
from domain.shared.money import Money
from domain.shared.trade_document import BillLine

ZERO = Fraction(0)
UNSTATED_TAX = Fraction(27, 100)
"""Of an order that states no tax: the highest general rate in the European Union (Hungary)."""


@dataclass(frozen=True, slots=True)
class _Charge:
    """A line of a bill or of a credit note, and on which claim."""

    claim: ReceivableId
    said: BillLine

    @property
    def line(self) -> str:
        return self.said.line

    @property
    def item(self) -> Item:
        return self.said.item

    @property
    def quantity(self) -> Decimal:
        return self.said.quantity

    @property
    def unit(self) -> str:
        return self.said.unit


@dataclass(slots=True)
class _Charged:
    """What a claim charges of one line of the order, less what was credited."""

    quantity: Fraction = ZERO
    minor: Fraction = ZERO


Charges = Mapping[ReceivableId, Mapping[str, _Charged]]


@dataclass(slots=True)
class _Left:
    """What the order still bears, bill by bill."""

    room: Money
    tax: Money
    quantities: dict[str, Fraction]

    def beyond(self, net: Money, charged: Mapping[str, _Charged]) -> Money:
        """The more of what the sum and what the quantities go beyond; at most all of it."""
        lines = sum(
            (it.minor * self._share_beyond(line, it.quantity) for line, it in charged.items()),
            start=ZERO,
        )
        over = Money(math.ceil(lines), net.currency)
        return min(max(net - self.room, over, net - net), net)

    def take(self, net: Money, charged: Mapping[str, _Charged]) -> None:
        self.room = max(self.room - net, net - net)
        for line, it in charged.items() if net.is_positive else ():
            left = self.quantities[line]
            self.quantities[line] = max(left - max(it.quantity, ZERO), ZERO)

    def take_tax(self, tax: Money, lines: int) -> Money:
        """What of it the order bears."""
        borne = tax if (tax - self.tax).minor <= lines else self.tax
        self.tax = max(self.tax - borne, tax - tax)
        return borne

    def _share_beyond(self, line: str, quantity: Fraction) -> Fraction:
        if quantity <= 0:
            return ZERO
        return max(quantity - self.quantities[line], ZERO) / quantity


@dataclass(frozen=True, slots=True)
class Billed:
    """One bill, net of tax and of what was credited of it."""

    net: Money
    beyond: Money
    tax: Money | None = None
    """What the order bears of the tax; None: unknown, and as its share of the net."""

    tax_beyond: bool = False
    """Whether the bill asks for more of it."""

    @property
    def borne(self) -> Money | None:
        """Net of tax; None where the order bears all of it."""
        return self.net - self.beyond if self.beyond.is_positive or self.tax_beyond else None


def billed_beyond(order: Order) -> Mapping[ReceivableId, Billed]:
    """What the order does not bear of each bill.

    The more of two: what the bills come to beyond what is ordered in all, and what they
    charge of a line beyond its quantity. A minor unit for each line of a bill is taken to be
    rounding. What is beyond takes no room from the bills after it. Tax is held against
    the order's own in the same way, so that nothing is billed as tax that no order bears.
    """
    invoices = {it.receivable: it for it in order.papers.ever(Paper.INVOICE)}
    charges = _charges(order, invoices)
    room = _bearable(order)
    quantities = {it.line: Fraction(it.quantity) for it in order.agreed}
    left = _Left(room, _bearable_tax(order, room), quantities)
    found = {}
    for claim, bill in _credited(order, invoices).items():
        net, charged, lines = bill.net, charges.get(claim, {}), max(len(bill.lines), 1)
        beyond = left.beyond(net, charged)
        if beyond < net and beyond.minor <= lines:
            beyond = net - net
        left.take(net - beyond, charged)
        found[claim] = Billed(net, beyond)
        if bill.tax is not None:
            asked = _share(bill.tax, net - beyond, net)
            borne = left.take_tax(asked, lines)
            found[claim] = Billed(net, beyond, borne, tax_beyond=borne < asked)
    return found


def may_move(order: Order) -> bool:
    """Whether a bill that comes may put those before it on other lines of the order."""
    return Ordered(order.agreed).has_alike


def _bearable(order: Order) -> Money:
    """Net of tax; with the charges that the order states, while any of it is still ordered."""
    purchase, ordered = order.purchase, order.ordered
    if order.rejected or ordered.is_zero:
        return Money.zero(purchase.currency)
    stated = Money.total((line.amount for line in purchase.lines), purchase.currency)
    return ordered + max(purchase.net - stated, stated - stated)


def _bearable_tax(order: Order, bearable: Money) -> Money:
    """In the proportion that the order states; many state none, though their bills have it."""
    purchase = order.purchase
    stated = Fraction(purchase.tax.minor, purchase.net.minor) if purchase.net.minor else ZERO
    return Money(math.ceil(bearable.minor * (stated or UNSTATED_TAX)), bearable.currency)


def _share(tax: Money, borne: Money, net: Money) -> Money:
    """A cent that is begun is not borne."""
    return Money(tax.minor * borne.minor // net.minor, tax.currency) if net.minor else tax


def _credited(order: Order, invoices: Mapping[ReceivableId, Bill]) -> Mapping[ReceivableId, Bill]:
    """The bills with what is left of their sums."""
    nothing = Money.zero(order.purchase.currency)
    bills = dict(invoices)
    for note in order.papers.ever(Paper.CREDIT_NOTE):
        bill = bills.get(note.receivable)
        if bill is not None:
            tax = bill.tax and max(bill.tax - (note.tax or nothing), nothing)
            bills[note.receivable] = replace(bill, net=max(bill.net - note.net, nothing), tax=tax)
    return bills


def _charges(order: Order, invoices: Mapping[ReceivableId, Bill]) -> Charges:
    """All bills are put on lines together: of equal lines each is filled once."""
    ordered, found = Ordered(order.agreed), dict[ReceivableId, dict[str, _Charged]]()
    for sign, paper in ((1, Paper.INVOICE), (-1, Paper.CREDIT_NOTE)):
        said = _lines(order.papers.ever(paper), invoices)
        for it in placed_well(ordered, said):
            if it.line is None:
                continue
            charged = found.setdefault(it.said.claim, {}).setdefault(it.line.line, _Charged())
            charged.quantity += sign * Fraction(it.said.quantity)
            charged.minor += sign * it.said.said.amount.minor
    for note in order.papers.ever(Paper.CREDIT_NOTE):
        if not note.lines and note.receivable in invoices:
            _credit_all(found.get(note.receivable, {}), invoices[note.receivable], note)
    return found


def _credit_all(charged: Mapping[str, _Charged], bill: Bill, note: Bill) -> None:
    """A credit note of one sum takes the same share of every line."""
    left = max(1 - Fraction(note.net.minor, bill.net.minor), ZERO) if bill.net.minor else ZERO
    for it in charged.values():
        it.quantity *= left
        it.minor *= left


def _lines(bills: Sequence[Bill], of: Mapping[ReceivableId, Bill]) -> Iterator[_Charge]:
    for bill in bills:
        if bill.receivable in of:
            yield from (_Charge(bill.receivable, line) for line in bill.lines)
