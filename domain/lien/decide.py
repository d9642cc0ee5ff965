"""The one door that every product passes before money moves: an asset is financed once.

A rank is held, reserved or free, and whoever is refused learns only that it is
not free. The three answers are one on purpose.
"""

from __future__ import annotations

from datetime import timedelta
from typing import assert_never

from domain.lien import commands as ask
from domain.lien import events as fact
from domain.lien import refusals as no
from domain.lien.checks import (
    check_free,
    check_sound,
    check_unreserved,
    check_unsuspected,
    is_for,
    own,
    own_at,
    what_all_say,
)
from domain.lien.events import Encumbrance
from domain.lien.state import Asset, evolve
from domain.lien.suspecting import Suspecting, suspect
from domain.shared.decider import Decider
from domain.shared.event import Context
from domain.shared.refusal import Refused

RESERVED_FOR_MAX = timedelta(days=7)
"""Long enough for two people to approve over a holiday; no lender blocks a trade for ever."""

Decision = tuple[fact.LienEvent, ...]
Taking = ask.Reserve | ask.LetGo | ask.Encumber | ask.Release | ask.Transfer
Deriving = ask.RecordOrigin | ask.RecordOutcome | ask.Consume | ask.Restore


def decide(state: Asset, command: ask.LienCommand, context: Context) -> Decision:
    if isinstance(command, Suspecting):
        return suspect(state, command, context)
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
    check_sound(lien)
    check_free(asset, command.asset, lien, context)

    said = what_all_say(command.asset, context)
    today = context.now.day
    return (fact.AssetEncumbered(**said, effective_on=today, encumbrance=lien, act=command.act),)


def _release(asset: Asset, command: ask.Release, context: Context) -> Decision:
    lien = own(asset, command)

    return (
        fact.AssetReleased(
            **what_all_say(command.asset, context),
            effective_on=context.now.day,
            encumbrance=lien,
            reason=command.reason,
            act=command.act,
        ),
    )


def _transfer(asset: Asset, command: ask.Transfer, context: Context) -> Decision:
    successor = command.successor
    check_sound(successor)
    check_unsuspected(asset, command.asset)
    lien = own_at(asset, command, successor.rank)
    if (successor.lender, successor.secures) == (lien.lender, lien.secures):
        raise Refused(no.NothingToTransfer(command.asset))

    return (
        fact.LienTransferred(
            **what_all_say(command.asset, context),
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
    check_sound(lien)
    if not now < command.until <= now + RESERVED_FOR_MAX:
        raise Refused(no.ReservationUnsound(command.until, latest=now + RESERVED_FOR_MAX))
    check = check_unreserved if command.follows else check_free
    check(asset, command.asset, lien, context)

    return (
        fact.AssetReserved(
            **what_all_say(command.asset, context),
            effective_on=context.now.day,
            rank=command.rank,
            lender=command.lender,
            secures=command.secures,
            until=command.until,
        ),
    )


def _let_go(asset: Asset, command: ask.LetGo, context: Context) -> Decision:
    reservation = asset.reserved(command.rank, context.now.at)
    if reservation is None or not is_for(reservation, command):
        raise Refused(no.NotHeld(command.asset, command.rank))

    return (
        fact.ReservationLetGo(
            **what_all_say(command.asset, context),
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

    said = what_all_say(command.asset, context)
    today = context.now.day
    return (
        fact.OriginRecorded(**said, effective_on=today, origin=command.origin, act=command.act),
    )


def _record_outcome(asset: Asset, command: ask.RecordOutcome, context: Context) -> Decision:
    if command.outcome == command.asset or command.outcome in asset.origins:
        raise Refused(no.CircularOrigin(command.outcome, command.asset))
    if command.outcome in asset.outcomes:
        return ()

    said = what_all_say(command.asset, context)
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
    check_unsuspected(asset, command.asset)

    said = what_all_say(command.asset, context)
    today = context.now.day
    return (
        fact.AssetConsumed(**said, effective_on=today, outcome=command.outcome, act=command.act),
    )


def _restore(asset: Asset, command: ask.Restore, context: Context) -> Decision:
    if command.outcome not in asset.consumed_by:
        return ()

    said = what_all_say(command.asset, context)
    today = context.now.day
    return (
        fact.AssetRestored(**said, effective_on=today, outcome=command.outcome, act=command.act),
    )


LIEN: Decider[ask.LienCommand, Asset, fact.LienEvent] = Decider(
    initial=Asset(), decide=decide, evolve=evolve
)
