"""How the business says no.

A `Refusal` is a plain fact: it can be compared, stored and put into words.
`Refused` carries it up the call stack. Neither knows of HTTP.

Three other failures are not refusals: a lost race (`Conflict`), an outcome
that is not known (`OutcomeUnknown`), both in `application.shared.ports`, and a
broken promise inside our own code (`BrokenPromise`), which must crash.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import ClassVar


class Kind(Enum):
    """The few ways a request can fail; the edge maps each to one status."""

    ABSENT = "absent"
    """What was named does not exist, or is not this party's to see."""

    CONFLICT = "conflict"
    """A sound request that the present state does not allow."""

    FORBIDDEN = "forbidden"
    """This party or role may never ask for this."""

    STALE = "stale"
    """It was changed since the version that the request was made from."""

    UNSOUND = "unsound"
    """The request contradicts itself or breaks a rule whatever the state."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Subclass once per rule, in the room that owns the rule.

    `code` is `room.fact_that_stands_in_the_way`; the fields are the figures.
    """

    code: ClassVar[str]
    kind: ClassVar[Kind]


class Refused(Exception):
    """Carries a refusal to whoever asked."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


class BrokenPromise(AssertionError):
    """Our own code or history is wrong. Never caught, never answered politely."""
