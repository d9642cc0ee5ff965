"""The description of the API: every problem under its own media type."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.shared.problems import MEDIA_TYPE

PROBLEM = {"schema": {"$ref": "#/components/schemas/Problem"}}
FIRST_PROBLEM = 400
UNUSED = ("HTTPValidationError", "ValidationError")


def install(app: FastAPI) -> None:
    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _described(app)
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign] # the documented way


def _described(app: FastAPI) -> dict[str, Any]:
    made = get_openapi(
        title=app.title, version=app.version, description=app.description, routes=app.routes
    )
    for operations in made["paths"].values():
        for operation in operations.values():
            _say_problems(operation["responses"])
    for name in UNUSED:
        made["components"]["schemas"].pop(name, None)
    return made


def _say_problems(responses: dict[str, Any]) -> None:
    for status, response in responses.items():
        if int(status) >= FIRST_PROBLEM:
            response["content"] = {MEDIA_TYPE: PROBLEM}
