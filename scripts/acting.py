"""A person at the machine who acts for a party: the same use cases as over HTTP."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from typing import Any

from api.shared.wire import stored_to_wire
from application.shared.carry_out import Desk, UseCase
from application.shared.ports import Answer, Outcome, Request
from domain.shared.ids import ActorId, PartyId


class WasRefused(Exception):
    """The business said no; `body` is `{"code","kind","facts"}` in wire form."""

    def __init__(self, body: dict[str, Any]) -> None:
        super().__init__(body["code"])
        self.body = body


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts for `party`; `name` tells persons apart where four eyes are asked for."""

    desk: Desk
    party: PartyId
    name: str

    @property
    def by(self) -> ActorId:
        return ActorId(f"{self.party}/{self.name}")

    def ask(self, content: object, use_case: UseCase, request_id: str | None = None) -> Answer:
        """The answer, whether accepted or refused; without an id the command is a new one."""
        request = Request(
            party=self.party,
            by=self.by,
            id=request_id or f"cli-{secrets.token_hex(12)}",
            name=type(content).__name__,
            content=content,
        )
        return self.desk.carry_out(request, use_case)

    def ask_again(self, content: object, use_case: UseCase, request_id: str) -> Answer:
        """Once it was accepted, the same answer for ever; a refusal is asked anew each time."""
        attempt = 1
        answer = self.ask(content, use_case, request_id)
        while answer.replayed and answer.outcome is Outcome.REFUSED:
            attempt += 1
            answer = self.ask(content, use_case, f"{request_id}-{attempt}")
        return answer

    def do(self, content: object, use_case: UseCase, request_id: str | None = None) -> Any:  # noqa: ANN401  # JSON has no narrower type
        """The result in wire form; raise `WasRefused`."""
        return accepted(self.ask(content, use_case, request_id))


def accepted(answer: Answer) -> Any:  # noqa: ANN401  # JSON has no narrower type
    """The result in wire form; raise `WasRefused`."""
    body = said(answer)
    if answer.outcome is Outcome.REFUSED:
        raise WasRefused(body)
    return body


def said(answer: Answer) -> Any:  # noqa: ANN401  # JSON has no narrower type
    return json.loads(stored_to_wire(answer.body))
