"""A command over HTTP: its request id, and its answer byte for byte."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import Depends, Header
from fastapi.responses import Response

from api.shared.fields import VERSION
from api.shared.identity import Anyone
from api.shared.problems import Fault, refused
from api.shared.routes import POSITION
from api.shared.services import Caller, Services, Using
from api.shared.wire import stored_to_wire
from application.shared.carry_out import UseCase
from application.shared.naming import meant_by, named_by
from application.shared.ports import Answer, Outcome, Request
from domain.shared.ids import FinancingId, GuaranteeId, LineId

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

IfMatch = Annotated[
    str | None,
    Header(
        alias="If-Match",
        pattern=VERSION,
        description="The ETag of what was read: somebody may have changed it since (412).",
        examples=['"v3"'],
    ),
]


def version_read(if_match: IfMatch = None) -> int:
    """Which version the client edits; raise `Fault` 428 where it does not say."""
    if if_match is None:
        raise Fault(HTTPStatus.PRECONDITION_REQUIRED, "request.version_missing", {})
    return int(if_match.strip('"').removeprefix("v"))


VersionRead = Annotated[int, Depends(version_read)]


@dataclass(frozen=True, slots=True)
class AtDesk:
    """Someone who hands in a command."""

    services: Services
    caller: Caller
    request_id: str

    def carry_out(
        self,
        content: object,
        use_case: UseCase,
        status: HTTPStatus = HTTPStatus.OK,
        name: str | None = None,
    ) -> Response:
        """Carry out `use_case` once for this request and give its answer.

        `name` tells apart commands whose content is the same.
        """
        asked = self._request(self.request_id, name or type(content).__name__, content)
        return answered(self.services.desk.carry_out(asked, use_case), status)

    def edit(self, content: object, version: int, use_case: UseCase) -> Response:
        """The same, for a command that was made from what the client read at `version`."""
        return self.carry_out((content, version), use_case, name=type(content).__name__)

    def ask_part(self, part: str, content: object, use_case: UseCase) -> Answer:
        """One of many commands that the request is made of; `part` names it among them."""
        asked = self._request(self.made_id("part", part), type(content).__name__, content)
        return self.services.desk.carry_out(asked, use_case)

    def made_id(self, kind: str, *of: str) -> str:
        """An id that the same request always comes to, and no other."""
        named = "\0".join((self.caller.party, self.request_id, *of))
        return f"{kind}_{hashlib.sha256(named.encode()).hexdigest()[:24]}"

    def id_for(self, kind: str, name: str | None) -> str:
        """Of something new: under the caller's own name for it, or one that is made."""
        return self.made_id(kind) if name is None else named_by(self.caller.party, name)

    def meant(self, written: str) -> str:
        """The id of what is spoken of; the caller's own where it does not say whose."""
        return meant_by(self.caller.party, written)

    def line_meant(self, written: LineId | None) -> LineId | None:
        return None if written is None else LineId(self.meant(written))

    def guarantee_meant(self, written: GuaranteeId | None) -> GuaranteeId | None:
        return None if written is None else GuaranteeId(self.meant(written))

    def loans_meant(self, written: Iterable[FinancingId]) -> tuple[FinancingId, ...]:
        return tuple(FinancingId(self.meant(each)) for each in written)

    def _request(self, request_id: str, name: str, content: object) -> Request:
        caller = self.caller
        return Request(party=caller.party, by=caller.by, id=request_id, name=name, content=content)


def at_desk(services: Using, caller: Anyone, request_id: RequestId) -> AtDesk:
    return AtDesk(services, caller, request_id)


Counter = Annotated[AtDesk, Depends(at_desk)]


def answered(answer: Answer, status: HTTPStatus = HTTPStatus.OK) -> Response:
    body = stored_to_wire(answer.body)
    if answer.outcome is Outcome.REFUSED:
        response = refused(body)
    else:
        response = Response(body, status.value, media_type="application/json")
    response.headers[POSITION] = str(answer.position)
    response.headers["Idempotency-Replayed"] = "true" if answer.replayed else "false"
    return response
