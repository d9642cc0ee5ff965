"""Every guarantee that binds, for what the house does by itself."""

from __future__ import annotations

from application.shared.views import Views
from application.views.guarantees import GUARANTEES
from application.views.parties import EVERYONE, PARTIES
from domain.enterprise.profile import Role
from domain.guarantee.state import Stage
from domain.shared.ids import GuaranteeId, PartyId


def all_guarantees(views: Views) -> list[tuple[PartyId, GuaranteeId]]:
    """Lender and guarantee, sorted; those accepted a moment ago may be missing."""
    lenders = sorted(
        party.party for _, party in views.all(PARTIES, EVERYONE) if Role.LENDER in party.roles
    )
    return sorted(
        (lender, row.guarantee.guarantee)
        for lender in lenders
        for _, row in views.all(GUARANTEES, lender, facet=Stage.ACCEPTED.value)
    )
