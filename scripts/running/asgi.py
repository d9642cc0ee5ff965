"""Around the app: how many requests work at once, and what came of each, for the metrics."""

from __future__ import annotations

from time import monotonic

import anyio.to_thread
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from scripts.running.metrics import Metrics


class Measured:
    """As many requests work at once as there are connections; the others wait their turn."""

    def __init__(self, app: ASGIApp, metrics: Metrics, at_once: int) -> None:
        self._app, self._metrics, self._at_once = app, metrics, at_once

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            anyio.to_thread.current_default_thread_limiter().total_tokens = self._at_once
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = monotonic()

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._metrics.answers.labels(scope["method"], message["status"]).inc()
            await send(message)

        await self._app(scope, receive, counted)
        self._metrics.seconds.labels(scope["method"]).observe(monotonic() - begun)
