"""What becomes of money lent on an order, and of the order under it."""

from __future__ import annotations

from typing import assert_never

from domain.order_programme import checks
from domain.order_programme import commands as ask
from domain.order_programme import events as fact
from domain.order_programme import refusals as no
from domain.order_programme.checks import Said
from domain.order_programme.events import ProgrammeEvent
from domain.order_programme.evolve import evolve
from domain.order_programme.holding import HeldOnOrder
from domain.order_programme.holding_events import (
    HeldOrderProceedsGiven,
    HeldOrderProceedsUndone,
    HoldingEvent,
    OrderProceedsHeld,
)
from domain.order_programme.state import OrderDraw, Programme
from domain.shared.ids import OrderId, PartyId
from domain.shared.money import Money
from domain.shared.refusal import BrokenPromise, Refused

Decision = tuple[ProgrammeEvent, ...]
Holding = ask.HoldProceeds | ask.GiveHeldProceeds | ask.UndoHeldProceeds
Settling = (
    ask.CertifyOrder
    | ask.ReturnOrderDraw
    | ask.RepayOrderDraw
    | ask.RestoreOrderDraw
    | ask.RescheduleOrderDraw
    | Holding
)


def settle(programme: Programme, command: Settling, said: Said) -> Decision:
    match command:
        case ask.CertifyOrder():
            return _certify(programme, command, said)
        case ask.ReturnOrderDraw():
            draw = checks.draw_known(programme, command.financing)
            return _return(programme, command, draw, said)
        case ask.RepayOrderDraw():
            draw = checks.draw_known(programme, command.financing)
            return _repay(programme, command, draw, said)
        case ask.RestoreOrderDraw():
            draw = checks.draw_known(programme, command.financing)
            return _restore(programme, command, draw, said)
        case ask.HoldProceeds() | ask.GiveHeldProceeds() | ask.UndoHeldProceeds():
            moved = _held(programme, command, said)
            return with_over_advance(programme, moved, moved.order, moved.supplier, said)
        case ask.RescheduleOrderDraw():
            draw = checks.draw_known(programme, command.financing)
            return _reschedule(command, draw, said)
        case _:
            assert_never(command)


def _reschedule(command: ask.RescheduleOrderDraw, draw: OrderDraw, said: Said) -> Decision:
    """Nothing where it is due on that day already."""
    if command.due_on == draw.due_on:
        return ()
    return (
        fact.OrderDrawRescheduled(
            **said,
            supplier=draw.supplier,
            order=draw.order,
            financing=command.financing,
            was_due_on=draw.due_on,
            due_on=command.due_on,
        ),
    )


def _certify(programme: Programme, command: ask.CertifyOrder, said: Said) -> Decision:
    """An order that nothing was ever lent on is none of the programme's business; one that
    stands as it was last certified is no event."""
    made = command.certificate
    last = programme.certificates.get(made.order)
    if last is None or made.says_the_same_as(last):
        return ()
    certified = fact.OrderCertified(
        **said,
        certificate=made,
        outstanding=programme.lent_on(made.order),
        relied_on=command.relied_on,
    )
    return with_over_advance(programme, certified, made.order, made.supplier, said)


def _return(
    programme: Programme, command: ask.ReturnOrderDraw, draw: OrderDraw, said: Said
) -> Decision:
    returned = fact.OrderDrawReturned(
        **said,
        supplier=draw.supplier,
        order=draw.order,
        financing=command.financing,
        amount=draw.principal,
    )
    return with_over_advance(programme, returned, draw.order, draw.supplier, said)


def _repay(
    programme: Programme, command: ask.RepayOrderDraw, draw: OrderDraw, said: Said
) -> Decision:
    _moves(programme, command.principal, draw.principal)
    repaid = fact.OrderDrawRepaid(
        **said,
        supplier=draw.supplier,
        order=draw.order,
        financing=command.financing,
        principal=command.principal,
    )
    return with_over_advance(programme, repaid, draw.order, draw.supplier, said)


def _restore(
    programme: Programme, command: ask.RestoreOrderDraw, draw: OrderDraw, said: Said
) -> Decision:
    _moves(programme, command.principal, draw.lent - draw.principal)
    restored = fact.OrderDrawRestored(
        **said,
        supplier=draw.supplier,
        order=draw.order,
        financing=command.financing,
        principal=command.principal,
    )
    return with_over_advance(programme, restored, draw.order, draw.supplier, said)


def _held(programme: Programme, command: Holding, said: Said) -> HoldingEvent:
    match command:
        case ask.HoldProceeds():
            return _hold(command, said)
        case ask.GiveHeldProceeds():
            return _give(_kept(programme, command), command, said)
        case ask.UndoHeldProceeds():
            return _undo(_kept(programme, command), said)
        case _:
            assert_never(command)


def _hold(command: ask.HoldProceeds, said: Said) -> OrderProceedsHeld:
    return OrderProceedsHeld(
        **said,
        supplier=command.supplier,
        order=command.order,
        payer=command.payer,
        receivable=command.receivable,
        collection=command.collection,
        value_date=command.value_date,
        amount=command.amount,
    )


def _give(kept: HeldOnOrder, command: ask.GiveHeldProceeds, said: Said) -> HeldOrderProceedsGiven:
    if command.amount > kept.amount or command.repaid > command.amount:
        raise BrokenPromise("no more is given than is held")
    return HeldOrderProceedsGiven(
        **said,
        supplier=kept.supplier,
        order=kept.order,
        receivable=kept.receivable,
        collection=kept.collection,
        amount=command.amount,
        repaid=command.repaid,
    )


def _undo(kept: HeldOnOrder, said: Said) -> HeldOrderProceedsUndone:
    return HeldOrderProceedsUndone(
        **said,
        supplier=kept.supplier,
        order=kept.order,
        receivable=kept.receivable,
        collection=kept.collection,
        amount=kept.amount,
    )


def _kept(
    programme: Programme, command: ask.GiveHeldProceeds | ask.UndoHeldProceeds
) -> HeldOnOrder:
    named = (command.order, command.collection, command.receivable)
    kept = next((it for it in programme.held if it.named == named), None)
    if kept is None:
        raise BrokenPromise("only what is held is given or taken back")
    return kept


def _moves(programme: Programme, principal: Money, most: Money) -> None:
    checks.currency_agrees(programme, principal)
    if not principal.is_positive:
        raise Refused(no.AmountNotPositive(principal))
    if principal > most:
        raise Refused(no.BeyondDraw(principal, most))


def with_over_advance(
    programme: Programme, event: ProgrammeEvent, order: OrderId, supplier: PartyId, said: Said
) -> Decision:
    """`event`, and what it makes of the over-advance on the order, which is an event of its own."""
    after = evolve(programme, event)
    if not isinstance(after, Programme):
        raise BrokenPromise("a programme does not vanish")
    certificate = after.certificates.get(order)
    if certificate is None:
        return (event,)
    short = checks.short_on(after, certificate)
    known = after.over_advances.get(order)
    if not short.is_positive:
        cured = fact.OrderOverAdvanceCured(**said, supplier=supplier, order=order)
        return (event,) if known is None else (event, cured)
    if short == known:
        return (event,)
    return event, fact.OrderOverAdvanced(**said, supplier=supplier, order=order, amount=short)
