"""How each event changes an order. Nothing is checked here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import assert_never

from domain.e_order import events as fact
from domain.e_order.order import Bill, Change, Consent, ConsentWanted, Paper
from domain.e_order.state import Expected, Order, OrderState, paper_key
from domain.shared.refusal import BrokenPromise
from domain.shared.replacing import replace

BeforeIt = fact.PaperAwaited | fact.BillAwaited | fact.OrderPlaced
Papers = (
    fact.GoodsShipped
    | fact.GoodsReceived
    | fact.OrderInvoiced
    | fact.OrderBillLeftOut
    | fact.OrderBillAnnulled
    | fact.OrderPaperAnnulled
)
Standing = (
    fact.OrderEvidenceAdded
    | fact.OrderAuthenticated
    | fact.OrderAccepted
    | fact.OrderRejected
    | fact.OrderClosed
)
Changing = (
    fact.OrderChangeProposed
    | fact.OrderChanged
    | fact.OrderChangeRejected
    | fact.CancellationAllowed
    | fact.OrderCancelled
)
Consenting = (
    fact.ConsentAsked
    | fact.ConsentGiven
    | fact.ConsentRefused
    | fact.ConsentWithdrawn
    | fact.ConsentNotNeeded
)


def evolve(state: OrderState, event: fact.OrderEvent) -> OrderState:
    if isinstance(event, BeforeIt):
        return _before(state, event)
    if not isinstance(state, Order):
        raise BrokenPromise("an order's history starts with OrderPlaced")
    if isinstance(event, Papers):
        return _paper(state, event)
    if isinstance(event, Changing):
        return _changing(state, event)
    if isinstance(event, Consenting):
        return _consenting(state, event)
    return _standing(state, event)


def _standing(state: Order, event: Standing) -> Order:
    match event:
        case fact.OrderEvidenceAdded():
            return replace(state, digests=state.digests | {event.evidence.digest})
        case fact.OrderAuthenticated():
            return replace(state, authentic=True)
        case fact.OrderAccepted():
            day = event.deliver_by or state.deliver_by
            promised = dict(event.quantities)
            return replace(state, accepted=promised, whole=event.whole, deliver_by=day)
        case fact.OrderRejected():
            return replace(state, rejected=True)
        case fact.OrderClosed():
            return replace(state, closed=True)
        case _:
            assert_never(event)


def _before(state: OrderState, event: BeforeIt) -> OrderState:
    if isinstance(event, fact.OrderPlaced):
        return _placed(event)
    expected = state if isinstance(state, Expected) else Expected()
    if isinstance(event, fact.BillAwaited):
        return replace(expected, bills=(*expected.bills, event.bill))
    named = (event.submitter, event.document)
    return replace(expected, documents=(*expected.documents, named))


def _placed(event: fact.OrderPlaced) -> Order:
    purchase = event.purchase
    return Order(
        order=event.order,
        purchase=purchase,
        lines=purchase.lines,
        deliver_by=purchase.deliver_by,
        digests=frozenset({event.evidence.digest}),
        authentic=event.authentic,
    )


def _changing(order: Order, event: Changing) -> Order:
    match event:
        case fact.OrderChangeProposed():
            return replace(order, changes={**order.changes, event.change.number: event.change})
        case fact.OrderChangeRejected():
            return _answered(order, event.number)
        case fact.OrderChanged():
            return _changed(order, event)
        case fact.CancellationAllowed():
            return replace(order, let_go=order.let_go | set(event.lines))
        case fact.OrderCancelled():
            return _cancelled(order, event)
        case _:
            assert_never(event)


def _consenting(order: Order, event: Consenting) -> Order:
    match event:
        case fact.ConsentAsked():
            wanted = ConsentWanted(event.holder, event.number, event.lines, event.answer_by)
            return replace(order, wanted=(*_not_asked(order, event), wanted))
        case fact.ConsentGiven():
            given = Consent(event.holder, event.number, event.lines)
            left = tuple(it for it in order.wanted if it not in order.met_by(given))
            return replace(order, consents=(*order.consents, given), wanted=left)
        case fact.ConsentRefused() | fact.ConsentNotNeeded():
            return replace(order, wanted=_not_asked(order, event))
        case fact.ConsentWithdrawn():
            return replace(order, consents=tuple(_kept(order, event)))
        case _:
            assert_never(event)


def _not_asked(
    order: Order, event: fact.ConsentAsked | fact.ConsentRefused | fact.ConsentNotNeeded
) -> tuple[ConsentWanted, ...]:
    asked = (event.holder, event.number)
    return tuple(it for it in order.wanted if (it.holder, it.number) != asked)


def _kept(order: Order, event: fact.ConsentWithdrawn) -> Iterator[Consent]:
    for given in order.consents:
        left = tuple(line for line in given.lines if line not in event.lines)
        if (given.holder, given.number) != (event.holder, event.number):
            yield given
        elif left:
            yield replace(given, lines=left)


def _cancelled(order: Order, event: fact.OrderCancelled) -> Order:
    """A consent is used up by what it was given for."""
    gone = order.cancelled | set(event.lines)
    kept = (it for it in order.consents if it.number is not None or not gone >= set(it.lines))
    return replace(order, cancelled=gone, consents=tuple(kept))


def _changed(order: Order, event: fact.OrderChanged) -> Order:
    """The supplier agreed to the lines as they are now: it promises what it promised, and these."""
    before = {line.line: line for line in order.lines}
    promised = {
        line.line: line.quantity
        if order.accepted is None or before.get(line.line) != line
        else order.accepted.get(line.line, Decimal(0))
        for line in event.lines
    }
    whole = all(promised[line.line] == line.quantity for line in event.lines)
    after = replace(order, lines=event.lines, accepted=promised, whole=whole)
    return _answered(replace(after, deliver_by=event.deliver_by), event.number)


def _answered(order: Order, number: str) -> Order:
    left: Mapping[str, Change] = {key: it for key, it in order.changes.items() if key != number}
    kept = tuple(it for it in order.consents if it.number != number)
    answered = {**order.answered, number: order.changes[number]}
    return replace(order, changes=left, answered=answered, consents=kept)


def _paper(order: Order, event: Papers) -> Order:
    match event:
        case fact.GoodsShipped():
            key = paper_key(event.goods.number, Paper.DESPATCH)
            return replace(order, despatches={**order.despatches, key: event.goods})
        case fact.GoodsReceived():
            key = paper_key(event.goods.number, Paper.RECEIPT)
            return replace(order, receipts={**order.receipts, key: event.goods})
        case fact.OrderInvoiced():
            return replace(order, bills={**order.bills, bill_key(event.bill): event.bill})
        case fact.OrderBillLeftOut():
            return replace(order, left_out=order.left_out | {event.bill.receivable})
        case fact.OrderBillAnnulled():
            own = {key: it for key, it in order.bills.items() if it.receivable != event.receivable}
            return replace(order, bills=own)
        case fact.OrderPaperAnnulled():
            gone = paper_key(event.number, event.paper)
            return replace(
                order,
                despatches={key: it for key, it in order.despatches.items() if key != gone},
                receipts={key: it for key, it in order.receipts.items() if key != gone},
            )
        case _:
            assert_never(event)


def bill_key(bill: Bill) -> str:
    return paper_key(bill.number, bill.kind)
