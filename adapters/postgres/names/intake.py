"""The stored names of documents handed in."""

from __future__ import annotations

from adapters.postgres.names.registry import Body, Named, room
from domain.intake.events import (
    DocumentDismissed,
    DocumentSetAside,
    DocumentTaken,
    OrderPaperSetAside,
    OrderPaperTaken,
)


def without_lines(body: Body) -> Body:
    """Before orders were matched, the lines of an invoice were only counted."""
    return {**body, "stated": {**body["stated"], "billed": []}}


def without_choices(body: Body) -> Body:
    """Before a person could say which order is meant, nobody was told which there are."""
    return {**body, "choices": []}


INTAKE = room(
    "intake",
    {
        "set_aside": Named(DocumentSetAside, 3, {1: without_lines, 2: without_choices}),
        "taken": DocumentTaken,
        "dismissed": DocumentDismissed,
        "order_paper_set_aside": Named(OrderPaperSetAside, 2, {1: without_choices}),
        "order_paper_taken": OrderPaperTaken,
    },
)
