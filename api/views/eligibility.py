"""What can be drawn today, over HTTP: every product in one listing, for a supplier or a lender."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Query
from fastapi.responses import Response

from api.shared import cursors
from api.shared.identity import AUDITOR, LENDER, OPERATOR, SUPPLIER, Anyone, Scope
from api.shared.named import NAMED, meant
from api.shared.reading import CaughtUp, Listing, PageAsked, Paging, wired
from api.shared.routes import read
from api.shared.services import Caller, Services
from api.shared.strict import room
from api.views.drawable import DrawableInAll, LentDrawable, OwnDrawable
from api.views.looking_up import LookUp, Wanted
from api.views.sections import page_across
from application.processes.adding_up_what_can_be_drawn import added_up
from domain.shared.event import Context
from domain.shared.facility import Product
from domain.shared.ids import PartyId

router = room("", "views")


def _pool_meant(
    caller: Anyone,
    pool: Annotated[str | None, Query(pattern=NAMED, description="Only this pool.")] = None,
) -> str | None:
    return None if pool is None else meant(caller, pool)


ByPool = Annotated[str | None, Depends(_pool_meant)]
ByProduct = Annotated[Product | None, Query(description="Only this product.")]


@router.get(
    "/eligibility/own", operation_id="showOwnEligibility", **read(Listing[OwnDrawable], SUPPLIER)
)
def own_eligibility(
    services: CaughtUp,
    caller: Anyone,
    scope: Scope,
    paging: Paging,
    pool: ByPool,
    product: ByProduct = None,
) -> Response:
    """What the supplier can draw today: pools, lines, then orders, with what stands in the way."""
    return _listed(services, _Who(caller, scope, lends=False), paging, Wanted(product, pool))


@router.get(
    "/eligibility/own/totals",
    operation_id="showOwnTotals",
    **read(DrawableInAll, SUPPLIER),
)
def own_totals(services: CaughtUp, caller: Anyone, scope: Scope) -> Response:
    """What the supplier can draw today in all, by product and currency."""
    with services.desk.store.reading() as reading:
        context = Context(now=services.desk.clock.now(), by=caller.by)
        found, complete = LookUp(services.views, reading, scope, context, lends=False).everything()
    day = context.now.day
    return wired({"day": day, "totals": added_up(found), "complete": complete})


@router.get(
    "/eligibility",
    operation_id="listEligibility",
    **read(Listing[LentDrawable], LENDER, OPERATOR, AUDITOR),
)
def eligibility(
    services: CaughtUp,
    caller: Anyone,
    scope: Scope,
    paging: Paging,
    pool: ByPool,
    product: ByProduct = None,
) -> Response:
    """What each borrower of a lender can draw today, and what each rule took out.

    Of orders those that their suppliers brought to it: asked for money, or stated a cost."""
    return _listed(services, _Who(caller, scope, lends=True), paging, Wanted(product, pool))


@dataclass(frozen=True, slots=True)
class _Who:
    """Who looks, and whether as the lender."""

    caller: Caller
    party: PartyId
    lends: bool


def _listed(services: Services, who: _Who, paging: PageAsked, wanted: Wanted) -> Response:
    name = f"drawable|{who.party}|{who.lends}|{wanted.product}|{wanted.pool or ''}"
    key = services.cursor_key
    after = cursors.read(paging.after, name, key) if paging.after else None
    context = Context(now=services.desk.clock.now(), by=who.caller.by)
    with services.desk.store.reading() as reading:
        looking = LookUp(services.views, reading, who.party, context, lends=who.lends)
        page = page_across(looking.sections(wanted), after, paging.limit)
        items = looking.shown(page.rows)
    onward = cursors.write(page.after, name, key) if page.after else None
    return wired({"items": items, "next": onward})
