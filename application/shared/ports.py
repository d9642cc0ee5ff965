"""What the application asks of the world; `adapters/` answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import Enum
from typing import Any, Generic, Protocol, TypeVar

from domain.eligibility.claim import Claim
from domain.shared.decider import Decider
from domain.shared.event import Context, Event
from domain.shared.ids import ActorId, PartyId, PoolId, ReceivableId
from domain.shared.moment import Moment
from domain.shared.refusal import Refusal

C = TypeVar("C")
S = TypeVar("S")
E = TypeVar("E", bound=Event)


class Clock(Protocol):
    def now(self) -> Moment: ...


@dataclass(frozen=True, slots=True)
class Room(Generic[C, S, E]):
    """One kind of stream: its decider, and how its states may be kept between readings."""

    name: str
    decider: Decider[C, S, E]
    state: Any
    """The type of its states (a class or a union of classes), for snapshots."""

    state_version: int = 1
    """Raise when `evolve` changes meaning; a snapshot of another version is ignored."""

    grows: bool = False
    """Whether a follower takes snapshots of its streams."""


@dataclass(frozen=True, slots=True)
class Loaded(Generic[S]):
    """A stream as this unit of work sees it: its state, and the version that stands for."""

    stream: str
    state: S
    version: int


@dataclass(frozen=True, slots=True)
class Request:
    """One command as it arrived: who asks, under which id, for what."""

    party: PartyId
    by: ActorId
    id: str
    """The client's own; with `party` it names the command for ever."""

    name: str
    content: object
    """The typed command(s); canonical JSON of `name` and this is the fingerprint."""


class Outcome(Enum):
    ACCEPTED = "accepted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command came to; stored, and given again byte for byte for ever."""

    outcome: Outcome
    body: bytes
    """Canonical JSON of the result, or of `{"code","kind","facts"}` of the refusal."""

    position: int
    """Of its last event (0 where there was none); a reader sends it back to read its writes."""

    replayed: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """One thing that must leave the house, worked off from the outbox."""

    kind: str
    key: str
    """Idempotency key towards the other side."""

    body: object


class Conflict(Exception):
    """Someone else wrote first. Read again and decide again."""


class OutcomeUnknown(Exception):
    """The connection was lost in commit. Ask again with the same request id."""


class Unavailable(Exception):
    """Nothing was done: no server, no room in the pool, a lock not got in time. Send again."""


class RequestReused(Exception):
    """The same request id arrived with other content (422)."""


class Reading(Protocol):
    """States as they are now; decides nothing by itself."""

    def load(self, room: Room[C, S, E], stream: str) -> Loaded[S]: ...

    def load_many(self, room: Room[C, S, E], streams: Sequence[str]) -> Mapping[str, Loaded[S]]:
        """Every stream asked for, those that do not exist at version 0."""
        ...

    def holders(self, keys: Sequence[str]) -> Mapping[str, str]:
        """Who holds each unique key; keys that nobody holds are left out."""
        ...

    def attachment(self, key: str) -> bytes | None:
        """A side document as it was kept; None where there is none."""
        ...

    def claims(self, pool: PoolId) -> Sequence[Claim]:
        """The claims a pool holds (the one synchronous view), sorted by receivable."""
        ...

    def claims_by_id(
        self, pool: PoolId, receivables: Sequence[ReceivableId]
    ) -> Mapping[ReceivableId, Claim]: ...

    def pools_with(self, party: PartyId) -> Sequence[PoolId]:
        """Those that hold claims of or on a party, sorted; looks through all claims there are."""
        ...


class UnitOfWork(Reading, Protocol):
    """One command: everything is read first, then all of it is written, or none.

    What is recorded here is seen by later `load`s of the same unit of work, and
    reaches the database only at the end, rows sorted by key.
    """

    def lock(self, *, change: Iterable[str], rely_on: Iterable[str] = ()) -> None:
        """Lock streams (or any named key) before the first read, in one statement, sorted.

        `change` exclusively, `rely_on` shared. At most once in a unit of work.
        Raise `Unavailable` when a lock is not got in time.
        """
        ...

    def record(self, room: Room[C, S, E], loaded: Loaded[S], events: Sequence[E]) -> Loaded[S]:
        """Append to the stream at the version that was read; give it as it is afterwards."""
        ...

    def handle(self, room: Room[C, S, E], stream: str, command: C, context: Context) -> Loaded[S]:
        """Load, decide and record in one; raise `Refused`."""
        ...

    def reserve(self, key: str, holder: str) -> None:
        """Take a unique key; whoever loses the race gets `Conflict` at the end."""
        ...

    def free(self, key: str) -> None: ...

    def put_claims(self, pool: PoolId, claims: Sequence[Claim]) -> None:
        """Insert or replace; called only with what the pool's own events say."""
        ...

    def drop_claims(self, pool: PoolId, receivables: Sequence[ReceivableId]) -> None: ...

    def attach(self, key: str, body: bytes) -> None:
        """Keep a side document (the results per asset of a decision) in the same transaction.

        `key` ends in a hash of `body`, so that keeping it again changes nothing.
        """
        ...

    def send(self, message: Message) -> None:
        """Put a message into the outbox, in the same transaction."""
        ...


class Attempt(UnitOfWork, Protocol):
    """A unit of work opened for a request: the request lock is held."""

    earlier: Answer | None
    """The stored answer, if this request was answered before (touched, so a standby has it)."""

    def accept(self, result: object) -> Answer:
        """Write everything with the command row and commit; give the answer.

        Raise `Conflict`, `OutcomeUnknown` or `Unavailable`.
        """
        ...

    def refuse(self, refusal: Refusal) -> Answer:
        """Drop what was recorded, store the refusal as the answer, and commit."""
        ...


class Store(Protocol):
    """Where units of work come from."""

    def attempt(self, request: Request) -> AbstractContextManager[Attempt]:
        """One transaction; rolled back unless `accept` or `refuse` committed it.

        Raise `RequestReused` where the id was used for another content.
        """
        ...

    def answer_to(self, party: PartyId, request_id: str) -> Answer | None:
        """What became of an earlier request; None where it is not known here.

        Waits while that request is being decided, and for a standby to have its answer.
        """
        ...

    def reading(self) -> AbstractContextManager[Reading]:
        """A read-only transaction on one snapshot (REPEATABLE READ)."""
        ...
