"""What the commands that look read: a party's own rows, or for the operator those of all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from application.processes.explaining import ClaimExplained, explain_today
from application.shared.projection import Projection
from application.views.parties import EVERYONE, PARTIES
from domain.enterprise.profile import Role
from domain.enterprise.state import Party
from domain.shared.ids import PartyId, PoolId
from scripts.compose import House

R = TypeVar("R")


def parties(house: House, *roles: Role) -> list[Party]:
    """Everybody, or those with one of `roles`."""
    rows = [party for _, party in house.views.all(PARTIES, EVERYONE)]
    return [party for party in rows if not roles or set(roles) & set(party.roles)]


def rows_of(
    house: House, view: Projection[R], party: str | None, *roles: Role, facet: str | None = None
) -> Iterator[R]:
    """The rows of `party`; where none is named, of everybody with one of `roles`."""
    asked = [party] if party else [known.party for known in parties(house, *roles)]
    for one in asked:
        yield from (row for _, row in house.views.all(view, one, facet=facet))


def explained(house: House, pool: PoolId, viewer: PartyId | None) -> tuple[ClaimExplained, ...]:
    """Every claim of a pool as it counts today, with all its reasons and what would change it."""
    with house.store.reading() as reading:
        found = explain_today(reading, pool, viewer, house.clock.now().day)
    return found.claims(None, len(found.results))
