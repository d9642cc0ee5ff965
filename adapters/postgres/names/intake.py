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


INTAKE = room(
    "intake",
    {
        "set_aside": Named(DocumentSetAside, 2, {1: without_lines}),
        "taken": DocumentTaken,
        "dismissed": DocumentDismissed,
        "order_paper_set_aside": OrderPaperSetAside,
        "order_paper_taken": OrderPaperTaken,
    },
)
