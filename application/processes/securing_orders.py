"""Whether money is lent on an order, or on what came out of it, or is about to be."""

from __future__ import annotations

from datetime import datetime

from application.lien import streams as lien
from application.processes.held_claims import FIRST_RANK
from application.shared.ports import Reading
from domain.shared.ids import AssetId, OrderId


def lien_of(order: OrderId) -> str:
    return lien.stream_of(AssetId(order))


def is_held(reading: Reading, order: OrderId, at: datetime) -> bool:
    return not reading.load(lien.ROOM, lien_of(order)).state.is_free(FIRST_RANK, at)
