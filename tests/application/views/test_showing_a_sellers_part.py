"""A seller's part of a pool is what it brought, drew and is short of."""

from __future__ import annotations

import pytest

from application.views.pools import POOLS, seen_by_seller
from domain.receivable_pool import events as fact
from domain.receivable_pool import over_advance_events as over
from domain.receivable_pool.events import PoolEvent
from domain.receivable_pool.state import Pool
from domain.shared.ids import PartyId
from tests.application.views.folding import folded
from tests.domain.receivable_pool import scenes as pools

OURS, OTHER, THEIRS = (
    pools.claim("inv-1"),
    pools.claim("inv-2"),
    pools.claim("inv-3", seller=pools.RIVER),
)
SHORT = over.OverAdvanceRaised(
    **pools.SAID,
    amount=pools.yuan("40.00"),
    sellers=((pools.SPRING, pools.yuan("40.00")),),
)
OF_THE_LIMIT = over.OverAdvanceRaised(**pools.SAID, amount=pools.yuan("40.00"))
BROUGHT: tuple[PoolEvent, ...] = (
    pools.opened(),
    pools.joined(),
    pools.joined(pools.RIVER),
    pools.assigned(OURS, OTHER),
    pools.assigned(THEIRS, seller=pools.RIVER),
    pools.drawn("100.00"),
)


def pool(*later: PoolEvent) -> Pool:
    (row,) = folded(POOLS, [*BROUGHT, *later]).values()
    return row.pool


@pytest.mark.parametrize(
    ("later", "seller", "status", "short"),
    [
        ((SHORT,), pools.SPRING, "over_advance", pools.yuan("40.00")),
        ((SHORT,), pools.RIVER, "open", None),
        ((OF_THE_LIMIT,), pools.SPRING, "open", None),
        ((SHORT, over.OverAdvanceCured(**pools.SAID)), pools.SPRING, "open", None),
        ((SHORT, fact.PoolFrozen(**pools.SAID, reason="count")), pools.RIVER, "frozen", None),
    ],
)
def test_a_seller_sees_its_own_over_advance_and_no_other(
    later: tuple[PoolEvent, ...], seller: PartyId, status: str, short: object
) -> None:
    seen = seen_by_seller(pool(*later), seller)

    assert (seen.status, seen.over_advance) == (status, short)


def test_claims_that_were_let_go_are_counted_no_more() -> None:
    released = fact.ClaimsReleased(**pools.SAID, cause="released", claims=(OTHER,))

    before, after = pool(), pool(released)

    counted = [seen_by_seller(it, pools.SPRING).claims for it in (before, after)]
    assert counted == [2, 1]
    assert seen_by_seller(after, pools.RIVER).claims == 1
