"""The log as a follower reads it: in order, complete, and never half a transaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from adapters.postgres.log import PLACES, Row, read_after

BATCH = 1000
"""Events in a batch; exceeded by the rest of its last transaction, which is never cut."""

BUILDING_BATCH = 20_000
"""While nobody reads yet: a row that changes often is then written seldom."""

FOR_EVER = 2**63 - 1


class Batch(NamedTuple):
    """Whole transactions, in order, and whether more can be read at once."""

    rows: Sequence[Row]
    more: bool


def batch_after(
    connection: Connection, position: int, *, until: int = FOR_EVER, limit: int = BATCH
) -> Batch:
    """What follows `position`, up to and with `until`, which ends a transaction."""
    rows = read_after(connection, position, limit)
    more = len(rows) >= limit
    if rows and rows[-1].position > until:
        return Batch([row for row in rows if row.position <= until], more=False)
    return Batch(rows, more)


def before_transaction_of(position: int, rows: Sequence[Row]) -> Sequence[Row]:
    """Those of `rows` that were recorded by earlier transactions than the one at `position`."""
    number = position >> PLACES
    return [row for row in rows if row.position >> PLACES < number]
