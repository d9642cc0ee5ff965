"""Every way a request can go wrong, as problem details; nothing a client sent is echoed back."""

from __future__ import annotations

import secrets
import traceback
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from api.shared.limits import limit_of
from api.shared.nearest import known_at, nearest
from api.shared.problems import Fault, problem, said_no
from api.shared.rules import broken_form, broken_json, in_chinese, unknown_field
from api.shared.strict import FORM, other_kind_needed
from application.shared.ports import Conflict, OutcomeUnknown, RequestReused, Unavailable
from application.shared.views import NeverWritten, NotYet, NotYetPast
from domain.shared.refusal import Refused

SOON = {"Retry-After": "1"}
NO_FILE = "Expected UploadFile"
"""How FastAPI says that a text stands where a file is to be."""

ERRORS_MAX = 100
"""So many things that are wrong with a request are told at once."""

NAME_MAX = 80
"""A longer name of a field is cut off where it is told."""

Handler = Callable[[Request, Exception], Response]

log = structlog.get_logger()


def install(app: FastAPI) -> None:
    app.add_exception_handler(Fault, _fault)
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(RequestReused, _known(422, "request.reused", {}))
    app.add_exception_handler(Unavailable, _known(503, "request.try_again", SOON))
    app.add_exception_handler(Conflict, _known(503, "request.try_again", SOON))
    app.add_exception_handler(OutcomeUnknown, _known(503, "request.outcome_unknown", SOON))
    app.add_exception_handler(NotYetPast, _known(422, "request.not_yet_past", {}))
    app.add_exception_handler(NeverWritten, _known(422, "request.position_unknown", {}))
    app.add_exception_handler(NotYet, _known(503, "request.views_behind", SOON))
    app.add_exception_handler(Exception, _broken)


def _fault(_: Request, fault: Exception) -> Response:
    assert isinstance(fault, Fault)  # noqa: S101 - registered for nothing else
    return problem(fault.status, fault.code, fault.facts, fault.headers)


def _refused(_: Request, refused: Exception) -> Response:
    assert isinstance(refused, Refused)  # noqa: S101 - registered for nothing else
    return said_no(refused.refusal)


def _invalid(request: Request, invalid: Exception) -> Response:
    assert isinstance(invalid, RequestValidationError)  # noqa: S101 - registered for nothing else
    found = sorted(invalid.errors(), key=_rank)[:ERRORS_MAX]
    errors = [_said(request, error) for error in found]
    first, needed = errors[0], other_kind_needed(request)
    if first["field"] == "header.Idempotency-Key":
        return problem(HTTPStatus.UNPROCESSABLE_ENTITY, "request.id_missing", {"errors": errors})
    if needed is not None and first["field"].startswith("body"):
        return problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "request.other_kind", {"needed": needed})
    if first["kind"] == "json_invalid":
        return problem(HTTPStatus.BAD_REQUEST, "request.not_json", first)
    facts = {**{name: first[name] for name in ("field", "rule", "ruleZh")}, "errors": errors}
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, "request.invalid", facts)


def _rank(error: Mapping[str, Any]) -> int:
    """A name that no field has stands before the field that is missing because of it."""
    if error["loc"][0] != "body":
        return 0
    return 1 if error["type"] == "extra_forbidden" else 2


def _said(request: Request, error: Mapping[str, Any]) -> dict[str, str]:
    where = error["loc"]
    field = ".".join(str(part)[:NAME_MAX] for part in where)
    figures = error.get("ctx") or {}
    kind, rule = str(error["type"]), str(error["msg"])
    match kind:
        case "json_invalid":
            rule = str(figures["error"])
            return {"field": field, "rule": rule, "ruleZh": broken_json(rule), "kind": kind}
        case "extra_forbidden":
            rule, chinese = _unknown(request, where)
            return {"field": field, "rule": rule, "ruleZh": chinese, "kind": kind}
        case "value_error" if NO_FILE in rule:
            chinese = in_chinese("no_file", {})
            return {"field": field, "rule": "must be a file", "ruleZh": chinese, "kind": "no_file"}
        case _:
            return {"field": field, "rule": rule, "ruleZh": in_chinese(kind, figures), "kind": kind}


def _unknown(request: Request, where: Sequence[str | int]) -> tuple[str, str]:
    """That there is no such field, and which was meant or which there are."""
    known = known_at(request.app.openapi(), _path(request), request.method, where[:-1])
    return unknown_field(nearest(str(where[-1]), known), known)


def _path(request: Request) -> str:
    """As the description spells it: under the prefix that the route itself does not know."""
    spelt = str(getattr(request.scope.get("route"), "path_format", ""))
    steps = request.url.path.split("/")
    before = len(steps) - len(spelt.split("/")) + 1
    return "/".join(steps[:before]) + spelt


def _of_http(request: Request, raised: Exception) -> Response:
    assert isinstance(raised, HTTPException)  # noqa: S101 - registered for nothing else
    status = HTTPStatus(raised.status_code)
    if status is HTTPStatus.METHOD_NOT_ALLOWED:
        return problem(status, "request.not_allowed", {"method": request.method}, raised.headers)
    if status is HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return problem(status, "request.too_large", {"limit": limit_of(request.scope)})
    if status is HTTPStatus.NOT_FOUND:
        return problem(status, "request.nothing_here", {})
    rule = str(raised.detail).removesuffix(".")
    if request.headers.get("content-type", "").startswith(FORM):
        told = {"rule": rule, "ruleZh": broken_form(rule)}
        return problem(status, "request.not_a_form", told, raised.headers)
    told = {"rule": rule, "ruleZh": broken_json(rule)}
    return problem(status, "request.not_json", told, raised.headers)


def _known(status: int, code: str, headers: Mapping[str, str]) -> Handler:
    def handler(_: Request, __: Exception) -> Response:
        return problem(HTTPStatus(status), code, {}, headers)

    return handler


def _broken(request: Request, raised: Exception) -> Response:
    reference = secrets.token_hex(8)
    trace = "".join(traceback.format_exception(raised))  # without the values of variables
    log.error("broken", reference=reference, path=request.url.path, trace=trace)
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "request.broken", {"reference": reference})
