"""Every claim as it stands, for its seller and its buyer."""

from __future__ import annotations

from typing import get_args

from application.shared.projection import Placed, Projection, Recorded
from application.views.keys import key, scope_of
from domain.receivable.events import OnClaim, ReceivableEvent
from domain.receivable.evolve import evolve
from domain.receivable.state import NoReceivable, Receivable, status_of

CLAIM_EVENTS = get_args(ReceivableEvent)


def keys(recorded: Recorded) -> tuple[str, ...]:
    event = recorded.event
    if not isinstance(event, OnClaim):
        return ()
    return key(event.seller, event.receivable), key(event.buyer, event.receivable)


def fold(row: Receivable | None, _: str, recorded: Recorded) -> Receivable | None:
    """The room's own fold; a withdrawn claim leaves the list."""
    event = recorded.event
    if not isinstance(event, CLAIM_EVENTS):
        return row
    after = evolve(row or NoReceivable(), event)
    return after if isinstance(after, Receivable) else None


def place(row_key: str, row: Receivable) -> Placed:
    """By status, the earliest due date first."""
    return Placed(scope_of(row_key), status_of(row).value, row.due_on.isoformat())


RECEIVABLES: Projection[Receivable] = Projection(
    name="receivables", version=1, row=Receivable, keys=keys, fold=fold, place=place
)
