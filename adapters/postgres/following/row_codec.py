"""Rows of views as they are stored: the same row is the same bytes for ever."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar

import msgspec

from adapters.postgres.codec import decoder_of, encode
from application.shared.projection import Projection

R = TypeVar("R")


class CannotRead(Exception):
    """A stored row is of another shape than this program's."""


def decoded(row: type[R], body: bytes | memoryview | str) -> R:
    """Raise `CannotRead`."""
    kind: Any = row
    try:
        read: R = _decoder(kind).decode(body)
    except msgspec.ValidationError as cause:
        raise CannotRead(str(cause)) from cause
    return read


def fold_name(projection: Projection[Any], upcasts: int) -> str:
    """What the rows of a build were folded by: version, shape of the row, and the upcasts below it.

    A build of another fold is not continued but built anew, from the first event.
    """
    row: Any = projection.row
    digest = hashlib.sha256(_shape(row) + str(upcasts).encode()).hexdigest()
    return f"{projection.version}-{digest[:16]}"


@cache
def _shape(row: Hashable) -> bytes:
    return encode(msgspec.json.schema(row))


@cache
def _decoder(row: Hashable) -> msgspec.json.Decoder[Any]:
    return decoder_of(row)
