"""One trade was perhaps financed twice: whoever is to say what is so."""

from __future__ import annotations

from collections.abc import Iterator

from application.views.parties import EVERYONE
from application.views.tasks import Change, begins
from domain.lien.events import DoubleFinancingSuspected, SuspicionAnswered, SuspicionSettled
from domain.shared.event import Event

TASK = "look_at_double_financing"


def changes_of_suspicions(event: Event) -> Iterator[Change]:
    """A lender is told of the asset that it holds alone; the operator of the claim."""
    match event:
        case DoubleFinancingSuspected():
            yield begins(event, event.lender, TASK, event.asset)
            if event.is_outcome:
                yield begins(event, EVERYONE, TASK, event.asset)
        case SuspicionAnswered():
            yield Change(event.lender, TASK, event.asset)
        case SuspicionSettled():
            yield Change(event.lender, TASK, event.asset)
            if event.is_outcome:
                yield Change(EVERYONE, TASK, event.asset)
        case _:
            return
