"""Where the money of one payment on one claim went, kept for as long as it stands.

The claim may leave the pool and join another; a payment that the bank takes back
is undone where it went, whoever holds the claim by then.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from application.processes.certifying import lender_of
from application.processes.loans import touched_with
from application.receivable_pool import streams as pools
from application.shared.ports import Reading, UnitOfWork
from domain.shared.ids import CollectionId, FinancingId, PoolId, ReceivableId

Paid = tuple[CollectionId, ReceivableId]


@dataclass(frozen=True, slots=True)
class Went:
    """To a pool, and there into some of its financings."""

    pool: PoolId
    repaid: tuple[FinancingId, ...]

    def written(self) -> str:
        return json.dumps([self.pool, *self.repaid], separators=(",", ":"))

    @classmethod
    def read(cls, written: str) -> Went:
        pool, *repaid = json.loads(written)
        return cls(PoolId(pool), tuple(FinancingId(it) for it in repaid))


def traced(reading: Reading, payments: Iterable[Paid]) -> Mapping[Paid, Went]:
    """Those that went to a pool."""
    key_of = {paid: proceeds_key(*paid) for paid in payments}
    holders = reading.holders(list(key_of.values()))
    return {paid: Went.read(holders[key]) for paid, key in key_of.items() if key in holders}


def remember(work: UnitOfWork, paid: Paid, went: Went) -> None:
    work.reserve(proceeds_key(*paid), went.written())


def forget(work: UnitOfWork, paid: Paid) -> None:
    work.free(proceeds_key(*paid))


def proceeds_key(collection: CollectionId, receivable: ReceivableId) -> str:
    """Held by the pool and the financings that the money went to; freed when it is undone."""
    return f"proceeds/{collection}/{receivable}"


def streams_of(reading: Reading, went: Iterable[Went]) -> list[str]:
    """The pools, the financings in which something is to be undone, and what those rest on."""
    streams = set()
    for each in went:
        lender = lender_of(reading, each.pool)
        streams.add(pools.stream_of(lender, each.pool))
        streams |= set(touched_with(reading, lender, each.repaid))
    return sorted(streams)
