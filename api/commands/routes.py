"""What became of one's own request: asked by its id, answered as it was answered then."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Annotated, Any, Literal

from fastapi import Path
from fastapi.responses import Response
from pydantic import BaseModel

from api.shared.identity import ROLES, Anyone
from api.shared.problems import Fault, Problem, refusal_body
from api.shared.reading import wired
from api.shared.routes import read
from api.shared.services import Using
from api.shared.strict import room
from api.shared.wire import stored_to_wire
from application.shared.ports import Answer, Outcome

router = room("/commands", "commands")

AskedFor = Annotated[
    str,
    Path(
        alias="requestId",
        min_length=8,
        max_length=64,
        pattern=r"^[!-~]+$",
        description="The Idempotency-Key of the request.",
        examples=["draw-2026-03-02-0001"],
    ),
]


class WhatBecame(BaseModel):
    """The stored answer: `result` of a command that was accepted, else `problem`."""

    outcome: Literal["accepted", "refused"]
    position: str
    result: dict[str, Any] | None
    problem: Problem | None


@router.get("/{requestId}", operation_id="showCommand", **read(WhatBecame, *ROLES))
def show(request_id: AskedFor, services: Using, caller: Anyone) -> Response:
    """Wait while the request is being decided, then say what came of it."""
    answer = services.desk.store.answer_to(caller.party, request_id)
    if answer is None:
        facts = {"requestId": request_id}
        raise Fault(HTTPStatus.NOT_FOUND, "request.command_unknown", facts)
    return wired(_shown(answer))


def _shown(answer: Answer) -> dict[str, Any]:
    body = json.loads(stored_to_wire(answer.body))
    accepted = answer.outcome is Outcome.ACCEPTED
    return {
        "outcome": answer.outcome,
        "position": str(answer.position),
        "result": body if accepted else None,
        "problem": None if accepted else refusal_body(body),
    }
