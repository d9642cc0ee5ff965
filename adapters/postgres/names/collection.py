"""The stored names of what happens to a bank entry."""

from __future__ import annotations

from adapters.postgres.names.registry import Named, as_it_was, room
from domain.collection.events import (
    EntryAdvised,
    EntryBooked,
    EntryDismissed,
    EntryMatched,
    EntryNoted,
    EntryReversed,
    EntrySetAside,
    MatchUndone,
    NoteClosed,
)

COLLECTION = room(
    "collection",
    {
        "booked": EntryBooked,
        "noted": EntryNoted,
        "note_closed": NoteClosed,
        "advised": EntryAdvised,
        "matched": EntryMatched,
        "set_aside": EntrySetAside,
        "match_undone": MatchUndone,
        "reversed": Named(EntryReversed, 3, {1: as_it_was, 2: as_it_was}),
        "dismissed": EntryDismissed,
    },
)
