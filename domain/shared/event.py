"""What every event says besides its own facts, and the context it is decided in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain.shared.ids import ActorId
from domain.shared.moment import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Subclass once per fact; a correction is another event, never an edit."""

    at: datetime
    """When it was decided, in UTC. The store stamps when it was recorded."""

    effective_on: date
    """The business day it counts for; earlier than `at` for a late fact."""

    by: ActorId
    """Who asked: `party/key`."""


@dataclass(frozen=True, slots=True)
class Context:
    """Who asks, and when: the second and third argument of every decision."""

    now: Moment
    by: ActorId
