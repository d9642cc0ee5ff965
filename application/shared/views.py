"""How a view is read: by key, or a page at a time within one party's scope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from application.shared.projection import Projection

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Page(Generic[R]):
    """Rows in order, and the cursor after the last (None at the end)."""

    rows: Sequence[tuple[str, R]]
    after: tuple[str, str] | None
    """(sort, key) of the last row where more follow."""


class NotYet(Exception):
    """The views did not catch up to the position asked for in time (503)."""


class NeverWritten(Exception):
    """Nothing that was ever recorded has the position asked for: no waiting would help (422)."""


class NotYetPast(Exception):
    """What will be known in the future is not known (422)."""


class Views(Protocol):
    """Reads of the built views."""

    def get(self, view: Projection[R], key: str) -> R | None: ...

    def page(
        self,
        view: Projection[R],
        scope: str,
        *,
        facet: str | None = None,
        after: tuple[str, str] | None = None,
        limit: int = 50,
    ) -> Page[R]: ...

    def all(
        self, view: Projection[R], scope: str, *, facet: str | None = None
    ) -> list[tuple[str, R]]:
        """Every row in scope, in order: for views whose rows per scope are bounded."""
        ...

    def wait_for(self, position: int) -> None:
        """Return when every follower has passed `position`.

        Raise `NotYet` after the limit, and `NeverWritten` at once.
        """
        ...
