"""What can be drawn, what is at risk, what waits for whom, and what happened, over HTTP."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Depends, Path, Query
from fastapi.responses import Response

from api.shared.fields import ID
from api.shared.identity import (
    AUDITOR,
    LENDER,
    OPERATOR,
    ROLES,
    SUPPLIER,
    Anyone,
    OfParty,
    Scope,
    scope_of,
)
from api.shared.named import NAMED, meant
from api.shared.reading import (
    POSITION_MAX,
    Asked,
    CaughtUp,
    Paging,
    listed,
    listing_of,
    wired,
)
from api.shared.routes import read
from api.shared.strict import room
from api.views.bodies import Exposure
from application.views.exposure import EXPOSURE, facet_of, seen
from application.views.financing_eligibility import (
    FINANCING_ELIGIBILITY,
    OwnEligibility,
    SupplierEligibility,
    seen_by_seller,
)
from application.views.inbox import INBOX
from application.views.parties import EVERYONE
from application.views.tasks import Waits
from application.views.trail import TRAIL, TrailEntry
from domain.exposure.totals import Dimension

router = room("", "views")


def _pool_meant(
    caller: Anyone,
    pool: Annotated[str | None, Query(pattern=NAMED, description="Only this pool.")] = None,
) -> str | None:
    return None if pool is None else meant(caller, pool)


ByPool = Annotated[str | None, Depends(_pool_meant)]
ByDimension = Annotated[Dimension, Query()]
AsOf = Annotated[
    int | None,
    Query(
        alias="asOf",
        ge=1,
        le=POSITION_MAX,
        description="As it stood at this position of the log.",
    ),
]
Asset = Annotated[str, Path(pattern=ID, examples=["rcv_k5mzq3vj6wq7c2h4t5yx2b3d"])]
Task = Literal[
    "review_party",
    "resolve_document",
    "confirm",
    "settle_dispute",
    "confirm_disbursement",
    "cure_over_advance",
    "secure_pay_off",
    "buy_back",
    "match_entry",
    "look_at_entry",
    "approve_financing",
    "agree_to_proposal",
    "pursue_overdue",
    "pay_overdue",
    "review_guarantee",
    "decide_guarantee",
    "answer_change",
    "call_guarantee",
    "apply_margin",
    "honour_guarantee",
    "confirm_order",
    "accept_order",
    "approve_line",
    "approve_line_change",
    "review_line",
    "renew_line",
    "approve_limit",
    "cure_limit",
]


@router.get(
    "/eligibility/own",
    operation_id="showOwnEligibility",
    **read(listing_of(OwnEligibility), SUPPLIER),
)
def own_eligibility(services: CaughtUp, scope: Scope, paging: Paging, pool: ByPool) -> Response:
    """What the supplier can draw, pool by pool, as last certified and less what it drew since."""
    return listed(services, FINANCING_ELIGIBILITY, Asked(scope, pool), paging, seen_by_seller)


@router.get(
    "/eligibility",
    operation_id="listEligibility",
    **read(listing_of(SupplierEligibility), LENDER, OPERATOR, AUDITOR),
)
def eligibility(services: CaughtUp, scope: Scope, paging: Paging, pool: ByPool) -> Response:
    """What each supplier of a lender's pools can draw, and what each rule took out."""
    return listed(services, FINANCING_ELIGIBILITY, Asked(scope, pool), paging)


@router.get("/exposure", operation_id="showExposure", **read(Exposure, LENDER, OPERATOR, AUDITOR))
def exposure(
    services: CaughtUp,
    scope: Scope,
    by: ByDimension = Dimension.OBLIGOR,
    as_of: AsOf = None,
) -> Response:
    """What a lender has out and has promised, by one dimension."""
    if as_of is not None:
        services.views.wait_for(as_of)
    views = services.views if as_of is None else services.past((EXPOSURE,), as_of)
    lines = [line for _, line in views.all(EXPOSURE, scope, facet=facet_of(by))]
    day = services.today
    shown = {
        "lender": scope,
        "by": by,
        "day": day,
        "position": None if as_of is None else str(as_of),
        "lines": seen(lines, by, day),
    }
    return wired(shown)


@router.get("/inbox", operation_id="listInbox", **read(listing_of(Waits), *ROLES))
def inbox(
    services: CaughtUp,
    caller: Anyone,
    paging: Paging,
    party: OfParty = None,
    task: Annotated[Task | None, Query()] = None,
) -> Response:
    """What waits for a party, the most pressing first; for the operator its own tasks."""
    own = caller.role == OPERATOR and party is None
    scope = EVERYONE if own else scope_of(caller, party)
    return listed(services, INBOX, Asked(scope, task), paging)


@router.get("/trail/{asset}", operation_id="showTrail", **read(listing_of(TrailEntry), *ROLES))
def trail(asset: Asset, services: CaughtUp, scope: Scope, paging: Paging) -> Response:
    """What happened to an asset, in order, as far as the party may know."""
    return listed(services, TRAIL, Asked(scope, asset), paging)
