"""How many claims of whom a pool holds: the counts that its rules and its sellers need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import assert_never

from domain.receivable_pool.events import ClaimsAssigned, ClaimsChanged, ClaimsReleased
from domain.shared.ids import PartyId


def change_of(event: ClaimsAssigned | ClaimsChanged | ClaimsReleased) -> int:
    """By how much each claim of the event changes a count."""
    match event:
        case ClaimsAssigned():
            return 1
        case ClaimsReleased():
            return -1
        case ClaimsChanged():
            return 0
        case _:
            assert_never(event)


def counted(
    counts: Mapping[PartyId, int], parties: Iterable[PartyId], change: int
) -> dict[PartyId, int]:
    """`change` for each of `parties`; who has none left is left out."""
    after = dict(counts)
    for party in parties:
        after[party] = after.get(party, 0) + change
    return {party: count for party, count in after.items() if count}
