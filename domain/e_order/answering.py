"""What each side says to the other before goods move: accepted, changed, cancelled."""

from __future__ import annotations

from decimal import Decimal
from typing import assert_never

from domain.e_order import answer_refusals as wrong
from domain.e_order import commands as ask
from domain.e_order import events as fact
from domain.e_order import refusals as no
from domain.e_order.checks import (
    check_consent,
    check_known,
    check_lines,
    check_not_before,
    check_once,
    is_for,
    meant,
    said_of,
    standing,
)
from domain.e_order.consenting import Question, asked_of
from domain.e_order.order import Change, Line
from domain.e_order.state import Order
from domain.shared.event import Context
from domain.shared.refusal import Refused

Answer = ask.Accept | ask.Reject | ask.AcceptChange | ask.RejectChange | ask.AllowCancellation
Wish = ask.ProposeChange | ask.Cancel
Decision = tuple[fact.OrderEvent, ...]
ZERO = Decimal(0)


def decide_answer(order: Order, command: Answer | Wish, context: Context) -> Decision:
    """Who may say it comes first, then whether the order still stands."""
    side = order.buyer if isinstance(command, Wish) else order.supplier
    is_for(order, side, command.party)
    standing(order)
    match command:
        case ask.Accept():
            return _accept(order, command, context)
        case ask.Reject():
            return _reject(order, command, context)
        case ask.AllowCancellation():
            return _allow(order, command, context)
        case ask.Cancel():
            return _cancel(order, command, context)
        case _:
            return _decide_change(order, command, context)


def _decide_change(
    order: Order,
    command: ask.ProposeChange | ask.AcceptChange | ask.RejectChange,
    context: Context,
) -> Decision:
    match command:
        case ask.ProposeChange():
            return _propose(order, command, context)
        case ask.AcceptChange():
            return _accept_change(order, command, context)
        case ask.RejectChange():
            return _reject_change(order, command, context)
        case _:
            assert_never(command)


def _accept(order: Order, command: ask.Accept, context: Context) -> Decision:
    """The same answer again says nothing new."""
    check_once([line for line, _ in command.quantities])
    check_known(order, (line for line, _ in command.quantities))
    part = dict(command.quantities)
    promised = tuple(
        (line.line, part.get(line.line, ZERO) if part else line.quantity) for line in order.lines
    )
    for line, (_, quantity) in zip(order.lines, promised, strict=True):
        _check_promise(line, quantity)
    if not any(quantity for _, quantity in promised):
        raise Refused(wrong.NothingAccepted(order.order))
    if order.accepted is not None:
        if dict(promised) == dict(order.accepted):
            return ()
        raise Refused(wrong.AlreadyAccepted(order.order))

    return (
        fact.OrderAccepted(
            **said_of(order, context),
            quantities=promised,
            whole=all(
                quantity == line.quantity
                for line, (_, quantity) in zip(order.lines, promised, strict=True)
            ),
            deliver_by=command.deliver_by,
        ),
    )


def _check_promise(line: Line, quantity: Decimal) -> None:
    if not quantity.is_finite() or quantity < 0:
        raise Refused(no.QuantityNotPositive(line.line, quantity))
    if quantity > line.quantity:
        raise Refused(wrong.BeyondOrdered(line.line, quantity, line.quantity))


def _reject(order: Order, command: ask.Reject, context: Context) -> Decision:
    if order.accepted is not None:
        raise Refused(wrong.AlreadyAccepted(order.order))

    return (fact.OrderRejected(**said_of(order, context), reason=command.reason),)


def _propose(order: Order, command: ask.ProposeChange, context: Context) -> Decision:
    """The same proposal again says nothing new, whatever was answered."""
    change = command.change
    known = order.changes.get(change.number) or order.answered.get(change.number)
    if known is not None:
        if known == change:
            return ()
        raise Refused(wrong.ChangeContradiction(order.order, change.number))
    check_not_before(order, "proposedOn", change.proposed_on)
    check_once([*(line.line for line in change.lines), *change.removed])
    check_known(order, change.removed)
    if change.lines:
        check_lines(order.purchase, change.lines)
    _check_changes(order, change)

    said = said_of(order, context)
    wanted = asked_of(order, said, Question(change.number), command.lenders)
    return (fact.OrderChangeProposed(**said, change=change), *wanted)


def _check_changes(order: Order, change: Change) -> None:
    after = _after(order, change)
    if not after:
        raise Refused(no.NoLines(order.order))
    if after == order.lines and change.deliver_by in {None, order.deliver_by}:
        raise Refused(wrong.ChangesNothing(order.order, change.number))
    _check_not_shipped(order, change)


def _after(order: Order, change: Change) -> tuple[Line, ...]:
    named = {line.line: line for line in change.lines}
    kept = [line for line in order.lines if line.line not in change.removed]
    known = {line.line for line in kept}
    changed = [named.get(line.line, line) for line in kept]
    return (*changed, *(line for line in change.lines if line.line not in known))


def _check_not_shipped(order: Order, change: Change) -> None:
    after = {line.line: line.quantity for line in _after(order, change)}
    all_shipped = order.all_shipped
    for line in order.lines:
        left, shipped = after.get(line.line, ZERO), all_shipped.get(line.line, ZERO)
        if left < min(shipped, line.quantity):
            raise Refused(wrong.BelowShipped(line.line, left, shipped))


def _accept_change(order: Order, command: ask.AcceptChange, context: Context) -> Decision:
    """Goods may have left since it was proposed."""
    change = order.changes.get(command.number)
    if change is None:
        if command.number in order.answered:
            return ()
        raise Refused(wrong.ChangeUnknown(order.order, command.number))
    check_consent(order, held=command.held_by_lender, consent=command.consent)
    check_known(order, change.removed)
    _check_not_shipped(order, change)

    return (
        fact.OrderChanged(
            **said_of(order, context),
            number=change.number,
            lines=_after(order, change),
            deliver_by=change.deliver_by or order.deliver_by,
            consent=command.consent,
        ),
    )


def _reject_change(order: Order, command: ask.RejectChange, context: Context) -> Decision:
    if command.number not in order.changes:
        raise Refused(wrong.ChangeUnknown(order.order, command.number))

    return (
        fact.OrderChangeRejected(
            **said_of(order, context), number=command.number, reason=command.reason
        ),
    )


def _allow(order: Order, command: ask.AllowCancellation, context: Context) -> Decision:
    lines = meant(order, command.lines)
    if set(lines) <= order.let_go:
        return ()

    return (fact.CancellationAllowed(**said_of(order, context), lines=lines),)


def _cancel(order: Order, command: ask.Cancel, context: Context) -> Decision:
    """What was shipped, or binds the buyer, needs the supplier; what is lent on, the lender."""
    lines = meant(order, command.lines)
    if not lines:
        return ()
    bound = [line for line in lines if line not in order.let_go]
    if bound and order.accepted is not None and not order.purchase.cancellable:
        raise Refused(wrong.NotCancellable(order.order))
    shipped = order.all_shipped
    for line in bound:
        if shipped.get(line, ZERO) > 0:
            raise Refused(wrong.AlreadyShipped(line, shipped[line]))
    check_consent(order, held=command.held_by_lender, consent=command.consent)

    return (
        fact.OrderCancelled(
            **said_of(order, context),
            lines=lines,
            whole=order.cancelled | set(lines) >= {line.line for line in order.lines},
            reason=command.reason,
            consent=command.consent,
        ),
    )
