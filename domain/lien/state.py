"""Who has a claim on an asset now, and what it came out of. An asset nobody spoke of is free."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from domain.lien import events as fact
from domain.lien.events import Encumbrance
from domain.shared.ids import AssetId, PartyId


@dataclass(frozen=True, slots=True)
class Reservation:
    rank: int
    lender: PartyId
    secures: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Asset:
    """What stands on one asset."""

    encumbrances: tuple[Encumbrance, ...] = ()
    reservations: tuple[Reservation, ...] = ()
    """Those that ran out stay until their rank is taken; `reserved` looks at the time."""

    origins: frozenset[AssetId] = frozenset()
    outcomes: frozenset[AssetId] = frozenset()
    consumed_by: frozenset[AssetId] = frozenset()
    """Outcomes on which money was lent."""

    def held(self, rank: int) -> Encumbrance | None:
        return next((lien for lien in self.encumbrances if lien.rank == rank), None)

    def reserved(self, rank: int, at: datetime) -> Reservation | None:
        """The reservation of that rank that has not run out at `at`."""
        return next((r for r in self.reservations if r.rank == rank and at < r.until), None)

    def is_free(self, rank: int, at: datetime) -> bool:
        taken = self.held(rank) is not None or self.reserved(rank, at) is not None
        return not taken and not self.consumed_by


def evolve(state: Asset, event: fact.LienEvent) -> Asset:
    match event:
        case fact.AssetReserved() | fact.ReservationLetGo():
            return _reserving(state, event)
        case fact.AssetEncumbered() | fact.AssetReleased() | fact.LienTransferred():
            return _encumbering(state, event)
        case _:
            return _deriving(state, event)


def _reserving(asset: Asset, event: fact.AssetReserved | fact.ReservationLetGo) -> Asset:
    others = _reservations_but(asset, event.rank)
    match event:
        case fact.AssetReserved():
            reservation = Reservation(event.rank, event.lender, event.secures, event.until)
            return replace(asset, reservations=(*others, reservation))
        case fact.ReservationLetGo():
            return replace(asset, reservations=others)
        case _:
            assert_never(event)


def _encumbering(
    asset: Asset, event: fact.AssetEncumbered | fact.AssetReleased | fact.LienTransferred
) -> Asset:
    match event:
        case fact.AssetEncumbered():
            return replace(
                asset,
                encumbrances=(*asset.encumbrances, event.encumbrance),
                reservations=_reservations_but(asset, event.encumbrance.rank),
            )
        case fact.AssetReleased():
            return replace(asset, encumbrances=_liens_but(asset, event.encumbrance.rank))
        case fact.LienTransferred():
            others = _liens_but(asset, event.predecessor.rank)
            return replace(asset, encumbrances=(*others, event.successor))
        case _:
            assert_never(event)


def _deriving(
    asset: Asset,
    event: fact.OriginRecorded | fact.OutcomeRecorded | fact.AssetConsumed | fact.AssetRestored,
) -> Asset:
    match event:
        case fact.OriginRecorded():
            return replace(asset, origins=asset.origins | {event.origin})
        case fact.OutcomeRecorded():
            return replace(asset, outcomes=asset.outcomes | {event.outcome})
        case fact.AssetConsumed():
            return replace(asset, consumed_by=asset.consumed_by | {event.outcome})
        case fact.AssetRestored():
            return replace(asset, consumed_by=asset.consumed_by - {event.outcome})
        case _:
            assert_never(event)


def _reservations_but(asset: Asset, rank: int) -> tuple[Reservation, ...]:
    return tuple(reservation for reservation in asset.reservations if reservation.rank != rank)


def _liens_but(asset: Asset, rank: int) -> tuple[Encumbrance, ...]:
    return tuple(lien for lien in asset.encumbrances if lien.rank != rank)
