"""Whose stream a thing stands in: its owner's name begins the stream's, and never changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from application.shared.ports import Reading, UnitOfWork
from domain.shared.ids import PartyId


def owner_key(room: str, thing: str) -> str:
    """The unique key under which the owner of a thing is known; taken once, never freed."""
    return f"{room}/{thing}"


def own(work: UnitOfWork, room: str, thing: str, owner: PartyId) -> None:
    """Say who owns a new thing; the loser of a race for the same id gets `Conflict`."""
    work.reserve(owner_key(room, thing), owner)


def owner_of(reading: Reading, room: str, thing: str) -> PartyId | None:
    """The owner, or None where there is no such thing."""
    key = owner_key(room, thing)
    holder = reading.holders([key]).get(key)
    return None if holder is None else PartyId(holder)


def owners_of(reading: Reading, room: str, things: Sequence[str]) -> Mapping[str, PartyId]:
    """The owners of those that exist, in one query."""
    holders = reading.holders([owner_key(room, thing) for thing in things])
    start = len(owner_key(room, ""))
    return {key[start:]: PartyId(holder) for key, holder in holders.items()}
