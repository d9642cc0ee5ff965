"""JSON as it is meant: each key once, numbers that are numbers, text that can be kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.dependencies.utils import get_flat_params
from fastapi.exceptions import RequestValidationError
from fastapi.params import Form, Query
from fastapi.routing import APIRoute

NUL = "\x00"
JSON = "application/json"
FORM = "multipart/form-data"
CHUNKED = "transfer-encoding"
SURROGATES = range(0xD800, 0xE000)

Pairs = list[tuple[str, Any]]


def read_json(body: bytes) -> Any:  # noqa: ANN401 - JSON has no narrower type
    """Raise `json.JSONDecodeError`, whatever is wrong with it."""
    try:
        text = body.decode()
        read = json.loads(text, object_pairs_hook=_each_key_once, parse_constant=_no_number)
    except json.JSONDecodeError:
        raise
    except (ValueError, RecursionError) as broken:
        raise json.JSONDecodeError(_said(broken), "", 0) from broken
    if "\\u" in text:
        _check_texts(read)
    return read


def _said(broken: Exception) -> str:
    match broken:
        case UnicodeDecodeError():
            return "not UTF-8"
        case RecursionError():
            return "too deep"
        case _:
            return str(broken)


def _each_key_once(pairs: Pairs) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) != len(pairs):
        raise ValueError("a key stands twice")
    return read


def _no_number(_: str) -> None:
    raise ValueError("not a number")


def _check_texts(read: object) -> None:
    """Only an escape can bring what no text may hold: NUL, or half a character."""
    if isinstance(read, str):
        if NUL in read or any(ord(letter) in SURROGATES for letter in read):
            raise json.JSONDecodeError("a text holds NUL or half a character", "", 0)
    elif isinstance(read, dict):
        _check_texts(list(read.items()))
    elif isinstance(read, list | tuple):
        for item in read:
            _check_texts(item)


class StrictRequest(Request):
    async def json(self) -> Any:  # noqa: ANN401 - JSON has no narrower type
        return read_json(await self.body())


class StrictRoute(APIRoute):
    """A route whose JSON is read by `read_json`, and that takes no query but its own.

    A misspelt filter would list everything, and a misspelt day tell today's figures.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handler = super().get_route_handler()
        known = _query_of(self)

        async def strictly(request: Request) -> Response:
            unknown = [name for name in request.query_params if name not in known]
            if unknown:
                raise RequestValidationError([_unknown(name) for name in unknown])
            return await handler(StrictRequest(request.scope, request.receive))

        return strictly


def _query_of(route: APIRoute) -> frozenset[str]:
    params = get_flat_params(route.dependant)
    return frozenset(it.alias for it in params if isinstance(it.field_info, Query))


def _unknown(name: str) -> dict[str, Any]:
    """As pydantic says it of a field of a body."""
    return {"type": "extra_forbidden", "loc": ("query", name), "msg": "no such field", "input": ""}


def other_kind_needed(request: Request) -> str | None:
    """The media type that the operation reads, where the body came as another one."""
    route = request.scope.get("route")
    if not isinstance(route, APIRoute) or route.body_field is None or not _has_body(request):
        return None
    needed = FORM if isinstance(route.body_field.field_info, Form) else JSON
    given = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return None if given == needed else needed


def _has_body(request: Request) -> bool:
    return request.headers.get("content-length", "0") != "0" or CHUNKED in request.headers


def room(prefix: str, tag: str) -> APIRouter:
    """The router of one room."""
    return APIRouter(prefix=prefix, tags=[tag], route_class=StrictRoute)
