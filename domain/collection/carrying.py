"""How much of what was booked can be had from what a bank told of, in whatever way it is placed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from domain.shared.ids import CollectionId


@dataclass(frozen=True, slots=True)
class Ask:
    """So many minor units, out of any of these."""

    minor: int
    entries: Sequence[CollectionId]


def carried(asks: Sequence[Ask], room: Mapping[CollectionId, int]) -> int:
    """Minor units that all `asks` can have together, of what is left (`room`) of each entry.

    The most there is, however they are placed: each is placed after the others, and what is in
    its way moves to where else it may be had (augmenting paths, as of a flow).
    """
    placing = _Placing(asks, dict(room))
    return sum(placing.all_of(nth) for nth in range(len(asks)))


@dataclass(frozen=True, slots=True)
class _Placing:
    asks: Sequence[Ask]
    room: dict[CollectionId, int]
    """What is left of each entry."""

    placed: dict[tuple[int, CollectionId], int] = field(
        default_factory=dict[tuple[int, CollectionId], int]
    )

    def all_of(self, nth: int) -> int:
        done = 0
        while done < self.asks[nth].minor:
            some = self._some(nth, self.asks[nth].minor - done, set())
            if not some:
                break
            done += some
        return done

    def _some(self, nth: int, most: int, seen: set[CollectionId]) -> int:
        """A part of it, along one way of moving others; 0 where there is none."""
        for name in self.asks[nth].entries:
            if name in seen or name not in self.room:
                continue
            seen.add(name)
            if not self.room[name]:
                self._make_room(name, most, seen)
            some = min(most, self.room[name])
            if some:
                self.room[name] -= some
                self.placed[nth, name] = self.placed.get((nth, name), 0) + some
                return some
        return 0

    def _make_room(self, name: CollectionId, most: int, seen: set[CollectionId]) -> None:
        here = [(nth, minor) for (nth, at), minor in self.placed.items() if at == name and minor]
        for nth, minor in here:
            moved = self._some(nth, min(most, minor), seen)
            if moved:
                self.placed[nth, name] -= moved
                self.room[name] += moved
                return
