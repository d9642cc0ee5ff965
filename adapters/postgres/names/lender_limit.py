"""The stored names of what happens to a lender's own limits."""

from __future__ import annotations

from adapters.postgres.names.registry import Named, as_it_was, room
from domain.lender_limit.events import (
    BlockBound,
    BlockDropped,
    GroupDeclared,
    LimitBlocked,
    LimitExceeded,
    LimitKept,
    LimitProposed,
    LimitRejected,
    LimitReleased,
    LimitRestored,
    LimitSet,
    LimitUtilised,
    MemberFound,
    MembersChanged,
)

LENDER_LIMIT = room(
    "lender_limit",
    {
        "proposed": LimitProposed,
        "set": LimitSet,
        "rejected": LimitRejected,
        "exceeded": LimitExceeded,
        "kept": LimitKept,
        "blocked": Named(LimitBlocked, 2, {1: as_it_was}),
        "block_bound": BlockBound,
        "utilised": LimitUtilised,
        "released": LimitReleased,
        "restored": LimitRestored,
        "block_dropped": BlockDropped,
        "group_declared": GroupDeclared,
        "members_changed": MembersChanged,
        "member_found": MemberFound,
    },
)
