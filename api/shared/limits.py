"""How much a request may carry, counted while it comes in."""

from __future__ import annotations

from http import HTTPStatus

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.shared.problems import problem

JSON_BYTES_MAX = 8_000_000
"""A bulk confirmation of ten thousand ids fits."""

UPLOAD_BYTES_MAX = 50_000_000


class _TooLarge(Exception):
    pass


class BodyLimit:
    """Answers 413 as soon as a body is larger than its kind may be."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        limit = _limit(scope)
        try:
            await self.app(scope, _counted(receive, limit), send)
        except _TooLarge:
            answer = problem(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "request.too_large", {"limit": limit}
            )
            await answer(scope, receive, send)


def _limit(scope: Scope) -> int:
    kinds = [value for name, value in scope["headers"] if name == b"content-type"]
    uploaded = any(kind.startswith(b"multipart/form-data") for kind in kinds)
    return UPLOAD_BYTES_MAX if uploaded else JSON_BYTES_MAX


def _counted(receive: Receive, limit: int) -> Receive:
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > limit:
            raise _TooLarge
        return message

    return counted
