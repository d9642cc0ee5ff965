"""The rules of an order.

Checks run from the most to the least fundamental, so that a request wrong in two ways
always gets the same answer; `tests/domain/e_order/test_refusal_order.py` pins it. Papers
of goods and money are facts: they are recorded whatever stands, in whatever order they
come, and what does not fit is told by the match. What each side answers the other has a
file beside this one.
"""

from __future__ import annotations

from typing import assert_never

from domain.e_order import commands as ask
from domain.e_order import events as fact
from domain.e_order import refusals as no
from domain.e_order.answering import Answer, Wish, decide_answer
from domain.e_order.checks import (
    check_agrees,
    check_consent,
    check_dated,
    check_purchase,
    check_rejected,
    is_for,
    on_record,
    said_of,
    standing,
    what_all_say,
)
from domain.e_order.consenting import Consenting, decide_consent, no_longer_wanted
from domain.e_order.evolve import bill_key, evolve
from domain.e_order.order import Bill, Evidence, Goods, Paper
from domain.e_order.state import Expected, NoOrder, Order, OrderState, paper_key
from domain.shared.decider import Decider
from domain.shared.event import Context
from domain.shared.refusal import Refused

Decision = tuple[fact.OrderEvent, ...]
MOST_AWAITED = 200
"""Papers, and as many bills, that name an order before it is here. No source: no order of the
trade has a hundred despatches before it is placed."""

Billing = ask.RecordBill | ask.LeaveBillOut | ask.AnnulBill
Recording = ask.RecordDespatch | ask.RecordReceipt | Billing | ask.Annul


def decide(state: OrderState, command: ask.OrderCommand, context: Context) -> Decision:
    match command:
        case ask.Place():
            return _place(state, command, context)
        case ask.Await() | ask.AwaitBill():
            return _await(state, command, context)
        case _:
            order = on_record(state, command.order)
            events = _decide(order, command, context)
            return (*events, *no_longer_wanted(order, events, context))


def _decide(
    order: Order,
    command: Recording | Answer | Wish | Consenting | ask.ConfirmAuthentic | ask.Close,
    context: Context,
) -> Decision:
    match command:
        case ask.ConfirmAuthentic():
            is_for(order, order.buyer, command.party)
            return _authenticate(order, context)
        case ask.Close():
            return _close(order, command, context)
        case ask.AskConsent() | ask.GiveConsent() | ask.RefuseConsent() | ask.WithdrawConsent():
            return decide_consent(order, command, context)
        case (
            ask.RecordDespatch()
            | ask.RecordReceipt()
            | ask.RecordBill()
            | ask.LeaveBillOut()
            | ask.AnnulBill()
            | ask.Annul()
        ):
            return _record(order, command, context)
        case _:
            return decide_answer(order, command, context)


def _place(state: OrderState, command: ask.Place, context: Context) -> Decision:
    """The same order again is further evidence; from the buyer itself it makes it authentic."""
    purchase = command.purchase
    principal = command.on_behalf_of or command.party
    if principal not in {purchase.buyer, purchase.supplier}:
        raise Refused(no.NotAParty(principal))
    check_purchase(command.order, purchase, context)
    own = command.party == purchase.buyer
    if isinstance(state, Order):
        check_agrees(state, purchase)
        confirmed = _authenticate(state, context) if own else ()
        return (*_attach(state, command.evidence, context), *confirmed)

    return (
        fact.OrderPlaced(
            **what_all_say(command.order, purchase.buyer, purchase.supplier, context),
            purchase=purchase,
            evidence=command.evidence,
            placed_by=command.party,
            on_behalf_of=principal,
            authentic=own,
        ),
    )


def _attach(order: Order, evidence: Evidence, context: Context) -> Decision:
    if evidence.digest in order.digests:
        return ()
    return (fact.OrderEvidenceAdded(**said_of(order, context), evidence=evidence),)


def _authenticate(order: Order, context: Context) -> Decision:
    return () if order.authentic else (fact.OrderAuthenticated(**said_of(order, context)),)


def _await(state: OrderState, command: ask.Await | ask.AwaitBill, context: Context) -> Decision:
    """Nothing is awaited once the order is here."""
    expected = state if isinstance(state, Expected) else Expected()
    said = what_all_say(command.order, command.buyer, command.supplier, context)
    if isinstance(state, Order):
        return ()
    if isinstance(command, ask.AwaitBill):
        if command.bill in expected.bills:
            return ()
        _check_room(command, len(expected.bills))
        return (fact.BillAwaited(**said, bill=command.bill),)
    if (command.submitter, command.document) in expected.documents:
        return ()
    _check_room(command, len(expected.documents))
    return (fact.PaperAwaited(**said, document=command.document, submitter=command.submitter),)


