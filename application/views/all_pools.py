"""Every pool and loan of every lender, for what the house does by itself."""

from __future__ import annotations

from application.shared.views import Views
from application.views.financings import FINANCINGS
from application.views.parties import EVERYONE, PARTIES
from application.views.pools import POOLS
from application.views.programmes import PROGRAMMES
from domain.enterprise.profile import Role
from domain.financing.state import Stage
from domain.shared.ids import FinancingId, PartyId, PoolId, ProgrammeId


def all_pools(views: Views) -> list[tuple[PartyId, PoolId]]:
    """Lender and pool, sorted; those opened a moment ago may be missing."""
    return [
        (lender, row.pool.pool) for lender in _lenders(views) for _, row in views.all(POOLS, lender)
    ]


def all_other_loans(views: Views) -> list[tuple[PartyId, FinancingId]]:
    """Lender and financing of what is lent under something else than a pool, and bears interest."""
    return [
        (lender, loan.financing)
        for lender in _lenders(views)
        for _, loan in views.all(FINANCINGS, lender, facet=Stage.DISBURSED.value)
        if loan.facility.pool is None
    ]


def all_programmes(views: Views) -> list[tuple[PartyId, ProgrammeId]]:
    """Lender and programme of those under which something is owed on an order."""
    return [
        (lender, row.programme.programme)
        for lender in _lenders(views)
        for _, row in views.all(PROGRAMMES, lender)
        if row.programme.orders_lent_on()
    ]


def _lenders(views: Views) -> list[PartyId]:
    return sorted(
        party.party for _, party in views.all(PARTIES, EVERYONE) if Role.LENDER in party.roles
    )
