"""The one door that every product passes before money moves: an asset is financed once.

A rank is held, reserved or free, and whoever is refused learns only that it is
not free. The three answers are one on purpose.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TypedDict, assert_never

from domain.lien import commands as ask
from domain.lien import events as fact
from domain.lien import refusals as no
from domain.lien.events import Encumbrance
from domain.lien.state import Asset, Reservation, evolve
from domain.shared.decider import Decider
from domain.shared.event import Context
from domain.shared.ids import ActorId, AssetId
from domain.shared.refusal import Refused

RESERVED_FOR_MAX = timedelta(days=7)
"""Long enough for two people to approve over a holiday; no lender blocks a trade for ever."""

Decision = tuple[fact.LienEvent, ...]
Taking = ask.Reserve | ask.LetGo | ask.Encumber | ask.Release | ask.Transfer
Deriving = ask.RecordOrigin | ask.RecordOutcome | ask.Consume | ask.Restore


class Said(TypedDict):
    """What every event of a lien says, beside the day it counts for."""

    asset: AssetId
    at: datetime
    by: ActorId


def decide(state: Asset, command: ask.LienCommand, context: Context) -> Decision:
    match command:
        case ask.Encumber() | ask.Release() | ask.Transfer() | ask.Reserve() | ask.LetGo():
            return _take(state, command, context)
        case _:
            return _derive(state, command, context)


def _take(asset: Asset, command: Taking, context: Context) -> Decision:
    match command:
        case ask.Encumber():
            return _encumber(asset, command, context)
        case ask.Release():
            return _release(asset, command, context)
        case ask.Transfer():
            return _transfer(asset, command, context)
        case ask.Reserve():
            return _reserve(asset, command, context)
        case ask.LetGo():
            return _let_go(asset, command, context)
        case _:
            assert_never(command)


def _derive(asset: Asset, command: Deriving, context: Context) -> Decision:
    match command:
        case ask.RecordOrigin():
            return _record_origin(asset, command, context)
        case ask.RecordOutcome():
            return _record_outcome(asset, command, context)
        case ask.Consume():
            return _consume(asset, command, context)
        case ask.Restore():
            return _restore(asset, command, context)
        case _:
            assert_never(command)


def _encumber(asset: Asset, command: ask.Encumber, context: Context) -> Decision:
    lien = command.encumbrance
    _check_sound(lien)
    _check_free(asset, command.asset, lien, context)

    said = _said(command.asset, context)
    today = context.now.day
    return (fact.AssetEncumbered(**said, effective_on=today, encumbrance=lien, act=command.act),)


def _release(asset: Asset, command: ask.Release, context: Context) -> Decision:
    lien = _own(asset, command)

    return (
        fact.AssetReleased(
            **_said(command.asset, context),
            effective_on=context.now.day,
            encumbrance=lien,
            reason=command.reason,
            act=command.act,
        ),
    )


def _transfer(asset: Asset, command: ask.Transfer, context: Context) -> Decision:
    successor = command.successor
    _check_sound(successor)
    lien = _own_at(asset, command, successor.rank)
    if (successor.lender, successor.secures) == (lien.lender, lien.secures):
        raise Refused(no.NothingToTransfer(command.asset))

    return (
        fact.LienTransferred(
            **_said(command.asset, context),
            effective_on=context.now.day,
            predecessor=lien,
            successor=successor,
            act=command.act,
        ),
    )


def _reserve(asset: Asset, command: ask.Reserve, context: Context) -> Decision:
    """Asked again by the same lender for the same deal, the time counts anew."""
    now = context.now.at
    lien = Encumbrance(rank=command.rank, lender=command.lender, secures=command.secures)
    _check_sound(lien)
    if not now < command.until <= now + RESERVED_FOR_MAX:
        raise Refused(no.ReservationUnsound(command.until, latest=now + RESERVED_FOR_MAX))
    check = _check_unreserved if command.follows else _check_free
    check(asset, command.asset, lien, context)

    return (
        fact.AssetReserved(
            **_said(command.asset, context),
            effective_on=context.now.day,
            rank=command.rank,
            lender=command.lender,
            secures=command.secures,
            until=command.until,
        ),
    )


def _let_go(asset: Asset, command: ask.LetGo, context: Context) -> Decision:
    reservation = asset.reserved(command.rank, context.now.at)
    if reservation is None or not _is_for(reservation, command):
        raise Refused(no.NotHeld(command.asset, command.rank))

    return (
        fact.ReservationLetGo(
            **_said(command.asset, context),
            effective_on=context.now.day,
            rank=command.rank,
            lender=command.lender,
            secures=command.secures,
        ),
    )


def _record_origin(asset: Asset, command: ask.RecordOrigin, context: Context) -> Decision:
    if command.origin == command.asset or command.origin in asset.outcomes:
        raise Refused(no.CircularOrigin(command.asset, command.origin))
    if command.origin in asset.origins:
        return ()

    said = _said(command.asset, context)
    today = context.now.day
    return (
        fact.OriginRecorded(**said, effective_on=today, origin=command.origin, act=command.act),
    )


def _record_outcome(asset: Asset, command: ask.RecordOutcome, context: Context) -> Decision:
    if command.outcome == command.asset or command.outcome in asset.origins:
        raise Refused(no.CircularOrigin(command.outcome, command.asset))
    if command.outcome in asset.outcomes:
        return ()

    said = _said(command.asset, context)
    today = context.now.day
    return (
        fact.OutcomeRecorded(**said, effective_on=today, outcome=command.outcome, act=command.act),
    )


def _consume(asset: Asset, command: ask.Consume, context: Context) -> Decision:
    """Refused while the asset bears a lien of its own: take that out first."""
    if asset.encumbrances or any(context.now.at < r.until for r in asset.reservations):
        raise Refused(no.Encumbered(command.asset))
    if command.outcome in asset.consumed_by:
        return ()

    said = _said(command.asset, context)
    today = context.now.day
    return (
        fact.AssetConsumed(**said, effective_on=today, outcome=command.outcome, act=command.act),
    )


def _restore(asset: Asset, command: ask.Restore, context: Context) -> Decision:
    if command.outcome not in asset.consumed_by:
        return ()

    said = _said(command.asset, context)
    today = context.now.day
    return (
        fact.AssetRestored(**said, effective_on=today, outcome=command.outcome, act=command.act),
    )


def _said(asset: AssetId, context: Context) -> Said:
    return {"asset": asset, "at": context.now.at, "by": context.by}


def _check_sound(lien: Encumbrance) -> None:
    if lien.rank < 1:
        raise Refused(no.RankUnsound(lien.rank))
    if lien.amount is not None and not lien.amount.is_positive:
        raise Refused(no.AmountNotPositive(lien.amount))


def _check_free(asset: Asset, name: AssetId, lien: Encumbrance, context: Context) -> None:
    _check_unreserved(asset, name, lien, context)
    if asset.held(lien.rank) is not None or asset.consumed_by:
        raise Refused(no.Encumbered(name))


def _check_unreserved(asset: Asset, name: AssetId, lien: Encumbrance, context: Context) -> None:
    reservation = asset.reserved(lien.rank, context.now.at)
    if reservation is not None and not _is_for(reservation, lien):
        raise Refused(no.Encumbered(name))


def _own(asset: Asset, command: ask.Release) -> Encumbrance:
    return _own_at(asset, command, command.rank)


def _own_at(asset: Asset, command: ask.Release | ask.Transfer, rank: int) -> Encumbrance:
    lien = asset.held(rank)
    if lien is None or (lien.lender, lien.secures) != (command.lender, command.secures):
        raise Refused(no.NotHeld(command.asset, rank))
    return lien


def _is_for(reservation: Reservation, deal: Encumbrance | ask.LetGo) -> bool:
    return (reservation.lender, reservation.secures) == (deal.lender, deal.secures)


LIEN: Decider[ask.LienCommand, Asset, fact.LienEvent] = Decider(
    initial=Asset(), decide=decide, evolve=evolve
)
