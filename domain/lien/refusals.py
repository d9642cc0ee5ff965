"""Why an asset may refuse a lien. None of them says who holds one, for how much or since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from domain.shared.ids import AssetId
from domain.shared.money import Money
from domain.shared.refusal import Kind, Refusal


@dataclass(frozen=True, slots=True)
class Encumbered(Refusal):
    """Held, reserved, or consumed by what came out of it: the answer is the same."""

    code: ClassVar[str] = "lien.encumbered"
    kind: ClassVar[Kind] = Kind.CONFLICT
    asset: AssetId


@dataclass(frozen=True, slots=True)
class DoubleFinancingOpen(Refusal):
    """Perhaps lent on twice as one trade: it bears nothing new until that is settled."""

    code: ClassVar[str] = "lien.double_financing_open"
    kind: ClassVar[Kind] = Kind.CONFLICT
    asset: AssetId


@dataclass(frozen=True, slots=True)
class NothingSuspected(Refusal):
    """No double financing of this asset is open, or none that whoever asks is concerned by."""

    code: ClassVar[str] = "lien.nothing_suspected"
    kind: ClassVar[Kind] = Kind.ABSENT
    asset: AssetId


@dataclass(frozen=True, slots=True)
class SomeEncumbered(Refusal):
    """None was taken. `assets` names the first of them, `count` says how many there are."""

    code: ClassVar[str] = "lien.some_encumbered"
    kind: ClassVar[Kind] = Kind.CONFLICT
    count: int
    asked: int
    assets: tuple[AssetId, ...]


@dataclass(frozen=True, slots=True)
class NotHeld(Refusal):
    """Whoever asks holds nothing there, whatever others may hold."""

    code: ClassVar[str] = "lien.not_held"
    kind: ClassVar[Kind] = Kind.CONFLICT
    asset: AssetId
    rank: int


@dataclass(frozen=True, slots=True)
class RankUnsound(Refusal):
    code: ClassVar[str] = "lien.rank_unsound"
    kind: ClassVar[Kind] = Kind.UNSOUND
    rank: int


@dataclass(frozen=True, slots=True)
class AmountNotPositive(Refusal):
    code: ClassVar[str] = "lien.amount_not_positive"
    kind: ClassVar[Kind] = Kind.UNSOUND
    amount: Money


@dataclass(frozen=True, slots=True)
class ReservationUnsound(Refusal):
    """It ends before it begins, or keeps the asset from others for too long."""

    code: ClassVar[str] = "lien.reservation_unsound"
    kind: ClassVar[Kind] = Kind.UNSOUND
    until: datetime
    latest: datetime


@dataclass(frozen=True, slots=True)
class NothingToTransfer(Refusal):
    code: ClassVar[str] = "lien.nothing_to_transfer"
    kind: ClassVar[Kind] = Kind.UNSOUND
    asset: AssetId


@dataclass(frozen=True, slots=True)
class CircularOrigin(Refusal):
    """An asset cannot come out of itself, or of what came out of it."""

    code: ClassVar[str] = "lien.circular_origin"
    kind: ClassVar[Kind] = Kind.UNSOUND
    asset: AssetId
    origin: AssetId


@dataclass(frozen=True, slots=True)
class NamedTwice(Refusal):
    code: ClassVar[str] = "lien.named_twice"
    kind: ClassVar[Kind] = Kind.UNSOUND
    asset: AssetId


@dataclass(frozen=True, slots=True)
class TooManyAtOnce(Refusal):
    code: ClassVar[str] = "lien.too_many_at_once"
    kind: ClassVar[Kind] = Kind.UNSOUND
    asked: int
    most: int
