"""Whether the house can take commands now, and what stands in the way where it cannot."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from adapters.postgres.embedded.failures import DiskNearlyFull
from adapters.postgres.following.duty import State
from adapters.postgres.following.supervisor import Status
from api.shared.wire import to_wire
from scripts.running.looking import Looking, Seen
from scripts.running.metrics import Metrics

LAG_SECONDS_MAX = 30.0
OUTBOX_SECONDS_MAX = 600.0
TRANSACTION_SECONDS_MAX = 60.0


@dataclass(frozen=True, slots=True)
class Expected:
    """What a sound database shows."""

    migration: str
    views: tuple[str, ...]


class HouseHealth:
    """Answers `api.shared.services.Health`; `ensure_room` raises `DiskNearlyFull`."""

    def __init__(
        self,
        looking: Looking,
        metrics: Metrics,
        expected: Expected,
        ensure_room: Callable[[], None],
    ) -> None:
        self._looking, self._metrics = looking, metrics
        self._expected, self._ensure_room = expected, ensure_room
        self._draining = False

    def drain(self) -> None:
        """From now on readiness says no, so that a balancer sends nothing more."""
        self._draining = True

    def readiness(self) -> tuple[bool, dict[str, object]]:
        """Ready where there are no `troubles`; the rest is what they were told from."""
        seen = self._looking.look()
        troubles = list(self._troubles(seen))
        outbox = seen.outbox and {"waiting": seen.outbox[0], "oldestSeconds": seen.outbox[1]}
        facts = {
            "troubles": troubles,
            "database": to_wire(seen.vitals),
            "followers": [to_wire(status) for status in seen.duties],
            "outbox": outbox,
        }
        return not troubles, facts

    def metrics(self) -> bytes:
        seen = self._looking.look()
        return self._metrics.written(seen, ready=not any(self._troubles(seen)))

    def _troubles(self, seen: Seen) -> Iterator[str]:
        if self._draining:
            yield "draining"
        yield from self._of_disk()
        yield from self._of_database(seen)
        for status in seen.duties:
            yield from _of_duty(status)
        if seen.outbox is not None and seen.outbox[1] > OUTBOX_SECONDS_MAX:
            yield f"an instruction waits for {seen.outbox[1]:.0f} s to be handed over"

    def _of_disk(self) -> Iterator[str]:
        try:
            self._ensure_room()
        except DiskNearlyFull as full:
            yield str(full)

    def _of_database(self, seen: Seen) -> Iterator[str]:
        found, expected = seen.vitals, self._expected
        if found is None:
            yield "the database does not answer within a second"
            return
        if not found.takes_writes:
            yield "the database takes no writes"
        if found.migration != expected.migration:
            yield f"migrations stand at {found.migration}, not {expected.migration}"
        if found.views_shown < len(expected.views):
            yield f"{len(expected.views) - found.views_shown} views are still being built"
        if found.oldest_transaction_seconds > TRANSACTION_SECONDS_MAX:
            yield f"a transaction is open for {found.oldest_transaction_seconds:.0f} s"


def _of_duty(status: Status) -> Iterator[str]:
    if not status.sound and status.state is not State.SUPERSEDED:
        yield f"{status.name} is {status.state.value}: {status.error}"
    elif (status.seconds_behind or 0) > LAG_SECONDS_MAX:
        yield f"{status.name} is {status.seconds_behind:.0f} s behind"
