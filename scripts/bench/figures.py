"""What was measured, and what it was to be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

OURS = "ours"
RAW = "raw"
PSYCOPG = "eventsourcing.postgres"
SQLALCHEMY = "eventsourcing_sqlalchemy"


@dataclass(slots=True)
class Rates:
    """Something that everyone does so often a second, several rounds in turn."""

    title: str
    unit: str
    targets: Mapping[str, float]
    """By contender: ours must be at least this many times theirs."""

    rounds: list[dict[str, float]] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    """By contender: why there is no figure, or what it must be read with."""

    def typical(self, contender: str) -> float | None:
        found = [one[contender] for one in self.rounds if contender in one]
        return median(found) if found else None

    def ratio(self, contender: str) -> float | None:
        """The median, over the rounds, of ours to theirs in the same round."""
        found = [one[OURS] / one[contender] for one in self.rounds if one.get(contender)]
        return median(found) if found else None

    def reached(self, contender: str) -> bool | None:
        """None where there is nothing to reach, or nothing was measured."""
        ratio, target = self.ratio(contender), self.targets.get(contender)
        return None if ratio is None or target is None else ratio >= target


@dataclass(frozen=True, slots=True)
class Limited:
    """Something of ours that may be at most so much."""

    title: str
    value: float
    limit: float
    shown: str

    @property
    def reached(self) -> bool:
        return self.value <= self.limit


@dataclass(slots=True)
class Figures:
    rates: list[Rates] = field(default_factory=list)
    limited: list[Limited] = field(default_factory=list)

    def add(self, found: Sequence[Rates | Limited]) -> None:
        self.rates += [it for it in found if isinstance(it, Rates)]
        self.limited += [it for it in found if isinstance(it, Limited)]


@dataclass(frozen=True, slots=True)
class Scale:
    """How long and how much; the quick one shows that it runs, not how fast."""

    rounds: int
    seconds: float
    writers: int
    bulk: int
    events: int
    slow_events: int
    """For those that apply one event at a time."""

    pool: int
    rows: tuple[int, int]
    reads: int


FULL = Scale(
    rounds=5,
    seconds=2.0,
    writers=8,
    bulk=10_000,
    events=50_000,
    slow_events=3_000,
    pool=100_000,
    rows=(10_000, 1_000_000),
    reads=3_000,
)
QUICK = Scale(
    rounds=1,
    seconds=0.5,
    writers=2,
    bulk=1_000,
    events=5_000,
    slow_events=500,
    pool=10_000,
    rows=(1_000, 20_000),
    reads=300,
)
