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
class Suspicion:
    """That money was lent twice on one trade: on this asset, and on another."""

    other: AssetId
    is_outcome: bool
    lender: PartyId
    """Who held this asset when it was said."""

    apart: bool | None = None
    """What that lender answered."""


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

    suspicions: tuple[Suspicion, ...] = ()
    """Open ones: the asset bears nothing new."""

    apart_from: frozenset[AssetId] = frozenset()
    """Of which it was said that they are one trade, and settled that they are not."""

    def held(self, rank: int) -> Encumbrance | None:
        return next((lien for lien in self.encumbrances if lien.rank == rank), None)

    def reserved(self, rank: int, at: datetime) -> Reservation | None:
        """The reservation of that rank that has not run out at `at`."""
        return next((r for r in self.reservations if r.rank == rank and at < r.until), None)

    def is_free(self, rank: int, at: datetime) -> bool:
        taken = self.held(rank) is not None or self.reserved(rank, at) is not None
        return not (taken or self.consumed_by or self.suspicions)

    def suspicion(self, other: AssetId) -> Suspicion | None:
        return next((it for it in self.suspicions if it.other == other), None)


def evolve(state: Asset, event: fact.LienEvent) -> Asset:
    match event:
        case fact.AssetReserved() | fact.ReservationLetGo():
            return _reserving(state, event)
        case fact.AssetEncumbered() | fact.AssetReleased() | fact.LienTransferred():
            return _encumbering(state, event)
        case fact.DoubleFinancingSuspected() | fact.SuspicionAnswered() | fact.SuspicionSettled():
            return _suspecting(state, event)
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


def _suspecting(
    asset: Asset,
    event: fact.DoubleFinancingSuspected | fact.SuspicionAnswered | fact.SuspicionSettled,
) -> Asset:
    others = tuple(it for it in asset.suspicions if it.other != event.other)
    match event:
        case fact.DoubleFinancingSuspected():
            said = Suspicion(event.other, event.is_outcome, event.lender)
            return replace(asset, suspicions=(*others, said))
        case fact.SuspicionAnswered():
            said = Suspicion(event.other, event.is_outcome, event.lender, event.apart)
            return replace(asset, suspicions=(*others, said))
        case fact.SuspicionSettled():
            apart = {event.other} if event.apart else set[AssetId]()
            return replace(asset, suspicions=others, apart_from=asset.apart_from | apart)
        case _:
            assert_never(event)


def _reservations_but(asset: Asset, rank: int) -> tuple[Reservation, ...]:
    return tuple(reservation for reservation in asset.reservations if reservation.rank != rank)


def _liens_but(asset: Asset, rank: int) -> tuple[Encumbrance, ...]:
    return tuple(lien for lien in asset.encumbrances if lien.rank != rank)
