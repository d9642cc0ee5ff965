"""Every way a request can go wrong, as problem details; nothing a client sent is echoed back."""

from __future__ import annotations

import secrets
import traceback
from collections.abc import Callable, Mapping
from http import HTTPStatus

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from api.shared.limits import limit_of
from api.shared.problems import Fault, problem, said_no
from api.shared.rules import broken_json, in_chinese
from application.shared.ports import Conflict, OutcomeUnknown, RequestReused, Unavailable
from application.shared.views import NeverWritten, NotYet, NotYetPast
from domain.shared.refusal import Refused

SOON = {"Retry-After": "1"}

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


def _invalid(_: Request, invalid: Exception) -> Response:
    assert isinstance(invalid, RequestValidationError)  # noqa: S101 - registered for nothing else
    errors = [_said(error) for error in invalid.errors()]
    first = errors[0]
    if first["field"] == "header.Idempotency-Key":
        return problem(HTTPStatus.UNPROCESSABLE_ENTITY, "request.id_missing", {"errors": errors})
    if first["kind"] == "json_invalid":
        return problem(HTTPStatus.BAD_REQUEST, "request.not_json", first)
    facts = {**{name: first[name] for name in ("field", "rule", "ruleZh")}, "errors": errors}
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, "request.invalid", facts)


def _said(error: Mapping[str, object]) -> dict[str, str]:
    where = error["loc"]
    assert isinstance(where, tuple)  # noqa: S101 - pydantic says so
    field = ".".join(str(part) for part in where)
    context = error.get("ctx")
    figures = context if isinstance(context, dict) else {}
    kind, rule = str(error["type"]), str(error["msg"])
    if kind == "json_invalid":
        rule = str(figures["error"])
        return {"field": field, "rule": rule, "ruleZh": broken_json(rule), "kind": kind}
    return {"field": field, "rule": rule, "ruleZh": in_chinese(kind, figures), "kind": kind}


def _of_http(request: Request, raised: Exception) -> Response:
    assert isinstance(raised, HTTPException)  # noqa: S101 - registered for nothing else
    status = HTTPStatus(raised.status_code)
    if status is HTTPStatus.METHOD_NOT_ALLOWED:
        return problem(status, "request.not_allowed", {"method": request.method}, raised.headers)
    if status is HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return problem(status, "request.too_large", {"limit": limit_of(request.scope)})
    if status is HTTPStatus.NOT_FOUND:
        return problem(status, "request.nothing_here", {})
    rule = str(raised.detail)
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
