"""A view as one history leaves it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from application.shared.projection import Projection, Recorded
from domain.shared.event import Event

R = TypeVar("R")


def folded(
    view: Projection[R], events: Iterable[Event], stream: str = "owner/room/it"
) -> dict[str, R]:
    """The rows by key, after each event was folded in turn, as a follower folds them."""
    rows: dict[str, R] = {}
    for nth, event in enumerate(events, 1):
        recorded = Recorded(position=nth, stream=stream, version=nth, event=event)
        touched = {key: rows.get(key) for key in view.keys(recorded)}
        for key, after in view.after(touched, recorded).items():
            rows.pop(key, None)
            if after is not None:
                rows[key] = after
    return rows


def scopes(view: Projection[R], rows: dict[str, R]) -> set[str]:
    """Whose rows there are."""
    return {view.place(key, row).scope for key, row in rows.items()}
