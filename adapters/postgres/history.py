"""Streams as they stood at the versions that a decision relied on, from their events alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar, cast

from sqlalchemy import Engine, text

from adapters.postgres.codec import Codec
from adapters.postgres.reaching import fetched
from adapters.postgres.tables import (
    BASE_CERTIFIED,
    CARRYING_HASH,
    ORDER_CERTIFIED,
    RESULTS_HASH,
)
from application.shared.ports import Loaded, Room
from domain.eligibility.claim import Claim
from domain.order_programme.events import OrderCertified
from domain.receivable_pool.events import (
    BorrowingBaseCertified,
    ClaimsAssigned,
    ClaimsChanged,
    ClaimsReleased,
)
from domain.shared.event import Event
from domain.shared.ids import PartyId, PoolId, ReceivableId

C = TypeVar("C")
S = TypeVar("S")
E = TypeVar("E", bound=Event)

UP_TO = text(
    """SELECT topic, body FROM anchorline.event
    WHERE stream = :stream AND version <= :version ORDER BY version"""
)

CERTIFIED = text(
    f"""WITH found AS MATERIALIZED (
      SELECT position, topic, body FROM anchorline.event
      WHERE {BASE_CERTIFIED} AND {RESULTS_HASH} = :hash
    ) SELECT topic, body FROM found ORDER BY position DESC LIMIT 1"""  # noqa: S608  # our own expressions, the value is bound
)
"""The certificates of one hash first: by position the whole log would be gone through."""


def certificate_of(
    engine: Engine, codec: Codec, results_hash: str
) -> BorrowingBaseCertified | None:
    """The last certificate whose results have this hash; raise `Unavailable`."""
    for topic, body in fetched(engine, CERTIFIED, {"hash": results_hash.encode()}):
        event = codec.decode(topic, body)
        if isinstance(event, BorrowingBaseCertified):
            return event
    return None


OF_ORDER = text(
    f"""WITH found AS MATERIALIZED (
      SELECT position, topic, body FROM anchorline.event
      WHERE {ORDER_CERTIFIED} AND ({RESULTS_HASH} = :hash OR {CARRYING_HASH} = :hash)
    ) SELECT topic, body FROM found ORDER BY position DESC LIMIT 1"""  # noqa: S608  # our own expressions, the value is bound
)


def order_certificate_of(engine: Engine, codec: Codec, results_hash: str) -> OrderCertified | None:
    """The last certificate of an order whose reasons have this hash; raise `Unavailable`."""
    for topic, body in fetched(engine, OF_ORDER, {"hash": results_hash.encode()}):
        event = codec.decode(topic, body)
        if isinstance(event, OrderCertified):
            return event
    return None


class AsReliedOn:
    """Answers `application.shared.ports.Reading` for the streams in `versions` and no others."""

    def __init__(self, engine: Engine, codec: Codec, versions: Mapping[str, int]) -> None:
        self._engine, self._codec, self._versions = engine, codec, versions

    def load(self, room: Room[C, S, E], stream: str) -> Loaded[S]:
        events = self._events(stream)
        state = room.decider.replay(cast("Iterable[E]", events))
        return Loaded(stream, state, len(events))

    def load_many(self, room: Room[C, S, E], streams: Sequence[str]) -> Mapping[str, Loaded[S]]:
        return {stream: self.load(room, stream) for stream in streams}

    def holders(self, keys: Sequence[str]) -> Mapping[str, str]:
        raise LookupError(f"who held {len(keys)} keys then is not told by any stream")

    def attachment(self, key: str) -> bytes | None:
        raise LookupError(f"{key} is not a stream")

    def claims(self, pool: PoolId) -> Sequence[Claim]:
        """What the pool held, from its own events, sorted by receivable."""
        held: dict[ReceivableId, Claim] = {}
        (stream,) = (it for it in self._versions if it.endswith(f"/receivable_pool/{pool}"))
        for event in self._events(stream):
            match event:
                case ClaimsAssigned() | ClaimsChanged():
                    held |= {claim.receivable: claim for claim in event.claims}
                case ClaimsReleased():
                    for claim in event.claims:
                        held.pop(claim.receivable, None)
                case _:
                    pass
        return [held[receivable] for receivable in sorted(held)]

    def claims_by_id(
        self, pool: PoolId, receivables: Sequence[ReceivableId]
    ) -> Mapping[ReceivableId, Claim]:
        wanted = set(receivables)
        return {it.receivable: it for it in self.claims(pool) if it.receivable in wanted}

    def pools_with(self, party: PartyId) -> Sequence[PoolId]:
        raise LookupError(f"which pools held claims of or on {party} is told by no one stream")

    def _events(self, stream: str) -> list[Event]:
        asked = {"stream": stream, "version": self._versions.get(stream, 0)}
        return [self._codec.decode(*row) for row in fetched(self._engine, UP_TO, asked)]
