"""Claims over HTTP: put on record, and looked at."""

from __future__ import annotations

import hashlib
from http import HTTPStatus
from typing import Annotated

from fastapi import Query
from fastapi.responses import Response

from api.receivable import bodies
from api.shared.commanding import Counter
from api.shared.fields import ReceivablePath
from api.shared.identity import (
    AGENT,
    AUDITOR,
    CORE_ENTERPRISE,
    LENDER,
    OPERATOR,
    SUPPLIER,
    Scope,
    Viewer,
)
from api.shared.problems import Fault
from api.shared.reading import Asked, CaughtUp, Paging, listed, listing_of, wired
from api.shared.routes import command, read
from api.shared.services import Using
from api.shared.strict import room
from api.shared.wire import dumps, model_of, to_wire
from application.documents.keyed import Keyed, keyed
from application.documents.refused import DocumentRefused
from application.processes.documents import DocumentOutcome, HandIn
from application.processes.looking import claim_for
from application.processes.taking_documents import hand_in
from application.views.receivables import RECEIVABLES, ClaimSeen, seen
from domain.receivable.invoice import Status

router = room("/receivables", "receivables")

TRADERS = (SUPPLIER, CORE_ENTERPRISE, AGENT)
LOOKERS = (SUPPLIER, CORE_ENTERPRISE, LENDER, AGENT, OPERATOR, AUDITOR)
ByStatus = Annotated[Status | None, Query(description="Only claims that stand so.")]


@router.post(
    "",
    operation_id="registerReceivable",
    **command(DocumentOutcome, *TRADERS, status=HTTPStatus.CREATED),
)
def register(body: bodies.KeyedBody, desk: Counter) -> Response:
    """Put an invoice on record field by field; the same one in a file is the same claim."""
    entered = _entered(body)
    stated = keyed(entered)
    if isinstance(stated, DocumentRefused):
        facts = {"place": stated.place, "rule": stated.rule, **dict(stated.facts)}
        raise Fault(HTTPStatus.UNPROCESSABLE_ENTITY, stated.code.value, facts)
    digest = hashlib.sha256(dumps(to_wire(entered))).hexdigest()
    asked = HandIn(desk.caller.party, stated, digest)
    return desk.carry_out(asked, hand_in(asked, desk.services.calendar), HTTPStatus.CREATED)


def _entered(body: bodies.KeyedBody) -> Keyed:
    return Keyed(
        kind=body.kind,
        number=body.number,
        issued_on=body.issued_on,
        due_on=body.due_on,
        gross=body.gross,
        tax=body.or_nothing(body.tax),
        prepaid=body.or_nothing(body.prepaid),
        retention=body.retention,
        seller=body.seller,
        buyer=body.buyer,
        order=body.order,
        contract=body.contract,
        payment_reference=body.payment_reference,
        corrects=body.corrects,
    )


@router.get("", operation_id="listReceivables", **read(listing_of(ClaimSeen), *LOOKERS))
def list_claims(
    services: CaughtUp, scope: Scope, paging: Paging, status: ByStatus = None
) -> Response:
    """A party's claims and debts, the earliest due first."""
    facet = None if status is None else status.value
    return listed(services, RECEIVABLES, Asked(scope, facet), paging, seen)


@router.get(
    "/{receivable}",
    operation_id="showReceivable",
    **read(model_of(ClaimSeen), *LOOKERS, tagged=True),
)
def show(receivable: ReceivablePath, services: Using, viewer: Viewer) -> Response:
    """One claim, for its seller, its buyer and the lender that holds it."""
    with services.desk.store.reading() as reading:
        loaded = claim_for(reading, receivable, viewer)
    return wired(seen(loaded.state, viewer), loaded.version)
