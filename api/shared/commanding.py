"""A command over HTTP: its request id, and its answer byte for byte."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import Header
from fastapi.responses import Response

from api.shared.problems import PROBLEMS, refused
from api.shared.services import Caller, Services
from api.shared.wire import model_of, stored_to_wire
from application.shared.carry_out import UseCase
from application.shared.ports import Answer, Outcome, Request

RequestId = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=8,
        max_length=64,
        pattern=r"^[!-~]+$",
        description="Made by the client, kept until an answer came. The same key gives the same"
        " answer for ever; with another content it is refused.",
        examples=["draw-2026-03-02-0001"],
    ),
]

POSITION = "Anchorline-Position"


def command_answers(result: type, status: int = 200) -> dict[str, Any]:
    """The keyword arguments of a route that answers a command with `result`."""
    described = {"model": model_of(result), "description": result.__doc__ or "Done."}
    described["headers"] = {POSITION: {"schema": {"type": "string"}, "description": _POSITION}}
    return {"status_code": status, "responses": {**PROBLEMS, status: described}}


_POSITION = "Of its last event. Send it as If-Position to read views that have caught up with it."


def carry_out(
    services: Services, caller: Caller, request: tuple[str, str, object], use_case: UseCase
) -> Response:
    """Carry out `use_case` for `request` = (request id, name, content) and give its answer."""
    request_id, name, content = request
    asked = Request(party=caller.party, by=caller.by, id=request_id, name=name, content=content)
    return answered(services.desk.carry_out(asked, use_case))


def answered(answer: Answer, status: HTTPStatus = HTTPStatus.OK) -> Response:
    body = stored_to_wire(answer.body)
    if answer.outcome is Outcome.REFUSED:
        response = refused(body)
    else:
        response = Response(body, status.value, media_type="application/json")
    response.headers[POSITION] = str(answer.position)
    response.headers["Idempotency-Replayed"] = "true" if answer.replayed else "false"
    return response
