"""Requests over HTTP: what was accepted, who approved, and what became of it."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Query
from fastapi.responses import Response

from api.financing import bodies
from api.shared.commanding import Counter
from api.shared.identity import AUDITOR, LENDER, OPERATOR, SUPPLIER, Scope, Viewer
from api.shared.named import FinancingPath
from api.shared.reading import Asked, CaughtUp, Paging, listed, listing_of, wired
from api.shared.routes import command, read
from api.shared.services import Using
from api.shared.strict import room
from api.shared.wire import model_of
from application.processes.looking import request_for
from application.processes.requesting import (
    Approve,
    Reject,
    RequestAsItIs,
    Withdraw,
    approve,
    reject,
    request_seen,
    withdraw,
)
from application.views.requests import REQUESTS

router = room("/financing-requests", "financings")

SEERS = (LENDER, SUPPLIER, OPERATOR, AUDITOR)
ByState = Annotated[
    Literal["open", "rejected", "withdrawn"] | None, Query(description="Only those in this state.")
]


@router.get("", operation_id="listFinancingRequests", **read(listing_of(RequestAsItIs), *SEERS))
def list_requests(
    services: CaughtUp, scope: Scope, paging: Paging, state: ByState = None
) -> Response:
    """Requests that are not loans, the one that expires first before the others."""
    return listed(
        services, REQUESTS, Asked(scope, state), paging, lambda row: request_seen(row, scope)
    )


@router.get(
    "/{financing}",
    operation_id="showFinancingRequest",
    **read(model_of(RequestAsItIs), *SEERS, tagged=True),
)
def show(financing: FinancingPath, services: Using, viewer: Viewer) -> Response:
    """One request with all that was accepted: costs, rate, what is received and due when."""
    with services.desk.store.reading() as reading:
        loaded = request_for(reading, financing, viewer)
    return wired(request_seen(loaded.state, viewer), loaded.version)


@router.post(
    "/{financing}/approval",
    operation_id="approveFinancing",
    **command(RequestAsItIs, LENDER),
)
def approve_one(financing: FinancingPath, desk: Counter) -> Response:
    """Approve; with the last approval needed the loan is opened and the bank instructed."""
    asked = Approve(financing, desk.caller.party)
    return desk.carry_out(asked, approve(asked))


@router.post(
    "/{financing}/rejection",
    operation_id="rejectFinancing",
    **command(RequestAsItIs, LENDER),
)
def reject_one(financing: FinancingPath, body: bodies.ReasonBody, desk: Counter) -> Response:
    """Say no; it can never be opened after."""
    asked = Reject(financing, desk.caller.party, body.reason)
    return desk.carry_out(asked, reject(asked))


@router.post(
    "/{financing}/withdrawal",
    operation_id="withdrawFinancing",
    **command(RequestAsItIs, SUPPLIER),
)
def withdraw_one(financing: FinancingPath, body: bodies.ReasonBody, desk: Counter) -> Response:
    """The borrower no longer wants it."""
    asked = Withdraw(financing, desk.caller.party, body.reason)
    return desk.carry_out(asked, withdraw(asked))
