"""What happened to any asset, in order, for those who may see it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from application.shared.projection import Placed, Projection, Recorded
from application.views.keys import key, scope_of, word_for
from domain.e_order.events import BillAwaited, OnOrder, PaperAwaited
from domain.lien.events import AssetEncumbered, AssetReleased, LienTransferred, OnSuspicion
from domain.order_programme.events import (
    OrderDrawRepaid,
    OrderDrawRestored,
    OrderDrawReturned,
    OrderFinanced,
    OrderOverAdvanceCured,
    OrderOverAdvanced,
)
from domain.order_programme.holding_events import (
    HeldOrderProceedsGiven,
    HeldOrderProceedsUndone,
    OrderProceedsHeld,
)
from domain.receivable.events import OnClaim, ReceivableCounts, ReceivableHeldBack
from domain.receivable_pool.events import ClaimsAssigned, ClaimsReleased, ProceedsTaken
from domain.shared.event import Event
from domain.shared.ids import ActorId, party_of


@dataclass(frozen=True, slots=True)
class TrailEntry:
    """One thing that happened."""

    asset: str
    what: str
    at: datetime
    effective_on: date
    by: ActorId
    """Empty where the reader may not know."""

    room: str
    """In whose history it stands."""

    version: int


def keys(recorded: Recorded) -> tuple[str, ...]:
    named = f"{recorded.position:020d}"
    return tuple(key(scope, asset, named) for scope, asset in concerned(recorded.event))


def concerned(event: Event) -> Iterator[tuple[str, str]]:
    """(party, asset) of everyone who may know; a lien is known to its holder alone."""
    match event:
        case OnClaim() | OnOrder():
            yield from _traders(event)
        case AssetEncumbered() | AssetReleased():
            yield event.encumbrance.lender, event.asset
        case LienTransferred():
            yield event.predecessor.lender, event.asset
            if event.successor.lender != event.predecessor.lender:
                yield event.successor.lender, event.asset
        case ClaimsAssigned() | ClaimsReleased():
            for claim in event.claims:
                yield event.lender, claim.receivable
                yield claim.seller, claim.receivable
        case ProceedsTaken():
            yield event.lender, event.receivable
            yield event.seller, event.receivable
        case _:
            yield from _lent_on(event)


def _lent_on(event: Event) -> Iterator[tuple[str, str]]:
    """Money on an order is known to its lender and its supplier; the buyer is told nothing."""
    if isinstance(event, OnSuspicion):
        yield event.lender, event.asset
    elif isinstance(event, LENT_ON):
        yield event.lender, event.order
        yield event.supplier, event.order


LENT_ON = (
    OrderFinanced,
    OrderDrawReturned,
    OrderDrawRepaid,
    OrderDrawRestored,
    OrderOverAdvanced,
    OrderOverAdvanceCured,
    OrderProceedsHeld,
    HeldOrderProceedsGiven,
    HeldOrderProceedsUndone,
)


def _traders(event: OnClaim | OnOrder) -> Iterator[tuple[str, str]]:
    """What only names an order that is not here yet is no part of its trail.

    That a claim is held back says that money was lent on it, which the buyer is not told.
    """
    if isinstance(event, OnClaim):
        yield event.seller, event.receivable
        if not isinstance(event, ReceivableHeldBack | ReceivableCounts):
            yield event.buyer, event.receivable
    elif not isinstance(event, PaperAwaited | BillAwaited):
        yield event.buyer, event.order
        yield event.supplier, event.order


def fold(_: TrailEntry | None, row_key: str, recorded: Recorded) -> TrailEntry:
    event = recorded.event
    asset = row_key.split("|")[1]
    return TrailEntry(
        asset=asset,
        what=word_for(event),
        at=event.at,
        effective_on=event.effective_on,
        by=_by(event, scope_of(row_key)),
        room=room_of(recorded.stream),
        version=recorded.version,
    )


def _by(event: Event, scope: str) -> ActorId:
    """Who asked, where the reader may know: a lender whom nobody told of stays unnamed."""
    party = party_of(event.by)
    named = {scope, *(getattr(event, role, None) for role in ROLES)}
    return event.by if party in named else ActorId("")


ROLES = ("seller", "buyer", "supplier", "assignee", "lender")
"""What an event itself tells its readers; those of a claim name no lender but the assignee."""


def room_of(stream: str) -> str:
    """`owner/room/thing`, or `asset/thing/lien`."""
    parts = stream.split("/")
    return parts[-1] if parts[0] == "asset" else parts[1]


def place(row_key: str, row: TrailEntry) -> Placed:
    return Placed(scope_of(row_key), row.asset, row_key.rsplit("|", 1)[1])


TRAIL: Projection[TrailEntry] = Projection(
    name="trail", version=4, row=TrailEntry, keys=keys, fold=fold, place=place
)