def _check_room(command: ask.Await | ask.AwaitBill, waiting: int) -> None:
    """All that waits is locked together when the order comes."""
    if waiting >= MOST_AWAITED:
        raise Refused(no.TooMuchAwaited(command.order, MOST_AWAITED))


def _close(order: Order, command: ask.Close, context: Context) -> Decision:
    """What was never shipped is given up by it, as by a cancellation."""
    if command.party not in {order.buyer, order.supplier}:
        raise Refused(no.NotAParty(command.party))
    standing(order)
    if order.is_short:
        check_consent(order, held=command.held_by_lender, consent=command.consent)
    return (fact.OrderClosed(**said_of(order, context), reason=command.reason),)


def _record(order: Order, command: Recording, context: Context) -> Decision:
    match command:
        case ask.RecordDespatch():
            is_for(order, order.supplier, command.party)
            new = _goods(order, command.goods, Paper.DESPATCH, context)
            said = said_of(order, context, command.goods.issued_on)
            return (fact.GoodsShipped(**said, goods=command.goods),) if new else ()
        case ask.RecordReceipt():
            is_for(order, order.buyer, command.party)
            new = _goods(order, command.goods, Paper.RECEIPT, context)
            if new:
                check_rejected(order, command.goods)
            said = said_of(order, context, command.goods.issued_on)
            return (fact.GoodsReceived(**said, goods=command.goods),) if new else ()
        case ask.RecordBill() | ask.LeaveBillOut() | ask.AnnulBill():
            return _record_bill(order, command, context)
        case ask.Annul():
            return _annul(order, command, context)
        case _:
            assert_never(command)


def _goods(order: Order, goods: Goods, paper: Paper, context: Context) -> bool:
    """Whether it says anything new."""
    for line in goods.lines:
        for quantity in (line.quantity, line.rejected, line.short):
            if not quantity.is_finite() or quantity < 0:
                raise Refused(no.QuantityNotPositive(line.line, quantity))
    check_dated(order, "issuedOn", goods.issued_on, context)
    kept = order.despatches if paper is Paper.DESPATCH else order.receipts
    known = kept.get(paper_key(goods.number, paper))
    if known is not None and known != goods:
        raise Refused(no.PaperContradiction(order.order, paper, goods.number))
    return known is None


def _record_bill(order: Order, command: Billing, context: Context) -> Decision:
    match command:
        case ask.RecordBill():
            return _bill(order, command.bill, context)
        case ask.LeaveBillOut():
            return _leave_out(order, command, context)
        case ask.AnnulBill():
            return _annul_bill(order, command, context)
        case _:
            assert_never(command)


def _leave_out(order: Order, command: ask.LeaveBillOut, context: Context) -> Decision:
    if command.bill.receivable in order.left_out:
        return ()
    said = said_of(order, context)
    return (fact.OrderBillLeftOut(**said, bill=command.bill, why=command.why),)


def _bill(order: Order, bill: Bill, context: Context) -> Decision:
    if bill.net.currency is not order.purchase.currency:
        raise Refused(no.OtherCurrency(order.purchase.currency, bill.net.currency))
    known = order.bills.get(bill_key(bill))
    if known is not None:
        if known.receivable == bill.receivable and known.net == bill.net:
            return ()
        raise Refused(no.PaperContradiction(order.order, bill.kind, bill.number))

    return (fact.OrderInvoiced(**said_of(order, context, bill.issued_on), bill=bill),)


def _annul_bill(order: Order, command: ask.AnnulBill, context: Context) -> Decision:
    """An order that never counted the claim has nothing to take off."""
    if all(bill.receivable != command.receivable for bill in order.bills.values()):
        return ()

    said = said_of(order, context)
    return (fact.OrderBillAnnulled(**said, receivable=command.receivable, reason=command.reason),)


def _annul(order: Order, command: ask.Annul, context: Context) -> Decision:
    """Invoices follow their claims, and are not annulled here."""
    writer = order.supplier if command.paper is Paper.DESPATCH else order.buyer
    is_for(order, writer, command.party)
    kept = order.despatches if command.paper is Paper.DESPATCH else order.receipts
    if paper_key(command.number, command.paper) not in kept:
        raise Refused(no.PaperUnknown(order.order, command.paper, command.number))

    return (
        fact.OrderPaperAnnulled(
            **said_of(order, context),
            paper=command.paper,
            number=command.number,
            reason=command.reason,
        ),
    )


E_ORDER: Decider[ask.OrderCommand, OrderState, fact.OrderEvent] = Decider(
    initial=NoOrder(), decide=decide, evolve=evolve
)
