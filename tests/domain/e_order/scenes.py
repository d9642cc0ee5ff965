"""The cast: the anchor orders 100 kg of wax and 20 jars from spring, CNY 300.00 net."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from domain.e_order import commands as ask
from domain.e_order import events as fact
from domain.e_order.checks import what_all_say
from domain.e_order.commands import OrderCommand
from domain.e_order.decide import E_ORDER
from domain.e_order.events import OrderEvent
from domain.e_order.order import Bill, Change, Evidence, Goods, GoodsLine, Line, Paper, Purchase
from domain.e_order.state import Order, OrderState
from domain.shared.currency import Currency
from domain.shared.event import Context
from domain.shared.ids import ActorId, OrderId, PartyId, ReceivableId
from domain.shared.item import Item
from domain.shared.moment import Moment
from domain.shared.money import Money
from domain.shared.trade_document import BillLine
from tests.support.scenario import Given

ANCHOR = PartyId("anchor")
SPRING = PartyId("spring")
STRANGER = PartyId("stranger")
BANK, RIVAL = PartyId("bank"), PartyId("rival")
PO = OrderId("ord_1")
CLAIM = ReceivableId("rcv_1")

TODAY = date(2026, 3, 2)
TOMORROW = date(2026, 3, 3)
PLACED = date(2026, 2, 2)
LAST_DAY = date(2026, 3, 31)
LATER = date(2026, 4, 30)
CONTEXT = Context(
    now=Moment(at=datetime(2026, 3, 2, 4, 0, tzinfo=UTC), day=TODAY), by=ActorId("anchor/li")
)


def yuan(major: str) -> Money:
    return Money.of(major, Currency.CNY)


NOTHING = yuan("0.00")
BEESWAX = Item(name="beeswax", buyers="6578489", sellers="17589683")
GLASS = Item(name="jar", sellers="J-1")


def line(number: str, item: Item, quantity: str, amount: str, unit: str = "KGM") -> Line:
    price = Decimal(amount) / Decimal(quantity)
    return Line(
        line=number,
        item=item,
        quantity=Decimal(quantity),
        unit=unit,
        unit_price=price,
        amount=yuan(amount),
    )


WAX = line("1", BEESWAX, "100", "100.00")
JARS = line("2", GLASS, "20", "200.00", "C62")
PURCHASE = Purchase(
    buyer=ANCHOR,
    supplier=SPRING,
    number="PO-7",
    fingerprint="f" * 64,
    placed_on=PLACED,
    net=yuan("300.00"),
    tax=yuan("39.00"),
    gross=yuan("339.00"),
    prepaid=NOTHING,
    deliver_from=None,
    deliver_by=LAST_DAY,
    lines=(WAX, JARS),
)
UBL = Evidence(encoding="ubl", digest="a" * 64, name="order.xml")
CSV = Evidence(encoding="csv", digest="b" * 64, name="orders.csv")
SAID = what_all_say(PO, ANCHOR, SPRING, CONTEXT)
WHOLE = (("1", Decimal(100)), ("2", Decimal(20)))


def given(*history: OrderEvent) -> Given[OrderCommand, OrderState, OrderEvent]:
    return Given(E_ORDER, history)


def order_after(*history: OrderEvent) -> Order:
    state = E_ORDER.replay(history)
    assert isinstance(state, Order)
    return state


def place(
    party: PartyId = ANCHOR,
    evidence: Evidence = UBL,
    **different: Any,  # noqa: ANN401 - any field
) -> ask.Place:
    return ask.Place(
        buyer=ANCHOR,
        order=PO,
        purchase=replace(PURCHASE, **different),
        evidence=evidence,
        party=party,
    )


def placed(by: PartyId = ANCHOR, **different: Any) -> fact.OrderPlaced:  # noqa: ANN401 - any field
    return fact.OrderPlaced(
        **SAID,
        purchase=replace(PURCHASE, **different),
        evidence=UBL,
        placed_by=by,
        on_behalf_of=by,
        authentic=by == ANCHOR,
    )


def accept(*quantities: tuple[str, Decimal], party: PartyId = SPRING) -> ask.Accept:
    return ask.Accept(buyer=ANCHOR, order=PO, party=party, quantities=quantities)


def accepted(*quantities: tuple[str, Decimal]) -> fact.OrderAccepted:
    return fact.OrderAccepted(
        **SAID, quantities=quantities or WHOLE, whole=not quantities, deliver_by=None
    )


def cancel(*lines: str, **different: Any) -> ask.Cancel:  # noqa: ANN401 - any field
    command = ask.Cancel(buyer=ANCHOR, order=PO, party=ANCHOR, lines=lines, reason="no need")
    return replace(command, **different)


def cancelled(*lines: str, whole: bool = False) -> fact.OrderCancelled:
    return fact.OrderCancelled(**SAID, lines=lines, whole=whole, reason="no need", consent=False)


def closed() -> fact.OrderClosed:
    return fact.OrderClosed(**SAID, reason="done")


def change(number: str = "C-1", *lines: Line, **different: Any) -> Change:  # noqa: ANN401 - any field
    return replace(Change(number=number, proposed_on=TODAY, lines=lines), **different)


def propose(said: Change, party: PartyId = ANCHOR) -> ask.ProposeChange:
    return ask.ProposeChange(buyer=ANCHOR, order=PO, party=party, change=said)


def proposed(said: Change) -> fact.OrderChangeProposed:
    return fact.OrderChangeProposed(**SAID, change=said)


def agree(number: str = "C-1", *, held: bool = False, consent: bool = False) -> ask.AcceptChange:
    return ask.AcceptChange(
        buyer=ANCHOR, order=PO, party=SPRING, number=number, held_by_lender=held, consent=consent
    )


def goods(
    number: str, *quantities: tuple[str, str], short: str = "0", rejected: str = "0"
) -> Goods:
    lines = tuple(
        GoodsLine(line=of, quantity=Decimal(much), short=Decimal(short), rejected=Decimal(rejected))
        for of, much in quantities
    )
    return Goods(number=number, issued_on=TODAY, lines=lines)


def ship(said: Goods, party: PartyId = SPRING) -> ask.RecordDespatch:
    return ask.RecordDespatch(buyer=ANCHOR, order=PO, party=party, goods=said)


def receive(said: Goods, party: PartyId = ANCHOR) -> ask.RecordReceipt:
    return ask.RecordReceipt(buyer=ANCHOR, order=PO, party=party, goods=said)


def shipped(said: Goods) -> fact.GoodsShipped:
    return fact.GoodsShipped(**SAID, goods=said)


def received(said: Goods) -> fact.GoodsReceived:
    return fact.GoodsReceived(**SAID, goods=said)


def bill(
    number: str, *lines: tuple[str, str, str], kind: Paper = Paper.INVOICE, net: str | None = None
) -> Bill:
    """Lines are (line, quantity, amount)."""
    said = tuple(
        BillLine(line=of, quantity=Decimal(much), amount=yuan(amount)) for of, much, amount in lines
    )
    total = Money.total((it.amount for it in said), Currency.CNY)
    return Bill(
        kind=kind,
        number=number,
        issued_on=TODAY,
        receivable=CLAIM,
        net=total if net is None else yuan(net),
        lines=said,
    )


def record(said: Bill) -> ask.RecordBill:
    return ask.RecordBill(buyer=ANCHOR, order=PO, bill=said)


def invoiced(said: Bill) -> fact.OrderInvoiced:
    return fact.OrderInvoiced(**SAID, bill=said)


LESS_WAX = replace(WAX, quantity=Decimal(50), amount=yuan("50.00"))
