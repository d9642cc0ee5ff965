"""What each event of a guarantee adds to what its lender has on the guarantor.

Said by the guarantee itself, which alone knows what it still answers for: what the guarantor
paid, what was never claimed in time and what was agreed without its consent binds it no more.
"""

from __future__ import annotations

from collections.abc import Iterator

from application.views.exposure_moves import Move
from domain.guarantee import events as fact
from domain.guarantee.call_events import HonourReversed
from domain.guarantee.events import GuaranteeEvent
from domain.shared.money import Money


def moves_of_guarantee(event: GuaranteeEvent) -> Iterator[Move]:
    """Reserved is committed, and utilised is drawn."""
    match event:
        case fact.GuaranteeReserved():
            yield _move(event, committed=event.amount)
        case fact.GuaranteeUtilised():
            yield _move(event, drawn=event.amount, committed=-event.amount)
        case fact.GuaranteeRestored():
            yield _move(event, drawn=event.amount)
        case HonourReversed():
            yield _move(event, drawn=event.again)
        case fact.GuaranteeDropped():
            yield _move(event, drawn=-event.utilised, committed=event.utilised - event.amount)
        case fact.DebtChanged():
            yield _move(event, drawn=event.utilised_more, committed=event.reserved_more)
        case _:
            yield from _less(event)


def _less(event: GuaranteeEvent) -> Iterator[Move]:
    match event:
        case fact.GuaranteeReleased() | fact.GuaranteeLapsed() | fact.MarginApplied():
            yield _move(event, drawn=-event.amount)
        case fact.CallHonoured():
            freed = event.amount if event.freed is None else event.freed
            yield _move(event, drawn=-freed)
        case _:
            return


def _move(
    event: GuaranteeEvent, *, drawn: Money | None = None, committed: Money | None = None
) -> Move:
    amount = drawn or committed
    if amount is None:
        raise ValueError("a move is of something")
    return Move(
        "guarantor",
        event.guarantor,
        amount.currency,
        drawn.minor if drawn else 0,
        committed.minor if committed else 0,
    )
