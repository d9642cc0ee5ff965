"""What leaves the house, as it stands in the outbox: for people to look at."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, text

from adapters.postgres.reaching import fetched

LISTED_MOST = 1000

NEWEST = text(
    """SELECT o.kind, o.key, o.body, e.recorded_at, o.sent_at, o.attempts
    FROM anchorline.outbox AS o LEFT JOIN anchorline.event AS e ON e.position = o.position
    WHERE NOT :waiting OR o.sent_at IS NULL
    ORDER BY o.position DESC, o.ordinal DESC LIMIT :most"""
)


@dataclass(frozen=True, slots=True)
class Leaving:
    """One message; `handed_over_at` is None while it waits."""

    kind: str
    key: str
    body: Any
    decided_at: datetime | None
    handed_over_at: datetime | None
    attempts: int


def newest(engine: Engine, *, waiting: bool, most: int = LISTED_MOST) -> Sequence[Leaving]:
    """The newest messages first, or only those that `waiting`; raise `Unavailable`."""
    rows = fetched(engine, NEWEST, {"waiting": waiting, "most": most})
    return [Leaving(kind, key, json.loads(bytes(body)), *rest) for kind, key, body, *rest in rows]
