"""What a draw and a buyer's money come to: repaid, returned, held, released, taken back."""

from __future__ import annotations

from typing import assert_never

from domain.receivable_pool import commands as ask
from domain.receivable_pool import events as fact
from domain.receivable_pool import refusals as no
from domain.receivable_pool.checks import Said
from domain.receivable_pool.draw_events import DrawRescheduled, DrawReturned
from domain.receivable_pool.events import PoolEvent
from domain.receivable_pool.holding import HeldProceeds
from domain.receivable_pool.pay_off import PayOffStage
from domain.receivable_pool.pay_off_events import PayOffDropped
from domain.receivable_pool.state import Draw, Pool, draw_of
from domain.shared.ids import CollectionId, FinancingId, ReceivableId
from domain.shared.money import Money
from domain.shared.refusal import BrokenPromise, Refused

TAKEN_BACK = "a payment was taken back after the pool was closed"

Decision = tuple[PoolEvent, ...]
Settling = (
    ask.ReturnDraw
    | ask.RepayDraw
    | ask.RescheduleDraw
    | ask.TakeProceeds
    | ask.GiveHeld
    | ask.UndoProceeds
)


def settle(pool: Pool, command: Settling, said: Said) -> Decision:
    match command:
        case ask.ReturnDraw():
            return _return(pool, command.financing, said)
        case ask.RepayDraw():
            return _repay(_known(pool, command.financing), command, said)
        case ask.RescheduleDraw():
            return _reschedule(draw_of(pool, command.financing), command, said)
        case ask.TakeProceeds():
            return _take(pool, command, said)
        case ask.GiveHeld():
            return _give(pool, command, said)
        case ask.UndoProceeds():
            return _undo(pool, command, said)
        case _:
            assert_never(command)


def _reschedule(draw: Draw, command: ask.RescheduleDraw, said: Said) -> Decision:
    """Nothing where it is due on that day already."""
    if command.due_on == draw.due_on:
        return ()
    return (
        DrawRescheduled(
            **said,
            seller=draw.seller,
            financing=command.financing,
            was_due_on=draw.due_on,
            due_on=command.due_on,
        ),
    )


def _known(pool: Pool, financing: FinancingId) -> Draw:
    if financing not in pool.draws and financing not in pool.repaid_draws:
        raise Refused(no.DrawNotFound(financing))
    return draw_of(pool, financing)


def _return(pool: Pool, financing: FinancingId, said: Said) -> Decision:
    promised = pool.pay_offs.get(financing)
    if promised is None:
        return (_returned(_known(pool, financing), financing, said),)
    if promised.stage is PayOffStage.UNDER_WAY:
        return (PayOffDropped(**said, **promised.ended(financing)),)
    dropped = PayOffDropped(**said, seller=promised.seller, financing=financing)
    return (_returned(_known(pool, financing), financing, said), dropped)


def _returned(draw: Draw, financing: FinancingId, said: Said) -> DrawReturned:
    amount = draw.principal
    return DrawReturned(**said, seller=draw.seller, financing=financing, amount=amount)


def _repay(draw: Draw, command: ask.RepayDraw, said: Said) -> Decision:
    named, principal = command.financing, command.principal
    return (fact.DrawRepaid(**said, seller=draw.seller, financing=named, principal=principal),)


def take_again(pool: Pool, command: ask.TakeClaimsAgain, said: Said) -> Decision:
    """Whatever the terms say of new claims: these were in, and what they secured is owed."""
    seller, claims = command.seller, command.claims
    taken = fact.ClaimsAssigned(**said, seller=seller, claims=claims, again=True)
    return (*reopened(pool, said), taken)


def reopened(pool: Pool, said: Said) -> Decision:
    return (fact.PoolReopened(**said, reason=TAKEN_BACK),) if pool.closed else ()


def _take(pool: Pool, command: ask.TakeProceeds, said: Said) -> Decision:
    released, kept = _left_over(pool, command.amount - command.repaid - command.held)
    return (
        fact.ProceedsTaken(
            **said,
            seller=command.seller,
            payer=command.payer,
            receivable=command.receivable,
            collection=command.collection,
            value_date=command.value_date,
            amount=command.amount,
            repaid=command.repaid,
            held=command.held,
            released=released,
            kept=kept,
            by_transfer=command.by_transfer,
        ),
    )


def _give(pool: Pool, command: ask.GiveHeld, said: Said) -> Decision:
    held = held_of(pool, command.collection, command.receivable)
    if held is None or command.amount > held.amount:
        raise BrokenPromise("no more is given than is held")
    released, kept = _left_over(pool, command.amount - command.repaid)
    return (
        fact.HeldProceedsGiven(
            **said,
            seller=held.seller,
            receivable=command.receivable,
            collection=command.collection,
            amount=command.amount,
            repaid=command.repaid,
            released=released,
            kept=kept,
        ),
    )


def _undo(pool: Pool, command: ask.UndoProceeds, said: Said) -> Decision:
    """What is still held goes back first; what had been released is had back from the seller."""
    still = held_of(pool, command.collection, command.receivable)
    held = Money.zero(command.amount.currency) if still is None else still.amount
    released, kept = _left_over(pool, command.amount - command.repaid - held)
    return (
        fact.ProceedsUndone(
            **said,
            seller=command.seller,
            receivable=command.receivable,
            collection=command.collection,
            amount=command.amount,
            repaid=command.repaid,
            held=held,
            released=released,
            kept=kept,
        ),
    )


def held_of(pool: Pool, collection: CollectionId, receivable: ReceivableId) -> HeldProceeds | None:
    """What is held of one buyer's payment on one claim."""
    named = (collection, receivable)
    return next((it for it in pool.held if (it.collection, it.receivable) == named), None)


def _left_over(pool: Pool, left: Money) -> tuple[Money, Money]:
    """To the seller or to the lender (Civil Code 766, 767)."""
    nothing = Money.zero(left.currency)
    return (left, nothing) if pool.terms.legal_form.surplus_goes_to_seller else (nothing, left)
