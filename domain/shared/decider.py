"""The shape every aggregate has: pure functions and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from typing import Generic, TypeVar

from domain.shared.event import Context

C = TypeVar("C")
S = TypeVar("S")
E = TypeVar("E")


@dataclass(frozen=True, slots=True)
class Decider(Generic[C, S, E]):
    """What an aggregate is.

    `decide` holds every rule and may refuse; `evolve` holds none and may not.
    Who asks and when is an argument, so that a decision can be tested at any moment.
    """

    initial: S
    decide: Callable[[S, C, Context], tuple[E, ...]]
    evolve: Callable[[S, E], S]

    def replay(self, history: Iterable[E]) -> S:
        return reduce(self.evolve, history, self.initial)
