"""What a paper of an order comes to as commands, in the name of whoever hands it in."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TypedDict, assert_never

from application.e_order.finding import print_of
from application.processes.documents import Parties
from domain.e_order import commands as ask
from domain.e_order.commands import OrderCommand
from domain.e_order.order import Change, Goods, GoodsLine, Line, Purchase, worth
from domain.e_order.state import Order
from domain.shared.ids import OrderId, PartyId
from domain.shared.money import Money
from domain.shared.order_paper import LineChange, OrderPaper, PaperKind, PaperLine, Reply
from domain.shared.refusal import BrokenPromise

ZERO = Decimal(0)


def purchase_of(paper: OrderPaper, parties: Parties) -> Purchase:
    """An order; the examination saw to it that it has sums."""
    if paper.net is None or paper.tax is None or paper.gross is None or paper.prepaid is None:
        raise BrokenPromise("an order that was examined has sums")
    print_ = print_of(parties.buyer, parties.seller, paper.number, paper.issued_on)
    return Purchase(
        buyer=parties.buyer,
        supplier=parties.seller,
        number=paper.number,
        fingerprint=print_,
        placed_on=paper.issued_on,
        net=paper.net,
        tax=paper.tax,
        gross=paper.gross,
        prepaid=paper.prepaid,
        deliver_from=paper.deliver_from,
        deliver_by=paper.deliver_by,
        terms=paper.terms,
        contract=paper.contract,
        lines=tuple(_line(it, it.line, None, paper.net) for it in paper.lines),
    )


def commands_of(paper: OrderPaper, order: Order, party: PartyId) -> Sequence[OrderCommand]:
    on = _on(order)
    match paper.kind:
        case PaperKind.RESPONSE:
            return _reply(paper, order, party)
        case PaperKind.CHANGE:
            return [ask.ProposeChange(**on, party=party, change=_change(paper, order))]
        case PaperKind.CANCELLATION:
            reason = paper.reason
            return [ask.Cancel(**on, party=party, reason=reason)]
        case PaperKind.DESPATCH:
            return [ask.RecordDespatch(**on, party=party, goods=_goods(paper))]
        case PaperKind.RECEIPT:
            return [ask.RecordReceipt(**on, party=party, goods=_goods(paper))]
        case PaperKind.ORDER:
            raise BrokenPromise("an order is placed, not told of an order")
        case _:
            assert_never(paper.kind)


class On(TypedDict):
    """What every command names."""

    buyer: PartyId
    order: OrderId


def _on(order: Order) -> On:
    return {"buyer": order.buyer, "order": order.order}


def _reply(paper: OrderPaper, order: Order, party: PartyId) -> Sequence[OrderCommand]:
    on = _on(order)
    if paper.reply is Reply.SEEN:
        return []
    if paper.answers is not None:
        return [_reply_to_change(paper, order, party)]
    if paper.reply is Reply.REJECTED:
        return [ask.Reject(**on, party=party, reason=paper.reason)]
    in_part = paper.reply is Reply.IN_PART
    part = _quantities(paper, order) if in_part and paper.lines else ()
    return [ask.Accept(**on, party=party, quantities=part, deliver_by=paper.deliver_by)]


def _reply_to_change(
    paper: OrderPaper, order: Order, party: PartyId
) -> ask.AcceptChange | ask.RejectChange:
    """A change accepted in part is another change: it is refused, and proposed anew."""
    number = paper.answers or ""
    if paper.reply is Reply.ACCEPTED:
        return ask.AcceptChange(buyer=order.buyer, order=order.order, party=party, number=number)
    return ask.RejectChange(
        buyer=order.buyer, order=order.order, party=party, number=number, reason=paper.reason
    )


def _quantities(paper: OrderPaper, order: Order) -> tuple[tuple[str, Decimal], ...]:
    """Of lines kept the whole, of lines changed what is said; what is left out, nothing."""
    known = {line.line: line for line in order.lines}
    return tuple((of, _promised(line, known.get(of))) for of, line in _by_line(paper))


def _by_line(paper: OrderPaper) -> list[tuple[str, PaperLine]]:
    return [(line.order_line or line.line, line) for line in paper.lines]


def _promised(said: PaperLine, line: Line | None) -> Decimal:
    """Of a line that is to cost another price nothing is promised: that is a new offer."""
    if line is None or said.change is LineChange.REMOVE or _costs_more(said, line):
        return ZERO
    if said.change is LineChange.KEEP:
        return line.quantity if said.quantity is None else said.quantity
    return said.quantity or ZERO


def _costs_more(said: PaperLine, line: Line) -> bool:
    return said.unit_price is not None and said.unit_price != line.unit_price


def _change(paper: OrderPaper, order: Order) -> Change:
    known = {line.line: line for line in order.lines}
    kept = [(of, it) for of, it in _by_line(paper) if it.change is not LineChange.KEEP]
    return Change(
        number=paper.number,
        proposed_on=paper.issued_on,
        lines=tuple(
            _line(it, of, known.get(of), order.purchase.net)
            for of, it in kept
            if it.change is not LineChange.REMOVE
        ),
        removed=tuple(of for of, it in kept if it.change is LineChange.REMOVE),
        deliver_by=paper.deliver_by,
        reason=paper.reason,
    )


def _line(said: PaperLine, of: str, known: Line | None, total: Money) -> Line:
    """Line `of` of the order. What the paper leaves out is as it was."""
    quantity = said.quantity if said.quantity is not None else (known.quantity if known else ZERO)
    amount = said.amount
    if amount is None:
        amount = worth(known, quantity) if known else Money.zero(total.currency)
    price = (
        said.unit_price if said.unit_price is not None else (known.unit_price if known else ZERO)
    )
    return Line(
        line=of,
        item=said.item,
        quantity=quantity,
        unit=said.unit or (known.unit if known else ""),
        unit_price=price,
        amount=amount,
    )


def _goods(paper: OrderPaper) -> Goods:
    return Goods(
        number=paper.number,
        issued_on=paper.issued_on,
        lines=tuple(
            GoodsLine(
                line=it.order_line,
                item=it.item,
                quantity=it.quantity or ZERO,
                unit=it.unit,
                rejected=it.rejected,
                short=it.short,
            )
            for it in paper.lines
        ),
    )
