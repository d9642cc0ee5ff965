"""An invoice names, late, an order that was lent on, when money was lent on the claim as well.

Perhaps one trade was financed twice. Both lenders and the operator are told, each lender of
its own asset alone; neither claim nor order bears anything new until the operator, or both
lenders, say what is so. What was lent stays lent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from application.enterprise import streams as enterprises
from application.lien import streams as lien
from application.lien.ancestry import derive
from application.processes.answering import must_be_claim, seller_of
from application.processes.held_claims import Held, change_of, follow
from application.processes.lent_orders import LentOn
from application.processes.refusals import StillLentOnTwice
from application.processes.standing import in_good_standing
from application.receivable import streams as receivables
from application.shared.carry_out import UseCase
from application.shared.ports import Conflict, Reading, UnitOfWork
from domain.enterprise.profile import Role
from domain.lien.commands import AnswerSuspicion, SettleSuspicion, SuspectDoubleFinancing
from domain.lien.refusals import NothingSuspected
from domain.lien.state import Asset
from domain.receivable.commands import HoldBack, LetCount
from domain.receivable.state import Receivable
from domain.shared.event import Context
from domain.shared.ids import AssetId, OrderId, PartyId, ReceivableId
from domain.shared.refusal import Refused

ACT = "invoiced"
BOTH_SAID_SO = "both lenders said that they are two trades"


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim, and the order that a paper says it came out of."""

    seller: PartyId
    claim: ReceivableId
    order: OrderId

    @property
    def assets(self) -> tuple[tuple[AssetId, AssetId, bool], ...]:
        """(asset, the other, whether it is said to have come out of the other)."""
        claim, order = AssetId(self.claim), AssetId(self.order)
        return (claim, order, True), (order, claim, False)


@dataclass(frozen=True, slots=True)
class SuspicionSaid:
    """Where it stands with one asset, for whoever asked; `settled` ends it."""

    asset: AssetId
    settled: bool
    apart: bool
    """Said to be another trade."""


@dataclass(frozen=True, slots=True)
class Answering:
    """What a lender says of the asset that it holds."""

    asset: AssetId
    lender: PartyId
    apart: bool
    words: str


@dataclass(frozen=True, slots=True)
class Settling:
    """What the operator found out."""

    claim: ReceivableId
    order: OrderId
    apart: bool
    reason: str


@dataclass(frozen=True, slots=True)
class SuspicionSeen:
    """One open suspicion. `other` and its lender are None for a lender: it is not told."""

    asset: AssetId
    lender: PartyId
    apart: bool | None
    """What this lender answered; None where it has not."""

    other: AssetId | None
    other_lender: PartyId | None
    other_apart: bool | None


def lent_on_twice(reading: Reading, claim: ReceivableId, named: OrderId | None) -> OrderId | None:
    """The order on which money is lent beside the claim, where no record joins them yet."""
    child = _asset(reading, AssetId(claim))
    if named is None or not child.encumbrances:
        return None
    order = AssetId(named)
    if order in child.origins or order in child.apart_from:
        return None
    return named if _asset(reading, order).encumbrances else None


def suspect(work: UnitOfWork, context: Context, pair: Pair, act: str) -> None:
    """Behind the locks of whoever takes the paper in."""
    for asset, other, is_outcome in pair.assets:
        said = SuspectDoubleFinancing(asset=asset, other=other, is_outcome=is_outcome, act=act)
        work.handle(lien.ROOM, lien.stream_of(asset), said, context)
    held = HoldBack(seller=pair.seller, receivable=pair.claim, evidence=act)
    _tell_claim(work, context, held)
    LentOn.look(work, [pair.order]).follow(work, context)


def answer(asked: Answering) -> UseCase:
    """Where both lenders say that they are two trades, it is settled."""

    def use_case(work: UnitOfWork, context: Context) -> SuspicionSaid:
        touched = _Touched.by(work, _pairs_of(work, asked.asset))
        touched.lock(work, asked.lender)
        if tuple(_pairs_of(work, asked.asset)) != touched.pairs:
            raise Conflict
        in_good_standing(work, asked.lender, context, Role.LENDER)
        said = AnswerSuspicion(
            asset=asked.asset, lender=asked.lender, apart=asked.apart, words=asked.words
        )
        work.handle(lien.ROOM, lien.stream_of(asked.asset), said, context)
        for pair in touched.pairs:
            if _both_say_apart(work, pair):
                _settle(work, context, pair, apart=True, reason=BOTH_SAID_SO)
        open_ = bool(_asset(work, asked.asset).suspicions)
        return SuspicionSaid(asked.asset, not open_, asked.apart)

    return use_case


