"""Documents over HTTP: many files at once, and what waits for a person."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import Form, Query
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import ValidationError

from api.intake import bodies
from api.intake.handing_in import hand_in_all
from api.shared.commanding import Counter
from api.shared.fields import ID, DocumentPath
from api.shared.identity import AGENT, AUDITOR, CORE_ENTERPRISE, OPERATOR, SUPPLIER, Scope
from api.shared.problems import Fault
from api.shared.reading import Asked, CaughtUp, Paging, listed, listing_of, wired
from api.shared.routes import POSITION, command, read
from api.shared.rules import broken_json
from api.shared.services import Services
from api.shared.strict import read_json, room
from api.shared.uploads import Files
from api.shared.uploads import read as read_files
from api.shared.wire import model_of
from application.documents.mapping import ColumnMapping
from application.processes.documents import DocumentOutcome, Resolve
from application.processes.taking_documents import dismiss, resolve
from application.views.documents import DOCUMENTS, DocumentRow
from application.views.keys import key
from domain.intake.refusals import DocumentNotFound
from domain.shared.refusal import Refused

router = room("/documents", "documents")

HANDERS = (SUPPLIER, CORE_ENTERPRISE, AGENT)
SEERS = (*HANDERS, OPERATOR, AUDITOR)
MAPPING_MAX = 20_000

ByStatus = Annotated[
    Literal["waiting", "taken", "dismissed"] | None,
    Query(description="Only documents that stand so."),
]
Named = Annotated[
    str | None, Form(pattern=ID, description="A column mapping known here, for CSV and XLSX.")
]
Columns = Annotated[
    str | None,
    Form(max_length=MAPPING_MAX, description="A column mapping as JSON, where none is named."),
]


@router.post("", operation_id="handInDocuments", **read(bodies.Batch, *HANDERS))
def hand_in_documents(
    files: Files, desk: Counter, mapping: Named = None, columns: Columns = None
) -> Response:
    """UBL, CII, Factur-X, CSV or XLSX, told apart by content; each is taken, waits or is refused.

    Each document is a command of its own: sent again, the same batch changes nothing.
    """
    how = _mapping(desk.services, mapping, columns)
    report = hand_in_all(desk, read_files(files), how)
    response = wired(report.body)
    response.headers[POSITION] = str(report.position)
    return response


@router.get("", operation_id="listDocuments", **read(listing_of(DocumentRow), *SEERS))
def list_documents(
    services: CaughtUp, scope: Scope, paging: Paging, status: ByStatus = None
) -> Response:
    """What a party handed in, and what became of it."""
    return listed(services, DOCUMENTS, Asked(scope, status), paging)


@router.get("/{document}", operation_id="showDocument", **read(model_of(DocumentRow), *SEERS))
def show(document: DocumentPath, services: CaughtUp, scope: Scope) -> Response:
    """One document, for the party that handed it in."""
    row = services.views.get(DOCUMENTS, key(scope, document))
    if row is None:
        raise Refused(DocumentNotFound())
    return wired(row)


@router.post(
    "/{document}/resolution",
    operation_id="resolveDocument",
    **command(DocumentOutcome, *HANDERS),
)
def resolve_one(document: DocumentPath, body: bodies.ResolveBody, desk: Counter) -> Response:
    """A person names the parties or the order, or says that it is another invoice."""
    asked = Resolve(document, body.seller, body.buyer, body.another, body.order)
    return desk.carry_out(asked, resolve(asked, desk.caller.party, desk.services.calendar))


@router.post(
    "/{document}/dismissal",
    operation_id="dismissDocument",
    **command(DocumentOutcome, *HANDERS),
)
def dismiss_one(document: DocumentPath, body: bodies.DismissBody, desk: Counter) -> Response:
    """It is nothing that anyone owes."""
    asked = (document, body.reason)
    use_case = dismiss(document, desk.caller.party, body.reason)
    return desk.carry_out(asked, use_case, name="DismissDocument")


def _mapping(services: Services, named: str | None, columns: str | None) -> ColumnMapping | None:
    if named is not None:
        known = services.mappings.get(named)
        if known is None:
            facts = {"mapping": named, "known": sorted(services.mappings)}
            raise Fault(HTTPStatus.UNPROCESSABLE_ENTITY, "request.mapping_unknown", facts)
        return known
    return None if columns is None else _read_columns(columns)


def _read_columns(columns: str) -> ColumnMapping:
    try:
        return bodies.COLUMNS.validate_python(read_json(columns.encode(errors="replace")))
    except json.JSONDecodeError as broken:
        facts = {"rule": broken.msg, "ruleZh": broken_json(broken.msg)}
        raise Fault(HTTPStatus.BAD_REQUEST, "request.not_json", facts) from broken
    except ValidationError as invalid:
        errors = [{**error, "loc": ("columns", *error["loc"])} for error in invalid.errors()]
        raise RequestValidationError(errors) from invalid
