"""What must be so before anybody has a claim on an asset, in the words of its refusals."""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict

from domain.lien import commands as ask
from domain.lien import refusals as no
from domain.lien.events import Encumbrance
from domain.lien.state import Asset, Reservation
from domain.shared.event import Context
from domain.shared.ids import ActorId, AssetId
from domain.shared.refusal import Refused


class Said(TypedDict):
    """What every event of a lien says, beside the day it counts for."""

    asset: AssetId
    at: datetime
    by: ActorId


def what_all_say(asset: AssetId, context: Context) -> Said:
    return {"asset": asset, "at": context.now.at, "by": context.by}


def check_sound(lien: Encumbrance) -> None:
    if lien.rank < 1:
        raise Refused(no.RankUnsound(lien.rank))
    if lien.amount is not None and not lien.amount.is_positive:
        raise Refused(no.AmountNotPositive(lien.amount))


def check_free(asset: Asset, name: AssetId, lien: Encumbrance, context: Context) -> None:
    check_unreserved(asset, name, lien, context)
    if asset.held(lien.rank) is not None or asset.consumed_by:
        raise Refused(no.Encumbered(name))


def check_unreserved(asset: Asset, name: AssetId, lien: Encumbrance, context: Context) -> None:
    check_unsuspected(asset, name)
    reservation = asset.reserved(lien.rank, context.now.at)
    if reservation is not None and not is_for(reservation, lien):
        raise Refused(no.Encumbered(name))


def check_unsuspected(asset: Asset, name: AssetId) -> None:
    """What may be lent on twice already bears nothing new until somebody says what is so."""
    if asset.suspicions:
        raise Refused(no.DoubleFinancingOpen(name))


def own(asset: Asset, command: ask.Release) -> Encumbrance:
    return own_at(asset, command, command.rank)


def own_at(asset: Asset, command: ask.Release | ask.Transfer, rank: int) -> Encumbrance:
    lien = asset.held(rank)
    if lien is None or (lien.lender, lien.secures) != (command.lender, command.secures):
        raise Refused(no.NotHeld(command.asset, rank))
    return lien


def is_for(reservation: Reservation, deal: Encumbrance | ask.LetGo) -> bool:
    return (reservation.lender, reservation.secures) == (deal.lender, deal.secures)
