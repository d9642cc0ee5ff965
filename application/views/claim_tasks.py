"""What buyer and seller are to say of a claim."""

from __future__ import annotations

from collections.abc import Iterator

from application.views.tasks import Change, begins
from domain.receivable.events import (
    BeyondOrderAccepted,
    BilledBeyondOrder,
    ConfirmationAsked,
    DisputeResolved,
    ReceivableConfirmed,
    ReceivableDisputed,
    ReceivableRejected,
    ReceivableSettled,
    ReceivableWithdrawn,
)
from domain.shared.event import Event

CONFIRM = "confirm"
SETTLE = "settle_dispute"
ACCEPT_BEYOND = "accept_beyond_order"


def changes_of_claims(event: Event) -> Iterator[Change]:
    match event:
        case ReceivableWithdrawn() | ReceivableSettled():
            yield Change(event.buyer, CONFIRM, event.receivable)
            yield Change(event.buyer, ACCEPT_BEYOND, event.receivable)
            yield Change(event.seller, SETTLE, event.receivable)
        case ConfirmationAsked():
            until, amount = event.answer_due_on, event.open
            yield begins(event, event.buyer, CONFIRM, event.receivable, until=until, amount=amount)
        case ReceivableConfirmed() | ReceivableRejected():
            yield Change(event.buyer, CONFIRM, event.receivable)
        case ReceivableDisputed() | DisputeResolved():
            yield from _of_disputes(event)
        case BilledBeyondOrder() | BeyondOrderAccepted():
            yield from _of_excess(event)
        case _:
            return


def _of_disputes(event: ReceivableDisputed | DisputeResolved) -> Iterator[Change]:
    if isinstance(event, ReceivableDisputed):
        yield Change(event.buyer, CONFIRM, event.receivable)
        yield begins(event, event.seller, SETTLE, event.receivable, amount=event.disputed)
    elif event.disputed.is_zero:
        yield Change(event.seller, SETTLE, event.receivable)


def _of_excess(event: BilledBeyondOrder | BeyondOrderAccepted) -> Iterator[Change]:
    if isinstance(event, BilledBeyondOrder) and event.waiting.is_positive:
        amount = event.waiting
        yield begins(event, event.buyer, ACCEPT_BEYOND, event.receivable, amount=amount)
    else:
        yield Change(event.buyer, ACCEPT_BEYOND, event.receivable)
