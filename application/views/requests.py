"""Every request for money that is not a loan yet, for its lender and its borrower."""

from __future__ import annotations

from application.shared.projection import Placed, Projection, Recorded
from application.views.keys import key, scope_of
from domain.financing.events import FinancingOpened
from domain.financing.evolve import evolve
from domain.financing.facts import FinancingFact
from domain.financing.request_events import FinancingRequested, RequestEvent
from domain.financing.state import NoFinancing, Requested


def keys(recorded: Recorded) -> tuple[str, ...]:
    event = recorded.event
    if not isinstance(event, FinancingFact) or not isinstance(
        event, RequestEvent | FinancingOpened
    ):
        return ()
    return key(event.lender, event.financing), key(event.borrower, event.financing)


def fold(row: Requested | None, _: str, recorded: Recorded) -> Requested | None:
    """Once it is a loan it is shown among the loans."""
    event = recorded.event
    if not isinstance(event, RequestEvent):
        return None
    before = NoFinancing() if isinstance(event, FinancingRequested) else row
    after = evolve(before or NoFinancing(), event)
    return after if isinstance(after, Requested) else None


def place(row_key: str, row: Requested) -> Placed:
    """The one that expires first before the others."""
    return Placed(scope_of(row_key), row.asking.value, f"{row.expires_on}|{row.financing}")


REQUESTS: Projection[Requested] = Projection(
    name="requests", version=3, row=Requested, keys=keys, fold=fold, place=place
)
