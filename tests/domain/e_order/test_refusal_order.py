"""A request that is wrong in several ways always gets the same answer: the gravest first."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from domain.e_order import answer_refusals as wrong
from domain.e_order import commands as ask
from domain.e_order import events as fact
from domain.e_order import refusals as no
from domain.e_order.commands import OrderCommand
from domain.e_order.events import OrderEvent
from domain.e_order.order import Paper
from domain.shared.currency import Currency
from domain.shared.money import Money
from domain.shared.refusal import Refusal
from tests.domain.e_order.scenes import (
    ANCHOR,
    CONTEXT,
    JARS,
    PLACED,
    PO,
    SAID,
    SPRING,
    STRANGER,
    TODAY,
    TOMORROW,
    WAX,
    accept,
    accepted,
    agree,
    bill,
    cancel,
    cancelled,
    change,
    closed,
    given,
    goods,
    invoiced,
    place,
    placed,
    propose,
    proposed,
    receive,
    record,
    ship,
    shipped,
    yuan,
)

REJECTED = fact.OrderRejected(**SAID, reason="no")
GONE = cancelled("1", "2", whole=True)
FIRM = placed(cancellable=False)
EURO = Money.of("1.00", Currency.EUR)
LESS = replace(WAX, quantity=Decimal(1))
confirm = ask.ConfirmAuthentic(buyer=ANCHOR, order=PO, party=STRANGER)
close = ask.Close(buyer=ANCHOR, order=PO, party=SPRING)
annul = ask.Annul(
    buyer=ANCHOR, order=PO, party=ANCHOR, paper=Paper.DESPATCH, number="D-9", reason="typing"
)

PLACING: list[tuple[OrderCommand, Refusal]] = [
    (place(STRANGER, lines=(), supplier=ANCHOR), no.NotAParty(STRANGER)),
    (place(lines=(), supplier=ANCHOR), no.OwnCustomer(ANCHOR)),
    (place(lines=(), tax=yuan("-1.00")), no.NoLines(PO)),
    (place(lines=(WAX, replace(WAX, quantity=Decimal(0)))), no.LineNamedTwice("1")),
    (
        place(lines=(replace(WAX, quantity=Decimal(0), amount=EURO),)),
        no.QuantityNotPositive("1", Decimal(0)),
    ),
    (
        place(lines=(replace(WAX, amount=EURO),), tax=yuan("-1.00")),
        no.OtherCurrency(Currency.CNY, Currency.EUR),
    ),
    (
        place(lines=(replace(WAX, amount=yuan("-1.00")),), tax=yuan("-1.00")),
        no.PartUnsound("line 1", yuan("-1.00"), yuan("339.00")),
    ),
    (
        place(tax=yuan("-1.00"), deliver_by=PLACED - timedelta(1)),
        no.PartUnsound("tax", yuan("-1.00"), yuan("339.00")),
    ),
    (
        place(placed_on=TOMORROW, deliver_by=PLACED),
        no.DeliveryBeforeOrder(TOMORROW, PLACED),
    ),
    (place(placed_on=TOMORROW), no.DayInFuture(TOMORROW, TODAY)),
]


@pytest.mark.parametrize(("command", "refusal"), PLACING)
def test_what_is_placed(command: OrderCommand, refusal: Refusal) -> None:
    given().when(command, CONTEXT).then_refused(refusal)


@pytest.mark.parametrize(
    "command",
    [confirm, accept(), cancel(), propose(change()), agree(), close, annul, ship(goods("D"))],
)
def test_an_order_that_never_came_is_not_found(command: OrderCommand) -> None:
    given().when(command, CONTEXT).then_refused(no.OrderNotFound(PO))


ANSWERING: list[tuple[tuple[OrderEvent, ...], OrderCommand, Refusal]] = [
    ((placed(), REJECTED), confirm, no.NotAParty(STRANGER)),
    ((placed(), REJECTED), replace(confirm, party=SPRING), no.NotYoursToSay(PO, SPRING)),
    ((placed(), REJECTED), replace(close, party=STRANGER), no.NotAParty(STRANGER)),
    ((placed(), REJECTED, GONE), close, no.OrderIsRejected(PO)),
    ((placed(), GONE, closed()), close, no.OrderIsCancelled(PO)),
    ((placed(), closed()), close, no.OrderIsClosed(PO)),
    ((placed(), REJECTED), accept(("9", Decimal(1)), party=STRANGER), no.NotAParty(STRANGER)),
    ((placed(), REJECTED), accept(party=ANCHOR), no.NotYoursToSay(PO, ANCHOR)),
    ((placed(), REJECTED, GONE), accept(("9", Decimal(1))), no.OrderIsRejected(PO)),
    ((placed(), GONE, closed()), accept(("9", Decimal(1))), no.OrderIsCancelled(PO)),
    ((placed(), closed()), accept(("9", Decimal(1))), no.OrderIsClosed(PO)),
    (
        (placed(), accepted()),
        accept(("9", Decimal(1)), ("9", Decimal(-1))),
        no.LineNamedTwice("9"),
    ),
    (
        (placed(), accepted()),
        accept(("9", Decimal(1)), ("1", Decimal(-1))),
        no.LineUnknown(PO, "9"),
    ),
    (
        (placed(), accepted()),
        accept(("1", Decimal(-1)), ("2", Decimal(99))),
        no.QuantityNotPositive("1", Decimal(-1)),
    ),
    (
        (placed(), accepted()),
        accept(("1", Decimal(0)), ("2", Decimal(99))),
        wrong.BeyondOrdered("2", Decimal(99), Decimal(20)),
    ),
    ((placed(), accepted()), accept(("1", Decimal(0))), wrong.NothingAccepted(PO)),
    ((placed(), accepted()), accept(("1", Decimal(1))), wrong.AlreadyAccepted(PO)),
    (
        (placed(), proposed(change("C-1", LESS))),
        propose(change("C-1", LESS, LESS)),
        wrong.ChangeContradiction(PO, "C-1"),
    ),
    (
        (placed(),),
        propose(change("C-1", LESS, LESS, removed=("9",))),
        no.LineNamedTwice("1"),
    ),
    (
        (placed(),),
        propose(change("C-1", replace(LESS, quantity=Decimal(0)), removed=("9",))),
        no.LineUnknown(PO, "9"),
    ),
    (
        (placed(),),
        propose(change("C-1", replace(LESS, quantity=Decimal(0), amount=EURO))),
        no.QuantityNotPositive("1", Decimal(0)),
    ),
    (
        (placed(), shipped(goods("D-1", ("1", "5")))),
        propose(change("C-1", removed=("1", "2"))),
        no.NoLines(PO),
    ),
    (
        (placed(), shipped(goods("D-1", ("1", "5")))),
        propose(change("C-1", WAX, JARS)),
        wrong.ChangesNothing(PO, "C-1"),
    ),
    (
        (placed(), shipped(goods("D-1", ("1", "5")))),
        agree("C-9", held=True),
        wrong.ChangeUnknown(PO, "C-9"),
    ),
    (
        (placed(), proposed(change("C-1", LESS)), shipped(goods("D-1", ("1", "5")))),
        agree(held=True),
        wrong.ConsentMissing(PO),
    ),
    ((FIRM, accepted()), cancel("9", "9"), no.LineNamedTwice("9")),
    ((FIRM, accepted()), cancel("9"), no.LineUnknown(PO, "9")),
    (
        (FIRM, accepted(), shipped(goods("D-1", ("1", "5")))),
        cancel("1", held_by_lender=True),
        wrong.NotCancellable(PO),
    ),
    (
        (placed(), shipped(goods("D-1", ("1", "5")))),
        cancel("1", held_by_lender=True),
        wrong.AlreadyShipped("1", Decimal(5)),
    ),
]


EVE = PLACED - timedelta(days=1)
OLDER: list[tuple[OrderCommand, str]] = [
    (ship(replace(goods("D-1", ("1", "5")), issued_on=EVE)), "issuedOn"),
    (receive(replace(goods("R-1", ("1", "5")), issued_on=EVE)), "issuedOn"),
    (propose(replace(change("C-1", LESS), proposed_on=EVE)), "proposedOn"),
]


@pytest.mark.parametrize(("command", "field"), OLDER)
def test_no_paper_is_older_than_the_order_that_it_is_about(
    command: OrderCommand, field: str
) -> None:
    rule = f"not before the order, {PLACED}"

    given(placed()).when(command, CONTEXT).then_refused(
        no.PaperBeforeOrder(PO, field, rule, EVE, PLACED)
    )


@pytest.mark.parametrize(("history", "command", "refusal"), ANSWERING)
def test_what_is_answered(
    history: tuple[OrderEvent, ...], command: OrderCommand, refusal: Refusal
) -> None:
    given(*history).when(command, CONTEXT).then_refused(refusal)


BAD = goods("D-1", ("1", "-1"))
RECORDING: list[tuple[tuple[OrderEvent, ...], OrderCommand, Refusal]] = [
    ((placed(),), ship(BAD, STRANGER), no.NotAParty(STRANGER)),
    ((placed(),), ship(BAD, ANCHOR), no.NotYoursToSay(PO, ANCHOR)),
    ((placed(),), receive(BAD, SPRING), no.NotYoursToSay(PO, SPRING)),
    (
        (placed(),),
        ship(replace(BAD, issued_on=TOMORROW)),
        no.QuantityNotPositive("1", Decimal(-1)),
    ),
    (
        (placed(), shipped(goods("D-1", ("1", "2")))),
        ship(replace(goods("D-1", ("1", "1")), issued_on=TOMORROW)),
        no.DayInFuture(TOMORROW, TODAY),
    ),
    (
        (placed(), shipped(goods("D-1", ("1", "2")))),
        ship(goods("D 1", ("1", "1"))),
        no.PaperContradiction(PO, Paper.DESPATCH, "D 1"),
    ),
    (
        (placed(), invoiced(bill("I-1", ("1", "1", "1.00")))),
        record(replace(bill("I-1", ("1", "1", "2.00")), net=EURO)),
        no.OtherCurrency(Currency.CNY, Currency.EUR),
    ),
    (
        (placed(), invoiced(bill("I-1", ("1", "1", "1.00")))),
        record(bill("I-1", ("1", "1", "2.00"))),
        no.PaperContradiction(PO, Paper.INVOICE, "I-1"),
    ),
    ((placed(),), annul, no.NotYoursToSay(PO, ANCHOR)),
    ((placed(),), replace(annul, party=SPRING), no.PaperUnknown(PO, Paper.DESPATCH, "D-9")),
]


@pytest.mark.parametrize(("history", "command", "refusal"), RECORDING)
def test_what_is_recorded(
    history: tuple[OrderEvent, ...], command: OrderCommand, refusal: Refusal
) -> None:
    given(*history).when(command, CONTEXT).then_refused(refusal)


def test_a_paper_is_recorded_once_and_anew_when_it_was_annulled() -> None:
    sent, right = goods("D-1", ("1", "2")), goods("D-1", ("1", "3"))
    taken_back = fact.OrderPaperAnnulled(
        **SAID, paper=Paper.DESPATCH, number="D-1", reason="typing"
    )
    undo = replace(annul, party=SPRING, number="D-1")

    given(placed(), shipped(sent)).when(ship(sent), CONTEXT).then()
    given(placed(), shipped(sent)).when(undo, CONTEXT).then(taken_back)
    given(placed(), shipped(sent), taken_back).when(ship(right), CONTEXT).then(shipped(right))


def test_goods_and_invoices_are_facts_whatever_stands() -> None:
    said = bill("I-1", ("1", "1", "1.00"))

    given(placed(), REJECTED).when(record(said), CONTEXT).then(invoiced(said))
    given(placed(), GONE, closed()).when(ship(goods("D-1", ("1", "2"))), CONTEXT).then(
        shipped(goods("D-1", ("1", "2")))
    )
