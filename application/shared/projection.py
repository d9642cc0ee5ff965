"""A view is a versioned fold: a pure function from row and event to row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from domain.shared.event import Event

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event as the store gives it to a follower."""

    position: int
    stream: str
    version: int
    event: Event


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a row stands for its readers: who may see it, under which heading, in which order."""

    scope: str
    """The party whose row it is; a reader without that scope never sees the row."""

    facet: str = ""
    """A heading to filter by, a status mostly."""

    sort: str = ""
    """Collated by code point; equal ones are ordered by key."""


@dataclass(frozen=True, slots=True)
class Projection(Generic[R]):
    """How one view is folded.

    `keys` says which rows an event touches, `fold` makes the new row (None
    removes it), `place` says where it stands. Raise `version` whenever one of
    them changes meaning: the new version is then built beside the old one from
    the first event, and switched to when it has caught up.
    """

    name: str
    version: int
    row: type[R]
    keys: Callable[[Recorded], tuple[str, ...]]
    fold: Callable[[R | None, str, Recorded], R | None]
    place: Callable[[str, R], Placed]


@dataclass(frozen=True, slots=True)
class Follower:
    """Views that share one reader of the log and one position, so they never disagree."""

    name: str
    projections: tuple[Projection[Any], ...]
