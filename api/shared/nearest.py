"""Which field was meant by a name that no field has; by the description of the operation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

QUERY = "query"
LETTERS_MAX = 80
"""A longer name is like none."""

ALIKE = 0.7


def known_at(
    document: Mapping[str, Any], path: str, method: str, where: Sequence[str | int]
) -> list[str]:
    """Names of the fields at `where` (`("body", "terms")`) that the OpenAPI `document` knows."""
    operation = document["paths"].get(path, {}).get(method.lower(), {})
    if where[0] == QUERY:
        return sorted(it["name"] for it in operation.get("parameters", ()) if it["in"] == QUERY)
    content = operation.get("requestBody", {}).get("content", {})
    shapes = [described["schema"] for described in content.values() if "schema" in described]
    for step in where[1:]:
        shapes = [inner for shape in shapes for inner in _inside(document, shape, step)]
    return sorted({name for shape in shapes for name in _fields(document, shape)})


def nearest(written: str, known: Sequence[str]) -> str | None:
    """The field most like what was written, whatever its case; None where none is like it."""
    if len(written) > LETTERS_MAX:
        return None
    plain = {_plain(name): name for name in known}
    close = get_close_matches(_plain(written), plain, n=1, cutoff=ALIKE)
    return plain[close[0]] if close else None


def _plain(name: str) -> str:
    return name.replace("_", "").replace("-", "").lower()


def _fields(document: Mapping[str, Any], shape: Mapping[str, Any]) -> Iterator[str]:
    for part in _parts(document, shape):
        yield from part.get("properties", {})


def _inside(
    document: Mapping[str, Any], shape: Mapping[str, Any], step: str | int
) -> Iterator[Mapping[str, Any]]:
    """The shape of one field, or of the items of a list."""
    for part in _parts(document, shape):
        if isinstance(step, int):
            yield from _items(part)
        elif step in part.get("properties", {}):
            yield part["properties"][step]


def _items(part: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    if isinstance(part.get("items"), dict):
        yield part["items"]
    yield from part.get("prefixItems", ())


def _parts(document: Mapping[str, Any], shape: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """`shape` itself, or each of the shapes that it may be."""
    if "$ref" in shape:
        yield from _parts(document, document["components"]["schemas"][_last(shape["$ref"])])
        return
    yield shape
    for kind in ("anyOf", "oneOf", "allOf"):
        for inner in shape.get(kind, ()):
            yield from _parts(document, inner)


def _last(reference: str) -> str:
    return reference.rpartition("/")[2]
