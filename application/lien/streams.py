"""Where liens are kept: one stream an asset, sharded by the asset and not by a party."""

from __future__ import annotations

from application.shared.ports import Room
from domain.lien.commands import LienCommand
from domain.lien.decide import LIEN
from domain.lien.events import LienEvent
from domain.lien.state import Asset
from domain.shared.ids import AssetId

ROOM: Room[LienCommand, Asset, LienEvent] = Room(name="lien", decider=LIEN, state=Asset)


def stream_of(asset: AssetId) -> str:
    return f"asset/{asset}/lien"


def encumbered_key(asset: AssetId, rank: int) -> str:
    """Unique over all lenders; held by the pool or the financing that the lien secures."""
    return f"encumbered/{asset}/{rank}"
