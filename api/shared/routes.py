"""What a route says of itself: who may use it, what it answers, and every way it may fail."""

from __future__ import annotations

from typing import Any

from fastapi import Depends

from api.shared.identity import Admits
from api.shared.problems import PROBLEMS
from api.shared.wire import model_of

POSITION = "Anchorline-Position"

_POSITION = "Of its last event. Send it as If-Position to read views that have caught up with it."
_ETAG = "The version, to be sent as If-Match by whoever edits what was read."


def command(result: type, *roles: str, status: int = 200) -> dict[str, Any]:
    """The keyword arguments of a route on which `roles` hand in a command."""
    described = {
        "model": model_of(result),
        "description": result.__doc__ or "Done.",
        "headers": {POSITION: {"schema": {"type": "string"}, "description": _POSITION}},
    }
    return _route(roles, status, described)


def read(model: Any, *roles: str, tagged: bool = False) -> dict[str, Any]:  # noqa: ANN401 - a model, plain or generic
    """The keyword arguments of a route on which `roles` read."""
    described: dict[str, Any] = {"model": model, "description": "As it stands."}
    if tagged:
        described["headers"] = {"ETag": {"schema": {"type": "string"}, "description": _ETAG}}
    return _route(roles, 200, described)


def _route(roles: tuple[str, ...], status: int, described: dict[str, Any]) -> dict[str, Any]:
    return {
        "status_code": status,
        "responses": {**PROBLEMS, status: described},
        "dependencies": [Depends(Admits(roles))],
        "openapi_extra": {"x-roles": list(roles)},
    }
