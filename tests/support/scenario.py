"""Given this history, when this is asked, then this happened or was refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

import pytest

from domain.shared.decider import Decider
from domain.shared.event import Context
from domain.shared.refusal import Refusal, Refused

C = TypeVar("C")
S = TypeVar("S")
E = TypeVar("E")


@dataclass(frozen=True, slots=True)
class Given(Generic[C, S, E]):
    """A history of one aggregate."""

    decider: Decider[C, S, E]
    history: tuple[E, ...]

    def when(self, command: C, context: Context) -> When[C, S, E]:
        return When(self, command, context)

    @property
    def state(self) -> S:
        """What the history comes to."""
        return self.decider.replay(self.history)


@dataclass(frozen=True, slots=True)
class When(Generic[C, S, E]):
    """A command asked of that history."""

    given: Given[C, S, E]
    command: C
    context: Context

    def then(self, *expected: E) -> None:
        """Exactly these events, in this order."""
        assert self.events() == expected

    def then_refused(self, expected: Refusal) -> None:
        """Refused for exactly this reason, with these figures."""
        with pytest.raises(Refused) as refused:
            self.events()
        assert refused.value.refusal == expected

    def events(self) -> tuple[E, ...]:
        """What was decided, for tests that look at a part of it."""
        return self.given.decider.decide(self.given.state, self.command, self.context)
