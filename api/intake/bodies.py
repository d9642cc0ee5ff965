"""What clients write about documents, and what they are told of each."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, TypeAdapter

from api.shared.entered import Entered
from api.shared.fields import Body, Flag, Line, Order, Party
from api.shared.uploads import NoShown
from application.documents.mapping import ColumnMapping

Columns = Annotated[ColumnMapping, Entered()]
COLUMNS: TypeAdapter[ColumnMapping] = TypeAdapter(Columns)


class ResolveBody(Body):
    """Who the parties are, which order is meant, or that it is another invoice than it looks."""

    seller: Party | None = None
    buyer: Party | None = None
    another: Flag = False
    order: Order | None = None
    """One of the document's `choices`."""


class DismissBody(Body):
    reason: Line


class HandedIn(BaseModel):
    """What became of one document of a file."""

    file: str
    place: str
    outcome: str
    """`registered`, `known`, `credited`, `placed`, `recorded`, `waiting` or `refused`."""

    document: str | None
    receivable: str | None
    order: str | None
    why: str | None
    choices: list[str]
    """Of one that waits: the orders that it may mean."""

    no: NoShown | None


class Batch(BaseModel):
    """One line for each document, in the order of the files; none is left out."""

    counts: dict[str, int]
    documents: list[HandedIn]
