"""The machine's clock, read in the platform's zone: the one place that knows what time it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from domain.shared.moment import Moment


@dataclass(frozen=True, slots=True)
class SystemClock:
    """Answers `application.shared.ports.Clock`; `zone` decides on which business day it is."""

    zone: ZoneInfo

    def now(self) -> Moment:
        at = datetime.now(UTC)
        return Moment(at=at, day=at.astimezone(self.zone).date())
