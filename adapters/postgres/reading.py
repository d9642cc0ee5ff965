"""States, holders and claims as one transaction sees them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from adapters.postgres import claims
from adapters.postgres.codec import Codec
from adapters.postgres.literals import texts
from adapters.postgres.remembering import Memory
from adapters.postgres.session import Session
from adapters.postgres.streams import Streams
from application.shared.ports import Loaded, Room
from domain.eligibility.claim import Claim
from domain.shared.event import Event
from domain.shared.ids import PartyId, PoolId, ReceivableId

C = TypeVar("C")
S = TypeVar("S")
E = TypeVar("E", bound=Event)


class PostgresReading:
    """What is on record; the unit of work adds what it is about to write."""

    def __init__(self, session: Session, codec: Codec, memory: Memory) -> None:
        self._session = session
        self._streams = Streams(session, codec, memory)

    def load(self, room: Room[C, S, E], stream: str) -> Loaded[S]:
        return self._streams.load(room, stream)

    def load_many(self, room: Room[C, S, E], streams: Sequence[str]) -> Mapping[str, Loaded[S]]:
        return self._streams.load_many(room, streams)

    def holders(self, keys: Sequence[str]) -> Mapping[str, str]:
        return dict(self._session.rows("EXECUTE read_keys (%s)", (texts(keys),)))

    def attachment(self, key: str) -> bytes | None:
        found = self._session.rows("EXECUTE read_attachment (%s)", (key,))
        return bytes(found[0][0]) if found else None

    def claims(self, pool: PoolId) -> Sequence[Claim]:
        return [claims.claim_of(row) for row in self._session.rows(claims.READ, (pool,))]

    def claims_by_id(
        self, pool: PoolId, receivables: Sequence[ReceivableId]
    ) -> Mapping[ReceivableId, Claim]:
        rows = self._session.rows(claims.READ_SOME, (pool, texts(receivables)))
        return {row[0]: claims.claim_of(row) for row in rows}

    def pools_with(self, party: PartyId) -> Sequence[PoolId]:
        return [PoolId(pool) for (pool,) in self._session.rows(claims.POOLS_WITH, (party, party))]
