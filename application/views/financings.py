"""Every financing as it stands, for its lender and its borrower."""

from __future__ import annotations

from typing import get_args

from application.shared.projection import Placed, Projection, Recorded
from application.views.keys import key, scope_of
from domain.financing.events import FinancingEvent, FinancingFact
from domain.financing.state import Financing, NoFinancing, evolve

FINANCING_EVENTS = get_args(FinancingEvent)


def keys(recorded: Recorded) -> tuple[str, ...]:
    event = recorded.event
    if not isinstance(event, FinancingFact):
        return ()
    return key(event.lender, event.financing), key(event.borrower, event.financing)


def fold(row: Financing | None, _: str, recorded: Recorded) -> Financing | None:
    event = recorded.event
    if not isinstance(event, FINANCING_EVENTS):
        return row
    after = evolve(row or NoFinancing(), event)
    return after if isinstance(after, Financing) else None


def place(row_key: str, row: Financing) -> Placed:
    return Placed(scope_of(row_key), row.stage.value, f"{row.due_on}|{row.financing}")


FINANCINGS: Projection[Financing] = Projection(
    name="financings", version=1, row=Financing, keys=keys, fold=fold, place=place
)
