"""How views are read over HTTP: after one's own writes, a page at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar

from fastapi import Depends, Header, Query
from pydantic import BaseModel, Field

from api.shared import cursors
from api.shared.services import Services, Using
from api.shared.wire import to_wire
from application.shared.projection import Projection
from application.shared.views import Page

R = TypeVar("R")
Row = TypeVar("Row")

IfPosition = Annotated[
    int | None,
    Header(
        alias="If-Position",
        ge=0,
        le=2**63 - 1,
        description="The Anchorline-Position of a command: the answer has caught up with it.",
    ),
]


def caught_up(services: Using, position: IfPosition = None) -> Services:
    """The services, once the views have passed the position asked for (503 after the limit)."""
    if position:
        services.views.wait_for(position)
    return services


CaughtUp = Annotated[Services, Depends(caught_up)]


class PageQuery(BaseModel):
    """Where to go on, and how many rows at most."""

    after: Annotated[str | None, Field(max_length=600)] = None
    limit: Annotated[int, Field(ge=1, le=500)] = 50


Paging = Annotated[PageQuery, Query()]


class Listing(BaseModel, Generic[Row]):
    """One page. `next` is the cursor of the page after it, null on the last."""

    items: list[Row]
    next: str | None


@dataclass(frozen=True, slots=True)
class Asked:
    """Which rows: of whom, and under which heading."""

    scope: str
    facet: str | None = None


def listed(
    services: Services,
    view: Projection[R],
    asked: Asked,
    paging: PageQuery,
    shown: Callable[[str, R], object] = lambda _, row: row,
) -> dict[str, object]:
    """One page of `view`, in wire form."""
    name = f"{view.name}|{asked.scope}|{asked.facet or ''}"
    after = cursors.read(paging.after, name, services.cursor_key) if paging.after else None
    page: Page[R] = services.views.page(
        view, asked.scope, facet=asked.facet, after=after, limit=paging.limit
    )
    onward = cursors.write(page.after, name, services.cursor_key) if page.after else None
    return {"items": [to_wire(shown(key, row)) for key, row in page.rows], "next": onward}
