"""What is at risk, what waits for whom, and what happened, over HTTP."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import Depends, Path, Query
from fastapi.responses import Response

from api.shared.fields import ID, Day, Instant
from api.shared.identity import (
    AUDITOR,
    CORE_ENTERPRISE,
    LENDER,
    OPERATOR,
    ROLES,
    Anyone,
    OfParty,
    Scope,
    scope_of,
)
from api.shared.problems import Fault
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
from api.shared.services import Caller, Services, Using
from api.shared.strict import room
from api.views.bodies import CoreExposure, Exposure
from api.views.tasks import Waiting, in_words
from application.shared.views import Views
from application.views.book import When
from application.views.counterparties import (
    as_of_day,
    as_the_party_may_see,
    lenders_of,
    lenders_of_all,
    on_party,
)
from application.views.exposure import SEEN_FROM, exposure_by
from application.views.inbox import INBOX
from application.views.parties import EVERYONE
from application.views.trail import TRAIL, TrailEntry
from domain.exposure.dimensions import Dimension
from domain.shared.ids import PartyId

router = room("", "views")

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
OnParty = Annotated[str, Path(pattern=ID, examples=["harbour"])]
OnDay = Annotated[
    Day | None,
    Query(description="By what counts on this business day; without it, today's."),
]
KnownTime = Annotated[
    Instant | None,
    Query(alias="knownAt", description="By what was known at this time; without it, now."),
]


def known_by(services: Using, as_of: AsOf = None, known_at: KnownTime = None) -> int | None:
    """The position that was asked for, or that of a clock time; the earlier of both."""
    if as_of is not None:
        services.views.wait_for(as_of)
    at = None if known_at is None else services.known_at(known_at)
    return min((it for it in (as_of, at) if it is not None), default=None)


Known = Annotated[int | None, Depends(known_by)]
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
    "accept_restructuring",
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
    "consent_to_order",
    "approve_line",
    "approve_line_change",
    "review_line",
    "renew_line",
    "approve_limit",
    "cure_limit",
    "release_surplus",
    "take_back_repayment",
    "take_back_margin",
    "take_back_buy_back",
    "cure_margin",
    "look_at_double_financing",
    "accept_beyond_order",
]


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
    views = services.views if as_of is None else services.past(SEEN_FROM, as_of)
    day = services.today
    shown = {
        "lender": scope,
        "by": by,
        "day": day,
        "position": None if as_of is None else str(as_of),
        "lines": exposure_by(views, scope, by, day),
    }
    return wired(shown)


@router.get(
    "/exposure/core-enterprises/{party}",
    operation_id="showCoreExposure",
    **read(CoreExposure, LENDER, CORE_ENTERPRISE, OPERATOR, AUDITOR),
)
def core_exposure(
    party: OnParty, services: CaughtUp, caller: Anyone, day: OnDay = None, known: Known = None
) -> Response:
    """Direct, as payer or guarantor, and with its connected group: what is drawn and promised.

    A lender sees its own book, operator and auditor every lender's; the core enterprise what it
    owes and answers for itself, and its margin.
    """
    on = PartyId(party)
    if caller.role == CORE_ENTERPRISE and on != caller.party:
        raise Fault(HTTPStatus.NOT_FOUND, "request.nothing_here", {})
    when = When(day or services.today, live=day is None and known is None)
    views = services.views if when.live else _then(services, when.day, known)
    lines = on_party(views, on, _lenders(views, caller, on), when)
    shown = {
        "party": on,
        "day": when.day,
        "position": None if known is None else str(known),
        "lines": as_the_party_may_see(lines) if caller.role == CORE_ENTERPRISE else lines,
    }
    return wired(shown)


def _then(services: Services, day: date, position: int | None) -> Views:
    """As it is known at a position of the log, or now."""
    views = as_of_day(day, services.zone)
    return services.past(views, POSITION_MAX if position is None else position)


def _lenders(views: Views, caller: Caller, party: PartyId) -> tuple[PartyId, ...]:
    if caller.role == LENDER:
        return (caller.party,)
    return lenders_of(views, party) if caller.role == CORE_ENTERPRISE else lenders_of_all(views)


@router.get("/inbox", operation_id="listInbox", **read(listing_of(Waiting), *ROLES))
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
    return listed(services, INBOX, Asked(scope, task), paging, in_words)


@router.get("/trail/{asset}", operation_id="showTrail", **read(listing_of(TrailEntry), *ROLES))
def trail(asset: Asset, services: CaughtUp, scope: Scope, paging: Paging) -> Response:
    """What happened to an asset, in order, as far as the party may know."""
    return listed(services, TRAIL, Asked(scope, asset), paging)
