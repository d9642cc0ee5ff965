"""Whether money is lent on an order, or on what came out of it."""

from __future__ import annotations

from application.lien import streams as lien
from application.shared.ports import Reading
from domain.shared.ids import AssetId, OrderId


def lien_of(order: OrderId) -> str:
    return lien.stream_of(AssetId(order))


def is_held(reading: Reading, order: OrderId) -> bool:
    asset = reading.load(lien.ROOM, lien_of(order)).state
    return bool(asset.encumbrances or asset.consumed_by)
