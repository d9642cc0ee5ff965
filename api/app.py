"""The house over HTTP: every room's routes, and what holds for all of them."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi import APIRouter, FastAPI

from api.shared import docs, failures, openapi, operation
from api.shared.limits import BodyLimit, Headers
from api.shared.services import Services

PREFIX = "/api/v1"

DESCRIPTION = """Anchorline 锚链: supply-chain finance in which one trade is financed once.

Every command carries an `Idempotency-Key`; the same key gives the same answer for ever.
Money is `{"amount": "1234.50", "currency": "CNY"}`. A refusal is an RFC 9457 problem
with a code, its figures and a sentence in English and Chinese. `x-roles` says whose keys
an operation takes; what belongs to another party answers as if it were not there."""


def create_app(services: Services, routers: Iterable[APIRouter]) -> FastAPI:
    app = FastAPI(
        title="Anchorline 锚链",
        version="1",
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        openapi_url=f"{PREFIX}/openapi.json",
    )
    app.state.services = services
    app.add_middleware(BodyLimit)
    app.add_middleware(Headers)
    failures.install(app)
    for router in routers:
        app.include_router(router, prefix=PREFIX)
    operation.install(app)
    docs.install(app)
    openapi.install(app)
    return app
