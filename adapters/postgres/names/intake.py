"""The stored names of documents handed in."""

from __future__ import annotations

from adapters.postgres.names.registry import room
from domain.intake.events import DocumentDismissed, DocumentSetAside, DocumentTaken

INTAKE = room(
    "intake",
    {
        "set_aside": DocumentSetAside,
        "taken": DocumentTaken,
        "dismissed": DocumentDismissed,
    },
)
