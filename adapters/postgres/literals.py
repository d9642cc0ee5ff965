"""Columns of values as array literals, so that many rows travel as a few bound parameters.

psycopg2 would write every element as an expression of its own, which costs the
server more to read than to store.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def texts(values: Sequence[str]) -> str:
    """A `text[]`."""
    joined = '","'.join(values)
    if "\\" in joined or joined.count('"') != 2 * max(len(values) - 1, 0):
        joined = '","'.join(it.replace("\\", "\\\\").replace('"', '\\"') for it in values)
    return f'{{"{joined}"}}' if values else "{}"


def numbers(values: Iterable[int]) -> str:
    """An `int[]` or `bigint[]`."""
    return "{" + ",".join(map(str, values)) + "}"


def flags(values: Iterable[bool]) -> str:
    """A `bool[]`."""
    return "{" + ",".join("t" if it else "f" for it in values) + "}"


def blobs(values: Iterable[bytes]) -> str:
    """A `bytea[]`."""
    return "{" + ",".join(f'"\\\\x{it.hex()}"' for it in values) + "}"