def settle(asked: Settling) -> UseCase:
    """By the operator. One trade they can be only when one of them is no longer lent on."""

    def use_case(work: UnitOfWork, context: Context) -> SuspicionSaid:
        asset = AssetId(asked.claim)
        if _asset(work, asset).suspicion(AssetId(asked.order)) is None:
            raise Refused(NothingSuspected(asset))
        pair = Pair(seller_of(work, asked.claim), asked.claim, asked.order)
        _Touched.by(work, [pair]).lock(work)
        if not asked.apart and _both_lent_on(work, pair):
            raise Refused(StillLentOnTwice(asked.claim, asked.order))
        _settle(work, context, pair, apart=asked.apart, reason=asked.reason)
        return SuspicionSaid(asset, settled=True, apart=asked.apart)

    return use_case


def suspicions_of(
    reading: Reading, asset: AssetId, viewer: PartyId | None
) -> tuple[SuspicionSeen, ...]:
    """For the operator all of it, for the lender that holds the asset its own side.

    Raise `Refused` where nothing is open that the viewer is concerned by.
    """
    own = [it for it in _asset(reading, asset).suspicions if viewer in {None, it.lender}]
    if not own:
        raise Refused(NothingSuspected(asset))
    found: list[SuspicionSeen] = []
    for it in own:
        mirror = _asset(reading, it.other).suspicion(asset) if viewer is None else None
        found.append(
            SuspicionSeen(
                asset=asset,
                lender=it.lender,
                apart=it.apart,
                other=it.other if viewer is None else None,
                other_lender=None if mirror is None else mirror.lender,
                other_apart=None if mirror is None else mirror.apart,
            )
        )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Touched:
    """What settling changes: looked up before the locks, and again behind them."""

    pairs: tuple[Pair, ...]
    held: Held
    lent: LentOn

    @classmethod
    def by(cls, reading: Reading, pairs: Sequence[Pair]) -> _Touched:
        held = Held.look(reading, [it.claim for it in pairs])
        return cls(tuple(pairs), held, LentOn.look(reading, [it.order for it in pairs]))

    def lock(self, work: UnitOfWork, *standing: PartyId) -> None:
        claims = [receivables.stream_of(it.seller, it.claim) for it in self.pairs]
        assets = {asset for pair in self.pairs for asset, _, _ in pair.assets}
        liens = [lien.stream_of(asset) for asset in sorted(assets)]
        work.lock(
            change=[*claims, *liens, *self.held.streams, *self.lent.streams],
            rely_on=[*(enterprises.stream_of(it) for it in standing), *self.lent.files],
        )
        self.held.look_again(work)
        self.lent.look_again(work)


def _pairs_of(reading: Reading, asset: AssetId) -> list[Pair]:
    pairs = []
    for it in _asset(reading, asset).suspicions:
        claim, order = (asset, it.other) if it.is_outcome else (it.other, asset)
        named = ReceivableId(claim)
        pairs.append(Pair(seller_of(reading, named), named, OrderId(order)))
    if not pairs:
        raise Refused(NothingSuspected(asset))
    return pairs


def _settle(work: UnitOfWork, context: Context, pair: Pair, *, apart: bool, reason: str) -> None:
    for asset, other, _ in pair.assets:
        said = SettleSuspicion(asset=asset, other=other, apart=apart, reason=reason)
        work.handle(lien.ROOM, lien.stream_of(asset), said, context)
    if not apart:
        derive(work, AssetId(pair.claim), (AssetId(pair.order),), ACT, context)
    if not _asset(work, AssetId(pair.claim)).suspicions:
        let = LetCount(seller=pair.seller, receivable=pair.claim, reason=reason)
        _tell_claim(work, context, let)
    LentOn.look(work, [pair.order]).follow(work, context)


def _tell_claim(work: UnitOfWork, context: Context, command: HoldBack | LetCount) -> None:
    """And the pool that holds it."""
    stream = receivables.stream_of(command.seller, command.receivable)
    before = work.load(receivables.ROOM, stream)
    if not isinstance(before.state, Receivable):
        return
    events = receivables.ROOM.decider.decide(before.state, command, context)
    after = must_be_claim(work.record(receivables.ROOM, before, events).state)
    if events:
        follow(work, context, change_of(after, events))


def _both_say_apart(reading: Reading, pair: Pair) -> bool:
    said = (_asset(reading, asset).suspicion(other) for asset, other, _ in pair.assets)
    return all(it is not None and it.apart for it in said)


def _both_lent_on(reading: Reading, pair: Pair) -> bool:
    return all(_asset(reading, asset).encumbrances for asset, _, _ in pair.assets)


def _asset(reading: Reading, asset: AssetId) -> Asset:
    return reading.load(lien.ROOM, lien.stream_of(asset)).state
