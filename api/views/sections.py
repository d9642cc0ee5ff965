"""One listing over several views: a page goes on in the next where one ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from application.shared.projection import Projection
from application.shared.views import Page, Views

Place = tuple[str, str]
"""(sort, key) of the last row."""

Paged = Callable[[Place | None, int], Page[Any]]
APART = "\x1f"
"""Between a section's name and the place in it; no name has it."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the listing, by name; names are in order."""

    name: str
    page: Paged


@dataclass(frozen=True, slots=True)
class Across:
    """The rows of one page, each with its section, and where the next page goes on."""

    rows: Sequence[tuple[str, Any]]
    after: Place | None


def page_across(sections: Sequence[Section], after: Place | None, limit: int) -> Across:
    rows: list[tuple[str, Any]] = []
    here, place = _resumed(after)
    for section in sections:
        if section.name < here:
            continue
        page = section.page(place if section.name == here else None, limit - len(rows))
        rows += ((section.name, row) for _, row in page.rows)
        if page.after is not None:
            sort, key = page.after
            return Across(rows, (f"{section.name}{APART}{sort}", key))
        if len(rows) == limit:
            return Across(rows, _onward(sections, section))
    return Across(rows, None)


def _resumed(after: Place | None) -> tuple[str, Place | None]:
    if after is None:
        return "", None
    name, _, sort = after[0].partition(APART)
    return name, (sort, after[1]) if sort or after[1] else None


def _onward(sections: Sequence[Section], full: Section) -> Place | None:
    """At the start of the section after one that ended with the page."""
    later = (it.name for it in sections if it.name > full.name)
    name = next(later, None)
    return None if name is None else (f"{name}{APART}", "")


def of_view(views: Views, view: Projection[Any], scope: str, facet: str | None) -> Paged:
    def page(after: Place | None, limit: int) -> Page[Any]:
        return views.page(view, scope, facet=facet, after=after, limit=limit)

    return page


def of_rows(rows: Callable[[], Sequence[tuple[str, Any]]]) -> Paged:
    """Rows at hand, in order of their keys."""

    def page(after: Place | None, limit: int) -> Page[Any]:
        last = "" if after is None else after[1]
        beyond = [(key, row) for key, row in rows() if key > last]
        full = len(beyond) > limit
        return Page(beyond[:limit], ("", beyond[limit - 1][0]) if full else None)

    return page
