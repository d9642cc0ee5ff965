"""Where the credits of an account are kept."""

from __future__ import annotations

from application.shared.ports import Room
from domain.collection.decide import COLLECTION
from domain.collection.state import CollectionState
from domain.shared.ids import CollectionId, PartyId

ROOM = Room("collection", COLLECTION, CollectionState)


def stream_of(owner: PartyId, collection_id: CollectionId) -> str:
    """`owner` is the party whose account was credited."""
    return f"{owner}/{ROOM.name}/{collection_id}"
