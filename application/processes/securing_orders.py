"""Who has lent on an order, or on what came out of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from application.lien import streams as lien
from application.processes.held_claims import FIRST_RANK
from application.processes.programmes import ProgrammeAt, programme_of
from application.shared.ports import Reading
from domain.e_order.commands import (
    AcceptChange,
    AskConsent,
    Cancel,
    Close,
    Lenders,
    OrderCommand,
    ProposeChange,
)
from domain.e_order.state import Order
from domain.shared.ids import AssetId, OrderId, PartyId


def lien_of(order: OrderId) -> str:
    return lien.stream_of(AssetId(order))


def liens_behind(reading: Reading, order: OrderId) -> list[str]:
    """The order's own, and those of the claims that it is financed by instead."""
    asset = reading.load(lien.ROOM, lien_of(order)).state
    return [lien_of(order), *(lien.stream_of(it) for it in sorted(asset.consumed_by))]


def holders_of(reading: Reading, order: OrderId, at: datetime | None = None) -> frozenset[PartyId]:
    """The lenders whose money it secures, and (`at` a time) for whom it is kept then."""
    loaded = reading.load_many(lien.ROOM, liens_behind(reading, order)).values()
    holding = {it.lender for asset in loaded for it in asset.state.encumbrances}
    if at is None:
        return frozenset(holding)
    kept = (asset.state.reserved(FIRST_RANK, at) for asset in loaded)
    return frozenset(holding | {it.lender for it in kept if it is not None})


def answering_by(
    reading: Reading, under: Iterable[ProgrammeAt], holders: frozenset[PartyId], today: date
) -> Lenders:
    """Each holder, with the first day by which terms of its programmes say that it answers."""
    said = [(at.lender, _consent_days(reading, at, today)) for at in under]
    return tuple(
        (it, _first_of((days for lender, days in said if lender == it), today))
        for it in sorted(holders)
    )


def _consent_days(reading: Reading, at: ProgrammeAt, today: date) -> int | None:
    return programme_of(reading, at).state.terms_on(today).consent_days


def _first_of(days: Iterable[int | None], today: date) -> date | None:
    least = min((it for it in days if it is not None), default=None)
    return None if least is None else today + timedelta(days=least)


def with_lenders(command: OrderCommand, order: Order, lenders: Lenders) -> OrderCommand:
    """Every one of them must have agreed to just this, or is asked."""
    holders = frozenset(lender for lender, _ in lenders)
    match command:
        case ProposeChange() | AskConsent():
            return replace(command, lenders=lenders)
        case AcceptChange():
            agreed = order.may_change(command.number, holders)
        case Cancel():
            agreed = order.may_cancel(order.left(command.lines), holders)
        case Close():
            agreed = order.may_cancel(order.left(), holders)
        case _:
            return command
    held = bool(holders)
    return replace(command, held_by_lender=held, consent=held and agreed)
