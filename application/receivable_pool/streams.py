"""Where a pool's history stands."""

from __future__ import annotations

from application.shared.ports import Room
from domain.receivable_pool.commands import PoolCommand
from domain.receivable_pool.decide import RECEIVABLE_POOL
from domain.receivable_pool.events import PoolEvent
from domain.receivable_pool.state import PoolState
from domain.shared.ids import PartyId, PoolId

ROOM: Room[PoolCommand, PoolState, PoolEvent] = Room(
    name="receivable_pool", decider=RECEIVABLE_POOL, state=PoolState, state_version=2, grows=True
)


def stream_of(lender: PartyId, pool: PoolId) -> str:
    return f"{lender}/receivable_pool/{pool}"
