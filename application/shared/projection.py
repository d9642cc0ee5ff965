"""A view is a versioned fold: a pure function from row and event to row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

from domain.shared.event import Event
from domain.shared.refusal import BrokenPromise

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


Together: TypeAlias = Mapping[str, R | None]
"""Rows by their keys."""


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
    together: Callable[[Together[R], Recorded], Together[R]] | None = None
    """Instead of `fold`, where one row cannot be made without looking at another that the
    same event touches: a head with running totals, and one row for each thing it is made of."""

    def after(self, rows: Together[R], recorded: Recorded) -> Together[R]:
        """The rows that the event touches, given by `keys` and None where there is none."""
        if self.together is not None:
            return self.together(rows, recorded)
        return {key: self.fold(row, key, recorded) for key, row in rows.items()}


def never_alone(_row: object, row_key: str, _recorded: Recorded) -> Any:  # noqa: ANN401 - a row
    """The `fold` of a view whose rows are folded together."""
    raise BrokenPromise(f"{row_key} is folded with the rows beside it")


@dataclass(frozen=True, slots=True)
class Follower:
    """Views that share one reader of the log and one position, so they never disagree."""

    name: str
    projections: tuple[Projection[Any], ...]
