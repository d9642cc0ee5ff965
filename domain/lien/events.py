"""What happened to the claims that lenders have on an asset."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.shared.event import Event
from domain.shared.ids import AssetId, PartyId
from domain.shared.money import Money


class Reason(StrEnum):
    """Why an encumbrance ended."""

    REPAID = "repaid"
    COLLECTED = "collected"
    RELEASED = "released"
    BOUGHT_BACK = "bought_back"
    WITHDRAWN = "withdrawn"
    TAKEN_OUT = "taken_out"
    RETURNED = "returned"
    """The money never reached the borrower."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Encumbrance:
    """A lender's claim on an asset."""

    rank: int
    """1 is first; at most one encumbrance stands at a rank."""

    lender: PartyId
    secures: str
    """The pool or the financing that it secures."""

    amount: Money | None = None
    """None for the whole of the asset."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OnAsset(Event):
    """Every event names the asset."""

    asset: AssetId


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetReserved(OnAsset):
    rank: int
    lender: PartyId
    secures: str
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReservationLetGo(OnAsset):
    rank: int
    lender: PartyId
    secures: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetEncumbered(OnAsset):
    """Takes up the lender's own reservation of that rank, if there was one."""

    encumbrance: Encumbrance
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetReleased(OnAsset):
    """The rank is free from now on."""

    encumbrance: Encumbrance
    reason: Reason
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LienTransferred(OnAsset):
    predecessor: Encumbrance
    successor: Encumbrance
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginRecorded(OnAsset):
    origin: AssetId
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRecorded(OnAsset):
    outcome: AssetId
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetConsumed(OnAsset):
    """Money was lent on what came out of it; it bears no lien of its own meanwhile."""

    outcome: AssetId
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetRestored(OnAsset):
    outcome: AssetId
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OnSuspicion(OnAsset):
    """`lender` holds this asset; who holds the other is said of the other alone."""

    other: AssetId
    is_outcome: bool
    """Whether this asset is said to have come out of the other."""

    lender: PartyId


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubleFinancingSuspected(OnSuspicion):
    """A paper says that both are one trade, and money was lent on both: neither bears more."""

    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspicionAnswered(OnSuspicion):
    apart: bool
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspicionSettled(OnSuspicion):
    """They are two trades (`apart`), or one, and money is lent on one of them only."""

    apart: bool
    reason: str


LienEvent = (
    AssetReserved
    | ReservationLetGo
    | AssetEncumbered
    | AssetReleased
    | LienTransferred
    | OriginRecorded
    | OutcomeRecorded
    | AssetConsumed
    | AssetRestored
    | DoubleFinancingSuspected
    | SuspicionAnswered
    | SuspicionSettled
)
