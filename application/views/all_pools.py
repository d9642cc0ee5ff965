"""Every pool of every lender, for what the house does by itself."""

from __future__ import annotations

from application.shared.views import Views
from application.views.parties import EVERYONE, PARTIES
from application.views.pools import POOLS
from domain.enterprise.profile import Role
from domain.shared.ids import PartyId, PoolId


def all_pools(views: Views) -> list[tuple[PartyId, PoolId]]:
    """Lender and pool, sorted; those opened a moment ago may be missing."""
    lenders = sorted(
        party.party for _, party in views.all(PARTIES, EVERYONE) if Role.LENDER in party.roles
    )
    return [(lender, row.pool.pool) for lender in lenders for _, row in views.all(POOLS, lender)]
