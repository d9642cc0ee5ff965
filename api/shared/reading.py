"""How views are read over HTTP: after one's own writes, a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Depends, Header, Query
from fastapi.responses import Response
from pydantic import BaseModel

from api.shared import cursors
from api.shared.services import Services, Using
from api.shared.wire import dumps, model_of, to_wire
from application.shared.projection import Projection
from application.shared.views import Page

R = TypeVar("R")
Row = TypeVar("Row")

POSITION_MAX = 2**63 - 1
PAGE_MAX = 500

IfPosition = Annotated[
    int | None,
    Header(
        alias="If-Position",
        ge=0,
        le=POSITION_MAX,
        description="The Anchorline-Position of a command: the answer has caught up with it.",
    ),
]


def caught_up(services: Using, position: IfPosition = None) -> Services:
    """The services, once the views have passed the position asked for (503 after the limit)."""
    if position:
        services.views.wait_for(position)
    return services


CaughtUp = Annotated[Services, Depends(caught_up)]


@dataclass(frozen=True, slots=True)
class PageAsked:
    """Where to go on, and how many rows at most."""

    after: str | None
    limit: int


After = Annotated[
    str | None,
    Query(max_length=600, pattern=r"^[A-Za-z0-9_\-]+$", description="`next` of the page before."),
]
Limit = Annotated[int, Query(ge=1, le=PAGE_MAX)]


def page_asked(after: After = None, limit: Limit = 50) -> PageAsked:
    return PageAsked(after, limit)


Paging = Annotated[PageAsked, Depends(page_asked)]


class Listing(BaseModel, Generic[Row]):
    """One page. `next` is the cursor of the page after it, null on the last."""

    items: list[Row]
    next: str | None


def listing_of(shape: type) -> Any:  # noqa: ANN401 - a model made at run time
    """The model of a page of `shape`, a frozen dataclass."""
    return Listing[model_of(shape)]  # type: ignore[misc] # made at run time


@dataclass(frozen=True, slots=True)
class Asked:
    """Which rows: of whom, and under which heading."""

    scope: str
    facet: str | None = None


def listed(
    services: Services,
    view: Projection[R],
    asked: Asked,
    paging: PageAsked,
    shown: Callable[[R], object] = lambda row: row,
) -> Response:
    """One page of `view`."""
    return listed_together(services, view, asked, paging, lambda rows: [shown(it) for it in rows])


def listed_together(
    services: Services,
    view: Projection[R],
    asked: Asked,
    paging: PageAsked,
    shown: Callable[[Sequence[R]], Sequence[object]],
) -> Response:
    """One page of `view`, whose rows are looked up together."""
    name = f"{view.name}|{asked.scope}|{asked.facet or ''}"
    after = cursors.read(paging.after, name, services.cursor_key) if paging.after else None
    page: Page[R] = services.views.page(
        view, asked.scope, facet=asked.facet, after=after, limit=paging.limit
    )
    onward = cursors.write(page.after, name, services.cursor_key) if page.after else None
    return wired({"items": shown([row for _, row in page.rows]), "next": onward})


def wired(shown: object, version: int | None = None) -> Response:
    """`shown` in wire form, tagged with the version it has."""
    tag = {} if version is None else {"ETag": f'"v{version}"'}
    return Response(dumps(to_wire(shown)), headers=tag, media_type="application/json")
