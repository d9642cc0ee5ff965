"""How much a request may carry, counted while it comes in; and what every answer says."""

from __future__ import annotations

from http import HTTPStatus

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

JSON_BYTES_MAX = 8_000_000
"""A bulk confirmation of ten thousand ids fits."""

UPLOAD_BYTES_MAX = 50_000_000


class BodyLimit:
    """Answers 413 as soon as a body is larger than its kind may be."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            receive = _counted(receive, limit_of(scope))
        await self.app(scope, receive, send)


def limit_of(scope: Scope) -> int:
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
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return message

    return counted


class Headers:
    """Nothing here is for a cache to keep or for a browser to guess about."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Cache-Control", "no-store")
                headers.setdefault("X-Content-Type-Options", "nosniff")
            await send(message)

        await self.app(scope, receive, sent)
