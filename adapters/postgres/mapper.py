"""Our events as the eventsourcing library's mapper hands them on."""

from __future__ import annotations

from dataclasses import dataclass

from eventsourcing.domain import DomainEventProtocol
from eventsourcing.persistence import JSONTranscoder, Mapper, StoredEvent

from adapters.postgres.codec import Codec
from domain.shared.event import Event


@dataclass(frozen=True, slots=True)
class Happened:
    """An event with its place in its stream, which the event itself does not know."""

    originator_id: str
    originator_version: int
    event: Event


class EventMapper(Mapper[str]):
    """Names and bytes by our codec, so that the library's stores read and write the same log."""

    def __init__(self, codec: Codec) -> None:
        super().__init__(JSONTranscoder())
        self._codec = codec

    def to_stored_event(self, domain_event: DomainEventProtocol[str]) -> StoredEvent:
        if not isinstance(domain_event, Happened):
            raise TypeError(f"{type(domain_event).__qualname__} is not an event of ours")
        topic, body = self._codec.encode(domain_event.event)
        return StoredEvent(domain_event.originator_id, domain_event.originator_version, topic, body)

    def to_domain_event(self, stored_event: StoredEvent) -> Happened:
        event = self._codec.decode(stored_event.topic, stored_event.state)
        return Happened(str(stored_event.originator_id), stored_event.originator_version, event)
