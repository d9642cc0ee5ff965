"""One command: everything is read, then everything is written, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from hashlib import blake2b
from typing import TypeVar

from adapters.postgres.answers import encode_refusal, fingerprint
from adapters.postgres.codec import Codec, encode
from adapters.postgres.literals import flags, numbers
from adapters.postgres.reading import PostgresReading
from adapters.postgres.remembering import Memory
from adapters.postgres.resting import collector_at_rest
from adapters.postgres.session import Session
from adapters.postgres.writes import Said, Writes
from application.shared.ports import (
    Answer,
    Loaded,
    Message,
    Outcome,
    Request,
    RequestReused,
    Room,
)
from domain.eligibility.claim import Claim
from domain.shared.event import Context, Event
from domain.shared.ids import PartyId, PoolId, ReceivableId
from domain.shared.refusal import BrokenPromise, Refusal

C = TypeVar("C")
S = TypeVar("S")
E = TypeVar("E", bound=Event)

OPEN = "SELECT pg_advisory_xact_lock(%s);EXECUTE find_command (%s, %s)"
"""The lock takes no transaction id; a retry waits here while the first attempt is in flight."""

LOCK = "EXECUTE lock_streams (%s, %s);EXECUTE read_streams (%s, %s)"
ANSWER = "EXECUTE insert_command (%s, %s, %s, %s, %s, %s, %s, %s)"
REPLAY = "EXECUTE touch_command (%s, %s)"

AT_REST_FROM = 1000
"""Streams or events read at once: so many make more objects than a command can leave behind."""


class PostgresAttempt(PostgresReading):
    """A transaction of its own; `open` it first."""

    earlier: Answer | None = None

    def __init__(self, session: Session, codec: Codec, memory: Memory, request: Request) -> None:
        super().__init__(session, codec, memory)
        self._codec = codec
        self._request = request
        self._fingerprint = fingerprint(request)
        self._writes = Writes()
        self._locked = False
        self._held = ExitStack()

    def open(self) -> None:
        """Begin, lock the request, and look whether it was answered before."""
        earlier = asked_before(self._session, self._request.party, self._request.id)
        if earlier is not None:
            self._replay(earlier)

    def lock(self, *, change: Iterable[str], rely_on: Iterable[str] = ()) -> None:
        if self._locked or self._writes.events:
            raise BrokenPromise("streams are locked once, before anything is recorded")
        self._locked = True
        changed = set(change)
        streams = list(changed.union(rely_on))
        shared = dict.fromkeys(map(key_of, streams), True) | dict.fromkeys(
            map(key_of, changed), False
        )
        keys = sorted(shared)
        locks = numbers(keys), flags(shared[key] for key in keys)
        rows = self._session.rows(LOCK, (*locks, *self._streams.asking(streams)))
        if len(rows) >= AT_REST_FROM:
            self._held.enter_context(collector_at_rest())
        self._streams.keep(streams, rows)

    def load_many(self, room: Room[C, S, E], streams: Sequence[str]) -> Mapping[str, Loaded[S]]:
        if len(streams) >= AT_REST_FROM:
            self._held.enter_context(collector_at_rest())
        return super().load_many(room, streams)

    def close(self) -> None:
        """Whatever came of it."""
        self._held.close()

    def record(self, room: Room[C, S, E], loaded: Loaded[S], events: Sequence[E]) -> Loaded[S]:
        after = self._streams.extend(room, loaded, events)
        for version, event in enumerate(events, loaded.version + 1):
            self._writes.append(loaded.stream, version, *self._codec.encode(event))
        return after

    def handle(self, room: Room[C, S, E], stream: str, command: C, context: Context) -> Loaded[S]:
        loaded = self.load(room, stream)
        return self.record(room, loaded, room.decider.decide(loaded.state, command, context))

    def holders(self, keys: Sequence[str]) -> Mapping[str, str]:
        ours = self._writes.reserved
        asked = [it for it in keys if it not in ours and it not in self._writes.freed]
        found = dict(super().holders(asked)) if asked else {}
        return found | {key: ours[key] for key in keys if key in ours}

    def claims(self, pool: PoolId) -> Sequence[Claim]:
        known = {claim.receivable: claim for claim in super().claims(pool)}
        ours = {key: claim for (of, key), claim in self._writes.claims.items() if of == pool}
        return _merged(known, ours) if ours else list(known.values())

    def claims_by_id(
        self, pool: PoolId, receivables: Sequence[ReceivableId]
    ) -> Mapping[ReceivableId, Claim]:
        ours = self._writes.claims
        asked = [it for it in receivables if (pool, it) not in ours]
        found = dict(super().claims_by_id(pool, asked)) if asked else {}
        put = {it: claim for it in receivables if (claim := ours.get((pool, it))) is not None}
        return found | put

    def reserve(self, key: str, holder: str) -> None:
        if self._writes.reserved.setdefault(key, holder) != holder:
            raise BrokenPromise(f"{key} is reserved for two holders by one command")

    def free(self, key: str) -> None:
        if self._writes.reserved.pop(key, None) is None:
            self._writes.freed.add(key)

    def put_claims(self, pool: PoolId, claims: Sequence[Claim]) -> None:
        self._writes.claims.update({(pool, claim.receivable): claim for claim in claims})

    def drop_claims(self, pool: PoolId, receivables: Sequence[ReceivableId]) -> None:
        self._writes.claims.update({(pool, receivable): None for receivable in receivables})

    def attach(self, key: str, body: bytes) -> None:
        if self._writes.attachments.setdefault(key, body) != body:
            raise BrokenPromise(f"{key} is attached twice with different contents")

    def send(self, message: Message) -> None:
        self._writes.messages.append(message)

    def accept(self, result: object) -> Answer:
        return self._answer(Outcome.ACCEPTED, encode(result))

    def refuse(self, refusal: Refusal) -> Answer:
        self._writes = Writes()
        return self._answer(Outcome.REFUSED, encode_refusal(refusal))

    def _answer(self, outcome: Outcome, body: bytes) -> Answer:
        ((position,),) = self._writes.send(self._session, self._command_row(outcome, body))
        self._session.commit()
        return Answer(outcome, body, position)

    def _command_row(self, outcome: Outcome, body: bytes) -> Said:
        asked, count = self._request, len(self._writes.events)
        named = (asked.party, asked.id, asked.name, self._fingerprint)
        return ANSWER, (*named, outcome.value, body, count, asked.by)

    def _replay(self, earlier: bytes) -> None:
        if earlier != self._fingerprint:
            raise RequestReused(self._request.id)
        self.earlier = replayed(self._session, self._request.party, self._request.id)


def asked_before(session: Session, party: PartyId, request_id: str) -> bytes | None:
    """Begin and lock the request; the fingerprint of what was asked under it, if anything was."""
    session.begin()
    lock = key_of(f"request\0{party}\0{request_id}")
    found = session.rows(OPEN, (lock, party, request_id))
    return bytes(found[0][0]) if found else None


def replayed(session: Session, party: PartyId, request_id: str) -> Answer:
    """The stored answer, touched and committed, so that a standby has it too."""
    ((outcome, body, position),) = session.rows(REPLAY, (party, request_id))
    session.commit()
    return Answer(Outcome(outcome), bytes(body), position, replayed=True)


def key_of(name: str) -> int:
    """The advisory lock of a stream or request: 64 bits of BLAKE2b, signed.

    Two names that share one by chance merely wait for each other.
    """
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), signed=True)


def _merged(
    known: Mapping[ReceivableId, Claim], ours: Mapping[ReceivableId, Claim | None]
) -> list[Claim]:
    both = {**known, **ours}
    return [claim for _, claim in sorted(both.items()) if claim is not None]
