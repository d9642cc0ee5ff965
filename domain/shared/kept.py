"""A mapping for states that grow by thousands of entries and never copy them all for one more.

Reads like a dict, in a dict's order. What changed last is kept apart until it is worth
writing together, so that a change costs the same after ten entries and after ten thousand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")

MOST_RECENT = 64


@dataclass(frozen=True, slots=True, eq=False)
class Kept(Mapping[K, V], Generic[K, V]):
    """Immutable: `plus` and `without` give another. No entry may be None."""

    settled: dict[K, V] = field(default_factory=dict[K, V])
    """Shared by many states: never changed."""

    recent: dict[K, V | None] = field(default_factory=dict[K, V | None])
    """Goes before; None: no longer there."""

    def plus(self, key: K, value: V) -> Kept[K, V]:
        if key in self.recent and self.recent[key] is None:
            return self._together({}).plus(key, value)
        recent = {**self.recent, key: value}
        return Kept(self.settled, recent) if len(recent) < MOST_RECENT else self._together(recent)

    def without(self, key: K) -> Kept[K, V]:
        if key not in self:
            return self
        recent = dict(self.recent)
        if key in self.settled:
            recent[key] = None
        else:
            del recent[key]
        return Kept(self.settled, recent) if len(recent) < MOST_RECENT else self._together(recent)

    def __getitem__(self, key: K) -> V:
        if key not in self.recent:
            return self.settled[key]
        found = self.recent[key]
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[K]:
        return iter(self._all(self.recent))

    def __len__(self) -> int:
        gone = sum(value is None for value in self.recent.values())
        return len(self.settled) + sum(key not in self.settled for key in self.recent) - gone

    def _together(self, recent: dict[K, V | None]) -> Kept[K, V]:
        return Kept(self._all(recent or self.recent), {})

    def _all(self, recent: dict[K, V | None]) -> dict[K, V]:
        every = self.settled.copy()
        for key, value in recent.items():
            if value is None:
                every.pop(key, None)
            else:
                every[key] = value
        return every
