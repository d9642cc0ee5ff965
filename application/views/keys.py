"""Row keys: `scope|thing`, so that every key says whose row it is."""

from __future__ import annotations

import re

HUMP = re.compile(r"(?<!^)(?=[A-Z])")


def key(scope: str, *thing: str) -> str:
    return "|".join((scope, *thing))


def scope_of(row_key: str) -> str:
    return row_key.partition("|")[0]


def is_part(row_key: str) -> bool:
    """Whether it is one thing of a row that keeps the sums: `scope|whole|part`."""
    return row_key.count("|") > 1


def word_for(event: object) -> str:
    """`ReceivableConfirmed` as `receivable_confirmed`: for people and filters, never stored."""
    return HUMP.sub("_", type(event).__name__).lower()
