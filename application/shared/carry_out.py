"""The one path every command takes: lock the request, read, decide, write, remember."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from application.shared.ports import (
    Answer,
    Attempt,
    Clock,
    Conflict,
    OutcomeUnknown,
    Request,
    Store,
    UnitOfWork,
)
from domain.shared.event import Context
from domain.shared.refusal import Refused

ATTEMPTS_MAX = 8
"""Losing the race eight times running is contention someone should hear about."""

UseCase = Callable[[UnitOfWork, Context], object]
"""Reads and records; returns the result as a frozen dataclass, or raises `Refused`."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where commands are handed in."""

    store: Store
    clock: Clock

    def carry_out(self, request: Request, use_case: UseCase) -> Answer:
        """Carry out `use_case` exactly once per (party, request id).

        A lost race and an outcome that is not known are tried again under the same
        request id, so the command row decides. Raise `RequestReused`, `Unavailable`,
        or the last `Conflict` or `OutcomeUnknown` when attempts run out.
        """
        for _ in range(ATTEMPTS_MAX - 1):
            try:
                return self._once(request, use_case)
            except (Conflict, OutcomeUnknown):
                continue
        return self._once(request, use_case)

    def _once(self, request: Request, use_case: UseCase) -> Answer:
        with self.store.attempt(request) as attempt:
            if attempt.earlier is not None:
                return attempt.earlier
            return self._decide(attempt, request, use_case)

    def _decide(self, attempt: Attempt, request: Request, use_case: UseCase) -> Answer:
        context = Context(now=self.clock.now(), by=request.by)
        try:
            result = use_case(attempt, context)
        except Refused as refused:
            return attempt.refuse(refused.refusal)
        return attempt.accept(result)
