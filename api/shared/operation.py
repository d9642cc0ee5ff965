"""What a load balancer and a monitor ask: alive, ready, and how far behind."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.responses import Response

from api.shared.services import Using
from api.shared.wire import dumps


def install(app: FastAPI) -> None:
    app.add_api_route("/live", live, include_in_schema=False)
    app.add_api_route("/ready", ready, include_in_schema=False)
    app.add_api_route("/metrics", metrics, include_in_schema=False)


def live() -> dict[str, str]:
    """The process answers; nothing else is asked."""
    return {"status": "alive"}


def ready(services: Using) -> Response:
    fit, facts = services.health.readiness()
    return Response(
        dumps({"ready": fit, **facts}), 200 if fit else 503, media_type="application/json"
    )


def metrics(services: Using) -> Response:
    return Response(services.health.metrics(), media_type="text/plain; version=0.0.4")
