"""The figures a monitor watches, in the text format of Prometheus."""

from __future__ import annotations

import shutil
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from adapters.postgres.following.supervisor import Status
from scripts.running.looking import Seen

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """One registry for each process; `data` is where the disk is measured."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self.registry = CollectorRegistry()
        self._ready = self._gauge("ready", "1 where commands are taken.")
        self._free = self._gauge("disk_free_bytes", "Where the data is kept.")
        self._oldest = self._gauge("oldest_transaction_seconds", "Of any that is open.")
        self._held = self._gauge(
            "horizon_held_seconds", "How long the oldest write transaction holds followers back."
        )
        self._waiting = self._gauge("outbox_waiting", "Instructions not handed over.")
        self._age = self._gauge("outbox_oldest_seconds", "Age of the oldest of them.")
        self._events = self._gauge("follower_events_behind", "Events not applied.", "follower")
        self._seconds = self._gauge("follower_seconds_behind", "Age of the oldest.", "follower")
        self._sound = self._gauge("follower_sound", "1 where it works.", "follower")
        self.answers = Counter(
            "anchorline_http_answers",
            "Answers given.",
            ["method", "status"],
            registry=self.registry,
        )
        self.seconds = Histogram(
            "anchorline_http_seconds",
            "From request to the end of the answer.",
            ["method"],
            buckets=SECONDS,
            registry=self.registry,
        )

    def written(self, seen: Seen, *, ready: bool) -> bytes:
        self._ready.set(ready)
        self._free.set(shutil.disk_usage(self._data).free)
        if seen.vitals is not None:
            holder = seen.vitals.holder
            self._oldest.set(seen.vitals.oldest_transaction_seconds)
            self._held.set((holder and holder.seconds) or 0)
        if seen.outbox is not None:
            self._waiting.set(seen.outbox[0])
            self._age.set(seen.outbox[1])
        for status in seen.duties:
            self._tell(status)
        return generate_latest(self.registry)

    def _tell(self, status: Status) -> None:
        self._sound.labels(status.name).set(status.sound)
        if status.events_behind is not None:
            self._events.labels(status.name).set(status.events_behind)
            self._seconds.labels(status.name).set(status.seconds_behind or 0)

    def _gauge(self, name: str, means: str, *labels: str) -> Gauge:
        return Gauge(f"anchorline_{name}", means, labels, registry=self.registry)
