"""Everything one command writes: gathered while it decides, sent in one message at its end.

Nothing is written earlier, or the transaction's id, which orders the log, would
be older than what the command has read. Rows are sorted by key, so that two
commands meet in the same order and one of them waits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from adapters.postgres import claims
from adapters.postgres.bulk import MANY, append_many
from adapters.postgres.claims import Held
from adapters.postgres.codec import encode
from adapters.postgres.literals import blobs, numbers, texts
from adapters.postgres.session import Rows, Session
from application.shared.ports import Message
from domain.eligibility.claim import Claim

Appended = tuple[str, int, str, bytes, int]
"""Stream, version, topic, body, and its place among all events of the command."""

Said = tuple[str, tuple[Any, ...]]
"""A statement and what is bound to it."""


@dataclass(slots=True)
class Writes:
    """What the command has recorded so far."""

    events: list[Appended] = field(default_factory=list)
    reserved: dict[str, str] = field(default_factory=dict)
    freed: set[str] = field(default_factory=set)
    claims: dict[Held, Claim | None] = field(default_factory=dict)
    """None where the pool no longer holds it."""

    attachments: dict[str, bytes] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)

    def append(self, stream: str, version: int, topic: str, body: bytes) -> None:
        self.events.append((stream, version, topic, body, len(self.events)))

    def send(self, session: Session, last: Said) -> Rows:
        """Send everything in one message, `last` at the end; the rows that `last` returns."""
        if len(self.events) >= MANY:
            append_many(session, sorted(self.events))
        said = [it for it in (build(self) for build in BUILDERS) if it is not None] + [last]
        statements = ";".join(statement for statement, _ in said)
        bound = tuple(value for _, values in said for value in values)
        return session.rows(statements, bound)


def _events(writes: Writes) -> Said | None:
    if not 0 < len(writes.events) < MANY:
        return None
    streams, versions, topics, bodies, places = zip(*sorted(writes.events), strict=True)
    bound = (texts(streams), numbers(versions), texts(topics), blobs(bodies), numbers(places))
    return "EXECUTE append_events (%s, %s, %s, %s, %s)", bound


def _freed(writes: Writes) -> Said | None:
    if not writes.freed:
        return None
    return "EXECUTE delete_keys (%s)", (texts(sorted(writes.freed)),)


def _reserved(writes: Writes) -> Said | None:
    if not writes.reserved:
        return None
    keys = sorted(writes.reserved)
    return "EXECUTE insert_keys (%s, %s)", (texts(keys), texts([writes.reserved[k] for k in keys]))


def _dropped(writes: Writes) -> Said | None:
    gone = sorted(held for held, claim in writes.claims.items() if claim is None)
    return (claims.DROP, claims.columns(gone)) if gone else None


def _put(writes: Writes) -> Said | None:
    put = [(held, claim) for held, claim in sorted(writes.claims.items()) if claim is not None]
    return (claims.PUT, claims.rows_of(put)) if put else None


def _attached(writes: Writes) -> Said | None:
    if not writes.attachments:
        return None
    keys = sorted(writes.attachments)
    bound = (texts(keys), blobs(writes.attachments[key] for key in keys))
    return "EXECUTE insert_attachments (%s, %s)", bound


def _sent(writes: Writes) -> Said | None:
    if not writes.messages:
        return None
    sent: Sequence[Message] = writes.messages
    bound = (
        texts([it.kind for it in sent]),
        texts([it.key for it in sent]),
        blobs(encode(it.body) for it in sent),
    )
    return "EXECUTE insert_messages (%s, %s, %s)", bound


BUILDERS: tuple[Callable[[Writes], Said | None], ...] = (
    _events,
    _freed,
    _reserved,
    _dropped,
    _put,
    _attached,
    _sent,
)
"""In this order for everyone, so that waiting never goes in a circle."""
