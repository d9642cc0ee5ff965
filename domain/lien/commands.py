"""What may be asked about who has a claim on an asset."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.lien.events import Encumbrance, Reason
from domain.shared.ids import AssetId, PartyId


@dataclass(frozen=True, slots=True, kw_only=True)
class Reserve:
    """Keep a rank free for a lender until money can move."""

    asset: AssetId
    rank: int
    lender: PartyId
    secures: str
    until: datetime
    follows: bool = False
    """Behind whoever holds the rank now, or financed what came out of it: for when that is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetGo:
    """Give a reservation up before it runs out."""

    asset: AssetId
    rank: int
    lender: PartyId
    secures: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Encumber:
    asset: AssetId
    encumbrance: Encumbrance
    act: str
    """By which it arises: an assignment, a pledge, a draw."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    asset: AssetId
    rank: int
    lender: PartyId
    secures: str
    reason: Reason
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """One encumbrance takes the place of another without the asset being free between."""

    asset: AssetId
    lender: PartyId
    secures: str
    successor: Encumbrance
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOrigin:
    """This asset came out of `origin`: an invoice out of an order, goods out of a lot."""

    asset: AssetId
    origin: AssetId
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOutcome:
    """`outcome` came out of this asset."""

    asset: AssetId
    outcome: AssetId
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Consume:
    """What came out of this asset is financed, so the asset itself is not to be financed."""

    asset: AssetId
    outcome: AssetId
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Restore:
    asset: AssetId
    outcome: AssetId
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspectDoubleFinancing:
    """A paper says that one came out of the other, and money was lent on both."""

    asset: AssetId
    other: AssetId
    is_outcome: bool
    """Whether this asset is said to have come out of the other."""

    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSuspicion:
    """What the lender that holds the asset says of it."""

    asset: AssetId
    lender: PartyId
    apart: bool
    """It is another trade than the one that it is said to be."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleSuspicion:
    asset: AssetId
    other: AssetId
    apart: bool
    reason: str


LienCommand = (
    Reserve
    | LetGo
    | Encumber
    | Release
    | Transfer
    | RecordOrigin
    | RecordOutcome
    | Consume
    | Restore
    | SuspectDoubleFinancing
    | AnswerSuspicion
    | SettleSuspicion
)
