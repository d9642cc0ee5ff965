"""Money that came in, over HTTP: bank messages read, and what a person says of the rest."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Query
from fastapi.responses import Response

from api.collection import bodies
from api.collection.taking_in import take_in_all
from api.shared.commanding import Counter
from api.shared.fields import CollectionPath
from api.shared.identity import AUDITOR, LENDER, OPERATOR, SUPPLIER, Scope, Viewer
from api.shared.reading import Asked, CaughtUp, Paging, listed, listing_of, wired
from api.shared.routes import POSITION, command, read
from api.shared.services import Using
from api.shared.strict import room
from api.shared.uploads import Files
from api.shared.uploads import read as read_files
from api.shared.wire import model_of
from application.processes.collecting import (
    EntryTaken,
    MatchByPerson,
    UndoMatchByPerson,
    match_by_person,
    undo_match,
)
from application.processes.looking import entry_for
from application.processes.looking_at_entries import (
    Answered,
    Dismissed,
    close_note,
    dismiss_entry,
)
from application.views.collections import COLLECTIONS, CollectionSeen, seen, seen_now
from domain.collection.events import Allocation

router = room("", "collections")

PAID = (LENDER, SUPPLIER)
SEERS = (*PAID, OPERATOR, AUDITOR)

ByStatus = Annotated[
    Literal["waiting", "matched", "reversed", "noted", "closed"] | None,
    Query(description="Only entries that stand so."),
]


@router.post("/bank-messages", operation_id="takeInBankMessages", **read(bodies.Messages, *PAID))
def take_in_messages(files: Files, desk: Counter) -> Response:
    """camt.052, .053 or .054 of the caller's own accounts; each entry counts once, however told."""
    taking = take_in_all(desk, read_files(files))
    response = wired({"files": taking.files})
    response.headers[POSITION] = str(taking.position)
    return response


@router.get(
    "/collections", operation_id="listCollections", **read(listing_of(CollectionSeen), *SEERS)
)
def list_collections(
    services: CaughtUp, scope: Scope, paging: Paging, status: ByStatus = None
) -> Response:
    """What came in on a party's accounts, what it paid, and what waits for a person."""
    return listed(services, COLLECTIONS, Asked(scope, status), paging, seen)


@router.get(
    "/collections/{collection}",
    operation_id="showCollection",
    **read(model_of(CollectionSeen), *SEERS, tagged=True),
)
def show(collection: CollectionPath, services: Using, viewer: Viewer) -> Response:
    """One bank entry, for the party whose account it moved."""
    with services.desk.store.reading() as reading:
        loaded = entry_for(reading, collection, viewer)
    return wired(seen_now(loaded.state), loaded.version)


@router.post(
    "/collections/{collection}/matches",
    operation_id="matchCollection",
    **command(EntryTaken, *PAID),
)
def match(collection: CollectionPath, body: bodies.MatchBody, desk: Counter) -> Response:
    """A person says what the money was for."""
    paid = tuple(Allocation(each.receivable, each.amount) for each in body.allocations)
    asked = MatchByPerson(collection, paid)
    return desk.carry_out(asked, match_by_person(asked, desk.caller.party))


@router.post(
    "/collections/{collection}/matches/undoing",
    operation_id="undoMatch",
    **command(EntryTaken, *PAID),
)
def undo(collection: CollectionPath, body: bodies.UndoBody, desk: Counter) -> Response:
    """It was matched to the wrong claims: their money is nobody's again."""
    asked = UndoMatchByPerson(collection, body.receivables, body.why)
    return desk.carry_out(asked, undo_match(asked, desk.caller.party))


@router.post(
    "/collections/{collection}/dismissal",
    operation_id="dismissCollection",
    **command(EntryTaken, *PAID),
)
def dismiss(collection: CollectionPath, body: bodies.DismissBody, desk: Counter) -> Response:
    """It is an entry that is known already, told another way."""
    asked = Dismissed(collection, body.known_as)
    return desk.carry_out(asked, dismiss_entry(asked, desk.caller.party))


@router.post(
    "/collections/{collection}/closing",
    operation_id="closeNote",
    **command(EntryTaken, *PAID),
)
def close(collection: CollectionPath, body: bodies.CloseBody, desk: Counter) -> Response:
    """What an entry that is no collection turned out to be."""
    asked = Answered(collection, body.answer)
    return desk.carry_out(asked, close_note(asked, desk.caller.party))
