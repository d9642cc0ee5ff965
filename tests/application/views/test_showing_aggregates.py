"""A row that stands for an aggregate is what the aggregate's own history comes to."""

from __future__ import annotations

from application.views.pools import POOLS
from application.views.receivables import RECEIVABLES
from domain.receivable.decide import RECEIVABLE
from domain.receivable.events import ReceivableEvent
from domain.receivable_pool import events as fact
from domain.receivable_pool import over_advance_events as over
from domain.receivable_pool.decide import RECEIVABLE_POOL
from tests.application.views.folding import folded
from tests.domain.receivable import scenes as claims
from tests.domain.receivable_pool import scenes as pools

STORY: list[fact.PoolEvent] = [
    pools.opened(),
    pools.joined(),
    pools.assigned(pools.claim()),
    pools.certified(pools.certificate(spring="800.00"), "0.00"),
    pools.drawn("100.00"),
    over.OverAdvanceRaised(**pools.SAID, amount=pools.yuan("40.00")),
    fact.PoolFrozen(**pools.SAID, reason="count failed"),
]
CLAIM: list[ReceivableEvent] = [
    claims.registered(),
    claims.asked(),
    claims.confirmed("1000.00"),
    claims.disputed("10.00"),
]


def test_a_pool_after_every_event_is_its_own_state() -> None:
    for length in range(1, len(STORY) + 1):
        told = STORY[:length]

        (row,) = folded(POOLS, told).values()

        assert row.pool == RECEIVABLE_POOL.replay(told)
        assert row.version == length


def test_a_pool_shows_its_last_certificate() -> None:
    (row,) = folded(POOLS, STORY).values()

    assert row.certificate == pools.certificate(spring="800.00")


def test_a_claim_is_shown_as_it_is_to_its_seller_and_its_buyer() -> None:
    rows = folded(RECEIVABLES, CLAIM)

    state = RECEIVABLE.replay(CLAIM)
    assert rows == {"spring|rcv_1": state, "anchor|rcv_1": state}
