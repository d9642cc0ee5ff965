"""A subscription of the eventsourcing library that needs no announcement."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from time import sleep

from eventsourcing.persistence import ApplicationRecorder, Notification, Subscription

IDLE = 0.02
"""Seconds between two looks at a log in which nothing is new."""

BATCH = 500


class PollingSubscription(Subscription[ApplicationRecorder]):
    """Looks again every `IDLE` seconds, so that nothing announced is needed and nothing missed."""

    def __init__(
        self, recorder: ApplicationRecorder, gt: int | None, topics: Sequence[str]
    ) -> None:
        super().__init__(recorder, gt, topics)
        self._waiting: deque[Notification] = deque()

    def __next__(self) -> Notification:
        while not self._has_been_stopped:
            if self._waiting:
                found = self._waiting.popleft()
                self._last_notification_id = found.id
                return found
            self._look()
        raise StopIteration

    def _look(self) -> None:
        self._waiting.extend(
            self._recorder.select_notifications(
                self._last_notification_id, BATCH, topics=self._topics, inclusive_of_start=False
            )
        )
        if not self._waiting:
            sleep(IDLE)
