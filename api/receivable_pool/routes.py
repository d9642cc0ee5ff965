"""A lender's pools over HTTP: opened, amended, certified, frozen, closed."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import Query
from fastapi.responses import Response

from api.receivable_pool import bodies
from api.shared.commanding import Counter, VersionRead
from api.shared.identity import AUDITOR, LENDER, OPERATOR, SUPPLIER, Scope, Viewer
from api.shared.named import PoolPath
from api.shared.reading import Asked, CaughtUp, Paging, listed, listing_of, wired
from api.shared.routes import command, read
from api.shared.services import Using
from api.shared.strict import room
from api.shared.wire import model_of
from application.processes.looking import pool_for
from application.processes.running_pools import (
    Amend,
    ForPool,
    FreezePool,
    LetIn,
    OpenWith,
    PoolAsItIs,
    amend,
    certify_now,
    close,
    freeze,
    let_in,
    open_pool,
    unfreeze,
)
from application.views.pools import POOLS, PoolSeen, row_seen, seen, seen_by_seller
from domain.shared.ids import PoolId

router = room("/pools", "receivable pools")

ByStatus = Annotated[
    Literal["open", "frozen", "over_advance", "closed"] | None,
    Query(description="Only pools that stand so."),
]


@router.post("", operation_id="openPool", **command(PoolAsItIs, LENDER, status=HTTPStatus.CREATED))
def open_one(body: bodies.OpenBody, desk: Counter) -> Response:
    """Open a pool under terms that are data."""
    pool = PoolId(desk.id_for("pool", body.pool))
    asked = OpenWith(pool, desk.caller.party, body.terms)
    return desk.carry_out(asked, open_pool(asked), HTTPStatus.CREATED)


@router.get("", operation_id="listPools", **read(listing_of(PoolSeen), LENDER, OPERATOR, AUDITOR))
def list_pools(
    services: CaughtUp, scope: Scope, paging: Paging, status: ByStatus = None
) -> Response:
    """A lender's pools, each with its last certificate."""
    return listed(services, POOLS, Asked(scope, status), paging, row_seen)


@router.get(
    "/{pool}",
    operation_id="showPool",
    **read(model_of(PoolSeen), LENDER, SUPPLIER, OPERATOR, AUDITOR, tagged=True),
)
def show(pool: PoolPath, services: Using, viewer: Viewer) -> Response:
    """A pool as it stands; a seller sees its terms and its own part."""
    with services.desk.store.reading() as reading:
        loaded = pool_for(reading, pool, viewer)
    state = loaded.state
    if viewer is None or viewer == state.lender:
        return wired(seen(state), loaded.version)
    return wired(seen_by_seller(state, viewer), loaded.version)


@router.put("/{pool}/terms", operation_id="amendTerms", **command(PoolAsItIs, LENDER))
def amend_terms(
    pool: PoolPath, body: bodies.AmendBody, read_at: VersionRead, desk: Counter
) -> Response:
    """New terms from a day on; where they bear less than is drawn, that is said."""
    asked = Amend(pool, desk.caller.party, body.terms, body.effective_on, read_at)
    return desk.carry_out(asked, amend(asked))


@router.post("/{pool}/sellers", operation_id="letSellerIn", **command(PoolAsItIs, LENDER))
def let_seller_in(pool: PoolPath, body: bodies.SellerBody, desk: Counter) -> Response:
    """Let a supplier assign claims to the pool and draw against them."""
    asked = LetIn(pool, desk.caller.party, body.seller)
    return desk.carry_out(asked, let_in(asked))


@router.post("/{pool}/certificates", operation_id="certifyPool", **command(PoolAsItIs, LENDER))
def certify(pool: PoolPath, desk: Counter) -> Response:
    """Certify the base from the claims as they stand, and keep every claim's result."""
    asked = ForPool(pool, desk.caller.party)
    return desk.carry_out(asked, certify_now(asked), name="CertifyPool")


@router.post("/{pool}/freezing", operation_id="freezePool", **command(PoolAsItIs, LENDER))
def freeze_one(pool: PoolPath, body: bodies.FreezeBody, desk: Counter) -> Response:
    """No more draws, until it is unfrozen."""
    asked = FreezePool(pool, desk.caller.party, body.reason)
    return desk.carry_out(asked, freeze(asked))


@router.post("/{pool}/unfreezing", operation_id="unfreezePool", **command(PoolAsItIs, LENDER))
def unfreeze_one(pool: PoolPath, desk: Counter) -> Response:
    """Draws are made again."""
    asked = ForPool(pool, desk.caller.party)
    return desk.carry_out(asked, unfreeze(asked), name="UnfreezePool")


@router.post("/{pool}/closing", operation_id="closePool", **command(PoolAsItIs, LENDER))
def close_one(pool: PoolPath, desk: Counter) -> Response:
    """End a pool that is owed nothing; claims that are paid are let go."""
    asked = ForPool(pool, desk.caller.party)
    return desk.carry_out(asked, close(asked), name="ClosePool")
